import { Readable } from 'node:stream';
import { createElection } from '../../src/actions/create-election.ts';
import {
  importOfficial,
  type OfficialImportRequest,
  type OfficialImportResult,
} from '../../src/actions/import-official.ts';
import { importStations } from '../../src/actions/import-stations.ts';
import type { Election } from '../../src/domain/elections.ts';
import { loadCatalogues } from '../../src/i18n/catalogues.ts';
import { officialFaultText } from '../../src/i18n/official-fault.ts';
import { type Database, openDatabase } from '../../src/storage/database.ts';
import { listOfficialImports } from '../../src/storage/official.ts';
import { type ClonedDatabase, cloneDatabase } from '../support/database.ts';

const name = (en: string) => ({ be: `${en} be`, ru: `${en} ru`, en });
const ELECTION: Election = {
  id: 'e',
  name: name('E'),
  choices: [
    { id: 'oak', name: name('Great Oak') },
    { id: 'elm', name: name('Old Elm') },
  ],
  opensOn: '2020-08-04',
  closesOn: '2020-08-09',
  timeZone: 'Europe/Minsk',
  trustedPrefixes: [],
  photoSides: 2,
};

let clone: ClonedDatabase;
let database: Database;

beforeAll(async () => {
  clone = await cloneDatabase();
  database = openDatabase({ url: clone.url, max: 4 });
  await createElection(database, ELECTION);
  const bytes = Readable.from([Buffer.from('code,region\n1,North\n2,North\n3,South\n')]);
  await importStations(database, { electionId: 'e', bytes });
});

afterAll(async () => {
  await database.close();
  await clone.drop();
});

beforeEach(async () => {
  await database.pool.query('truncate official_imports, official_numbers, official_uploads, official_upload_parts');
});

function importText(
  text: string | Uint8Array,
  more: Partial<OfficialImportRequest> = {},
): Promise<OfficialImportResult> {
  const bytes = Readable.from([Buffer.from(text)]);
  return importOfficial(database, { electionId: 'e', source: 'cec', fileName: 'results.csv', bytes, ...more });
}

const english = loadCatalogues().translator('en');

/** What was wrong, as people read it. */
function reasons(result: OfficialImportResult): unknown {
  if (result.kind === 'unusable-file')
    return result.faults.map((fault) => officialFaultText(english, fault)).join('\n');
  if (result.kind !== 'bad-rows') return result;
  return result.rows.map(({ line, fault }) => `${line}: ${officialFaultText(english, fault)}`);
}

/** `station cell value @line`, of the newest version. */
async function stored(): Promise<string[]> {
  const { rows } = await database.pool.query<{ text: string }>(
    `select concat_ws(' ', code, cell, value, '@' || line) as text
     from official_numbers n join stations on stations.id = station_id join official_imports i on i.id = import_id,
       unnest(i.cells, n.values, n.lines) as c (cell, value, line)
     where version = (select max(version) from official_imports) and value is not null order by line, cell`,
  );
  return rows.map(({ text }) => text);
}

const WIDE =
  'id,oak_registered,oak_officialVotes,elm_officialVotes,officialVotes,officialVoters\n1,9,5,,7,10\n3,9,,,,\n';

describe('a file', () => {
  test('with a column for each choice goes in; every number knows its line', async () => {
    expect(await importText(WIDE)).toMatchObject({
      kind: 'imported',
      version: 1,
      shape: 'wide',
      numbers: 3,
      stations: { withResult: 1, without: 2 },
      columns: { unused: ['oak_registered'] },
      withoutNumbers: ['elm'],
    });
    expect(await stored()).toEqual(['1 choice:oak 5 @2', '1 registered 10 @2', '1 turnout 7 @2']);
  });

  test.each<[string, string | Uint8Array, Partial<OfficialImportRequest>]>([
    ['rows', 'station,choice,votes\n1,oak,5\n1,elm,3\n', {}],
    ['rows with names in any language', 'участок;кандидат;голосов\n1;great oak RU;5\n1;Old Elm;3\n', {}],
    ['columns with names, tabs and Windows line ends', '№\tGreat Oak\tOld Elm be\r\n1\t5\t3\r\n', {}],
    ['columns of its own', 'A,B,C\n1,5,3\n', { map: { station: 'A', 'choice:oak': 'B', 'choice:elm': 'C' } }],
    [
      'Windows-1251',
      Uint8Array.from([...Buffer.from('id,oak,elm,'), 0xe3, 0xee, 0xf0, 0xee, 0xe4, ...Buffer.from('\n1,5,3,\n')]),
      {},
    ],
  ])('with %s goes in', async (_title, text, more) => {
    expect(await importText(text, more)).toMatchObject({ kind: 'imported', numbers: 2 });
    expect((await stored()).map((row) => row.replace(/ @\d$/, '')).sort()).toEqual([
      '1 choice:elm 3',
      '1 choice:oak 5',
    ]);
  });

  test('with rows may repeat the turnout on each of them, or have it as a row', async () => {
    const columns = 'station,choice,votes,turnout\n1,oak,5,8\n1,elm,3,8\n';
    expect(await importText(columns)).toMatchObject({ kind: 'imported', shape: 'long', numbers: 3 });
    const rows = 'station,choice,votes\n1,oak,5\n1,elm,3\n1,turnout,8\n1,spoiled,0\n';
    expect(await importText(rows)).toMatchObject({ kind: 'imported', version: 2, numbers: 4 });
    expect(reasons(await importText('station,choice,votes,turnout\n1,oak,5,8\n1,elm,3,9\n'))).toEqual([
      '3: turnout of the station 1 is already on line 2',
    ]);
  });

  test('goes in once; another one of its source is a new version and leaves the old one; sources stand apart', async () => {
    const first = await importText(WIDE);
    expect(await importText(WIDE)).toMatchObject({ kind: 'unchanged', version: 1 });
    expect(await importText(`${WIDE}2,,1,1,2,3\n`)).toMatchObject({ kind: 'imported', version: 2 });
    expect(await importText(WIDE)).toMatchObject({ kind: 'imported', version: 3 });
    expect(await importText(WIDE, { source: 'observer' })).toMatchObject({ kind: 'imported', version: 1 });
    const versions = await listOfficialImports(database.pool, 'e', 'cec');
    expect(versions.map(({ version, fileName }) => [version, fileName])).toEqual(
      [3, 2, 1].map((v) => [v, 'results.csv']),
    );
    expect(versions.at(-1)?.sha256).toBe(first.kind === 'imported' ? first.sha256 : '');
  });

  test('with faults leaves nothing behind, and says what is wrong where', async () => {
    const result = await importText(
      'id,oak,elm,turnout,voters\n1,-1,2,9,10\n9,1,1,,\n2,1.5,many,,\n1,1,1,,\n3,5,6,10,9\n\n3\n,1,1,,\n',
    );
    expect(result).toMatchObject({ kind: 'bad-rows', count: 9 });
    expect(reasons(result)).toEqual([
      '2: oak: -1 is less than nothing',
      '3: there is no station 9',
      '4: oak: 1.5 is no whole number',
      '4: elm: “many” is no number',
      '5: the station 1 is already on line 2',
      '6: the votes of the station 3 add up to 11, over its turnout of 10',
      '6: the turnout of the station 3 is 10, over its 9 registered voters',
      '8: it has 1 column, the header has 5',
      '9: the station is missing',
    ]);
    expect(await stored()).toEqual([]);
    expect(await listOfficialImports(database.pool, 'e', 'cec')).toEqual([]);
  });

  test('keeps what the source contradicts itself in only when it is accepted, and lists it', async () => {
    const text = 'id,oak,elm,turnout\n1,-1,2,9\n3,5,6,10\n';
    expect(await importText(text, { accept: ['sums'] })).toMatchObject({ kind: 'bad-rows', count: 1 });
    expect(await importText(text, { accept: ['negative', 'sums'] })).toMatchObject({
      kind: 'imported',
      accepted: { count: 2, rows: [{ line: 2 }, { line: 3 }] },
    });
    expect(await stored()).toContain('1 choice:oak -1 @2');
    // Of people there are never fewer than none.
    const turnout = await importText('id,oak,turnout\n1,1,-5\n', { accept: ['negative', 'sums'] });
    expect(reasons(turnout)).toEqual(['2: turnout: -5 is less than nothing']);
  });

  test.each<[string, string, Partial<OfficialImportRequest>, string]>([
    ['nothing in it', '', {}, 'the file is empty'],
    ['no station', 'oak,elm\n1,2\n', {}, 'no column says which station it is'],
    ['no choice', 'id,ash\n1,2\n', {}, 'no column holds a choice'],
    ['no votes', 'id,choice\n1,oak\n', {}, 'no column holds votes'],
    ['no number', 'id,oak,elm\n1,,\n', {}, 'no number for any choice'],
    ['two columns that may be meant', 'id,oak official A,oak official B\n1,1,2\n', {}, 'which of them is oak?'],
    ['a header that is not there', 'id,oak\n1,1\n', { map: { turnout: 'x' } }, 'the file has no header “x”'],
    ['a column that nobody knows', 'id,oak\n1,1\n', { map: { 'choice:ash': 'oak' } }, 'there is no column choice:ash'],
    ['a choice that is nowhere, if blanks are zero', 'id,oak\n1,1\n', { blank: 'zero' }, 'says nothing about elm'],
  ])('with %s is refused as a whole', async (_title, text, more, reason) => {
    const result = await importText(text, more);
    expect(reasons(result)).toContain(reason);
    expect(await listOfficialImports(database.pool, 'e', 'cec')).toEqual([]);
  });
});

test('no election, no import', async () => {
  expect(await importText(WIDE, { electionId: 'none' })).toEqual({ kind: 'no-such-election' });
});
