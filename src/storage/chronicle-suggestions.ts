import type { PhotoRefusal } from '../domain/photos.ts';
import type { Queryable } from './database.ts';

/** What a citizen sent, sealed. Whose it is, nobody knows. */
export interface SuggestionRow {
  readonly id: string;
  readonly sealed: Buffer;
  /** On which it came. */
  readonly day: string;
}

/** How many wait for a decision. */
export async function countSuggestions(q: Queryable): Promise<number> {
  const { rows } = await q.query<{ count: number }>('select count(*)::integer as count from chronicle_suggestions');
  return rows[0]?.count ?? 0;
}

/** Those that wait, without what they say, the oldest day first; within a day in no order. */
export async function listSuggestions(
  q: Queryable,
  limit: number,
): Promise<{ readonly id: string; readonly day: string; readonly photos: number }[]> {
  const { rows } = await q.query<{ id: string; day: string; photos: number }>(
    `select s.id, s.day::text, (select count(*)::integer from chronicle_suggestion_photos p where p.suggestion_id = s.id) as photos
     from chronicle_suggestions s order by s.day, s.id limit $1`,
    [limit],
  );
  return rows;
}

export async function readSuggestion(q: Queryable, id: string): Promise<SuggestionRow | undefined> {
  const { rows } = await q.query<SuggestionRow>(
    'select id, sealed, day::text from chronicle_suggestions where id = $1',
    [id],
  );
  return rows[0];
}

/** Of its photos, by position; `wrappedKey` is null while one is not there, or cannot be used. */
export async function photosOfSuggestion(
  q: Queryable,
  id: string,
): Promise<{ readonly position: number; readonly photoId: string; readonly wrappedKey: Buffer | null }[]> {
  const { rows } = await q.query<{ position: number; photoId: string; wrappedKey: Buffer | null }>(
    `select position, photo_id as "photoId", wrapped_key as "wrappedKey" from chronicle_suggestion_photos
     where suggestion_id = $1 order by position`,
    [id],
  );
  return rows;
}

/** Whether a photo is part of a suggestion that waits. */
export async function isSuggested(q: Queryable, photoId: string): Promise<boolean> {
  const found = await q.query('select from chronicle_suggestion_photos where photo_id = $1', [photoId]);
  return found.rowCount === 1;
}

/** Why the first of its photos that cannot be used cannot be; undefined when none is known to be such. */
export async function firstRefusal(q: Queryable, id: string): Promise<PhotoRefusal | undefined> {
  const { rows } = await q.query<{ refusal: PhotoRefusal }>(
    `select p.refusal from chronicle_suggestion_photos s join photos p on p.id = s.photo_id
     where s.suggestion_id = $1 and p.outcome = 'refused' and p.refusal is not null order by s.position limit 1`,
    [id],
  );
  return rows[0]?.refusal;
}

/** Deletes it with the keys of its photos under the review key; false when somebody else has decided. */
export async function deleteSuggestion(q: Queryable, id: string): Promise<boolean> {
  return (await q.query('delete from chronicle_suggestions where id = $1', [id])).rowCount === 1;
}

/** Counts one more that an account sends today; resolves to how many it has sent with this one. */
export async function countSender(q: Queryable, token: Buffer, day: string): Promise<number> {
  const { rows } = await q.query<{ sent: number }>(
    `insert into chronicle_senders (token, day, sent) values ($1, $2, 1)
     on conflict (token) do update set sent = chronicle_senders.sent + 1 returning sent`,
    [token, day],
  );
  return rows[0]?.sent ?? 1;
}

/** Writes a suggestion; its photos, fetched or not, are nobody's from now on. What belongs to a ballot or sheet stays there. */
export async function insertSuggestion(
  q: Queryable,
  { id, sealed, photoIds }: { readonly id: string; readonly sealed: Buffer; readonly photoIds: readonly string[] },
  day: string,
): Promise<void> {
  await q.query('insert into chronicle_suggestions (id, sealed, day) values ($1, $2, $3)', [id, sealed, day]);
  await q.query(
    `with kept as (
       insert into photos (id, link_key, outcome, day)
       select id, null, 'expected', $3 from unnest($2::uuid[]) as n (id) order by id
       on conflict (id) do update set link_key = null where photos.ballot_id is null and photos.protocol_id is null
       returning id)
     insert into chronicle_suggestion_photos (suggestion_id, position, photo_id)
     select $1, n.position - 1, n.id from unnest($2::uuid[]) with ordinality as n (id, position) join kept using (id)
     on conflict do nothing`,
    [id, photoIds, day],
  );
}

/** Photos that have come and that organizers cannot open yet, each with its key under the photo key. */
export async function lockUnwrapped(
  q: Queryable,
  limit: number,
): Promise<{ readonly photoId: string; readonly wrappedKey: Buffer }[]> {
  const { rows } = await q.query<{ photoId: string; wrappedKey: Buffer }>(
    `select s.photo_id as "photoId", k.wrapped_key as "wrappedKey"
     from chronicle_suggestion_photos s join photo_keys k on k.photo_id = s.photo_id
     where s.wrapped_key is null limit $1 for update of s skip locked`,
    [limit],
  );
  return rows;
}

export async function setWrapped(q: Queryable, photoId: string, wrappedKey: Buffer): Promise<void> {
  await q.query('update chronicle_suggestion_photos set wrapped_key = $2 where photo_id = $1', [photoId, wrappedKey]);
}

/** Deletes suggestions that nobody decided on before this day; their photos go with the next look at abandoned ones. */
export async function deleteOldSuggestions(q: Queryable, before: string): Promise<void> {
  await q.query('delete from chronicle_suggestions where day < $1', [before]);
}

/** Forgets how much accounts sent on days before this one. */
export async function deleteOldSenders(q: Queryable, before: string): Promise<void> {
  await q.query('delete from chronicle_senders where day < $1', [before]);
}
