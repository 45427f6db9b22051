import { sweepPhotos } from '../../src/actions/sweep-photos.ts';
import type { Log } from '../../src/config/log.ts';
import type { Database } from '../../src/storage/database.ts';
import type { PhotoStore } from '../../src/storage/photo-store.ts';
import { type Clock, every } from './every.ts';

const EVERY_MS = 86_400_000;

/** Once a day, deletes photo files that no key belongs to, until the signal aborts. */
export function orphansSchedule(
  deps: Clock & {
    readonly database: Database;
    readonly store: PhotoStore;
    readonly log: Log;
    readonly onFailure: (error: unknown) => void;
  },
): Promise<void> {
  const { database, store, log, signal, onFailure } = deps;
  return every(
    'orphans',
    EVERY_MS,
    deps,
    async () => {
      const photos = await sweepPhotos({ database, store, now: () => new Date(), signal });
      if (photos > 0) log.info('photos-orphaned', { photos });
    },
    onFailure,
  );
}
