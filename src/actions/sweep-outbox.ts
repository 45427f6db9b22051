import { OUTBOX_QUEUES } from '../queues/contracts.ts';
import type { HandOver } from '../queues/hand-over.ts';
import type { QueueName, Queues } from '../queues/queues.ts';
import type { Database } from '../storage/database.ts';
import { takeUnfinished } from '../storage/outbox.ts';

/** Jobs of a queue that is worked off in no time: what was handed over a while before is not among them. */
const SHORT_QUEUE = 50;

/** With so many jobs, rows wait for their turn. Handing them over again would only make it longer. */
const LONG_QUEUE = 5_000;

const ROWS_AT_ONCE = 5_000;

/**
 * Hands over again whatever is still open: jobs that a lost Redis took along, rows of a process that
 * died before handing them over, and rows whose time to be tried again has come. Resolves to their number.
 */
export async function sweepOutbox(deps: {
  database: Database;
  queues: Queues;
  handOver: HandOver;
  only?: readonly QueueName[];
  /** At a worker's start: its predecessor may have died with jobs in its hands, so nothing is waited for. */
  fresh?: boolean;
}): Promise<number> {
  let swept = 0;
  for (const { name } of OUTBOX_QUEUES) {
    if (deps.only !== undefined && !deps.only.includes(name)) continue;
    const depth = await deps.queues.depth(name).catch(() => undefined);
    // The backend is away: what it would be given now would be lost.
    if (depth === undefined) continue;
    const patience = deps.fresh === true ? 0 : patienceWith(depth);
    if (patience === undefined) continue;
    const rows = await takeUnfinished(deps.database.pool, name, patience, ROWS_AT_ONCE);
    deps.handOver.give(rows);
    swept += rows.length;
  }
  await deps.handOver.flushed();
  return swept;
}

/** How many seconds after it was handed over a row that is open counts as lost, by the jobs in its queue. */
function patienceWith(depth: number): number | undefined {
  if (depth === 0) return 3;
  if (depth < SHORT_QUEUE) return 15;
  return depth < LONG_QUEUE ? 60 : undefined;
}
