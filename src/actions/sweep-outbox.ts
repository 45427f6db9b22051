import { QUEUES } from '../queues/contracts.ts';
import type { HandOver } from '../queues/hand-over.ts';
import type { QueueName, Queues } from '../queues/queues.ts';
import type { Database } from '../storage/database.ts';
import { takeUnfinished } from '../storage/outbox.ts';

/** A row that is open this long after it was handed over is handed over again, whatever its queue says. */
const PATIENCE_SECONDS = 60;

/** The same, when its queue has nothing left: then the job is gone. */
const PATIENCE_WITH_EMPTY_QUEUE_SECONDS = 3;

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
}): Promise<number> {
  let swept = 0;
  for (const { name } of Object.values(QUEUES)) {
    if (deps.only !== undefined && !deps.only.includes(name)) continue;
    const depth = await deps.queues.depth(name).catch(() => undefined);
    // The backend is away: what it would be given now would be lost.
    if (depth === undefined) continue;
    const patience = depth === 0 ? PATIENCE_WITH_EMPTY_QUEUE_SECONDS : PATIENCE_SECONDS;
    const rows = await takeUnfinished(deps.database.pool, name, patience, ROWS_AT_ONCE);
    deps.handOver.give(rows);
    swept += rows.length;
  }
  await deps.handOver.flushed();
  return swept;
}
