import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dispatch } from '../../../scripts/commands/dispatch.ts';
import { commands } from '../../../scripts/commands/index.ts';
import { type Database, openDatabase } from '../../../src/storage/database.ts';
import { addElection } from '../../support/builders.ts';
import { type ClonedDatabase, cloneDatabase } from '../../support/database.ts';
import { packZip, workbookParts } from '../../support/workbook.ts';

let clone: ClonedDatabase;
let database: Database;
let folder: string;

beforeAll(async () => {
  clone = await cloneDatabase();
  database = openDatabase({ url: clone.url, max: 4 });
  await addElection(database.pool);
  folder = await mkdtemp(join(tmpdir(), 'golos-official-'));
});

afterAll(async () => {
  await database.close();
  await clone.drop();
  await rm(folder, { recursive: true });
});

beforeEach(async () => {
  await database.pool.query('truncate official_imports, official_numbers, official_uploads, official_profiles cascade');
});

/** `golos import official …`, what is there to print by line. */
async function golos(...argv: readonly string[]) {
  const [printed, noted]: [string[], string[]] = [[], []];
  const code = await dispatch(['import', 'official', ...argv], commands, {
    config: () => {
      throw new Error('no configuration is needed');
    },
    openDatabase: async () => database,
    now: () => new Date('2020-08-10T12:00:00Z'),
    print: (line) => printed.push(line),
    note: (line) => noted.push(line),
    confirm: async () => undefined,
    progress: () => ({ update: () => undefined, stop: () => undefined }),
  });
  return { code, printed: printed.join('\n'), noted: noted.join('\n') };
}

async function file(name: string, content: string | Buffer): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

const ODD = 'Where;A;B\n01-1;5;7\n';
const MAP = ['--map', 'station=Where', '--map', 'choice:oak=A', '--map', 'choice:birch=B'];
const CEC = ['--source', 'cec'];

test('how a file was read is saved, used for the next, and corrected by what else is given', async () => {
  const odd = await file('odd.csv', ODD);
  const saved = await golos(odd, ...CEC, ...MAP, '--save-profile', 'commission');
  expect(saved).toMatchObject({ code: 0, noted: '' });
  expect(saved.printed).toContain('Version 1 of the cec results of test-election: 2 numbers (wide).');

  const next = await file('next.csv', ODD.replace('5;7', '6;8'));
  expect((await golos(next, ...CEC)).noted).toContain('no column says which station it is');
  expect((await golos(next, ...CEC, '--profile', 'commission')).printed).toContain('Version 2');
  const without = await golos(next, ...CEC, '--profile', 'commission', '--map', 'choice:birch=');
  expect(without.printed).toContain('Version 3 of the cec results of test-election: 1 numbers');
  const dropped = await golos(
    next,
    ...CEC,
    '--profile',
    'commission',
    '--map',
    'choice:pine=B',
    '--map',
    'choice:birch=A',
  );
  expect(dropped.noted).toContain('choice:birch: “A” is used for something else, too');
});

test('there is no such profile, and which there are', async () => {
  const odd = await file('odd.csv', ODD);
  await golos(odd, ...CEC, ...MAP, '--save-profile', 'commission');
  expect(await golos(odd, ...CEC, '--profile', 'x')).toMatchObject({
    code: 2,
    noted: expect.stringContaining('There is no profile x, only: commission.'),
  });
});

test('nothing is saved of what was not imported, nor under a name that is none', async () => {
  const odd = await file('odd.csv', `${ODD}nowhere;1;2\n`);
  const refused = await golos(odd, ...CEC, ...MAP, '--save-profile', 'commission');
  expect(refused).toMatchObject({
    code: 1,
    noted: 'line 3: there is no station nowhere\n1 fault. Nothing was imported.',
  });
  const good = await file('good.csv', ODD);
  expect((await golos(good, ...CEC, ...MAP, '--save-profile', '-x')).code).toBe(2);
  expect((await database.pool.query('select from official_profiles')).rowCount).toBe(0);
});

test('a dry run says what it would be, and imports nothing', async () => {
  const odd = await file('odd.csv', ODD);
  expect((await golos(odd, ...CEC, ...MAP, '--dry-run')).printed).toContain('It would be version 1');
  expect((await database.pool.query('select from official_imports')).rowCount).toBe(0);
});

test('a workbook’s sheet and the line of its headers can be said', async () => {
  const rows = [
    ['01-1', 'x', 'y'],
    ['station', 'oak', 'birch'],
    ['01-2', 5, 7],
  ];
  const path = await file('book.xlsx', packZip(workbookParts({ First: [['nothing']], Second: rows })));
  const sheet = ['--sheet', 'Second'];
  const done = await golos(path, ...CEC, ...sheet, '--header-line', '2');
  expect(done.printed).toContain('2 numbers (wide, sheet Second)');
  expect((await golos(path, ...CEC, '--sheet', 'Third')).noted).toContain(
    'there is no sheet “Third”, only: First, Second',
  );
  expect((await golos(path, ...CEC, '--header-line', '0')).code).toBe(2);
});
