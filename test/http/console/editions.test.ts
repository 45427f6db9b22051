import { proposalKinds } from '../../../src/actions/proposal-kinds.ts';
import { editionRoutes } from '../../../src/http/console/editions/routes.ts';
import { proposalRoutes } from '../../../src/http/console/proposals/routes.tsx';
import { proposalViews } from '../../../src/http/console/proposals/views.ts';
import { loadCatalogues } from '../../../src/i18n/catalogues.ts';
import { type Database, openDatabase } from '../../../src/storage/database.ts';
import type { Place } from '../../support/builders.ts';
import { openConsole, type TestConsole, type Visitor } from '../../support/console.ts';
import { type ClonedDatabase, cloneDatabase } from '../../support/database.ts';
import { addCountedElection, handIn } from '../../support/editions.ts';
import { approve } from '../../support/proposals.ts';

let clone: ClonedDatabase;
let database: Database;
let place: Place;
let frame: TestConsole;

beforeEach(async () => {
  clone = await cloneDatabase();
  database = openDatabase({ url: clone.url, max: 8 });
  place = await addCountedElection(database);
  const deps = { database, catalogues: loadCatalogues(), kinds: proposalKinds, now: () => new Date() };
  const timeZone = async () => 'UTC';
  const proposals = proposalRoutes({ ...deps, views: proposalViews, timeZone, handOver: { give: () => undefined } });
  frame = await openConsole({ database, routes: [...editionRoutes(deps), ...proposals] });
});
afterEach(async () => {
  expect(frame.failures).toEqual([]);
  await frame.close();
  await database.close();
  await clone.drop();
});

const HANDED_IN = { election: 'test-election', basis: 'handed-in', compare: 'cec' };

/** Prepares, and gives the address of what somebody else has to decide. */
async function prepared(by: Visitor, fields: Record<string, string | readonly string[]> = {}): Promise<string> {
  const answer = await by.post('/console/editions/prepare', { ...HANDED_IN, ...fields });
  expect(answer.statusCode).toBe(303);
  return answer.headers.location ?? '';
}

test('a reader sees what was published, and cannot prepare anything', async () => {
  const reader = await frame.as('reader');
  const page = await reader.get('/console/editions');
  expect(page.body).toContain('Nothing is published yet');
  expect(page.body).not.toContain('/console/editions/new');
  expect((await reader.get('/console/editions/new')).statusCode).toBe(403);
  expect((await reader.post('/console/editions/prepare', HANDED_IN)).statusCode).toBe(403);
  expect((await (await frame.as('reviewer')).get('/console/editions')).statusCode).toBe(403);
});

test('looking changes nothing, and shows the count as it is', async () => {
  const organizer = await frame.as('organizer');
  const url = '/console/editions/new?basis=handed-in&compare=cec';
  expect((await organizer.get(url)).body).toMatch(/Stations proven<\/span><strong class="stat-value">1</);
  await handIn(database, place, 1, 45);
  const page = (await organizer.get(url)).body;
  expect(page).toMatch(/Stations proven<\/span><strong class="stat-value">2</);
  expect(page).toMatch(/Votes missing at least<\/span><strong class="stat-value">35</);
  expect((await database.pool.query('select from prepared_editions')).rowCount).toBe(0);
});

test('what reviewers accepted is the usual basis', async () => {
  const page = (await (await frame.as('organizer')).get('/console/editions/new')).body;
  expect(page).toMatch(/value="verified"[^>]*checked|checked[^>]*value="verified"/);
  expect(page).toMatch(/Stations proven<\/span><strong class="stat-value">0</);
});

test('without official results there is nothing to prepare', async () => {
  const organizer = await frame.as('organizer');
  const page = await organizer.get('/console/editions/new?basis=handed-in&compare=observer');
  // The other sources stand in for it: only without any there is nothing.
  expect(page.body).toContain('Election commission, version 1');
  await database.pool.query('truncate official_numbers, official_imports cascade');
  expect((await organizer.get('/console/editions/new')).body).toContain('no official results');
  expect((await organizer.post('/console/editions/prepare', HANDED_IN)).statusCode).toBe(409);
});

test('the second person sees everything, can look at the files, and lets it be public', async () => {
  const [one, other] = [await frame.as('organizer'), await frame.as('administrator')];
  const proposal = await prepared(one, { except: 'Abroad' });
  const page = (await other.get(proposal)).body;
  for (const text of [
    'Publish edition 1',
    'results.csv',
    'This is the first edition',
    'No station is left out',
    'Abroad',
  ])
    expect(page).toContain(text);
  const [, file = ''] = /href="(\/console\/editions\/prepared\/[^"]+\/stations\.csv)"/.exec(page) ?? [];
  expect((await other.get(file)).body).toContain('01-1,North,Town');
  expect((await other.get(file.replace('stations.csv', 'none.csv'))).statusCode).toBe(404);
  expect((await (await frame.as('reader')).get(file)).statusCode).toBe(403);
  expect((await approve(other, proposal)).statusCode).toBe(303);
  const list = (await one.get('/console/editions')).body;
  expect(list).toContain('/data/test-election/1/manifest.json');
  const { rows } = await database.pool.query(
    `select action from audit_entries where action like 'edition%' order by number`,
  );
  expect(rows.map(({ action }) => action)).toEqual(['edition.publish.prepare', 'edition.publish.approve']);
});

test('a correction says what it changes and why', async () => {
  const [one, other] = [await frame.as('organizer'), await frame.as('administrator')];
  expect((await approve(other, await prepared(one))).statusCode).toBe(303);
  await handIn(database, place, 0, 5);
  const note = { 'note.be': 'Памылка', 'note.ru': 'Ошибка', 'note.en': 'A mistake of ours' };
  const proposal = await prepared(one, note);
  const page = (await other.get(proposal)).body;
  for (const text of ['Publish edition 2', 'A mistake of ours', 'Ours, birch: 30 → 35', 'before: 20'])
    expect(page).toContain(text);
  expect((await approve(other, proposal)).statusCode).toBe(303);
  expect((await one.get('/console/editions')).body).toContain('A mistake of ours');
});

test('a note in one language only is asked for again, and what was typed is not lost', async () => {
  const organizer = await frame.as('organizer');
  const answer = await organizer.post('/console/editions/prepare', { ...HANDED_IN, 'note.en': 'A mistake of ours' });
  expect(answer.statusCode).toBe(422);
  expect(answer.body).toContain('Fill in all three languages');
  expect(answer.body).toContain('A mistake of ours');
});

test('pressed twice, it is prepared once', async () => {
  const organizer = await frame.as('organizer');
  expect(await prepared(organizer)).toBe(await prepared(organizer));
});
