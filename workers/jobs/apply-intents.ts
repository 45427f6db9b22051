import { type ApplyIntentsDeps, applyIntents } from '../../src/actions/apply-intents.ts';
import type { RowIds } from '../../src/queues/contracts.ts';
import type { HandOver } from '../../src/queues/hand-over.ts';
import type { PhotoStore } from '../../src/storage/photo-store.ts';

/** Queue `intents`: carries out what dialogues wanted, then hands over the answers. */
export function applyIntentsJob(deps: ApplyIntentsDeps & { handOver: HandOver; store: PhotoStore }) {
  return async ({ ids }: RowIds): Promise<void> => {
    const { rows, droppedPhotos } = await applyIntents(deps, ids);
    deps.handOver.give(rows);
    // Their keys are gone with the commit: what is left cannot be opened by anybody.
    await Promise.all(droppedPhotos.map((id) => deps.store.delete(id)));
  };
}
