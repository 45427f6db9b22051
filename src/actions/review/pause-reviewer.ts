import { dayOf } from '../../domain/days.ts';
import { FORGIVEN, isBelowFloor } from '../../domain/review/gold.ts';
import type { Database, Queryable } from '../../storage/database.ts';
import { readGoldTerms } from '../../storage/gold-terms.ts';
import { voidOpenEntries } from '../../storage/protocol-entries.ts';
import { goldRecords, resumeReviewerRow, setPaused, voidOpenTurns } from '../../storage/reviewer-pauses.ts';
import { appendAudit } from '../audit.ts';
import type { OrderDeps } from './quarantine.ts';

export interface Pause {
  readonly reviewerId: string;
  readonly because: string;
  /** Null: their gold items, seen by the worker. */
  readonly by: string | null;
}

/**
 * Pauses a reviewer: they get nothing more, what they hold goes back to the queue, and their answers on everything that
 * is not decided yet, ballots and result sheets, do not count any more, so that others read it again. What is decided stays decided until somebody
 * reopens it. Undefined when they are paused already; else how many answers no longer count.
 */
export async function pauseReviewer(deps: OrderDeps, { reviewerId, because, by }: Pause): Promise<number | undefined> {
  const at = deps.now();
  const voided = await deps.database.transaction(async (client) => {
    // Turns before the reviewer's row, as everybody does.
    const count = await voidWork(client, reviewerId, at);
    if (!(await setPaused(client, reviewerId, because, dayOf(at)))) return undefined;
    const detail = { because, voided: count };
    await appendAudit(client, { at, organizerId: by, action: 'review.pause', subject: reviewerId, detail });
    return count;
  });
  if (voided === undefined) return undefined;
  // What they answered, or were given, while they were being paused.
  return voided + (await deps.database.transaction((client) => voidWork(client, reviewerId, deps.now())));
}

async function voidWork(client: Queryable, reviewerId: string, at: Date): Promise<number> {
  const answers = await voidOpenTurns(client, reviewerId, at);
  return answers + (await voidOpenEntries(client, reviewerId, at));
}

/** Why a reviewer was paused, where it was not an administrator who wrote it. */
export const PAUSED_BY_GOLD = 'gold';

/** Pauses everybody whose gold items say that they should not go on; resolves to how many. */
export async function pauseBelowFloor(
  deps: OrderDeps & { readonly database: Pick<Database, 'pool'> },
): Promise<number> {
  const records = await goldRecords(deps.database.pool, FORGIVEN);
  if (records.length === 0) return 0;
  const terms = await readGoldTerms(deps.database.pool);
  const candidates = records.filter((record) => isBelowFloor(record, terms));
  let paused = 0;
  for (const { reviewerId } of candidates) {
    const voided = await pauseReviewer(deps, { reviewerId, because: PAUSED_BY_GOLD, by: null });
    if (voided !== undefined) paused += 1;
  }
  return paused;
}

/** Lets a paused reviewer go on, with a gold record that begins anew. False when they are not paused. */
export async function resumeReviewer(
  deps: OrderDeps,
  { reviewerId, by }: { readonly reviewerId: string; readonly by: string },
): Promise<boolean> {
  return deps.database.transaction(async (client) => {
    const before = await resumeReviewerRow(client, reviewerId);
    if (before === undefined) return false;
    const detail = { gold_right: before.right, gold_wrong: before.wrong };
    await appendAudit(client, {
      at: deps.now(),
      organizerId: by,
      action: 'review.resume',
      subject: reviewerId,
      detail,
    });
    return true;
  });
}
