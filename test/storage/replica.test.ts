import type { EmbeddedPostgres } from '../../scripts/embedded-postgres.ts';
import { type Database, openDatabase } from '../../src/storage/database.ts';
import { openReplica } from '../../src/storage/replica.ts';
import { type Replicated, startReplicated } from '../support/standby.ts';
import { until } from '../support/until.ts';

/** Three starts of a server. */
const STARTS_WITHIN_MS = 180_000;
const PATIENCE_MS = 60_000;

let servers: Replicated;
let standby: EmbeddedPostgres;
let record: Database;
let pages: Database;
let away = 0;

beforeAll(async () => {
  servers = await startReplicated();
  standby = servers.standby;
  record = openDatabase({ url: servers.primary.url, max: 4, onIdleError: () => undefined });
  pages = openReplica(record, standby.url, () => {
    away += 1;
  });
}, STARTS_WITHIN_MS);
afterAll(async () => {
  await pages?.close();
  await record?.close();
  await servers?.stop();
});

const isReplica = async (database: Database) =>
  (await database.pool.query<{ replica: boolean }>('select pg_is_in_recovery() as replica')).rows[0]?.replica;

test('public pages read the replica, which follows the record; writing stays with the record', async () => {
  await record.pool.query('create table published (n int)');
  await record.pool.query('insert into published values (7)');
  expect(await isReplica(record)).toBe(false);
  const seen = await until(async () => {
    const { rows } = await pages.pool.query<{ n: number }>('select n from published');
    return rows.length > 0 && rows;
  }, PATIENCE_MS);
  expect(seen).toEqual([{ n: 7 }]);
  const written = await pages.transaction((client) => client.query('insert into published values (8) returning n'));
  expect(written.rows).toEqual([{ n: 8 }]);
});

test('while the replica is away, or cannot answer, the record does', async () => {
  const own = openReplica(record, standby.url, () => undefined);
  expect(await isReplica(own)).toBe(true);
  await standby.stop();
  expect(await isReplica(own)).toBe(false);
  expect(await isReplica(pages)).toBe(false);
  expect(away).toBeGreaterThan(0);
  await own.close();
});

test('without a replica everything is the record', async () => {
  const none = openReplica(record, undefined, () => undefined);
  expect(await isReplica(none)).toBe(false);
  await none.close();
  expect(await isReplica(record)).toBe(false);
});
