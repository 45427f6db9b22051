import { workUploads } from '../../../src/actions/official/work-uploads.ts';
import { officialRoutes } from '../../../src/http/console/official/routes.ts';
import { type Database, openDatabase } from '../../../src/storage/database.ts';
import { listOfficialProfiles } from '../../../src/storage/official-profiles.ts';
import { addElection, type Place } from '../../support/builders.ts';
import { openConsole, type TestConsole, type Visitor } from '../../support/console.ts';
import { type ClonedDatabase, cloneDatabase } from '../../support/database.ts';
import { packZip, workbookParts } from '../../support/workbook.ts';

let cloned: ClonedDatabase;
let database: Database;
let console: TestConsole;
let place: Place;
let codes: string[];
const now = () => new Date();

beforeAll(async () => {
  cloned = await cloneDatabase();
  database = openDatabase({ url: cloned.url, max: 8 });
  place = await addElection(database.pool);
  await database.pool.query(`update stations set search_text = ' c' || replace(code, '-', '') || ' '`);
  const { rows } = await database.pool.query<{ code: string }>('select code from stations order by code');
  codes = rows.map(({ code }) => code);
  console = await openConsole({ database, routes: officialRoutes({ database, now }) });
});
afterAll(async () => {
  expect(console.failures).toEqual([]);
  await console.close();
  await database.close();
  await cloned.drop();
});
beforeEach(async () => {
  await database.pool.query('truncate official_imports, official_numbers, official_uploads, official_upload_parts');
});

/** Of the election's first choices, as a table that nobody would guess. */
const odd = (numbers: readonly (readonly (number | string)[])[]) =>
  ['Where;A;B', ...numbers.map((row, at) => [codes[at] ?? '?', ...row].join(';'))].join('\n');

async function upload(by: Visitor, bytes: string | Buffer, name = 'results.csv'): Promise<string> {
  const file = { name, type: 'text/csv', bytes };
  const answer = await by.upload('/console/official/uploads', { source: 'cec' }, { file });
  expect(answer.statusCode).toBe(303);
  return answer.headers.location ?? '';
}

/** What the page's form would send, with some fields changed. */
async function send(by: Visitor, at: string, what: string, fields: Record<string, string | readonly string[]> = {}) {
  const { body } = await by.get(at);
  const hidden = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(body)?.[1] ?? '';
  const selected = Object.fromEntries(
    [...body.matchAll(/<select[^>]*name="(map\.[^"]+|sheet)"[^>]*>(.*?)<\/select>/gs)].map(
      ([, name = '', options = '']) => [name, /<option(?=[^>]*selected)[^>]*value="([^"]*)"/.exec(options)?.[1] ?? ''],
    ),
  );
  const shown = {
    revision: hidden('revision'),
    'shown-sheet': hidden('shown-sheet'),
    'shown-line': hidden('shown-line'),
    sheet: hidden('shown-sheet'),
    line: hidden('shown-line'),
    blank: 'missing',
  };
  return by.post(at, { ...shown, ...selected, do: what, ...fields });
}

const work = () => workUploads({ database, now, signal: new AbortController().signal });

/** Names the odd table's columns. */
const named = () => ({
  'map.station': 'Where',
  [`map.choice:${place.choiceIds[0]}`]: 'A',
  [`map.choice:${place.choiceIds[1]}`]: 'B',
});

test('before anything is imported the page says what there could be; a reader finds nothing to upload', async () => {
  const reader = await console.as('reader');
  const { body } = await reader.get('/console/official');
  expect(body).toContain('No official results yet');
  expect(body).not.toContain('Upload and look');
  const file = { name: 'r.csv', type: 'text/csv', bytes: odd([]) };
  expect((await reader.upload('/console/official/uploads', { source: 'cec' }, { file })).statusCode).toBe(403);
});

test('no source and no file are told at their fields', async () => {
  const organizer = await console.as('organizer');
  const answer = await organizer.upload('/console/official/uploads', {}, {});
  expect(answer.statusCode).toBe(422);
  expect(answer.body).toContain('Choose who says so');
  expect(answer.body).toContain('Choose a file that is not empty');
});

test('a file that nobody understands is shown, corrected, checked, imported, and every number has its line', async () => {
  const organizer = await console.as('organizer');
  const at = await upload(
    organizer,
    odd([
      [5, 7],
      [1, ''],
    ]),
  );
  const asked = await organizer.get(at);
  expect(asked.body).toContain('no column says which station it is');
  expect(asked.body).toContain('<td>5</td>'.replace('<td>', ''));

  expect((await send(organizer, at, 'check', named())).statusCode).toBe(303);
  expect((await organizer.get(at)).body).toContain('being checked');
  expect((await organizer.get(`${at}/progress`, { 'hx-request': 'true' })).body).toContain('0 % read');
  expect(await work()).toBe(1);
  const checked = await organizer.get(at);
  expect(checked.body).toContain('it can be imported as version 1');
  expect((await database.pool.query('select from official_imports')).rowCount).toBe(0);

  await send(organizer, at, 'import');
  expect(await work()).toBe(1);
  const done = await organizer.get(at);
  expect(done.body).toContain('Imported as version 1');
  const page = /\/console\/official\/imports\/[0-9a-f-]+/.exec(done.body)?.[0] ?? '';
  const shown = await organizer.get(page);
  expect(shown.body).toMatch(/title="results\.csv, line 2, imported on \d{4}-\d{2}-\d{2}">5<br\s*\/?><small>line 2</);
  const found = await organizer.get(`${page}?q=${codes[1]}`);
  expect(found.body).toContain('line 3');
  expect(found.body).not.toContain('line 2');
  // Its bytes are no longer needed.
  expect((await database.pool.query('select from official_upload_parts')).rowCount).toBe(0);
  const trail = await database.pool.query<{ action: string }>(
    `select action from audit_entries where action like 'official.%' order by number`,
  );
  expect(trail.rows.map(({ action }) => action)).toEqual(['official.upload', 'official.ask-import', 'official.import']);
});

test('faults are listed with their lines in the reader’s language, and can be downloaded; nothing is imported', async () => {
  const organizer = await console.as('organizer', { language: 'ru' });
  const at = await upload(
    organizer,
    `${odd([
      [5, 1.5],
      [1, 'x'],
    ])}\nnowhere;1;2\n${codes[0]};1;1`,
  );
  await send(organizer, at, 'import', named());
  await work();
  const { body } = await organizer.get(at);
  expect(body).toContain('4 ошибки. Ничего не импортировано.');
  expect(body).toContain('строка 4: участка nowhere нет');
  expect(body).toContain('1.5 – не целое число');
  const file = await organizer.get(`${at}/faults.csv`);
  expect(file.headers['content-disposition']).toContain('results-faults.csv');
  expect(file.body.split('\r\n')).toHaveLength(6);
  expect(file.body).toContain(`5,участок ${codes[0]} уже есть в строке 2`);
  expect((await database.pool.query('select from official_imports')).rowCount).toBe(0);
});

test('a workbook with a title: its sheet is chosen, the headers are found, and another sheet is guessed anew', async () => {
  const organizer = await console.as('organizer');
  const [first, second] = place.choiceIds;
  const bytes = packZip(
    workbookParts({
      Results: [['Results'], [], ['station', first ?? '', second ?? ''], [codes[0] ?? '', 5, 7]],
      Early: [
        ['station', first ?? ''],
        [codes[1] ?? '', 3],
      ],
    }),
  );
  const at = await upload(organizer, bytes, 'results.xlsx');
  expect((await organizer.get(at)).body).toMatch(/name="line"[^>]*value="3"|value="3"[^>]*name="line"/);
  await send(organizer, at, 'look', { sheet: 'Early' });
  expect((await organizer.get(at)).body).toMatch(/name="line"[^>]*value="1"|value="1"[^>]*name="line"/);
  await send(organizer, at, 'import');
  await work();
  expect((await organizer.get(at)).body).toContain('Imported as version 1');
  const { rows } = await database.pool.query('select sheet from official_imports');
  expect(rows).toEqual([{ sheet: 'Early' }]);
});

test('how a file is read is saved under a name, and used for the next', async () => {
  const organizer = await console.as('organizer');
  const at = await upload(organizer, odd([[5, 7]]));
  const refused = await send(organizer, at, 'save', { ...named(), profile: '/x' });
  expect(refused.body).toContain('A name begins with a letter');
  expect(refused.body).toMatch(/<option[^>]*value="Where"[^>]*selected|<option[^>]*selected[^>]*value="Where"/);
  await send(organizer, at, 'save', { ...named(), profile: 'odd table' });
  expect(await listOfficialProfiles(database.pool, place.electionId)).toMatchObject([
    { name: 'odd table', reading: { map: namedInProfile() } },
  ]);
  const file = { name: 'next.csv', type: 'text/csv', bytes: odd([[6, 8]]) };
  const next = await organizer.upload(
    '/console/official/uploads',
    { source: 'observer', profile: 'odd table' },
    { file },
  );
  await send(organizer, next.headers.location ?? '', 'import');
  await work();
  expect((await organizer.get(next.headers.location ?? '')).body).toContain('Imported as version 1');
});

/** The same as a profile has it. */
function namedInProfile() {
  return Object.fromEntries(Object.entries(named()).map(([key, value]) => [key.replace('map.', ''), value]));
}

test('versions stand side by side by source, and say what is different from the one before', async () => {
  const organizer = await console.as('organizer');
  for (const [numbers, name] of [
    [
      [
        [5, 7],
        [1, 2],
      ],
      'a.csv',
    ],
    [
      [
        [5, 9],
        ['', 2],
      ],
      'b.csv',
    ],
  ] as const) {
    const at = await upload(organizer, odd(numbers), name);
    await send(organizer, at, 'import', named());
    await work();
  }
  const { body } = await organizer.get('/console/official');
  expect(body.indexOf('b.csv')).toBeLessThan(body.indexOf('a.csv'));
  const newest = /\/console\/official\/imports\/[0-9a-f-]+/.exec(body)?.[0] ?? '';
  expect((await organizer.get(newest)).body).toContain('Numbers that are others: 1; new: 0; gone: 1');
  const station = await organizer.get(`/console/official/stations/${place.stationIds[0]}`);
  expect(station.body).toContain('Election commission 2 · b.csv');
  expect(station.body).toContain('Election commission 1 · a.csv');
});

test('who is second is told, and what was chosen is still there', async () => {
  const [first, second] = [await console.as('organizer'), await console.as('administrator')];
  const at = await upload(first, odd([[5, 7]]));
  const stale = { revision: '1' };
  await send(first, at, 'look', named());
  const answer = await send(second, at, 'check', {
    ...named(),
    ...stale,
    'map.turnout': 'B',
    [`map.choice:${place.choiceIds[1]}`]: '',
  });
  expect(answer.statusCode).toBe(409);
  expect(answer.body).toContain('Somebody else has changed this upload meanwhile');
  expect(answer.body).toContain('B → turnout');
  await send(first, at, 'check');
  expect((await first.post(`${at}/drop`)).headers.location).toBe(at);
  await work();
  expect((await first.post(`${at}/drop`)).headers.location).toBe('/console/official');
  expect((await first.get(at)).statusCode).toBe(404);
});

test('a file that ends its worker three times is not tried again', async () => {
  const organizer = await console.as('organizer');
  const at = await upload(organizer, odd([[5, 7]]));
  await send(organizer, at, 'check', named());
  await database.pool.query("update official_uploads set attempts = 3, leased_until = now() - interval '1 minute'");
  await work();
  expect((await organizer.get(at)).body).toContain('This file could not be read');
});

test('the same file again says so', async () => {
  const organizer = await console.as('organizer');
  for (const expected of ['Imported as version 1', 'Nothing to import: this is version 1']) {
    const at = await upload(organizer, odd([[5, 7]]));
    await send(organizer, at, 'import', named());
    await work();
    expect((await organizer.get(at)).body).toContain(expected);
  }
});
