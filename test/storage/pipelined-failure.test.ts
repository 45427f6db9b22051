import { type Database, openDatabase } from '../../src/storage/database.ts';
import { type ClonedDatabase, cloneDatabase } from '../support/database.ts';

let clone: ClonedDatabase;
let database: Database;

beforeAll(async () => {
  clone = await cloneDatabase();
  database = openDatabase({ url: clone.url, max: 2, pipeline: true });
});
afterAll(async () => {
  await database.close();
  await clone.drop();
});

const REFUSED = `do $$ begin raise exception 'refused' using errcode = '40001'; end $$`;

test('of statements that travel together, the one that failed is told, not what it did to the others', async () => {
  const failed = database.transaction(async (client) => {
    client.query(REFUSED).catch(() => undefined);
    await client.query('select 1');
  });
  await expect(failed).rejects.toMatchObject({ code: '40001' });
  const last = database.transactionEndingIn(async (client) => {
    const writing = client.query(REFUSED);
    writing.catch(() => undefined);
    return { last: client.query('select 2').then(() => writing) };
  });
  await expect(last).rejects.toMatchObject({ code: '40001' });
  const { rows } = await database.pool.query<{ one: number }>('select 1 as one');
  expect(rows).toEqual([{ one: 1 }]);
});
