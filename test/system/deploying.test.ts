import { setMaxListeners } from 'node:events';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { jest } from '@jest/globals';
import { type StandIns, startStandIns } from '../../bots/playground/start-stand-ins.ts';
import { createBackupKeys } from '../../scripts/backup/container.ts';
import { makeBackup } from '../../scripts/backup/make-backup.ts';
import { restoreBackup } from '../../scripts/backup/restore-backup.ts';
import { loadDemo } from '../../scripts/demo/load-demo.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../scripts/embedded-postgres.ts';
import { freePort } from '../../scripts/free-port.ts';
import { prepareRoles } from '../../scripts/postgres/roles.ts';
import { createNetwork } from '../../scripts/simulate/phone.ts';
import { type Processes, startProcesses } from '../../scripts/simulate/processes.ts';
import { drive } from '../../scripts/simulate/run.ts';
import { prepare } from '../../scripts/start/prepare.ts';
import { loadConfig, type Role } from '../../src/config/config.ts';
import { migrateQueues } from '../../src/queues/migrate.ts';
import { type Database, openDatabase } from '../../src/storage/database.ts';
import { openFolderPhotoStore } from '../../src/storage/folder-photo-store.ts';
import { compareTallies } from '../../src/storage/tallies.ts';
import { Chat } from '../support/chat.ts';
import { picture } from '../support/pictures.ts';
import { type ReadyProxy, startReadyProxy } from '../support/ready-proxy.ts';
import { until } from '../support/until.ts';

jest.setTimeout(300_000);

const ROOT = process.cwd();
const TELEGRAM_TOKEN = '700000001:deploying-test-deploying-test-dep';
const VIBER_TOKEN = 'deploying-test-deploying-test-dep';
const CITIZENS = 16;

interface Version {
  readonly processes: Processes;
  readonly port: number;
  readonly lines: string[];
}

const closers: (() => Promise<unknown>)[] = [];
let folder: string;
let postgres: EmbeddedPostgres;
let database: Database;
let standIns: StandIns;
let proxy: ReadyProxy;
let person: Chat;
let old: Version;
let fresh: Version;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'golos-deploying-'));
  closers.push(() => rm(folder, { recursive: true, force: true }));
  postgres = await startEmbeddedPostgres({ dataDir: folder, durable: false });
  closers.push(() => postgres.stop());
  standIns = await startStandIns({
    telegram: { token: TELEGRAM_TOKEN, resize: false },
    viber: { token: VIBER_TOKEN, resize: false },
  });
  closers.push(() => standIns.close());
  proxy = await startReadyProxy();
  closers.push(() => proxy.stop());
  await mkdir(join(folder, 'pictures'));
  for (let seed = 1; seed <= 6; seed += 1) {
    await picture(300, 400, { seed })
      .jpeg()
      .toFile(join(folder, 'pictures', `${seed}.jpg`));
  }
  database = openDatabase({ url: postgres.url, max: 4 });
  closers.push(() => database.close());
});
afterAll(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** What a version's processes are told; `dataDir` holds keys and photos. */
function environment(version: string, dataDir: string, port: number): Record<string, string> {
  return {
    DATA_DIR: dataDir,
    PORT: `${port}`,
    METRICS_PORT: '0',
    DRAIN_SECONDS: '1',
    GOLOS_VERSION: version,
    PUBLIC_URL: proxy.url,
    TELEGRAM_BOT_TOKEN: TELEGRAM_TOKEN,
    TELEGRAM_WEBHOOK_SECRET: 'deploying-webhook-secret',
    TELEGRAM_API_ROOT: standIns.telegramRoot,
    VIBER_AUTH_TOKEN: VIBER_TOKEN,
    VIBER_API_ROOT: standIns.viberRoot,
  };
}

async function startVersion(
  name: string,
  root: string,
  databaseUrl: string,
  urls: Awaited<ReturnType<typeof prepareRoles>>,
  dataDir = folder,
): Promise<Version> {
  const port = await freePort();
  const lines: string[] = [];
  const processes = startProcesses({
    root,
    env: { ...environment(name, dataDir, port), DATABASE_URL: databaseUrl },
    databaseUrls: urls,
    onLine: (_role, line) => lines.push(line),
  });
  closers.push(() => processes.stop());
  await processes.ready;
  return { processes, port, lines };
}

const eventsOf = (version: Version, event: string): { role: Role; port?: number }[] =>
  version.lines.flatMap((line) => {
    const said = line.startsWith('{') ? JSON.parse(line) : {};
    return said.event === event ? [said] : [];
  });

/** The next version: the same, but for a dialogue that has changed. */
async function nextVersion(): Promise<string> {
  const root = join(folder, 'next');
  await cp(join(ROOT, 'dist'), join(root, 'dist'), { recursive: true });
  for (const name of ['node_modules', 'migrations', 'package.json']) await symlink(join(ROOT, name), join(root, name));
  const path = join(root, 'dist/src/dialogues/forget.js');
  const source = await readFile(path, 'utf8');
  expect(source).toContain('version: 1,');
  await writeFile(path, source.replace('version: 1,', 'version: 99,'));
  return root;
}

test('a new version takes over while citizens go on: nothing is refused, lost or counted twice', async () => {
  const loaded = loadConfig(environment('old', folder, 0));
  if (!loaded.ok) throw new Error(loaded.problems.join());
  await prepare(loaded.config, postgres.url, join(ROOT, 'migrations'));
  await loadDemo(database);
  const urls = await prepareRoles(postgres.url);
  const next = await nextVersion();
  old = await startVersion('old', ROOT, postgres.url, urls);
  proxy.watch([old.port]);
  await until(() => proxy.ready().length === 1, 30_000);
  await until(() => eventsOf(old, 'messenger-set-up').length === 2, 30_000);

  // Somebody who is in the middle of a conversation that the new version has changed.
  person = new Chat(createNetwork(standIns).telegram(4_242, '+375290004242'));
  await person.act((phone) => phone.start());
  await person.tap('language:en');
  await person.tap('consent:yes');
  await person.sharePhone();
  await person.asked('place');
  await person.act((phone) => phone.type('1-001'));
  await person.tap('station:confirm');
  await person.tap('declare:none');
  await person.asked('menu:ballot');
  await person.act((phone) => phone.type('/forget'));
  await person.asked('forget:yes');

  const both: string[] = [];
  const takeOver = async () => {
    // The next version's migration: it only adds.
    await database.pool.query('alter table people add column next_version text');
    await database.pool.query('create table next_version (id bigint primary key)');
    fresh = await startVersion('next', next, postgres.url, urls);
    proxy.watch([old.port, fresh.port]);
    await until(() => proxy.ready().length === 2, 30_000);
    // Side by side: each of the six processes says which version it is, where nobody else reaches it.
    for (const version of [old, fresh])
      for (const { role, port } of eventsOf(version, 'metrics-served')) {
        const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
        both.push(`${role} ${/golos_process_info\{[^}]*version="(\w+)"/.exec(text)?.[1]}`);
      }
    await old.processes.stop();
  };
  const stopping = new AbortController();
  setMaxListeners(0, stopping.signal);
  let taking: Promise<void> | undefined;
  const result = await drive(
    {
      standIns,
      database,
      photoFolder: join(folder, 'photos'),
      get errors() {
        return new Map([...old.processes.errors, ...(fresh?.processes.errors ?? [])]);
      },
      kill: () => undefined,
    },
    {
      citizens: CITIZENS,
      messengers: ['telegram', 'viber'],
      backend: 'postgres',
      photos: join(folder, 'pictures'),
      kill: [],
      seed: 5,
    },
    {
      stage: (title) => ({
        update: (done) => {
          if (title === 'Citizens' && done >= CITIZENS / 5) taking ??= takeOver();
        },
        stop: () => undefined,
      }),
    },
    stopping.signal,
  );
  await taking;
  expect(both.sort()).toEqual(['sender next', 'sender old', 'web next', 'web old', 'worker next', 'worker old']);
  // The ledger knows of everybody but this test's own person.
  expect(result?.differences).toEqual(['people: telegram · verified · 1-001: acknowledged 0, stored 1']);
  expect(result?.reconciled.find(({ what }) => what === 'ballots')?.stored).toBeGreaterThan(CITIZENS / 2);
  // No update was refused on the way: no messenger had to come again.
  expect(result?.redelivered).toBe(0);
  // The old ones ended by themselves, in order: what each had in hand is done, and nothing was cut off.
  expect(eventsOf(old, 'stopped').map(({ role }) => role)).toEqual(['web', 'worker', 'sender']);
  expect([...old.processes.errors]).toEqual([]);
  expect(proxy.ready()).toEqual([fresh.port]);

  // The person's next word is taken by the new version, which says that the questions are others.
  await person.act((phone) => phone.type('No'));
  await person.hears('have just changed');
  await person.tap('forget:no');
  await person.asked('menu:ballot').catch(() => person.act((phone) => phone.type('/menu')));
});

test('a backup of it, restored elsewhere, goes on under real processes: people, photos and count', async () => {
  // What the made-up next version has added belongs to no migration.
  await database.pool.query('alter table people drop column next_version');
  await database.pool.query('drop table next_version');
  const keys = await createBackupKeys();
  const store = await openFolderPhotoStore({ folder: join(folder, 'photos') });
  const to = new PassThrough();
  const whole = buffer(to);
  const began = performance.now();
  const totals = await makeBackup({ database, store, publicKey: keys.publicKey, madeOn: '2026-01-01' }, to);
  to.end();
  const file = await whole;
  const madeIn = performance.now() - began;
  await fresh.processes.stop();

  await database.pool.query('create database elsewhere template template0');
  const url = new URL(postgres.url);
  url.pathname = '/elsewhere';
  const elsewhere = openDatabase({ url: url.href, max: 4 });
  closers.push(() => elsewhere.close());
  const dataDir = join(folder, 'elsewhere');
  const other = await openFolderPhotoStore({ folder: join(dataDir, 'photos') });
  const restoring = performance.now();
  const restored = await restoreBackup(
    { database: elsewhere, store: other, privateKey: keys.privateKey, migrations: join(ROOT, 'migrations') },
    Readable.from([file]),
  );
  const restoredIn = performance.now() - restoring;
  expect(restored).toMatchObject(totals);
  expect(totals.photos).toBeGreaterThan(CITIZENS / 2);
  expect((await compareTallies(elsewhere.pool)).differences).toEqual([]);
  expect(Math.max(madeIn, restoredIn)).toBeLessThan(60_000);

  // Keyrings come from their own backup. A photo opens with the worker's.
  await cp(join(folder, 'keys'), join(dataDir, 'keys'), { recursive: true });
  const ids: string[] = [];
  for await (const id of other.ids()) ids.push(id);
  expect(ids.length).toBe(totals.photos);

  await migrateQueues(url.href);
  const again = await startVersion('restored', ROOT, url.href, await prepareRoles(url.href), dataDir);
  proxy.watch([again.port]);
  await until(() => proxy.ready().join() === `${again.port}`, 30_000);
  // Who was known is known, at the station that they chose.
  await person.act((phone) => phone.type('/station'));
  await person.hears('1-001');
  expect([...again.processes.errors]).toEqual([]);
});
