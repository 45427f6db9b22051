import { type ApplyIntentsDeps, applyIntents } from '../../src/actions/apply-intents.ts';
import { isConflict, isDatabaseAway } from '../../src/actions/take-updates.ts';
import type { RowIds } from '../../src/queues/contracts.ts';
import type { HandOver } from '../../src/queues/hand-over.ts';
import { retryLater } from '../../src/storage/outbox.ts';
import type { PhotoStore } from '../../src/storage/photo-store.ts';

export interface ApplyIntentsJobDeps extends ApplyIntentsDeps {
  readonly handOver: HandOver;
  readonly store: PhotoStore;
  /** Told of a row that cannot be carried out: a bug that a person must look at. */
  readonly onFailure: (error: unknown) => void;
}

/** How long a row rests that could not be carried out. It stays, until somebody has looked at it. */
const REST_SECONDS = 600;

/** Workers that were in each other's way: this often, one after the other, then the sweeper brings the row back. */
const TRIES = 5;

/** Queue `intents`: carries out what dialogues wanted, then hands over the answers. */
export function applyIntentsJob(deps: ApplyIntentsJobDeps) {
  async function apply(ids: readonly string[]): Promise<void> {
    const { rows, droppedPhotos } = await applyIntents(deps, ids);
    deps.handOver.give(rows);
    // Their keys are gone with the commit: what is left cannot be opened by anybody.
    await Promise.all(droppedPhotos.map((id) => deps.store.delete(id)));
  }

  async function applyOrSplit(ids: readonly string[], tries = 1): Promise<void> {
    try {
      await apply(ids);
    } catch (error) {
      // Nothing is lost: the rows are open, and the sweeper hands them over again.
      if (isDatabaseAway(error)) throw error;
      const [only] = ids;
      if (ids.length === 1 && isConflict(error)) {
        if (tries < TRIES) return applyOrSplit(ids, tries + 1);
        throw error;
      }
      if (ids.length > 1) {
        // One of them is the reason: each by itself, so that it harms nobody else.
        for (const id of ids) await applyOrSplit([id]);
      } else if (only !== undefined) {
        deps.onFailure(error);
        await retryLater(deps.database.pool, [{ id: only, seconds: REST_SECONDS }]);
      }
    }
  }

  return ({ ids }: RowIds): Promise<void> => applyOrSplit(ids);
}
