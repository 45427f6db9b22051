import { dayOf } from '../domain/days.ts';
import type { Database } from '../storage/database.ts';
import type { PhotoStore } from '../storage/photo-store.ts';
import { findOrphans } from '../storage/photos.ts';

/** Photos that are asked about in one query. */
const STEP = 1_000;

const DAY_MS = 86_400_000;

export interface SweepPhotosDeps {
  readonly database: Pick<Database, 'pool'>;
  readonly store: PhotoStore;
  readonly now: () => Date;
  readonly step?: number;
  /** Ends the sweep after the step at hand. */
  readonly signal?: AbortSignal;
}

/**
 * Deletes bytes that no key belongs to, put there more than a day ago: a worker died between storing and its
 * commit, or between a commit and deleting. Goes through the store a step at a time, so that neither memory
 * nor a query grows with it. Resolves to how many went.
 */
export async function sweepPhotos({ store, signal, step = STEP, ...deps }: SweepPhotosDeps): Promise<number> {
  const yesterday = dayOf(new Date(deps.now().getTime() - DAY_MS));
  let swept = 0;
  let ids: string[] = [];
  const look = async () => {
    const orphans = await findOrphans(deps.database.pool, ids);
    ids = [];
    for (const id of orphans) {
      const day = await store.dayOf(id);
      if (day === undefined || day >= yesterday) continue;
      await store.delete(id);
      swept += 1;
    }
  };
  for await (const id of store.ids()) {
    ids.push(id);
    if (ids.length >= step) await look();
    if (signal?.aborted === true) return swept;
  }
  if (ids.length > 0) await look();
  return swept;
}
