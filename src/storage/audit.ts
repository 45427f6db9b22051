import type { AuditLink } from '../domain/audit.ts';
import type { JsonObject } from '../domain/canonical-json.ts';
import type { Queryable } from './database.ts';

/** Any number that nobody else locks in this database. */
const AUDIT_LOCK = 7_301_002;

/** Until the transaction ends, nobody else appends: numbers have no gap, and each entry follows the one before. */
export async function lockAudit(q: Queryable): Promise<void> {
  await q.query('select pg_advisory_xact_lock($1)', [AUDIT_LOCK]);
}

/** The newest entry's place in the chain. */
export async function lastAuditEntry(q: Queryable): Promise<Pick<AuditLink, 'number' | 'hash'> | undefined> {
  const result = await q.query<{ number: string; hash: Buffer }>(
    'select number::text, hash from audit_entries order by audit_entries.number desc limit 1',
  );
  const [row] = result.rows;
  return row === undefined ? undefined : { number: Number(row.number), hash: row.hash };
}

export async function addAuditEntries(q: Queryable, links: readonly AuditLink[]): Promise<void> {
  await q.query(
    `insert into audit_entries (number, at, organizer_id, action, subject, detail, previous_hash, hash)
     select * from unnest($1::bigint[], $2::timestamptz[], $3::uuid[], $4::text[], $5::text[], $6::jsonb[], $7::bytea[], $8::bytea[])`,
    [
      links.map((link) => link.number),
      links.map((link) => link.at),
      links.map((link) => link.organizerId),
      links.map((link) => link.action),
      links.map((link) => link.subject),
      links.map((link) => JSON.stringify(link.detail)),
      links.map((link) => link.previousHash),
      links.map((link) => link.hash),
    ],
  );
}

interface AuditRow extends Omit<AuditLink, 'number'> {
  readonly number: string;
}

const COLUMNS = `e.number::text, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at,
  e.organizer_id as "organizerId", e.action, e.subject, e.detail, e.previous_hash as "previousHash", e.hash`;

/** Entries after a number, in order, at most so many: a chain is read in pieces. Plan: primary key. */
export async function auditEntriesAfter(q: Queryable, number: number, limit: number): Promise<AuditLink[]> {
  const result = await q.query<AuditRow>(
    `select ${COLUMNS} from audit_entries e where e.number > $1 order by e.number limit $2`,
    [number, limit],
  );
  return result.rows.map((row) => ({ ...row, number: Number(row.number) }));
}

export interface AuditFilter {
  /** The beginning of an action: `survey.` finds everything about surveys. */
  readonly action?: string | undefined;
  /** `none` for what nobody at the console did. */
  readonly organizerId?: string | undefined;
  readonly subject?: string | undefined;
  /** Days of UTC, both included. */
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

export interface ShownAuditEntry {
  readonly number: number;
  readonly at: Date;
  readonly alias: string | null;
  readonly action: string;
  readonly subject: string;
  readonly detail: JsonObject;
  readonly hash: Buffer;
}

/** Which piece of the list: below `before`, above `after`, or the newest. */
export interface AuditPage {
  readonly before?: number | undefined;
  readonly after?: number | undefined;
  readonly limit: number;
}

/** A page of entries, newest first. Plan: primary key, or an index by action or organizer. */
export async function findAuditEntries(q: Queryable, filter: AuditFilter, page: AuditPage): Promise<ShownAuditEntry[]> {
  const organizerId = filter.organizerId === 'none' ? undefined : filter.organizerId;
  const result = await q.query<Omit<ShownAuditEntry, 'number'> & { number: string }>(
    `select e.number::text, e.at, o.alias, e.action, e.subject, e.detail, e.hash
     from audit_entries e left join organizers o on o.id = e.organizer_id
     where ($1::bigint is null or e.number < $1) and ($9::bigint is null or e.number > $9)
       and ($2::text is null or starts_with(e.action, $2))
       and ($3::uuid is null or e.organizer_id = $3) and (not $4::bool or e.organizer_id is null)
       and ($5::text is null or e.subject = $5)
       and ($6::date is null or e.at >= $6::date::timestamp at time zone 'UTC')
       and ($7::date is null or e.at < ($7::date + 1)::timestamp at time zone 'UTC')
     order by ${page.after === undefined ? 'e.number desc' : 'e.number'} limit $8`,
    [
      page.before ?? null,
      filter.action ?? null,
      organizerId ?? null,
      filter.organizerId === 'none',
      filter.subject ?? null,
      filter.from ?? null,
      filter.until ?? null,
      page.limit,
      page.after ?? null,
    ],
  );
  const found = result.rows.map((row) => ({ ...row, number: Number(row.number) }));
  return page.after === undefined ? found : found.reverse();
}

/** Every action that the trail knows, for a filter. Hops through the index on actions: as fast as there are few. */
export async function auditActions(q: Queryable): Promise<string[]> {
  const result = await q.query<{ action: string }>(
    `with recursive known as (
       (select action from audit_entries order by action limit 1)
       union all
       select (select e.action from audit_entries e where e.action > known.action order by e.action limit 1)
       from known where known.action is not null)
     select action from known where action is not null order by action`,
  );
  return result.rows.map((row) => row.action);
}

export async function countAuditEntries(q: Queryable): Promise<number> {
  const result = await q.query<{ n: string }>('select count(*) as n from audit_entries');
  return Number(result.rows[0]?.n ?? 0);
}

/** Everybody who is in the trail, by alias. Plan: an index lookup for each organizer. */
export async function auditAuthors(q: Queryable): Promise<{ readonly id: string; readonly alias: string }[]> {
  const result = await q.query<{ id: string; alias: string }>(
    `select o.id, o.alias from organizers o
     where exists (select 1 from audit_entries e where e.organizer_id = o.id) order by o.alias`,
  );
  return result.rows;
}
