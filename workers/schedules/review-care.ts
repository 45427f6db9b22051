import { randomInt } from 'node:crypto';
import { carryOutOrders } from '../../src/actions/review/carry-out-orders.ts';
import { pairNearDuplicates } from '../../src/actions/review/pair-near-duplicates.ts';
import { pauseBelowFloor } from '../../src/actions/review/pause-reviewer.ts';
import { updatePriorities } from '../../src/actions/review/priorities.ts';
import type { Resting } from '../../src/actions/review/settle-due.ts';
import type { Log } from '../../src/config/log.ts';
import type { Database } from '../../src/storage/database.ts';
import type { Keyring } from '../../src/storage/keyring.ts';
import { type Clock, every } from './every.ts';

/** Orders, reviewers to be paused, ballots to be compared. */
const OFTEN_MS = 2_000;

/** Reads all stations' numbers: a second for tens of thousands of them. */
const PRIORITIES_MS = 60_000;

/**
 * What review needs besides settling, until the signal aborts: administrators' orders, pauses by gold items,
 * near-duplicates, priorities.
 */
export async function reviewCareSchedule(
  deps: Clock & {
    readonly database: Database;
    readonly keys: Pick<Keyring<'worker'>, 'photo' | 'review'>;
    readonly log: Log;
    readonly onFailure: (error: unknown) => void;
  },
): Promise<void> {
  const { database, keys, log, signal, onFailure } = deps;
  const shared = { database, keys, random: (limit: number) => randomInt(limit), now: () => new Date() };
  const resting: Resting = new Map();
  await Promise.all([
    every(
      'review-orders',
      OFTEN_MS,
      deps,
      () => carryOutOrders({ ...shared, onDone: () => log.info('review-order-done'), onFailure }, resting, signal),
      onFailure,
    ),
    // By itself: no order, however long it takes, keeps somebody reading who should not.
    every(
      'gold-pauses',
      OFTEN_MS,
      deps,
      async () => {
        const paused = await pauseBelowFloor(shared);
        if (paused > 0) log.warn('reviewers-paused', { reviewers: paused });
      },
      onFailure,
    ),
    every(
      'near-duplicates',
      OFTEN_MS,
      deps,
      async () => {
        for (let more = true; more && !signal.aborted; ) {
          const { compared, pairs } = await pairNearDuplicates(shared);
          if (pairs > 0) log.info('near-duplicates-found', { pairs });
          more = compared > 0;
        }
      },
      onFailure,
    ),
    every(
      'priorities',
      PRIORITIES_MS,
      deps,
      async () => {
        const items = await updatePriorities(database);
        if (items > 0) log.info('priorities-moved', { items });
      },
      onFailure,
    ),
  ]);
}
