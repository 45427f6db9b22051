import type { Database } from '../../storage/database.ts';
import { dueItems } from '../../storage/review-items.ts';
import { lapseTurns } from '../../storage/review-turns.ts';
import type { OutboxRef } from '../../storage/updates.ts';
import { isConflict, isDatabaseAway } from '../take-updates.ts';
import { type SettleDeps, type Settled, settleItems } from './settle-items.ts';

export interface SettleDueDeps extends SettleDeps {
  readonly database: Pick<Database, 'pool' | 'transaction'>;
  readonly handOver: { give(rows: readonly OutboxRef[]): void };
  /** Told of an item that cannot be settled: a bug that a person must look at. */
  readonly onFailure: (error: unknown) => void;
}

/** Items in one transaction: a batch of them costs little more than one. */
const AT_ONCE = 200;

/** How long an item rests that could not be settled. It stays due, until somebody has looked at it. */
const REST_MS = 600_000;

/** Items that rest, until when. The worker's own; a new one tries them again. */
export type Resting = Map<string, number>;

/**
 * Lets leases lapse, and settles everything that is due, a batch a transaction. Resolves to how many items were looked
 * at and closed. One that fails is tried by itself, so that it harms no other.
 */
export async function settleDue(
  deps: SettleDueDeps,
  resting: Resting,
): Promise<{ readonly items: number; readonly closed: number }> {
  const q = deps.database.pool;
  await lapseTurns(q, deps.now());
  let [items, closed] = [0, 0];
  for (;;) {
    const at = deps.now();
    for (const [id, until] of resting) if (until <= at.getTime()) resting.delete(id);
    const ids = await dueItems(q, at, AT_ONCE, [...resting.keys()]);
    if (ids.length === 0) break;
    const settled = await settleOrSplit(deps, resting, ids);
    items += settled.items;
    closed += settled.closed;
    // Somebody else is at all of them.
    if (settled.items === 0) break;
  }
  return { items, closed };
}

async function settleOrSplit(deps: SettleDueDeps, resting: Resting, ids: readonly string[]): Promise<Settled> {
  try {
    const settled = await settleItems(deps, ids);
    deps.handOver.give(settled.rows);
    return settled;
  } catch (error) {
    // Nothing is lost: the turns are due, whoever looks next.
    if (isDatabaseAway(error) || (ids.length === 1 && isConflict(error))) throw error;
    const [only] = ids;
    if (only !== undefined && ids.length === 1) {
      deps.onFailure(error);
      resting.set(only, deps.now().getTime() + REST_MS);
      return { items: 1, closed: 0, rows: [] };
    }
    let [items, closed] = [0, 0];
    for (const id of ids) {
      const settled = await settleOrSplit(deps, resting, [id]);
      items += settled.items;
      closed += settled.closed;
    }
    return { items, closed, rows: [] };
  }
}
