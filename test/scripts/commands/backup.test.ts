import { randomUUID } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { dispatch } from '../../../scripts/commands/dispatch.ts';
import { commands } from '../../../scripts/commands/index.ts';
import { verifyAudit } from '../../../src/actions/verify-audit.ts';
import { loadConfig, photoFolder } from '../../../src/config/config.ts';
import { lastBackupAt } from '../../../src/storage/backlog.ts';
import { backupTables, copyOut, LEFT_OUT_OF_BACKUPS, tablesWithRows } from '../../../src/storage/backup.ts';
import { type Database, openDatabase } from '../../../src/storage/database.ts';
import { openFolderPhotoStore } from '../../../src/storage/folder-photo-store.ts';
import { migrateDatabase } from '../../../src/storage/migrate.ts';
import { addElection, addPerson } from '../../support/builders.ts';
import { type ClonedDatabase, cloneDatabase, emptyDatabase } from '../../support/database.ts';

jest.setTimeout(120_000);

let folder: string;
let clones: ClonedDatabase[];
let source: Database;
let sourceUrl: string;
let publicKey: string;
let keyFile: string;
const photoId = randomUUID();
const orphanId = randomUUID();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'golos-backup-test-'));
  clones = [await cloneDatabase()];
  sourceUrl = clones[0]?.url ?? '';
  source = openDatabase({ url: sourceUrl, max: 4 });
  const { electionId, stationIds, choiceIds } = await addElection(source.pool);
  for (let i = 0; i < 20; i += 1) await addPerson(source.pool, { stationId: stationIds[0] ?? '' });
  const ballotId = randomUUID();
  // A text in which everything is that COPY has to escape.
  await source.pool.query(`update stations set name = E'a\\tb\\\\N\\nc\\r «ў»' where id = $1`, [stationIds[1]]);
  await source.pool.query(
    `insert into ballots (id, election_id, station_id, choice_id, tier, kind, state, day)
     values ($1, $2, $3, $4, 'verified', 'photographed', 'handed-in', '2020-08-09')`,
    [ballotId, electionId, stationIds[0], choiceIds[0]],
  );
  await source.pool.query(
    `insert into photos (id, ballot_id, side, link_key, outcome, day, exact_hash, perceptual_hash)
     values ($1, $2, 1, '\\x00', 'ready', '2020-08-09', '\\x01', 1)`,
    [photoId, ballotId],
  );
  await source.pool.query(`insert into photo_keys (photo_id, wrapped_key) values ($1, '\\x02')`, [photoId]);
  const store = await openFolderPhotoStore({ folder: photoFolder(configOf(sourceUrl, 'source')) });
  await store.put(photoId, Buffer.alloc(300_000, 'p'));
  await store.put(orphanId, Buffer.from('nobody has its key'));
  keyFile = join(folder, 'private.key');
  const made = await golos(['backup', 'keys', '--out', keyFile], sourceUrl);
  publicKey = made.printed;
});

afterAll(async () => {
  await source.close();
  for (const clone of clones) await clone.drop();
  await rm(folder, { recursive: true, force: true });
});

function configOf(url: string, name: string) {
  const loaded = loadConfig({ DATABASE_URL: url, DATA_DIR: join(folder, name) });
  if (!loaded.ok) throw new Error(loaded.problems.join());
  return loaded.config;
}

async function golos(argv: readonly string[], url: string, name = 'source') {
  const printed: string[] = [];
  const noted: string[] = [];
  const database = openDatabase({ url, max: 2 });
  const code = await dispatch(argv, commands, {
    config: () => configOf(url, name),
    openDatabase: async () => database,
    now: () => new Date('2026-08-09T10:20:30Z'),
    print: (line) => printed.push(line),
    note: (line) => noted.push(line),
    confirm: async () => undefined,
    progress: () => ({ update: () => undefined, stop: () => undefined }),
  }).finally(() => database.close());
  return { code, printed: printed.join('\n'), noted: noted.join('\n') };
}

async function another(make: () => Promise<ClonedDatabase>): Promise<string> {
  const clone = await make();
  clones.push(clone);
  return clone.url;
}

/** Every row of every table that is backed up, but of the trail, which tells of backups. */
async function contents(url: string): Promise<Map<string, string>> {
  const database = openDatabase({ url, max: 1 });
  const client = await database.pool.connect();
  const found = new Map<string, string>();
  for (const table of await backupTables(client)) {
    const chunks: Buffer[] = [];
    for await (const chunk of copyOut(client, table)) chunks.push(chunk);
    const rows = Buffer.concat(chunks).toString().split('\n').sort().join('\n');
    if (table.name !== 'audit_entries') found.set(table.name, rows);
  }
  client.release();
  await database.close();
  return found;
}

test('a backup into an empty database is the same record, with the photos that have a key', async () => {
  const out = join(folder, 'backups');
  const made = await golos(['backup', '--dir', out, '--to', publicKey, '--json'], sourceUrl);
  expect(made.noted).toBe('');
  const { file, rows, photos, bytes } = JSON.parse(made.printed);
  expect(await readdir(out)).toEqual(['golos-2026-08-09T102030Z.backup']);
  expect({ photos, rows: rows > 45, bytes: bytes > 300_000 }).toEqual({ photos: 1, rows: true, bytes: true });
  // Nothing of it can be read: not even what a table is called.
  const raw = await readFile(file);
  expect(['people', 'station', '«ў»', 'pppp'].filter((word) => raw.includes(word))).toEqual([]);

  const url = await another(emptyDatabase);
  const restored = await golos(['restore', file, '--key', keyFile, '--json'], url, 'restored');
  expect({ code: restored.code, noted: restored.noted }).toEqual({ code: 0, noted: '' });
  expect(JSON.parse(restored.printed)).toMatchObject({ rows, photos, madeOn: '2026-08-09' });
  expect(await contents(url)).toEqual(await contents(sourceUrl));
  const store = await openFolderPhotoStore({ folder: photoFolder(configOf(url, 'restored')) });
  expect((await store.get(photoId))?.equals(Buffer.alloc(300_000, 'p'))).toBe(true);
  expect(await store.get(orphanId)).toBeUndefined();

  // It goes on: the next row of a sequence is a new one, and the trail holds together.
  const database = openDatabase({ url, max: 1 });
  await addPerson(database.pool);
  expect((await verifyAudit(database.pool)).faults).toEqual([]);
  await database.close();
  // The source knows when its last backup was made.
  expect(await lastBackupAt(source.pool)).toEqual(new Date('2026-08-09T10:20:30Z'));
});

test('a backup of an earlier version is brought to this one', async () => {
  const earlier = join(folder, 'earlier');
  await cp(join(process.cwd(), 'migrations'), earlier, { recursive: true });
  const path = join(earlier, 'meta/_journal.json');
  const journal = JSON.parse(await readFile(path, 'utf8'));
  await writeFile(path, JSON.stringify({ ...journal, entries: journal.entries.slice(0, -1) }));
  const oldUrl = await another(emptyDatabase);
  const old = openDatabase({ url: oldUrl, max: 1 });
  await migrateDatabase(old, earlier);
  await addElection(old.pool);
  await old.close();

  const out = join(folder, 'old.backup');
  expect((await golos(['backup', '--out', out, '--to', publicKey], oldUrl)).noted).toBe('');
  const url = await another(emptyDatabase);
  expect((await golos(['restore', out, '--key', keyFile], url, 'old')).noted).toBe('');
  const [applied, stations] = await Promise.all(
    ['drizzle.__drizzle_migrations', 'stations'].map(async (table) => {
      const database = openDatabase({ url, max: 1 });
      const { rows } = await database.pool.query(`select count(*)::int as n from ${table}`);
      await database.close();
      return rows[0].n;
    }),
  );
  expect({ applied, stations }).toEqual({ applied: journal.entries.length, stations: 2 });
});

test('a file that was changed or cut off leaves no row', async () => {
  const out = join(folder, 'whole.backup');
  await golos(['backup', '--out', out, '--to', publicKey], sourceUrl);
  const whole = await readFile(out);
  const url = await another(emptyDatabase);
  for (const [name, bytes, says] of [
    ['cut', whole.subarray(0, whole.length - 30), 'The backup ends too early.'],
    [
      'changed',
      Buffer.concat([whole.subarray(0, -9), Buffer.from('!'), whole.subarray(-8)]),
      'The backup was changed.',
    ],
  ] as const) {
    const file = join(folder, `${name}.backup`);
    await writeFile(file, bytes);
    const restored = await golos(['restore', file, '--key', keyFile], url, name);
    expect(restored).toMatchObject({ code: 1, noted: says });
    const database = openDatabase({ url, max: 1 });
    expect(await tablesWithRows(database.pool)).toEqual([]);
    await database.close();
  }
});

test('nothing is ever written over', async () => {
  const out = join(folder, 'once.backup');
  await golos(['backup', '--out', out, '--to', publicKey], sourceUrl);
  expect(await golos(['backup', '--out', out, '--to', publicKey], sourceUrl)).toMatchObject({
    code: 1,
    noted: `${out} is there already.`,
  });
  const restored = await golos(['restore', out, '--key', keyFile], sourceUrl);
  expect(restored.code).toBe(1);
  expect(restored.noted).toContain('The database is not empty');
  expect((await golos(['backup', 'keys', '--out', keyFile], sourceUrl)).noted).toContain('Cannot write');
});

test.each([
  ['no key', ['backup', '--out', 'x'], 'Whose is the backup?'],
  ['a key that is none', ['backup', '--out', 'x', '--to', 'abc'], 'no public backup key'],
  ['nowhere to write', ['backup', '--to', 'A'.repeat(43)], 'either --dir or --out'],
  ['both', ['backup', '--dir', 'x', '--out', 'y', '--to', 'A'.repeat(43)], 'either --dir or --out'],
  ['no file', ['restore'], 'Which backup?'],
  ['no private key', ['restore', 'x'], '--key FILE'],
])('%s is one clear line, and exit code 2', async (_name, argv, says) => {
  const { code, noted } = await golos(argv, sourceUrl);
  expect({ code, says: noted.includes(says) }).toEqual({ code: 2, says: true });
});

test('only the newest are kept, and nobody else’s file is touched', async () => {
  const out = join(folder, 'kept');
  await golos(['backup', '--dir', out, '--to', publicKey, '--without-photos'], sourceUrl);
  for (const name of ['golos-2026-01-01T000000Z.backup', 'golos-2026-02-01T000000Z.backup', 'mine.backup'])
    await writeFile(join(out, name), '');
  await rm(join(out, 'golos-2026-08-09T102030Z.backup'));
  await golos(['backup', '--dir', out, '--keep', '2', '--to', publicKey, '--without-photos'], sourceUrl);
  expect((await readdir(out)).sort()).toEqual([
    'golos-2026-02-01T000000Z.backup',
    'golos-2026-08-09T102030Z.backup',
    'mine.backup',
  ]);
});

test('what is left out is there, and written down', async () => {
  const privacy = await readFile(join(process.cwd(), 'docs/PRIVACY.md'), 'utf8');
  const client = await source.pool.query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'public'`,
  );
  const tables = client.rows.map(({ name }) => name);
  expect(LEFT_OUT_OF_BACKUPS.filter((name) => !tables.includes(name))).toEqual([]);
  const [, said = ''] = /Left out of backups: ([^\n]+)/.exec(privacy) ?? [];
  expect([...said.matchAll(/`(\w+)`/g)].map(([, name]) => name)).toEqual(LEFT_OUT_OF_BACKUPS);
});
