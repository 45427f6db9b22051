import type { ChronicleDraft } from '../domain/chronicle/content.ts';
import type { Queryable } from './database.ts';

/** A new entry or a correction, as it is being written. */
export interface DraftRow {
  readonly id: string;
  /** Of the entry that it corrects; null for a new one. */
  readonly entryNumber: number | null;
  /** The version that it goes on from; 0 for a new one. */
  readonly basedOn: number;
  readonly state: 'draft' | 'proposed';
  readonly revision: number;
  readonly content: ChronicleDraft;
  /** Made of what a citizen sent. */
  readonly fromCitizen: boolean;
}

const COLUMNS = `id, entry_number as "entryNumber", based_on as "basedOn", state, revision, content,
  from_citizen as "fromCitizen"`;

export async function readDraft(q: Queryable, id: string): Promise<DraftRow | undefined> {
  return (await q.query<DraftRow>(`select ${COLUMNS} from chronicle_drafts where id = $1`, [id])).rows[0];
}

/** The same, held until the commit. */
export async function lockDraft(q: Queryable, id: string): Promise<DraftRow | undefined> {
  return (await q.query<DraftRow>(`select ${COLUMNS} from chronicle_drafts where id = $1 for update`, [id])).rows[0];
}

/** All of them, what waits for a second person first. */
export async function listDrafts(q: Queryable): Promise<DraftRow[]> {
  const { rows } = await q.query<DraftRow>(
    `select ${COLUMNS} from chronicle_drafts order by state = 'proposed' desc, content ->> 'day' desc nulls first, id`,
  );
  return rows;
}

/** The corrections of an entry that are being written. */
export async function draftsOfEntry(q: Queryable, number: number): Promise<DraftRow[]> {
  const { rows } = await q.query<DraftRow>(
    `select ${COLUMNS} from chronicle_drafts where entry_number = $1 order by id`,
    [number],
  );
  return rows;
}

/** Holds all of them until the commit; whoever holds several asks for them here, before the entry, so that nobody waits in a ring. */
export async function lockDraftsOf(q: Queryable, number: number): Promise<void> {
  await q.query('select from chronicle_drafts where entry_number = $1 order by id for update', [number]);
}

/**
 * Takes photos that the entry has shown out of every correction that is being written, but for `keep`: they are not shown any
 * more, and a correction that was begun before must not hold them. Faces are to be looked at anew.
 */
export async function takePhotosFromDrafts(q: Queryable, number: number, keep: readonly string[]): Promise<void> {
  await q.query(
    `with gone as (
       select photo ->> 'id' as id from chronicle_versions v, jsonb_array_elements(v.content -> 'photos') as photo
       where v.entry_number = $1 except select unnest($2::text[])),
     left_over as (
       select d.id, coalesce(jsonb_agg(p.photo order by p.at) filter (where g.id is null), '[]') as photos, count(g.id) as taken
       from chronicle_drafts d, jsonb_array_elements(d.content -> 'photos') with ordinality as p (photo, at)
         left join gone g on g.id = p.photo ->> 'id'
       where d.entry_number = $1 group by d.id)
     update chronicle_drafts d set revision = d.revision + 1,
       content = d.content || jsonb_build_object('photos', l.photos, 'facesChecked', false)
     from left_over l where l.id = d.id and l.taken > 0`,
    [number, keep],
  );
}

export async function insertDraft(
  q: Queryable,
  draft: {
    readonly content: ChronicleDraft;
    readonly entryNumber?: number;
    readonly basedOn?: number;
    readonly fromCitizen?: boolean;
    readonly day: string;
  },
): Promise<string> {
  const { content, entryNumber = null, basedOn = 0, fromCitizen = false, day } = draft;
  const { rows } = await q.query<{ id: string }>(
    `insert into chronicle_drafts (content, entry_number, based_on, from_citizen, day) values ($1, $2, $3, $4, $5)
     returning id`,
    [JSON.stringify(content), entryNumber, basedOn, fromCitizen, day],
  );
  const [row] = rows;
  if (row === undefined) throw new Error('Postgres did not return the row that it inserted.');
  return row.id;
}

/** Writes what was edited; resolves to its new revision. */
export async function updateDraft(q: Queryable, id: string, content: ChronicleDraft): Promise<number> {
  const { rows } = await q.query<{ revision: number }>(
    'update chronicle_drafts set content = $2, revision = revision + 1 where id = $1 returning revision',
    [id, JSON.stringify(content)],
  );
  return rows[0]?.revision ?? 0;
}

/** Lets a correction go on from another version. */
export async function goOnFrom(q: Queryable, id: string, version: number): Promise<void> {
  await q.query('update chronicle_drafts set based_on = $2, revision = revision + 1 where id = $1', [id, version]);
}

export async function setDraftState(q: Queryable, id: string, state: DraftRow['state']): Promise<void> {
  await q.query('update chronicle_drafts set state = $2 where id = $1', [id, state]);
}

export async function deleteDraft(q: Queryable, id: string): Promise<void> {
  await q.query('delete from chronicle_drafts where id = $1', [id]);
}

/** Tags that drafts have, for whoever looks for one. */
export async function tagsOfDrafts(q: Queryable): Promise<ChronicleDraft['tags']> {
  const { rows } = await q.query<{ tag: ChronicleDraft['tags'][number] }>(
    `select distinct on (tag ->> 'id') tag from chronicle_drafts, jsonb_array_elements(content -> 'tags') as tag
     order by tag ->> 'id', id`,
  );
  return rows.map(({ tag }) => tag);
}

/** SHA-256 of pictures' bytes, in hexadecimal, by their ids. */
export async function pictureHashes(q: Queryable, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await q.query<{ id: string; sha256: string }>(
    `select id, encode(sha256(bytes), 'hex') as sha256 from pictures where id = any($1)`,
    [ids],
  );
  return new Map(rows.map(({ id, sha256 }) => [id, sha256]));
}

/** Notes that a picture belongs to the chronicle. */
export async function addChroniclePicture(q: Queryable, id: string): Promise<void> {
  await q.query('insert into chronicle_pictures (picture_id) values ($1)', [id]);
}

/**
 * Destroys pictures of the chronicle that nothing of it shows any more: no draft, and no version that is public now or
 * can be looked up. Resolves to how many went.
 */
export async function deleteUnusedPictures(q: Queryable): Promise<number> {
  const { rowCount } = await q.query(
    `with shown as (
       select d.content from chronicle_drafts d
       union all
       select v.content from chronicle_versions v join chronicle_entries e on e.number = v.entry_number and not e.withdrawn
       where v.version >= (select coalesce(max(h.version), 1) from chronicle_versions h
                           where h.entry_number = v.entry_number and h.hides_earlier)),
     used as (
       select (photo ->> 'id')::uuid as id from shown, jsonb_array_elements(shown.content -> 'photos') as photo)
     delete from pictures where id in (
       select picture_id from chronicle_pictures except select id from used)`,
  );
  return rowCount ?? 0;
}
