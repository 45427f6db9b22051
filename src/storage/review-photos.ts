import type { Queryable } from './database.ts';
import type { TurnKey } from './review-turns.ts';

/** A photo of an item whose turn is held at this moment. Plan: primary keys. */
export async function reviewPhotoOf(
  q: Queryable,
  { itemId, reviewerId, round }: TurnKey,
  position: number,
  at: Date,
): Promise<{ readonly photoId: string; readonly wrappedKey: Buffer } | undefined> {
  const result = await q.query<{ photoId: string; wrappedKey: Buffer }>({
    name: 'review-photo-of',
    text: `select p.photo_id as "photoId", p.wrapped_key as "wrappedKey"
           from review_turns t
             join organizers o on o.id = t.reviewer_id and o.active
             join review_items i on i.id = t.item_id and i.round = t.round and i.state <> 'closed'
             left join reviewers r on r.organizer_id = t.reviewer_id
             join review_photos p on p.item_id = t.item_id and p.position = $4
           where t.item_id = $1 and t.reviewer_id = $2 and t.round = $3 and t.state = 'held' and t.leased_until > $5
             and not t.voided and (t.final or r.paused_on is null)`,
    values: [itemId, reviewerId, round, position, at],
  });
  return result.rows[0];
}

export interface WrappedPhoto {
  readonly itemId: string;
  readonly position: number;
  readonly photoId: string;
  readonly wrappedKey: Buffer;
}

/** Gives items their photos, under the review key. */
export async function writeReviewPhotos(q: Queryable, photos: readonly WrappedPhoto[]): Promise<void> {
  if (photos.length === 0) return;
  await q.query({
    name: 'write-review-photos',
    text: `insert into review_photos (item_id, position, photo_id, wrapped_key)
           select * from unnest($1::uuid[], $2::int[], $3::uuid[], $4::bytea[]) on conflict do nothing`,
    values: [
      photos.map((p) => p.itemId),
      photos.map((p) => p.position),
      photos.map((p) => p.photoId),
      photos.map((p) => p.wrappedKey),
    ],
  });
}

/** Takes the photos of items out of the web process's reach. */
export async function deleteReviewPhotos(q: Queryable, itemIds: readonly string[]): Promise<void> {
  await q.query('delete from review_photos where item_id = any($1::uuid[])', [itemIds]);
}

/** The kept photos of ballots in the order of their sides, with their own keys. A photo without a key is left out. */
export async function keptPhotosOf(
  q: Queryable,
  ballotIds: readonly string[],
): Promise<{ readonly ballotId: string; readonly photoId: string; readonly wrappedKey: Buffer }[]> {
  const result = await q.query<{ ballotId: string; photoId: string; wrappedKey: Buffer }>({
    name: 'kept-photos-of-ballots',
    text: `select p.ballot_id as "ballotId", p.id as "photoId", k.wrapped_key as "wrappedKey"
           from photos p join photo_keys k on k.photo_id = p.id
           where p.ballot_id = any($1::uuid[]) order by p.ballot_id, p.side, p.id`,
    values: [ballotIds],
  });
  return result.rows;
}

/** How many photos an item shows. */
export async function countReviewPhotos(q: Queryable, itemId: string): Promise<number> {
  const { rows } = await q.query<{ count: number }>(
    'select count(*)::int as count from review_photos where item_id = $1',
    [itemId],
  );
  return rows[0]?.count ?? 0;
}
