import { byteaArray } from './bytea-array.ts';
import type { Queryable } from './database.ts';
import type { KeyOf, StoredKey } from './lookup-keys.ts';

/** Where the keys of people and of phones are stored: each row is one person's. */
const TABLES = {
  person: { table: 'people', id: 'id', column: 'person_key' },
  phone: { table: 'phones', id: 'person_id', column: 'phone_key' },
} as const satisfies Record<KeyOf, object>;

export interface KeyedRow extends StoredKey {
  readonly personId: string;
}

/** The next rows after a person, by person id. Nothing is locked. */
export async function readKeyedRows(
  q: Queryable,
  of: KeyOf,
  after: string | undefined,
  limit: number,
): Promise<KeyedRow[]> {
  const { table, id, column } = TABLES[of];
  const { rows } = await q.query<KeyedRow>(
    `select ${id} as "personId", ${column} as lookup, sealed_key as "sealedKey" from ${table}
     where $1::uuid is null or ${id} > $1 order by ${id} limit $2`,
    [after ?? null, limit],
  );
  return rows;
}

/**
 * Writes rows' keys anew where they are still as they were read; resolves to how many. Rows that somebody holds are
 * left out: nobody is waited for, so that this is never part of a circle. So are those whose new value another row has.
 */
export async function replaceStoredKeys(
  q: Queryable,
  of: KeyOf,
  changes: readonly { readonly row: KeyedRow; readonly anew: StoredKey }[],
): Promise<number> {
  if (changes.length === 0) return 0;
  const { table, id, column } = TABLES[of];
  const { rowCount } = await q.query(
    `with n as (select * from unnest($1::uuid[], $2::bytea[], $3::bytea[], $4::bytea[]) as n(id, old, lookup, sealed)),
     free as materialized (
       select t.${id} as id from ${table} t join n on n.id = t.${id} order by t.${id} for update of t skip locked)
     update ${table} t set ${column} = n.lookup, sealed_key = n.sealed from n join free on free.id = n.id
     where t.${id} = n.id and t.${column} = n.old and not exists (select from ${table} o where o.${column} = n.lookup)`,
    [
      changes.map(({ row }) => row.personId),
      byteaArray(changes.map(({ row }) => row.lookup)),
      byteaArray(changes.map(({ anew }) => anew.lookup)),
      byteaArray(changes.map(({ anew }) => anew.sealedKey)),
    ],
  );
  return rowCount ?? 0;
}

/** How many of these rows are still as they were read, and have another one besides, under the new value. */
export async function countDoubled(
  q: Queryable,
  of: KeyOf,
  changes: readonly { readonly row: KeyedRow; readonly anew: StoredKey }[],
): Promise<number> {
  const { table, id, column } = TABLES[of];
  const { rows } = await q.query<{ n: number }>(
    `select count(*)::int as n from unnest($1::uuid[], $2::bytea[], $3::bytea[]) as n(id, old, lookup)
     join ${table} t on t.${id} = n.id and t.${column} = n.old
     join ${table} o on o.${column} = n.lookup and o.${id} <> n.id`,
    [
      changes.map(({ row }) => row.personId),
      byteaArray(changes.map(({ row }) => row.lookup)),
      byteaArray(changes.map(({ anew }) => anew.lookup)),
    ],
  );
  return rows[0]?.n ?? 0;
}

/** Clears away row versions of before a rotation, and statistics with samples of the old values. Nobody is kept waiting. */
export async function clearOldKeys(q: Queryable): Promise<void> {
  await q.query('vacuum (analyze, truncate false) people, phones, ballot_links, protocol_links');
}

/** How many rows there are. */
export async function countKeyedRows(q: Queryable, of: KeyOf): Promise<number> {
  const { rows } = await q.query<{ n: number }>(`select count(*)::int as n from ${TABLES[of].table}`);
  return rows[0]?.n ?? 0;
}
