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
  await q.query("select pg_advisory_xact_lock(hashtextextended(encode($1, 'hex'), 2))", [photo.exactHash]);
  const same = await q.query(
    `select 1 from photos where exact_hash = $1 and id <> $2 and outcome in ('ready', 'duplicate')
       and (link_key is null or $3::bytea is null or link_key <> $3)
       and (ballot_id is null or ballot_id is distinct from (select ballot_id from photos where id = $2)) limit 1`,
    [photo.exactHash, photo.photoId, photo.linkKey],
  );
  const outcome = same.rowCount === 1 ? 'duplicate' : 'ready';
  await q.query(
    `insert into photos (id, link_key, outcome, exact_hash, perceptual_hash, day) values ($1, $2, $3, $4, $5, $6)
     on conflict (id) do update
       set outcome = excluded.outcome, exact_hash = excluded.exact_hash, perceptual_hash = excluded.perceptual_hash`,
    [photo.photoId, photo.linkKey, outcome, photo.exactHash, photo.perceptualHash, day],
  );
  await q.query(
    `insert into photo_keys (photo_id, wrapped_key) values ($1, $2)
     on conflict (photo_id) do update set wrapped_key = excluded.wrapped_key`,
    [photo.photoId, photo.wrappedKey],
  );
  return outcome;
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
  const locked = await q.query<BallotRow>(
    `select b.id, b.election_id as "electionId", b.station_id as "stationId", b.choice_id as "choiceId", b.tier, b.kind, b.state
     from photos p join ballots b on b.id = p.ballot_id where p.id = $1 for update of b`,
    [photoId],
  );
  const [ballot] = locked.rows;
  if (ballot === undefined) return undefined;
  // A statement of its own: it sees what another worker committed while this one waited for the lock.
  const photos = await q.query<{ outcome: PhotoOutcome }>('select outcome from photos where ballot_id = $1', [
    ballot.id,
  ]);
  return { ballot, outcomes: photos.rows.map((row) => row.outcome) };
}

/** Whether a photo is wanted: its person is there, or it already belongs to a ballot. */
export async function photoIsWanted(q: Queryable, photoId: string): Promise<boolean> {
  const result = await q.query('select 1 from photos where id = $1 and ballot_id is not null', [photoId]);
  return result.rowCount === 1;
}

/** Photos that never became part of a ballot, older than a day, with their keys; resolves to their ids. */
export async function deleteAbandonedPhotos(q: Queryable, before: string): Promise<string[]> {
  const result = await q.query<{ id: string }>('delete from photos where ballot_id is null and day < $1 returning id', [
    before,
  ]);
  return result.rows.map((row) => row.id);
}
