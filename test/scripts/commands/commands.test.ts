import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { dispatch } from '../../../scripts/commands/dispatch.ts';
import { commands } from '../../../scripts/commands/index.ts';
import { loadDemo } from '../../../scripts/demo/load-demo.ts';
import { type Database, openDatabase } from '../../../src/storage/database.ts';
import { searchStations } from '../../../src/storage/stations.ts';
import { type ClonedDatabase, cloneDatabase } from '../../support/database.ts';

const demo = (file: string) => fileURLToPath(new URL(`../../../scripts/demo/${file}`, import.meta.url));

let clone: ClonedDatabase;
let database: Database;
let folder: string;

beforeAll(async () => {
  clone = await cloneDatabase();
  database = openDatabase({ url: clone.url, max: 4 });
  folder = await mkdtemp(join(tmpdir(), 'golos-commands-'));
});

afterAll(async () => {
  await database.close();
  await clone.drop();
  await rm(folder, { recursive: true });
});

beforeEach(async () => {
  // An edition can be neither deleted nor truncated, and elections have some: these have none.
  await database.pool.query('truncate stations, choices cascade');
  await database.pool.query('delete from elections');
});

async function golos(...argv: string[]): Promise<{ code: number; printed: string[]; noted: string[] }> {
  const printed: string[] = [];
  const noted: string[] = [];
  const code = await dispatch(argv, commands, {
    config: () => {
      throw new Error('not needed');
    },
    openDatabase: async () => database,
    now: () => new Date(),
    print: (line) => printed.push(line),
    note: (line) => noted.push(line),
    confirm: async () => undefined,
    progress: () => ({ update: () => undefined, stop: () => undefined }),
  });
  return { code, printed, noted };
}

async function file(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

describe('help', () => {
  test('lists every command', async () => {
    const { code, printed } = await golos('--help');
    expect(code).toBe(0);
    for (const { name } of commands) expect(printed.join('\n')).toContain(name);
  });

  test.each(commands.map(({ name }) => [name]))('%s has its own', async (name) => {
    const { code, printed } = await golos(...name.split(' '), '--help');
    expect(code).toBe(0);
    expect(printed[0]).toMatch(`usage: golos ${name}`);
  });
});

test.each<[string, string[]]>([
  ['nothing', []],
  ['an unknown command', ['frobnicate']],
  ['half a command', ['import']],
  ['no file', ['import', 'stations']],
  ['two files', ['election', 'create', 'a', 'b']],
  ['an unknown option', ['import', 'stations', 'a.csv', '--frob']],
  ['a bad --map', ['import', 'stations', 'a.csv', '--map', 'street=x']],
])('%s is bad usage', async (_, argv) => {
  expect((await golos(...argv)).code).toBe(2);
});

test.each<[string, string[]]>([
  ['election create', ['election', 'create', 'no-such-file']],
  ['import stations', ['import', 'stations', 'no-such-file']],
])('%s of a file that is not there fails in one line', async (_, argv) => {
  expect(await golos(...argv)).toEqual({
    code: 1,
    printed: [],
    noted: [expect.stringMatching(/^Cannot read no-such-file/)],
  });
});

test('an election and its stations', async () => {
  expect(await golos('election', 'create', demo('election.json'))).toMatchObject({ code: 0, noted: [] });
  const again = await golos('election', 'create', demo('election.json'), '--json');
  expect(JSON.parse(again.printed[0] ?? '')).toEqual({ kind: 'unchanged', id: 'demo' });
  expect((await golos('import', 'stations', demo('stations.csv'))).printed[0]).toBe(
    'Stations of demo: 60 new, 0 changed, 0 unchanged.',
  );
  const imported = await golos('import', 'stations', demo('stations.csv'), '--election', 'demo', '--json');
  expect(imported.code).toBe(0);
  expect(JSON.parse(imported.printed[0] ?? '')).toMatchObject({ kind: 'imported', unchanged: 60 });
});

test('mistakes are told one by one', async () => {
  const bad = await file('bad.json', '{"id":"e"}');
  const created = await golos('election', 'create', bad);
  expect(created).toMatchObject({ code: 1, printed: [] });
  expect(created.noted).toContain('name: is missing');

  await golos('election', 'create', demo('election.json'));
  const rows = await file('bad.csv', 'id,town\n1,Oaks\n1,Elms\n');
  expect(await golos('import', 'stations', rows)).toEqual({
    code: 1,
    printed: [],
    noted: ['line 3: the code 1 is already on line 2', '1 bad row. Nothing was imported.'],
  });
  expect((await golos('import', 'stations', rows, '--election', 'none')).noted).toEqual(['There is no election none.']);
});

test('headers can be named', async () => {
  await golos('election', 'create', demo('election.json'));
  const rows = await file('own.csv', 'PS;Where=x\n7;Oaks\n');
  const { code } = await golos('import', 'stations', rows, '--map', 'code=PS', '--map', 'level1=Where=x');
  expect(code).toBe(0);
});

test('the demo comes once, and can be searched in every language', async () => {
  expect(await loadDemo(database)).toBe(true);
  expect(await loadDemo(database)).toBe(false);
  for (const typed of ['Маякова 1', 'Маяково № 1', 'Majakova 1']) {
    const { rows } = await searchStations(database.pool, 'demo', typed, { limit: 3, offset: 0 });
    expect(rows[0]?.code).toBe('1-001');
  }
});
