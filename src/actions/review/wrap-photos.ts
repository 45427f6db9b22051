import { groupBy } from '../../domain/group-by.ts';
import type { Queryable } from '../../storage/database.ts';
import type { Keyring } from '../../storage/keyring.ts';
import { rewrapPhotoKey } from '../../storage/photo-crypto.ts';
import { keptPhotosOf, type WrappedPhoto, writeReviewPhotos } from '../../storage/review-photos.ts';

/** An item, and the ballots whose photos it shows, in the order in which they are shown. */
export interface ItemPhotos {
  readonly itemId: string;
  readonly ballotIds: readonly string[];
}

/**
 * Gives items the photos of their ballots, each photo's key wrapped anew under the review key: the web process can open
 * these and no others. A photo whose key was destroyed is left out. Resolves to the items that have any.
 */
export async function wrapPhotos(
  q: Queryable,
  keys: Pick<Keyring<'worker'>, 'photo' | 'review'>,
  items: readonly ItemPhotos[],
): Promise<ReadonlySet<string>> {
  const kept = await keptPhotosOf(
    q,
    items.flatMap(({ ballotIds }) => ballotIds),
  );
  const byBallot = groupBy(kept, ({ ballotId }) => ballotId);
  const wrapped = items.flatMap(({ itemId, ballotIds }) =>
    ballotIds
      .flatMap((ballotId) => byBallot.get(ballotId) ?? [])
      .flatMap(({ photoId, wrappedKey }, position): WrappedPhoto[] => {
        const key = rewrapPhotoKey(photoId, wrappedKey, keys.photo, keys.review);
        return key === undefined ? [] : [{ itemId, position, photoId, wrappedKey: key }];
      }),
  );
  await writeReviewPhotos(q, wrapped);
  return new Set(wrapped.map(({ itemId }) => itemId));
}
