import type { Queryable } from './database.ts';

/** The tables of a schema, by name. Partitions are left out: they are reached through their table. */
export async function tablesIn(q: Queryable, schema: string): Promise<string[]> {
  const result = await q.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = $1 and c.relkind in ('r', 'p') and not c.relispartition order by 1`,
    [schema],
  );
  return result.rows.map(({ name }) => name);
}
