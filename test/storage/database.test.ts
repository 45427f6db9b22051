import { type Database, openDatabase } from '../../src/storage/database.ts';
import { type ClonedDatabase, cloneDatabase } from '../support/database.ts';

let clone: ClonedDatabase;
let database: Database;

beforeAll(async () => {
  clone = await cloneDatabase();
  database = openDatabase({ url: clone.url, max: 2, onIdleError: () => undefined });
});
afterAll(async () => {
  await database.close();
  await clone.drop();
});

test('a connection that is cut while nobody listens to it ends no process', async () => {
  const client = await database.pool.connect();
  // As when the server's last words come together with the answer before them.
  expect(() => client.emit('error', new Error('terminating connection'))).not.toThrow();
  client.release(true);
  expect((await database.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
});

test.each([false, true])(
  'a transaction whose connection is cut fails, and the next one works (pipeline: %s)',
  async (pipeline) => {
    const own = openDatabase({ url: clone.url, max: 1, pipeline });
    const cut = own.transaction(async (client) => {
      await client.query('create table if not exists half_done (id int)');
      const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
      await database.pool.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
      await client.query('select 1');
    });
    await expect(cut).rejects.toThrow();
    expect(
      await own.transaction(async (client) => (await client.query(`select to_regclass('half_done') as t`)).rows),
    ).toEqual([{ t: null }]);
    await own.close();
  },
);
