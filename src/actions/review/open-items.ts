import { randomInt } from 'node:crypto';
import type { BallotRow } from '../../storage/ballots.ts';
import type { Queryable } from '../../storage/database.ts';
import type { Keyring } from '../../storage/keyring.ts';
import { insertReviewItems } from '../../storage/review-items.ts';
import { PICKS } from './next-item.ts';
import { wrapPhotos } from './wrap-photos.ts';

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
  await wrapPhotos(
    q,
    keys,
    [...itemIds].map(([ballotId, itemId]) => ({ itemId, ballotIds: [ballotId] })),
  );
}
