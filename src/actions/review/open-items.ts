import { randomInt } from 'node:crypto';
import type { BallotRow } from '../../storage/ballots.ts';
import type { Queryable } from '../../storage/database.ts';
import type { Keyring } from '../../storage/keyring.ts';
import { rewrapPhotoKey } from '../../storage/photo-crypto.ts';
import { insertReviewItems } from '../../storage/review-items.ts';
import { keptPhotosOf, writeReviewPhotos } from '../../storage/review-photos.ts';
import { PICKS } from './next-item.ts';

/** What putting photos before reviewers takes. */
export type ReviewKeys = Pick<Keyring<'worker'>, 'photo' | 'review'>;

/**
 * Puts ballots with photos before reviewers, in the worker's transaction in which they count as handed in. Their
 * places in the queue are drawn by lot.
 */
export async function openItems(
  q: Queryable,
  keys: ReviewKeys,
  ballots: readonly Pick<BallotRow, 'id' | 'electionId' | 'stationId' | 'kind'>[],
  day: string,
): Promise<void> {
  const photographed = ballots.filter(({ kind }) => kind === 'photographed');
  if (photographed.length === 0) return;
  const items = photographed.map(({ id: ballotId, electionId, stationId }) => ({
    ballotId,
    electionId,
    stationId,
    pick: randomInt(PICKS),
  }));
  const itemIds = await insertReviewItems(q, items, day);
  await wrapItemPhotos(
    q,
    keys,
    [...itemIds].map(([ballotId, itemId]) => ({ itemId, ballotIds: [ballotId] })),
  );
}

/**
 * Wraps the keys of items' photos anew under the review key, which the web process has. Of a pair, the other ballot's
 * photos follow the ballot's. A photo whose key is gone has no place: there is nothing to be shown of it.
 */
export async function wrapItemPhotos(
  q: Queryable,
  keys: ReviewKeys,
  items: readonly { readonly itemId: string; readonly ballotIds: readonly string[] }[],
): Promise<void> {
  const photos = await keptPhotosOf(
    q,
    items.flatMap(({ ballotIds }) => ballotIds),
  );
  const wrapped = items.flatMap(({ itemId, ballotIds }) =>
    ballotIds
      .flatMap((ballotId) => photos.filter((photo) => photo.ballotId === ballotId))
      .flatMap(({ photoId, wrappedKey }, position) => {
        const key = rewrapPhotoKey(photoId, wrappedKey, keys.photo, keys.review);
        return key === undefined ? [] : [{ itemId, position, photoId, wrappedKey: key }];
      }),
  );
  await writeReviewPhotos(q, wrapped);
}
