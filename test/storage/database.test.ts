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

describe.each([false, true])('a transaction that ends in its last statements (pipeline: %s)', (pipeline) => {
  let own: Database;
  beforeAll(async () => {
    own = openDatabase({ url: clone.url, max: 1, pipeline });
    await own.pool.query('create table if not exists kept (id int primary key)');
  });
  afterAll(() => own.close());

  test('keeps them, and gives what they answered', async () => {
    const rows = await own.transactionEndingIn(async (client) => {
      const inserted = client.query<{ id: number }>('insert into kept values ($1) returning id', [pipeline ? 1 : 2]);
      return { last: inserted.then((result) => result.rows) };
    });
    expect(rows).toEqual([{ id: pipeline ? 1 : 2 }]);
  });

  test('of which one fails, keeps nothing, and the connection goes on', async () => {
    const before = (await own.pool.query('select count(*)::int as n from kept')).rows;
    const failing = own.transactionEndingIn(async (client) => {
      await client.query('insert into kept values (10)');
      return { last: Promise.all([client.query('insert into kept values (11)'), client.query('select 1 / 0')]) };
    });
    await expect(failing).rejects.toMatchObject({ code: '22012' });
    expect((await own.pool.query('select count(*)::int as n from kept')).rows).toEqual(before);
  });
});
