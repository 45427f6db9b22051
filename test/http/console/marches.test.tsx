import { driveMarches } from '../../../src/actions/marches/drive.ts';
import { createLiveMarches } from '../../../src/actions/marches/live-marches.ts';
import { localTimeOf } from '../../../src/domain/surveys/times.ts';
import { marchRoutes } from '../../../src/http/console/marches/routes.tsx';
import { type Database, openDatabase } from '../../../src/storage/database.ts';
import { addElection, testKeys } from '../../support/builders.ts';
import { openConsole, type TestConsole, type Visitor } from '../../support/console.ts';
import { type ClonedDatabase, cloneDatabase } from '../../support/database.ts';

const ZONE = 'Europe/Minsk';
const HOUR = 3_600_000;

let cloned: ClonedDatabase;
let database: Database;
let console: TestConsole;
let clock = Date.parse('2026-08-10T09:00:00Z');
const now = () => new Date(clock);
const keys = testKeys();

beforeAll(async () => {
  cloned = await cloneDatabase();
  database = openDatabase({ url: cloned.url, max: 8 });
  await addElection(database.pool);
  await database.pool.query('update stations set latitude = 53.9, longitude = 27.56');
  const live = createLiveMarches({ q: database.pool, now });
  const routes = marchRoutes({ database, now, origin: 'https://example.org', timeZone: async () => ZONE, live });
  console = await openConsole({ database, routes });
});
afterAll(async () => {
  expect(console.failures).toEqual([]);
  await console.close();
  await database.close();
  await cloned.drop();
});
beforeEach(async () => {
  await database.pool.query('truncate marches cascade');
});

const at = (hours: number) => localTimeOf(new Date(clock + hours * HOUR), ZONE);
const SQUARE = '53, 27\n53, 28\n54, 28\n54, 27';

function written(fields: Record<string, string | readonly string[]> = {}) {
  return {
    act: 'save',
    'name.be': 'Марш',
    'name.ru': 'Марш',
    'name.en': 'Sunday march <b>',
    'starts-at': at(1),
    'ends-at': at(5),
    window: '60',
    valid: '',
    announces: 'on',
    'zone.be': ['Цэнтр', 'Поўнач'],
    'zone.ru': ['Центр', 'Север'],
    'zone.en': ['Centre', 'Elsewhere'],
    'zone.area': [SQUARE, ''],
    ...fields,
  };
}

async function saved(by: Visitor, fields = {}): Promise<string> {
  const answer = await by.post('/console/marches/new', written(fields));
  expect(answer.statusCode).toBe(303);
  return answer.headers.location ?? '';
}

const drive = () =>
  driveMarches({
    database,
    keys,
    noise: { deviation: () => 0, draw: () => 0 },
    now,
    words: (milestone, name) => ({
      title: name.en,
      text: { be: `${milestone}`, ru: `${milestone}`, en: `${milestone}` },
    }),
  });

test('a march is written, opened, watched and ended; ending twice is told', async () => {
  const organizer = await console.as('organizer');
  const here = await saved(organizer);
  expect(here).toBe('/console/marches/2026-08-10');
  const draft = await organizer.get(here);
  expect(draft.body).toContain('Sunday march &lt;b>');
  expect(draft.body).toContain('polygon with 4 corners');
  expect((await organizer.post(`${here}/open`, { revision: '7' })).statusCode).toBe(303);
  expect((await organizer.get(here)).body).toContain('Somebody has changed it meanwhile');
  await organizer.post(`${here}/open`, { revision: '1' });
  expect((await organizer.get(here)).body).toContain('It opens at its time');
  clock += HOUR + 1_000;
  expect((await drive()).opened).toBe(1);
  await database.pool.query(
    `insert into march_check_ins select '2026-08-10', decode(lpad(to_hex(n), 64, '0'), 'hex'), 0, 'verified', 500, 1 from generate_series(1, 123) n`,
  );
  clock += 60_000;
  expect((await drive()).published).toBe(1);
  clock += 2_000;
  const open = await organizer.get(here);
  expect(open.body).toContain('120');
  expect(open.body).toContain('fewer than 50');
  expect(open.body).toContain('https://example.org/live/2026-08-10');
  const [first, second] = await Promise.all([organizer.post(`${here}/end`), organizer.post(`${here}/end`)]);
  expect([first.statusCode, second.statusCode]).toEqual([303, 303]);
  await organizer.get(here);
  await organizer.post(`${here}/end`);
  expect((await organizer.get(here)).body).toContain('It had been ended already');
  clock += 5_000;
  expect((await drive()).closed).toBe(1);
  const { rows } = await database.pool.query<{ action: string }>(
    `select action from audit_entries where subject = '2026-08-10' order by number`,
  );
  expect(rows.map(({ action }) => action)).toEqual([
    'march.save',
    'march.open',
    'march.begin',
    'march.end',
    'march.close',
  ]);
});

test.each<[string, Record<string, string | readonly string[]>, string]>([
  ['a name missing in a language', { 'name.be': '' }, 'Write it in this language, too'],
  ['a day that is none', { 'starts-at': '2026-02-31T10:00' }, 'This time does not exist'],
  ['an end before the beginning', { 'ends-at': at(0) }, 'It ends before it begins'],
  ['two days', { 'ends-at': at(49) }, 'lasts 24 hours at most'],
  ['a check-in that counts for days', { valid: '48' }, 'A number of hours, at most 24'],
  ['no zone', { 'zone.be': '', 'zone.ru': '', 'zone.en': '', 'zone.area': '' }, 'Add at least one zone'],
  [
    'zones that overlap',
    { 'zone.area': [SQUARE, '53.5, 27.1\n53.5, 29\n55, 29\n55, 27.1'] },
    'It overlaps the zone “Centre”',
  ],
  [
    'a town in another zone’s polygon',
    { 'zone.area': [SQUARE, 'North'] },
    'It overlaps the zone “Centre”: both have North › Town',
  ],
  ['a zone at sea', { 'zone.area': ['20, -30\n20, -29\n21, -29', ''] }, 'is it at sea'],
  ['a place that is none', { 'zone.area': ['Atlantis', ''] }, 'No polling station is in “Atlantis”'],
  ['a corner that is none', { 'zone.area': ['53, 27\n53, 28\n99, 28', ''] }, 'Line 3 is no corner'],
  ['edges that cross', { 'zone.area': ['53, 27\n54, 28\n53, 28\n54, 27', ''] }, 'its edges cross'],
  ['half a GeoJSON', { 'zone.area': ['{"type":', ''] }, 'This is no GeoJSON polygon'],
  ['the same name twice', { 'zone.en': ['Centre', 'Centre'] }, 'Zone 1 has the same name'],
])('%s is told at its field, and nothing typed is lost', async (_name, fields, message) => {
  const organizer = await console.as('organizer');
  const answer = await organizer.post('/console/marches/new', written(fields));
  expect(answer.statusCode).toBe(422);
  expect(answer.body).toContain(message);
  expect(answer.body).toMatch(/aria-invalid|class="error" role="alert"/);
  expect(answer.body).toContain('Sunday march &lt;b>');
});

test('zones come and go in the form, also all regions at once', async () => {
  const organizer = await console.as('organizer');
  const more = await organizer.post('/console/marches/new', written({ act: 'add' }));
  expect(more.statusCode).toBe(200);
  expect(more.body).toContain('id="zone-2"');
  const fewer = await organizer.post('/console/marches/new', written({ act: 'remove-0' }));
  expect(fewer.body).not.toContain('id="zone-1"');
  expect(fewer.body).toContain('Elsewhere');
  const emptied = {
    act: 'remove-0',
    'zone.be': ['', 'Поўнач'],
    'zone.ru': ['', 'Север'],
    'zone.en': ['', 'Elsewhere'],
  };
  const rest = await organizer.post('/console/marches/new', written({ ...emptied, 'zone.area': ['', SQUARE] }));
  expect(rest.body).toContain('Elsewhere');
  const regions = await organizer.post('/console/marches/new', written({ act: 'regions' }));
  expect(regions.body).toContain('North</textarea>');
});

test('two who edit the same: the second is told, and nothing is overwritten', async () => {
  const [first, second] = [await console.as('organizer'), await console.as('administrator')];
  const here = await saved(first);
  expect((await first.post(`${here}/edit`, written({ revision: '1', 'name.en': 'Theirs' }))).statusCode).toBe(303);
  const answer = await second.post(`${here}/edit`, written({ revision: '1', 'name.en': 'Ours' }));
  expect(answer.body).toContain('Somebody else has changed this march meanwhile');
  expect(answer.body).toContain('Ours');
  expect((await first.get(here)).body).toContain('Theirs');
});

test('two at the same time cannot both open, one that is over neither, and a draft can be deleted', async () => {
  const organizer = await console.as('organizer');
  const [one, two] = [await saved(organizer), await saved(organizer, { 'starts-at': at(4), 'ends-at': at(8) })];
  expect(two).toBe('/console/marches/2026-08-10-2');
  await organizer.post(`${one}/open`, { revision: '1' });
  await organizer.post(`${two}/open`, { revision: '1' });
  expect((await organizer.get(two)).body).toContain('Another march is on at that time: 2026-08-10');
  await organizer.post(`${one}/withdraw`);
  expect((await organizer.get(one)).body).toContain('It is a draft again');
  clock += 6 * HOUR;
  await organizer.post(`${one}/open`, { revision: '1' });
  expect((await organizer.get(one)).body).toContain('It would be over already');
  expect((await organizer.post(`${one}/delete`)).headers.location).toBe('/console/marches');
  expect((await organizer.get(one)).statusCode).toBe(404);
});

test('of several at the same time that are opened at once, one is', async () => {
  const organizer = await console.as('organizer');
  const drafts: string[] = [];
  for (let n = 0; n < 5; n += 1) drafts.push(await saved(organizer));
  await Promise.all(drafts.map((here) => organizer.post(`${here}/open`, { revision: '1' })));
  const { rows } = await database.pool.query(`select state, count(*)::int as n from marches group by 1 order by 1`);
  expect(rows).toEqual([
    { state: 'draft', n: 4 },
    { state: 'scheduled', n: 1 },
  ]);
});

test('a reader sees marches and finds nothing to press', async () => {
  const reader = await console.as('reader');
  expect((await reader.get('/console/marches')).body).toContain('No marches yet');
  const here = await saved(await console.as('organizer'));
  const page = await reader.get(here);
  expect(page.statusCode).toBe(200);
  expect(page.body).not.toContain(`${here}/open`);
  expect((await reader.post(`${here}/open`, { revision: '1' })).statusCode).toBe(403);
});
