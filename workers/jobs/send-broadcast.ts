import { type SendBatchDeps, type SendingMemory, sendBatch } from '../../src/actions/broadcasts/send-batch.ts';
import type { RowIds } from '../../src/queues/contracts.ts';

/** Queues `broadcasts-…`: a batch of a broadcast's recipients a job. */
export function sendBroadcastJob(deps: SendBatchDeps) {
  const memory: SendingMemory = { aloneUntil: new Map() };
  return async ({ ids }: RowIds): Promise<void> => {
    for (const id of ids) await sendBatch(deps, memory, id);
  };
}
