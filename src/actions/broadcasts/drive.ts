import type { MessengerName } from '../../domain/people.ts';
import { maySend } from '../../domain/sending-time.ts';
import type { Queues } from '../../queues/queues.ts';
import {
  activeBroadcasts,
  beginDue,
  finishDone,
  leaveOutCancelled,
  takeBatches,
} from '../../storage/broadcast-recipients.ts';
import { isBehind } from '../../storage/outbox.ts';
import { type FixRecipientsDeps, fixRecipients } from './fix-recipients.ts';

export interface DriveDeps extends FixRecipientsDeps {
  readonly queues: Pick<Queues, 'add' | 'depth'>;
  /** Told when the queues take nothing: what they were to be given is given again later. */
  readonly onQueuesAway?: (error: unknown) => void;
  /** The election's. */
  readonly timeZone: () => Promise<string>;
  readonly now: () => Date;
}

/** Batches of one messenger that are under way at once, at most: some seconds of work for a sender. */
const UNDER_WAY = 24;

/** A batch that was handed over so many seconds ago, and that nobody has taken, is lost with its queue. */
const LOST_AFTER = { queueEmpty: 3, queueBusy: 120 } as const;

/** Cancelled batches written off at a time. */
const WRITTEN_OFF = 50;

/**
 * While so many replies, wishes and photos wait, no batch is handed over: after a blackout bulk comes last. Wishes, replies
 * and photos do not wait for each other: each has a queue and hands of its own. In ordinary times there are as many as a
 * second brings.
 */
const BACKLOG = 1_000;

export interface Driven {
  readonly begun: number;
  readonly handedOver: number;
  readonly finished: number;
}

/**
 * Moves every broadcast on by what is due: begins those whose time has come, fixes recipients, hands batches
 * over, ends what is done. The worker calls it a few times a second; several workers may.
 */
export async function driveBroadcasts(deps: DriveDeps): Promise<Driven> {
  const { database, now, signal } = deps;
  const q = database.pool;
  const begun = await beginDue(q, now());
  const active = await activeBroadcasts(q);
  const isBulkDue = active.length > 0 && !(await isBehind(q, BACKLOG));
  let handedOver = 0;
  let finished = 0;
  for (const { id, state, hours } of active) {
    if (signal.aborted) break;
    if (state === 'fixing') await fixRecipients(deps, id);
    if (isBulkDue && maySend(hours, await deps.timeZone(), now())) handedOver += await handBatchesOver(deps, id);
    if (await finishDone(q, id, now())) finished += 1;
  }
  while (!signal.aborted && (await leaveOutCancelled(q, now(), WRITTEN_OFF)) === WRITTEN_OFF);
  return { begun, handedOver, finished };
}

const QUEUE_OF = {
  telegram: 'broadcasts-telegram',
  viber: 'broadcasts-viber',
} as const satisfies Record<MessengerName, string>;

async function handBatchesOver({ database, queues, onQueuesAway }: DriveDeps, id: string): Promise<number> {
  const away = (error: unknown): undefined => void onQueuesAway?.(error);
  const depths = await Promise.all(Object.values(QUEUE_OF).map((queue) => queues.depth(queue))).catch(away);
  if (depths === undefined) return 0;
  const lostAfter = depths.every((depth) => depth === 0) ? LOST_AFTER.queueEmpty : LOST_AFTER.queueBusy;
  const batches = await takeBatches(database.pool, id, UNDER_WAY, lostAfter);
  for (const messenger of ['telegram', 'viber'] as const) {
    const own = batches.filter((b) => b.messenger === messenger);
    if (own.length > 0) {
      const jobs = own.map((b) => ({ ids: [b.id] }));
      await queues.add(QUEUE_OF[messenger], jobs).catch(away);
    }
  }
  return batches.length;
}
