import type { Writable } from 'node:stream';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import type { Queryable } from './database.ts';
import { tablesIn } from './tables-in.ts';

/**
 * Tables whose rows no backup holds: who walks at a march that is on, who is signed in, and what is good for minutes. A
 * restored system goes on without them (docs/PRIVACY.md); a march that was on gets another key (`driveMarches`).
 */
export const LEFT_OUT_OF_BACKUPS: readonly string[] = [
  'march_keys',
  'march_check_ins',
  'march_draws',
  'sessions',
  'attempts',
  'invitations',
  'review_pace',
];

/** A table as a backup holds it. */
export interface BackupTable {
  readonly name: string;
  /** Those that can be written, in the table's order. */
  readonly columns: readonly string[];
}

/** Every table of ours and its columns, by name. */
export async function backupTables(q: Queryable): Promise<BackupTable[]> {
  const result = await q.query<BackupTable>(
    `select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> all ($1)
     group by c.relname order by c.relname`,
    [LEFT_OUT_OF_BACKUPS],
  );
  return result.rows;
}

/** The migrations that the database has, oldest first, as drizzle knows them. */
export async function appliedMigrations(q: Queryable): Promise<string[]> {
  const result = await q.query<{ hash: string }>('select hash from drizzle.__drizzle_migrations order by id');
  return result.rows.map(({ hash }) => hash);
}

/**
 * A table's rows as text, in pieces. What is read belongs to the client's transaction. Rows come in an order that says
 * nothing: as they lie they would tell who came before whom. Sorting a million people takes Postgres some seconds and as
 * much room for temporary files as the table has.
 */
export function copyOut(client: pg.ClientBase, { name, columns }: BackupTable): AsyncIterable<Buffer> {
  // A partitioned table is copied by a query, which reads its parts.
  // 122 bits a row from the system's own source of randomness: `random()` follows from 128 bits for all of them.
  const rows = `select ${list(columns)} from public.${pg.escapeIdentifier(name)} order by gen_random_uuid()`;
  return client.query(copyTo(`copy (${rows}) to stdout`));
}

/** Takes what `copyOut` gave. Until it is ended, or destroyed, the connection does nothing else. */
export function copyIn(client: pg.ClientBase, { name, columns }: BackupTable): Writable {
  return client.query(copyFrom(`copy public.${pg.escapeIdentifier(name)} (${list(columns)}) from stdin`));
}

function list(columns: readonly string[]): string {
  return columns.map((column) => pg.escapeIdentifier(column)).join(', ');
}

/** Where each sequence of ours stands; null: nothing was ever taken from it. */
export async function readSequences(q: Queryable): Promise<Record<string, string | null>> {
  const result = await q.query<{ name: string; last: string | null }>(
    `select sequencename as name, last_value::text as last from pg_sequences where schemaname = 'public'`,
  );
  return Object.fromEntries(result.rows.map(({ name, last }) => [name, last]));
}

export async function setSequences(q: Queryable, sequences: Readonly<Record<string, string | null>>): Promise<void> {
  for (const [name, last] of Object.entries(sequences)) {
    if (last === null) continue;
    await q.query('select setval($1::regclass, $2::bigint)', [`public.${pg.escapeIdentifier(name)}`, last]);
  }
}

/** Tables of ours that have a row, whatever it is. */
export async function tablesWithRows(q: Queryable): Promise<string[]> {
  const filled: string[] = [];
  for (const name of await tablesIn(q, 'public')) {
    const { rowCount } = await q.query(`select 1 from public.${pg.escapeIdentifier(name)} limit 1`);
    if (rowCount !== 0) filled.push(name);
  }
  return filled;
}

/**
 * Lets rows be written in any order until the transaction ends, past triggers and foreign keys: they come from a moment
 * in which all of these held. A superuser may, or who was granted `set on parameter session_replication_role`.
 */
export async function passTriggers(q: Queryable): Promise<void> {
  await q.query('set local session_replication_role = replica');
}

/** Foreign keys whose rows are missing, with how many rows ask for them. Empty: everything fits together. */
export async function danglingReferences(q: Queryable): Promise<{ constraint: string; rows: number }[]> {
  const keys = await q.query<{ name: string; child: string; parent: string; columns: string[]; targets: string[] }>(
    `select k.conname as name, k.conrelid::regclass::text as child, k.confrelid::regclass::text as parent,
       (select array_agg(quote_ident(a.attname) order by o) from unnest(k.conkey) with ordinality u(n, o)
        join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.n) as columns,
       (select array_agg(quote_ident(a.attname) order by o) from unnest(k.confkey) with ordinality u(n, o)
        join pg_attribute a on a.attrelid = k.confrelid and a.attnum = u.n) as targets
     from pg_constraint k join pg_namespace n on n.oid = k.connamespace
     where k.contype = 'f' and n.nspname = 'public' and k.conparentid = 0 order by 1`,
  );
  const dangling: { constraint: string; rows: number }[] = [];
  for (const { name, child, parent, columns, targets } of keys.rows) {
    const { rows } = await q.query<{ n: number }>(
      `select count(*)::int as n from ${child} c
       where ${columns.map((column) => `c.${column} is not null`).join(' and ')}
       and not exists (select 1 from ${parent} p
         where ${columns.map((column, i) => `p.${targets[i]} = c.${column}`).join(' and ')})`,
    );
    const missing = rows[0]?.n ?? 0;
    if (missing > 0) dangling.push({ constraint: name, rows: missing });
  }
  return dangling;
}
