import { destroyUnusedPictures, wrapSuggestedPhotos } from '../../src/actions/chronicle/suggest.ts';
import type { Database } from '../../src/storage/database.ts';
import type { Keyring } from '../../src/storage/keyring.ts';
import { type Clock, every } from './every.ts';

/** An organizer who opens something just sent sees its photos. */
const PHOTOS_EVERY_MS = 2_000;

/** What was withdrawn is destroyed so soon. */
const PICTURES_EVERY_MS = 15_000;

/** Lets organizers open photos that citizens sent, and destroys pictures that nothing shows any more, until the signal aborts. */
export async function chronicleSchedule(
  deps: Clock & {
    readonly database: Database;
    readonly keys: Pick<Keyring<'worker'>, 'photo' | 'review'>;
    readonly onFailure: (error: unknown) => void;
  },
): Promise<void> {
  const { database, keys, onFailure } = deps;
  await Promise.all([
    every('chronicle-photos', PHOTOS_EVERY_MS, deps, () => wrapSuggestedPhotos(database, keys), onFailure),
    every('chronicle-pictures', PICTURES_EVERY_MS, deps, () => destroyUnusedPictures(database), onFailure),
  ]);
}
