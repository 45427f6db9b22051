import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { runningEmbeddedPostgres, startEmbeddedPostgres } from '../../scripts/embedded-postgres.ts';
import { isRunning, until } from '../support/until.ts';

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'golos-postgres-'));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

const postmaster = async () =>
  Number((await readFile(join(dataDir, 'postgres/data/postmaster.pid'), 'utf8')).split('\n')[0]);

test('keeps its data over a stop, is durable, and lets nobody in without the password', async () => {
  const first = await startEmbeddedPostgres({ dataDir, durable: true });
  await query(first.url, 'create table kept as select 42 as answer');
  const settings = await query(
    first.url,
    `select name, setting from pg_settings where name in ('fsync', 'synchronous_commit', 'full_page_writes', 'listen_addresses') order by 1`,
  );
  expect(settings.map(({ setting }) => setting)).toEqual(['on', 'on', '127.0.0.1', 'on']);
  await expect(query(first.url.replace(/:[0-9a-f]{48}@/, ':wrong@'), 'select 1')).rejects.toThrow('password');
  expect((await stat(join(dataDir, 'postgres/password'))).mode & 0o077).toBe(0);
  expect(await runningEmbeddedPostgres(dataDir)).toBe(first.url);
  await first.stop();

  expect(await runningEmbeddedPostgres(dataDir)).toBeUndefined();
  const second = await startEmbeddedPostgres({ dataDir, durable: true });
  expect(await query(second.url, 'select * from kept')).toEqual([{ answer: 42 }]);
  await second.stop();
});

test('another live golos on the same folder is named; a killed one is waited for', async () => {
  const script = `
    const { startEmbeddedPostgres } = await import(${JSON.stringify(join(process.cwd(), 'dist/scripts/embedded-postgres.js'))});
    await startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)}, durable: true });
    console.log('up');`;
  const other = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(other.stdout, 'data');
  await expect(startEmbeddedPostgres({ dataDir, durable: true })).rejects.toMatchObject({
    name: 'Problem',
    message: `${dataDir} is in use by another golos (process ${other.pid}): stop it, or set DATA_DIR.`,
  });
  const orphan = await postmaster();
  other.kill('SIGKILL');
  await once(other, 'exit');
  const mine = await startEmbeddedPostgres({ dataDir, durable: true });
  await until(() => !isRunning(orphan));
  await mine.stop();
});

test('comes back after kill -9, also when its old number belongs to another program', async () => {
  const killed = await startEmbeddedPostgres({ dataDir, durable: true });
  process.kill(await postmaster(), 'SIGKILL');
  await killed.exited;
  const pidFile = join(dataDir, 'postgres/data/postmaster.pid');
  await writeFile(pidFile, (await readFile(pidFile, 'utf8')).replace(/^\d+/, String(process.pid)));
  const again = await startEmbeddedPostgres({ dataDir, durable: true });
  expect(await query(again.url, 'select * from kept')).toEqual([{ answer: 42 }]);
  await again.stop();
  await until(async () => (await runningEmbeddedPostgres(dataDir)) === undefined);
});

test('a folder that is a file is one clear line', async () => {
  const file = join(dataDir, 'file');
  await writeFile(file, '');
  await expect(startEmbeddedPostgres({ dataDir: file, durable: true })).rejects.toMatchObject({
    name: 'Problem',
    message: expect.stringMatching(/^Cannot write to .*: set DATA_DIR to a folder that can be written\.$/),
  });
});
