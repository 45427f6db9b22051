import { type DeliverDeps, deliver } from '../../src/actions/deliver.ts';
import type { RowIds } from '../../src/queues/contracts.ts';

/** Queue `sends`: messages to people, each person's in order. */
export function deliverJob(deps: DeliverDeps) {
  return async ({ ids }: RowIds): Promise<void> => {
    await deliver(deps, ids);
  };
}
