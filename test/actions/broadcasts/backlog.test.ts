import { type DriveDeps, driveBroadcasts } from '../../../src/actions/broadcasts/drive.ts';
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
beforeEach(() => database.pool.query('truncate people, broadcasts, outbox cascade'));

const drive = (changed: Partial<DriveDeps> = {}) =>
  driveBroadcasts({
    database,
    keys: testKeys(),
    signal: new AbortController().signal,
    queues: { add: async () => undefined, depth: () => Promise.resolve(0) },
    timeZone: () => Promise.resolve('UTC'),
    now: () => new Date(),
    ...changed,
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

test('while the queues are away that is said, everything else goes on, and batches are handed over afterwards', async () => {
  await addCrowd(database.pool, { telegram: 3, viber: 2 });
  await addStarted(database.pool);
  const away: unknown[] = [];
  const onQueuesAway = (error: unknown) => away.push(error);
  const refuses = () => Promise.reject(new Error('not writeable'));
  const gone = { add: refuses, depth: refuses };
  expect(await drive({ queues: gone, onQueuesAway })).toMatchObject({ begun: 1, handedOver: 0 });
  expect(away).toHaveLength(1);
  // They go between the question and what they are to be given.
  await drive({ queues: { ...gone, depth: () => Promise.resolve(0) }, onQueuesAway });
  expect(away).toHaveLength(3);
  await database.pool.query(`update broadcast_batches set handed_at = handed_at - interval '4 seconds'`);
  expect(await drive()).toMatchObject({ handedOver: 2 });
});
