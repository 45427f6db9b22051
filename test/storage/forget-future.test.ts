import { type Database, openDatabase } from '../../src/storage/database.ts';
import { forgetFuture } from '../../src/storage/outbox.ts';
import { forgetFuturePlaces, readSilence, silencePlaces } from '../../src/storage/sending-places.ts';
import { type ClonedDatabase, cloneDatabase } from '../support/database.ts';

let clone: ClonedDatabase;
let database: Database;

beforeAll(async () => {
  clone = await cloneDatabase();
  database = openDatabase({ url: clone.url, max: 2 });
});
afterAll(async () => {
  await database.close();
  await clone.drop();
});
beforeEach(() => database.pool.query('truncate outbox, sending_places'));

test.each([
  ['handed over just now', 'handed_at', '0 seconds', 0],
  ['handed over in an hour', 'handed_at', '1 hour', 1],
  ['to be tried again in ten minutes', 'due_at', '10 minutes', 0],
  ['to be tried again in five hours', 'due_at', '5 hours', 1],
  ['held for a minute', 'leased_until', '1 minute', 0],
  ['held until tomorrow', 'leased_until', '1 day', 1],
])('a row that is %s', async (_, column, ahead, forgotten) => {
  await database.pool.query(
    `insert into outbox (queue, payload, ${column}) values ('sends', '', now() + $1::interval)`,
    [ahead],
  );
  expect(await forgetFuture(database.pool)).toBe(forgotten);
  expect(await forgetFuture(database.pool)).toBe(0);
});

test('a silence from before the clock went back ends within twenty minutes', async () => {
  await silencePlaces(database.pool, 'telegram', 60);
  await forgetFuturePlaces(database.pool);
  expect(await readSilence(database.pool, 'telegram')).toBeGreaterThan(30_000);
  await silencePlaces(database.pool, 'telegram', 86_400);
  await forgetFuturePlaces(database.pool);
  expect(await readSilence(database.pool, 'telegram')).toBeLessThanOrEqual(1_200_000);
});
