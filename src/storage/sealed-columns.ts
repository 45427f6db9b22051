import type { Queryable } from './database.ts';

/** A column of values that are encrypted under a key of the keyring, and by what its rows are found. */
export interface SealedColumn {
  readonly table: string;
  readonly column: string;
  /** The primary key's columns, each with its type. */
  readonly primaryKey: readonly (readonly [name: string, type: string])[];
  /** Which id each value is bound to. */
  readonly boundTo: string;
  /** Which of its rows; all of them unless told. */
  readonly only?: string;
}

/** Messages for those who have no row any more, or none yet: the address is within, sealed. */
export const FAREWELLS: SealedColumn = {
  table: 'outbox',
  column: 'payload',
  primaryKey: [['id', 'bigint']],
  boundTo: 'id',
  only: `queue = 'sends' and person_id is null`,
};

export interface SealedRow {
  readonly key: readonly string[];
  readonly boundTo: string;
  readonly sealed: Buffer;
}

/** The next rows after a primary key, in its order. Nothing is locked. */
export async function readSealed(
  q: Queryable,
  { table, column, primaryKey, boundTo, only = 'true' }: SealedColumn,
  after: readonly string[] | undefined,
  limit: number,
): Promise<SealedRow[]> {
  const columns = primaryKey.map(([name]) => name).join(', ');
  const cursor = primaryKey.map(([, type], at) => `$${at + 2}::${type}`).join(', ');
  const { rows } = await q.query<SealedRow>(
    `select array[${primaryKey.map(([name]) => `${name}::text`).join(', ')}] as key, ${boundTo}::text as "boundTo", ${column} as sealed
     from ${table} where ${column} is not null and ${only} ${after === undefined ? '' : `and (${columns}) > (${cursor})`}
     order by ${columns} limit $1`,
    [limit, ...(after ?? [])],
  );
  return rows;
}

/**
 * Writes values anew where they are still as they were read; rows are locked in their order, or passed over where somebody
 * holds them. Resolves to how many.
 */
export async function replaceSealed(
  q: Queryable,
  { table, column, primaryKey }: SealedColumn,
  changes: readonly { readonly row: SealedRow; readonly anew: Buffer }[],
  held: 'wait' | 'pass over' = 'wait',
): Promise<number> {
  if (changes.length === 0) return 0;
  const n = primaryKey.length;
  const same = (left: string, right: string) =>
    primaryKey.map(([name]) => `${left}.${name} = ${right}.${name}`).join(' and ');
  const names = primaryKey.map(([name]) => name).join(', ');
  const { rowCount } = await q.query(
    `with n as (
       select * from unnest(${primaryKey.map(([, type], at) => `$${at + 1}::${type}[]`).join(', ')}, $${n + 1}::bytea[], $${n + 2}::bytea[])
         as n(${names}, old_value, new_value)),
     locked as materialized (
       select ${primaryKey.map(([name]) => `t.${name}`).join(', ')} from ${table} t join n on ${same('t', 'n')}
       order by ${primaryKey.map(([name]) => `t.${name}`).join(', ')} for no key update of t ${held === 'wait' ? '' : 'skip locked'})
     update ${table} t set ${column} = n.new_value from n join locked on ${same('locked', 'n')}
     where ${same('t', 'n')} and t.${column} = n.old_value`,
    [
      ...primaryKey.map((_, at) => changes.map(({ row }) => row.key[at])),
      changes.map(({ row }) => row.sealed),
      changes.map(({ anew }) => anew),
    ],
  );
  return rowCount ?? 0;
}

/** How many values there are, about. */
export async function countSealed(q: Queryable, { table, column, only = 'true' }: SealedColumn): Promise<number> {
  const { rows } = await q.query<{ n: number }>(
    `select count(*)::int as n from ${table} where ${column} is not null and ${only}`,
  );
  return rows[0]?.n ?? 0;
}
