import { loadConfig } from '../../src/config/config.ts';
import { type Database, openDatabase } from '../../src/storage/database.ts';
import { type ClonedDatabase, cloneDatabase } from '../support/database.ts';
import { type Pgbouncer, startPgbouncer, withPgbouncer } from '../support/pgbouncer.ts';

const CLIENTS = 12;
const SERVER_CONNECTIONS = 3;

withPgbouncer('through pgbouncer in transaction mode', () => {
  let clone: ClonedDatabase;
  let pooler: Pgbouncer;
  let url: string;
  beforeAll(async () => {
    clone = await cloneDatabase();
    pooler = await startPgbouncer([clone.url], SERVER_CONNECTIONS);
    const loaded = loadConfig({ DATABASE_URL: pooler.through(clone.url), SESSION_DATABASE_URL: clone.url });
    if (!loaded.ok) throw new Error(loaded.problems.join('\n'));
    url = loaded.config.databaseUrl ?? '';
    expect(loaded.config.sessionDatabaseUrl).toBe(clone.url);
  }, 90_000);
  afterAll(async () => {
    await pooler?.stop();
    await clone.drop();
  });

  const step = { name: 'add-one', text: 'insert into counted values ($1) returning n' };
  const add = (database: Database, n: number) =>
    database.transactionEndingIn(async (client) => {
      // Held until the commit, over the statements of one connection.
      await client.query('select pg_advisory_xact_lock($1)', [n % 3]);
      await client.query({ ...step, values: [n] });
      const last = client.query<{ n: number }>({ ...step, values: [n] });
      return { last: last.then(({ rows }) => rows[0]?.n) };
    });

  test.each([false, true])(
    'statements with names, transactions and their locks work (pipeline: %s)',
    async (pipeline) => {
      const databases = Array.from({ length: 3 }, () => openDatabase({ url, max: CLIENTS / 3, pipeline }));
      const [one] = databases;
      await one?.pool.query('drop table if exists counted');
      await one?.pool.query('create table counted (n int)');
      const numbers = Array.from({ length: 300 }, (_, n) => n);
      const answers = await Promise.all(
        numbers.map((n) => {
          const database = databases[n % databases.length];
          if (database === undefined) throw new Error('there are three');
          return add(database, n);
        }),
      );
      expect(answers).toEqual(numbers);
      const counted = await one?.pool.query('select count(*)::int as n, count(distinct n)::int as d from counted');
      expect(counted?.rows).toEqual([{ n: 600, d: 300 }]);
      const used = await one?.pool.query<{ n: number }>(
        `select count(*)::int as n from pg_stat_activity where datname = current_database()`,
      );
      expect(used?.rows[0]?.n).toBeLessThanOrEqual(SERVER_CONNECTIONS);
      await Promise.all(databases.map((database) => database.close()));
    },
  );

  test('a transaction that fails keeps nothing, and the connection goes on', async () => {
    const database = openDatabase({ url, max: 2, pipeline: true });
    await expect(database.transaction((client) => client.query('select 1 / 0'))).rejects.toThrow('division by zero');
    expect((await database.pool.query({ name: 'one', text: 'select 1 as one' })).rows).toEqual([{ one: 1 }]);
    await database.close();
  });

  test('without the mark, names are what goes wrong: that is why it is there', async () => {
    const database = openDatabase({ url: pooler.through(clone.url), max: CLIENTS });
    const named = () => database.transaction((client) => client.query({ name: 'named', text: 'select 1' }));
    const all = await Promise.allSettled(Array.from({ length: 60 }, named));
    expect(all.some(({ status }) => status === 'rejected')).toBe(true);
    await database.close();
  });
});
