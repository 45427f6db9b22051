import type { Database, Queryable } from './database.ts';
import { wasInTheWay } from './migrate.ts';

/**
 * Tables whose rows lie in the order in which people handed in, with the key they are put in the order of. Each is random or
 * a keyed hash, and the first of its primary key: its order says nothing.
 */
export const IN_ORDER_OF_ARRIVAL: readonly { readonly table: string; readonly key: string }[] = [
  { table: 'ballots', key: 'id' },
  { table: 'ballot_links', key: 'link_key' },
  { table: 'declarations', key: 'link_key' },
  { table: 'photos', key: 'id' },
  { table: 'photo_keys', key: 'photo_id' },
  { table: 'review_items', key: 'id' },
  { table: 'review_photos', key: 'item_id' },
];

/**
 * Elections that took their last ballot before a day, and whose rows still lie as they came. None while any election takes
 * ballots, or begins to by `until`: putting a table in order holds up whoever wants to hand in.
 */
export async function electionsInOrder(
  q: Queryable,
  { closedBefore, until }: { readonly closedBefore: string; readonly until: string },
): Promise<string[]> {
  const result = await q.query<{ id: string }>(
    `select id from elections
     where closes_on < $1 and (disordered_on is null or disordered_on <= closes_on)
       and not exists (select from elections open where open.closes_on >= $1 and open.opens_on <= $2)
     order by id`,
    [closedBefore, until],
  );
  return result.rows.map(({ id }) => id);
}

export async function markDisordered(q: Queryable, electionIds: readonly string[], day: string): Promise<void> {
  await q.query('update elections set disordered_on = $2 where id = any($1::text[])', [electionIds, day]);
}

/** Rows that are written anew at once: some tenths of a second in which nobody else can change these. */
const BATCH = 1_000;

/**
 * Writes every row of a table anew in the order of its key, some thousand a transaction: afterwards the number of the
 * transaction that wrote it (`xmin`) says no more than the key. Nobody is held up but who wants one of these rows.
 */
export async function rewriteRows(q: Queryable, { table, key }: (typeof IN_ORDER_OF_ARRIVAL)[number]): Promise<void> {
  // From one key to the next, as the index has them: a join with what was picked would read the whole table each time.
  for (let after: unknown; ; ) {
    const bound = after === undefined ? '' : `where ${key} > $1`;
    const { rows } = await q.query<{ last: unknown }>(
      `select ${key} as last from (select ${key} from ${table} ${bound} order by ${key} limit ${BATCH}) p
       order by ${key} desc limit 1`,
      after === undefined ? [] : [after],
    );
    const last = rows[0]?.last;
    if (last === undefined) return;
    await q.query(
      `update ${table} set ${key} = ${key} where ${key} = any (array(
         select ${key} from ${table} where ${key} <= $1 ${after === undefined ? '' : `and ${key} > $2`}
         order by ${key} for no key update))`,
      after === undefined ? [last] : [last, after],
    );
    after = last;
  }
}

/** How long others may have to wait behind us for a table that somebody else holds. */
const LOCK_TIMEOUT = '1s';

/**
 * Lays a table's rows in the order of its primary key on the disk, without those of before. Nobody reads the table
 * meanwhile: a million rows took 53 s on a machine with twenty times its work. False: somebody holds it, a backup for instance, and nothing was done.
 */
export async function layAnew(database: Database, table: string): Promise<boolean> {
  try {
    await database.transaction(async (client) => {
      await client.query(`set local lock_timeout = '${LOCK_TIMEOUT}'`);
      const { rows } = await client.query<{ name: string }>(
        `select c.relname as name from pg_index i join pg_class c on c.oid = i.indexrelid
         where i.indrelid = $1::regclass and i.indisprimary`,
        [`public.${table}`],
      );
      await client.query(`cluster ${table} using ${rows[0]?.name}`);
    });
    return true;
  } catch (error) {
    if (wasInTheWay(error)) return false;
    throw error;
  }
}
