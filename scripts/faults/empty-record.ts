import { recordWhenPossible } from '../../src/actions/record-when-possible.ts';
import type { Database } from '../../src/storage/database.ts';

/** What an election needs before anybody comes. */
const KEPT = ['elections', 'choices', 'stations', 'station_words', 'organizers', 'sending_places'];

/** Deletes everything that people have left, so that the next row begins at nothing. */
export async function emptyRecord({ pool, transaction }: Database): Promise<void> {
  const { rows } = await pool.query<{ name: string }>(
    `select quote_ident(tablename) as name from pg_tables where schemaname = 'public' and tablename <> all($1)`,
    [KEPT],
  );
  // What the processes do at their times may hold the tables in another order: Postgres ends one of the two, and it is done again.
  await recordWhenPossible(() =>
    transaction(async (client) => {
      // What may only be appended to says so by a trigger.
      await client.query('set local session_replication_role = replica');
      await client.query(`truncate ${rows.map(({ name }) => name).join(', ')}`);
    }),
  );
}
