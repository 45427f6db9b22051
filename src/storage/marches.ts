import type { MarchDefinition, MarchState, MarchTimes } from '../domain/marches/march.ts';
import type { KnownStation } from '../domain/marches/zones.ts';
import type { Queryable } from './database.ts';

/** A march as it lies there. Its definition was parsed when it was saved. */
export interface MarchRow extends MarchTimes {
  readonly id: string;
  readonly definition: MarchDefinition;
  readonly state: MarchState;
  readonly revision: number;
  readonly closingAt: Date | null;
}

const COLUMNS = `id, definition, state, revision, starts_at as "startsAt", ends_at as "endsAt",
  window_seconds as "windowSeconds", valid_minutes as "validMinutes", closing_at as "closingAt"`;

export async function readMarch(q: Queryable, id: string): Promise<MarchRow | undefined> {
  const result = await q.query<MarchRow>(`select ${COLUMNS} from marches where id = $1`, [id]);
  return result.rows[0];
}

/** The same, and nobody else changes it until the transaction ends; check-ins go on. */
export async function lockMarch(q: Queryable, id: string): Promise<MarchRow | undefined> {
  const result = await q.query<MarchRow>(`select ${COLUMNS} from marches where id = $1 for no key update`, [id]);
  return result.rows[0];
}

/** The same, once nobody is checking in any more: until the transaction ends, nobody can. */
export async function lockMarchAlone(q: Queryable, id: string): Promise<MarchRow | undefined> {
  const result = await q.query<MarchRow>(`select ${COLUMNS} from marches where id = $1 for update`, [id]);
  return result.rows[0];
}

/** The newest first. */
export async function listMarches(q: Queryable, page: { limit: number; offset: number }): Promise<MarchRow[]> {
  const result = await q.query<MarchRow>(
    `select ${COLUMNS} from marches order by starts_at desc, id limit $1 offset $2`,
    [page.limit, page.offset],
  );
  return result.rows;
}

/** Those that the public sees: no drafts. The newest first. */
export async function listPublicMarches(q: Queryable, limit: number): Promise<MarchRow[]> {
  const result = await q.query<MarchRow>(
    `select ${COLUMNS} from marches where state <> 'draft' order by starts_at desc, id limit $1`,
    [limit],
  );
  return result.rows;
}

/** A march that the worker has something to do with. */
export interface ActiveMarch {
  readonly id: string;
  readonly state: MarchState;
  readonly hasKey: boolean;
}

/** Those that are due to open, open, or closing. */
export async function activeMarches(q: Queryable, at: Date): Promise<ActiveMarch[]> {
  const result = await q.query<ActiveMarch>({
    name: 'active-marches',
    text: `select id, state, exists (select from march_keys where march_id = marches.id) as "hasKey" from marches
           where state in ('open', 'closing') or (state = 'scheduled' and starts_at <= $1) order by starts_at, id`,
    values: [at],
  });
  return result.rows;
}

export async function someMarchIsOpen(q: Queryable): Promise<boolean> {
  const { rows } = await q.query(`select from marches where state = 'open'`);
  return rows.length > 0;
}

/**
 * Another march that is on at the same time; undefined when there is none. Drafts do not count. Until the transaction ends,
 * whoever else asks waits: of two that would be on together, the second one finds the first.
 */
export async function marchAtThatTime(q: Queryable, { id, startsAt, endsAt }: MarchRow): Promise<string | undefined> {
  await q.query('select pg_advisory_xact_lock(9, 1)');
  const result = await q.query<{ id: string }>(
    `select id from marches where id <> $1 and state in ('scheduled', 'open', 'closing')
       and tstzrange(starts_at, ends_at) && tstzrange($2, $3) limit 1`,
    [id, startsAt, endsAt],
  );
  return result.rows[0]?.id;
}

/** What is saved of a draft. */
export interface MarchFields extends MarchTimes {
  readonly definition: MarchDefinition;
}

/** False when the id is taken. */
export async function insertMarch(q: Queryable, id: string, fields: MarchFields): Promise<boolean> {
  const { rowCount } = await q.query(
    `insert into marches (id, definition, starts_at, ends_at, window_seconds, valid_minutes)
     values ($1, $2, $3, $4, $5, $6) on conflict (id) do nothing`,
    [id, ...valuesOf(fields)],
  );
  return rowCount === 1;
}

/** For a row that is locked and still a draft of the revision that was edited. */
export async function updateMarch(q: Queryable, id: string, fields: MarchFields): Promise<void> {
  await q.query(
    `update marches set definition = $2, starts_at = $3, ends_at = $4, window_seconds = $5, valid_minutes = $6,
                        revision = revision + 1 where id = $1`,
    [id, ...valuesOf(fields)],
  );
}

function valuesOf({ definition, startsAt, endsAt, windowSeconds, validMinutes }: MarchFields): unknown[] {
  return [JSON.stringify(definition), startsAt, endsAt, windowSeconds, validMinutes];
}

/** A trigger lets it move onwards only. */
export async function setMarchState(q: Queryable, id: string, state: MarchState, closingAt?: Date): Promise<void> {
  await q.query('update marches set state = $2, closing_at = coalesce($3, closing_at) where id = $1', [
    id,
    state,
    closingAt ?? null,
  ]);
}

/** A draft only: what was open stays. */
export async function deleteDraftMarch(q: Queryable, id: string): Promise<boolean> {
  const { rowCount } = await q.query(`delete from marches where id = $1 and state = 'draft'`, [id]);
  return rowCount === 1;
}

/** Where the stations of an election are, as zones see them. */
export async function knownStations(q: Queryable, electionId: string): Promise<KnownStation[]> {
  const result = await q.query<{ levels: string[]; latitude: number | null; longitude: number | null }>(
    'select levels, latitude, longitude from stations where election_id = $1',
    [electionId],
  );
  return result.rows.map(({ levels, latitude, longitude }) =>
    latitude === null || longitude === null ? { levels } : { levels, place: { latitude, longitude } },
  );
}
