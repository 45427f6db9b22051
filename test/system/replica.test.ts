import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { freePort } from '../../scripts/free-port.ts';
import { prepareRoles } from '../../scripts/postgres/roles.ts';
import { startProcesses } from '../../scripts/simulate/processes.ts';
import { configOf } from '../../scripts/simulate/scratch.ts';
import { prepare } from '../../scripts/start/prepare.ts';
import { type Database, openDatabase } from '../../src/storage/database.ts';
import { addCountedElection, publish, requestFor } from '../support/editions.ts';
import { type Replicated, startReplicated } from '../support/standby.ts';
import { TELEGRAM_TOKEN } from '../support/system.ts';
import { until } from '../support/until.ts';

jest.setTimeout(300_000);
const PATIENCE_MS = 120_000;

let servers: Replicated;
let record: Database;
let standby: Database;
let dataDir: string;
let url: string;
const closers: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  servers = await startReplicated();
  closers.push(servers.stop);
  dataDir = await mkdtemp(join(tmpdir(), 'golos-web-'));
  closers.push(() => rm(dataDir, { recursive: true, force: true }));
  const { primary } = servers;
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  const env = {
    DATABASE_URL: primary.url,
    DATA_DIR: dataDir,
    PORT: `${port}`,
    PUBLIC_URL: url,
    // Nobody is there: pages need no messenger.
    TELEGRAM_BOT_TOKEN: TELEGRAM_TOKEN,
    TELEGRAM_API_ROOT: `http://127.0.0.1:${await freePort()}`,
  };
  await prepare(configOf(env), primary.url, 'migrations');
  const databaseUrls = await prepareRoles(primary.url);
  const replica = new URL(databaseUrls.web);
  replica.port = `${servers.standby.port}`;
  record = openDatabase({ url: primary.url, max: 2, onIdleError: () => undefined });
  standby = openDatabase({ url: servers.standby.url, max: 1, onIdleError: () => undefined });
  closers.push(record.close, standby.close);
  const processes = startProcesses({
    root: process.cwd(),
    env: { ...env, REPLICA_DATABASE_URL: replica.href },
    databaseUrls,
    workers: 0,
    senders: 0,
  });
  closers.push(processes.stop);
  await processes.ready;
});
afterAll(async () => {
  for (const close of closers.reverse()) await close();
});

const words = (text: string) => ({ be: text, ru: text, en: text });

const shown = async () => {
  const page = await fetch(`${url}/?lang=en`);
  const [, edition] = /Edition (\d+)/.exec(await page.text()) ?? [];
  return [page.status, edition];
};
const isShown = async (edition: string) => (await shown())[1] === edition;

test('the real web process shows what the standby has, and the record’s while there is no standby', async () => {
  const place = await addCountedElection(record);
  await publish(record, requestFor(place));
  await until(() => isShown('1'), PATIENCE_MS);

  // From here on the standby takes in what is written, and shows none of it.
  await standby.pool.query('select pg_wal_replay_pause()');
  await publish(record, requestFor(place, { note: words('Another one.') }));
  const { rows } = await standby.pool.query<{ now: Date }>('select clock_timestamp() as now');
  await until(async () => {
    await shown();
    const asked = await standby.pool.query(
      `select 1 from pg_stat_activity where usename = 'golos_web' and query like '%from editions%' and query_start > $1`,
      [rows[0]?.now],
    );
    return asked.rows.length > 0;
  }, PATIENCE_MS);
  expect(await shown()).toEqual([200, '1']);

  await standby.pool.query('select pg_wal_replay_resume()');
  await until(() => isShown('2'), PATIENCE_MS);

  await servers.standby.stop();
  await publish(record, requestFor(place, { note: words('And another.') }));
  await until(() => isShown('3'), PATIENCE_MS);
  expect(await shown()).toEqual([200, '3']);
});
