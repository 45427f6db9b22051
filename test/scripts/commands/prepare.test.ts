import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dispatch } from '../../../scripts/commands/dispatch.ts';
import { commands } from '../../../scripts/commands/index.ts';
import { loadConfig } from '../../../src/config/config.ts';
import { openDatabase } from '../../../src/storage/database.ts';
import { type ClonedDatabase, emptyDatabase } from '../../support/database.ts';

let empty: ClonedDatabase;
let dataDir: string;
const role = `golos_prepared_${process.pid}`;

beforeAll(async () => {
  empty = await emptyDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'golos-prepare-'));
});
afterAll(async () => {
  const database = openDatabase({ url: empty.url, max: 1 });
  await database.pool.query(`drop owned by ${role}`);
  await database.pool.query(`drop role ${role}`);
  await database.close();
  await empty.drop();
  await rm(dataDir, { recursive: true });
});

async function prepare(env: Record<string, string>) {
  const said: string[] = [];
  const code = await dispatch(['prepare'], commands, {
    config: () => {
      const loaded = loadConfig({ DATA_DIR: dataDir, TELEGRAM_BOT_TOKEN: `1:${'a'.repeat(30)}`, ...env });
      if (!loaded.ok) throw new Error(loaded.problems.join());
      return loaded.config;
    },
    openDatabase: () => Promise.reject(new Error('it opens its own')),
    now: () => new Date(),
    print: (line) => said.push(line),
    note: (line) => said.push(line),
    confirm: async () => undefined,
    progress: () => ({ update: () => undefined, stop: () => undefined }),
  });
  return { code, said: said.join('\n') };
}

test('tables, the roles’ rights and keyrings, whatever was there before; and the same again does nothing', async () => {
  const database = openDatabase({ url: empty.url, max: 1 });
  await database.pool.query(`create role ${role} login`);
  const url = new URL(empty.url);
  url.username = role;
  const env = { DATABASE_URL: empty.url, SENDER_DATABASE_URL: url.href };
  for (let i = 0; i < 2; i += 1) {
    expect(await prepare(env)).toEqual({ code: 0, said: 'Everything is where this version needs it.' });
  }
  const { rows } = await database.pool.query(
    `select has_table_privilege($1, 'outbox', 'delete') as sends, has_table_privilege($1, 'ballots', 'select') as votes,
       (select count(*)::int from elections) as demo`,
    [role],
  );
  await database.close();
  // The sender's rights, and no demo where there is a real bot.
  expect(rows).toEqual([{ sends: true, votes: false, demo: 0 }]);
  expect((await readdir(join(dataDir, 'keys'))).filter((name) => name.endsWith('.json')).sort()).toEqual([
    'sender.json',
    'web.json',
    'worker.json',
  ]);
});

test('a role that is not there, and no database: one clear line each', async () => {
  const url = new URL(empty.url);
  url.username = 'golos_nobody';
  const unknown = await prepare({ DATABASE_URL: empty.url, WEB_DATABASE_URL: url.href });
  expect(unknown).toEqual({
    code: 1,
    said: expect.stringContaining('The role of WEB_DATABASE_URL cannot be the web process’s'.replace('’', "'")),
  });
  expect(await prepare({})).toEqual({ code: 2, said: expect.stringContaining('DATABASE_URL is not set') });
});
