import type { BallotState, PhotoOutcome } from '../domain/ballots.ts';
import type { PhotoRefusal } from '../domain/photos.ts';
import type { BallotRow } from './ballots.ts';
import type { Queryable } from './database.ts';

export interface KeptPhoto {
  readonly photoId: string;
  readonly linkKey: Buffer | null;
  readonly exactHash: Buffer;
  readonly perceptualHash: bigint;
  readonly wrappedKey: Buffer;
}

/**
 * Writes a processed photo and its key. Photos with the same pixels wait for one another here, so that
 * exactly one of them is the first; a later one is a duplicate unless it is the same person's own: by
 * its link, or where that is gone, by its ballot.
 */
export async function writeKeptPhoto(q: Queryable, photo: KeptPhoto, day: string): Promise<'ready' | 'duplicate'> {
  await q.query({
    name: 'lock-same-photos',
    text: "select pg_advisory_xact_lock(hashtextextended(encode($1, 'hex'), 2))",
    values: [photo.exactHash],
  });
  const written = await q.query<{ outcome: 'ready' | 'duplicate' }>({
    name: 'write-kept-photo',
    text: `with same as (
             select 1 from photos where exact_hash = $2 and id <> $1 and outcome in ('ready', 'duplicate')
               and protocol_id is null
               and (link_key is not null or ballot_id is not null)
               and (link_key is null or $3::bytea is null or link_key <> $3)
               and (ballot_id is null or ballot_id is distinct from (select ballot_id from photos where id = $1)) limit 1),
           photo as (
             insert into photos (id, link_key, outcome, exact_hash, perceptual_hash, day)
             select $1, $3, case when exists (select from same) then 'duplicate' else 'ready' end, $2, $4, $5
             on conflict (id) do update
               set outcome = excluded.outcome, exact_hash = excluded.exact_hash, perceptual_hash = excluded.perceptual_hash
             returning id, outcome),
           key as (
             insert into photo_keys (photo_id, wrapped_key) select id, $6 from photo
             on conflict (photo_id) do update set wrapped_key = excluded.wrapped_key)
           select outcome from photo`,
    values: [photo.photoId, photo.exactHash, photo.linkKey, photo.perceptualHash, day, photo.wrappedKey],
  });
  const [row] = written.rows;
  if (row === undefined) throw new Error('A photo was written and not returned');
  return row.outcome;
}

export async function writeRefusedPhoto(
  q: Queryable,
  photo: { photoId: string; linkKey: Buffer | null; refusal: PhotoRefusal },
  day: string,
): Promise<void> {
  await q.query(
    `insert into photos (id, link_key, outcome, refusal, day) values ($1, $2, 'refused', $3, $4)
     on conflict (id) do update set outcome = 'refused', refusal = excluded.refusal`,
    [photo.photoId, photo.linkKey, photo.refusal, day],
  );
}

/**
 * The ballot that a photo belongs to, locked, with what is known of all its photos. Undefined while
 * the person has not confirmed it yet.
 */
export async function lockBallotOfPhoto(
  q: Queryable,
  photoId: string,
): Promise<{ ballot: BallotRow & { state: BallotState }; outcomes: PhotoOutcome[] } | undefined> {
  const locked = await q.query<BallotRow>({
    name: 'lock-ballot-of-photo',
    text: `select b.id, b.election_id as "electionId", b.station_id as "stationId", b.choice_id as "choiceId", b.tier, b.kind, b.state
           from photos p join ballots b on b.id = p.ballot_id where p.id = $1 for update of b`,
    values: [photoId],
  });
  const [ballot] = locked.rows;
  if (ballot === undefined) return undefined;
  // A statement of its own: it sees what another worker committed while this one waited for the lock.
  const photos = await q.query<{ outcome: PhotoOutcome }>('select outcome from photos where ballot_id = $1', [
    ballot.id,
  ]);
  return { ballot, outcomes: photos.rows.map((row) => row.outcome) };
}

/** Whether a photo is wanted although its person is gone: it already belongs to a ballot, a protocol or the chronicle. */
export async function photoIsWanted(q: Queryable, photoId: string): Promise<boolean> {
  const result = await q.query(
    `select 1 from photos where id = $1 and (ballot_id is not null or protocol_id is not null
       or exists (select from chronicle_suggestion_photos where photo_id = $1))`,
    [photoId],
  );
  return result.rowCount === 1;
}

/** Photos that are no part of a ballot, a protocol or something for the chronicle that waits, older than a day, with their keys; resolves to their ids. */
export async function deleteAbandonedPhotos(q: Queryable, before: string): Promise<string[]> {
  const result = await q.query<{ id: string }>(
    `delete from photos where ballot_id is null and protocol_id is null and day < $1
       and not exists (select from chronicle_suggestion_photos s where s.photo_id = photos.id) returning id`,
    [before],
  );
  return result.rows.map((row) => row.id);
}

/** Which of these have a key at this moment: of their own, or as a made-up gold item's only one, under review. */
export async function findKeyed(q: Queryable, ids: readonly string[]): Promise<string[]> {
  const result = await q.query<{ id: string }>(
    `select photo_id as id from photo_keys where photo_id = any($1::uuid[])
     union all select photo_id from review_photos where photo_id = any($1::uuid[])`,
    [ids],
  );
  return result.rows.map((row) => row.id);
}

/**
 * Which of these have no key (a made-up gold item's only one is under review), and can get none any more: while any photo is still to be fetched, it may be one
 * of them, so then none counts. Fetching closes its row and writes the key in one commit; a statement sees both
 * or neither.
 */
export async function findOrphans(q: Queryable, ids: readonly string[]): Promise<string[]> {
  const result = await q.query<{ id: string }>(
    `select n.id from unnest($1::uuid[]) n(id) left join photo_keys k on k.photo_id = n.id
       left join review_photos r on r.photo_id = n.id
     where k.photo_id is null and r.photo_id is null and not exists (select from outbox where queue = 'photos')`,
    [ids],
  );
  return result.rows.map((row) => row.id);
}
