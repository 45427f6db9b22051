import { dayOf } from '../../domain/days.ts';
import type { Slice } from '../../domain/review/orders.ts';
import type { Database, Queryable } from '../../storage/database.ts';
import {
  addQuarantine,
  holdQuarantines,
  liftQuarantine as lift,
  markSlice,
  type QuarantineMove,
  unmarkLifted,
} from '../../storage/quarantines.ts';
import { addReviewOrder } from '../../storage/review-orders.ts';
import { moveTallies } from '../../storage/tallies.ts';
import { appendAudit } from '../audit.ts';

export interface OrderDeps {
  readonly database: Pick<Database, 'transaction'>;
  readonly now: () => Date;
}

export interface WantedQuarantine {
  readonly electionId: string;
  readonly slice: Slice;
  /** Why; for the audit trail and everybody who looks at the list. */
  readonly reason: string;
  readonly by: string;
  /** What the administrator was told that it does: stations whose finding changes. */
  readonly told: { readonly stations: number; readonly lost: number };
}

/**
 * Sets a slice of ballots aside: published numbers leave them out from the next edition on, and the worker marks them
 * within seconds. `false` when the very slice is in quarantine already.
 */
export async function setQuarantine(deps: OrderDeps, wanted: WantedQuarantine): Promise<boolean> {
  const { electionId, slice, reason, by, told } = wanted;
  return deps.database.transaction(async (client) => {
    const at = deps.now();
    const id = await addQuarantine(client, { electionId, slice, reason, by, day: dayOf(at) });
    if (id === undefined) return false;
    await addReviewOrder(client, { electionId, content: { do: 'apply-quarantines' }, by, at });
    const detail = {
      by: slice.by,
      value: slice.value,
      reason,
      stations_changed: told.stations,
      proven_lost: told.lost,
    };
    await appendAudit(client, { at, organizerId: by, action: 'review.quarantine', subject: id, detail });
    return true;
  });
}

/** Ends a quarantine. False when somebody has ended it already. */
export async function liftQuarantine(
  deps: OrderDeps,
  { electionId, id, by }: { readonly electionId: string; readonly id: string; readonly by: string },
): Promise<boolean> {
  return deps.database.transaction(async (client) => {
    const at = deps.now();
    const lifted = await lift(client, id, dayOf(at));
    if (lifted === undefined) return false;
    await addReviewOrder(client, { electionId, content: { do: 'apply-quarantines' }, by, at });
    const detail = { by: lifted.slice.by, value: lifted.slice.value };
    await appendAudit(client, { at, organizerId: by, action: 'review.lift-quarantine', subject: id, detail });
    return true;
  });
}

/**
 * Marks every ballot that a quarantine in force speaks of, takes the mark from every other one, and moves the counts
 * along: for the worker, in its transaction. Repeating it changes nothing. Resolves to the ballots whose mark changed.
 */
export async function applyQuarantines(client: Queryable, electionId: string): Promise<number> {
  // Ballots that are accepted at this moment are waited for: they were accepted by the quarantines of before.
  const inForce = (await holdQuarantines(client)).filter((one) => one.electionId === electionId);
  const slices = inForce.map(({ slice }) => slice);
  const moves: QuarantineMove[] = [...(await unmarkLifted(client, electionId, slices))];
  for (const slice of slices) moves.push(...(await markSlice(client, electionId, slice)));
  await moveTallies(client, moves);
  return moves.reduce((sum, { quarantined }) => sum + Math.abs(quarantined), 0);
}
