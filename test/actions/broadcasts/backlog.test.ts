import { driveBroadcasts } from '../../../src/actions/broadcasts/drive.ts';
import { type Database, openDatabase } from '../../../src/storage/database.ts';
import { addCrowd, addStarted } from '../../support/broadcasts.ts';
import { testKeys } from '../../support/builders.ts';
import { type ClonedDatabase, cloneDatabase } from '../../support/database.ts';

let clone: ClonedDatabase;
let database: Database;

beforeAll(async () => {
  clone = await cloneDatabase();
  database = openDatabase({ url: clone.url, max: 4 });
});
afterAll(async () => {
  await database.close();
  await clone.drop();
});

const drive = () =>
  driveBroadcasts({
    database,
    keys: testKeys(),
    signal: new AbortController().signal,
    queues: { add: async () => undefined, depth: () => Promise.resolve(0) },
    timeZone: () => Promise.resolve('UTC'),
    now: () => new Date(),
  });

/** So many replies, wishes and photos, due at this moment plus `seconds`. */
const wait = (rows: number, seconds: number) =>
  database.pool.query(
    `insert into outbox (queue, payload, due_at)
     select (array['sends', 'intents', 'photos'])[1 + i % 3], '', now() + make_interval(secs => $2) from generate_series(1, $1::int) i`,
    [rows, seconds],
  );

test('while a backlog is worked off broadcasts wait; what is not due yet holds nobody up', async () => {
  await addCrowd(database.pool, { telegram: 3, viber: 2 });
  await addStarted(database.pool);
  await wait(1_001, 0);
  expect(await drive()).toMatchObject({ begun: 1, handedOver: 0 });
  await database.pool.query('delete from outbox where id = (select min(id) from outbox)');
  await wait(2_000, 600);
  expect(await drive()).toMatchObject({ handedOver: 2 });
});
