import { proposalKinds } from '../../../src/actions/proposal-kinds.ts';
import { createResultsReader } from '../../../src/actions/results/live-results.ts';
import { createCharts } from '../../../src/http/charts/charts.ts';
import { proposalRoutes } from '../../../src/http/console/proposals/routes.tsx';
import { proposalViews } from '../../../src/http/console/proposals/views.ts';
import { resultsRoutes } from '../../../src/http/console/results/routes.tsx';
import { loadCatalogues } from '../../../src/i18n/catalogues.ts';
import { type Database, openDatabase } from '../../../src/storage/database.ts';
import { addAnswerSets, dice, somebody, somePeople } from '../../support/answer-sets.ts';
import { openConsole, type TestConsole, type Visitor } from '../../support/console.ts';
import { type ClonedDatabase, cloneDatabase } from '../../support/database.ts';
import { addSurvey, someSurvey } from '../../support/some-survey.ts';

const definition = someSurvey({ liveCounter: true });
const PAGE = '/console/surveys/roads-1/results';
let clone: ClonedDatabase;
let database: Database;
let console_: TestConsole;
let anna: Visitor;
let boris: Visitor;
/** How far the results' clock is ahead, in milliseconds. */
let later: number;

beforeEach(async () => {
  clone = await cloneDatabase();
  database = openDatabase({ url: clone.url });
  later = 0;
  const now = () => new Date(Date.now() + later);
  const deps = {
    database,
    now,
    catalogues: loadCatalogues(),
    origin: 'https://example.org',
    handOver: { give: () => undefined },
    kinds: proposalKinds,
    reader: createResultsReader({ database, now }),
    charts: createCharts(),
  };
  const routes = [
    ...resultsRoutes(deps),
    ...proposalRoutes({ ...deps, views: proposalViews, timeZone: async () => 'UTC' }),
  ];
  console_ = await openConsole({ database, routes });
  anna = await console_.as('organizer');
  boris = await console_.as('organizer');
});

afterEach(async () => {
  expect(console_.failures).toEqual([]);
  await console_.close();
  await database.close();
  await clone.drop();
});

async function close(): Promise<void> {
  await database.pool.query(`update surveys set state = 'closed', unlinked = true, closed_at = now()`);
}

/** Prepared by one, approved by another. */
async function approve(kind: string): Promise<string> {
  const { rows } = await database.pool.query<{ id: string; seen: string }>(
    `select id, encode(content_hash, 'hex') as seen from proposals where kind = $1 and decision is null`,
    [kind],
  );
  const [proposal] = rows;
  const form = { decision: 'approved', seen: proposal?.seen ?? '' };
  const own = await anna.post(`/console/proposals/${proposal?.id}/decide`, form);
  expect(own.headers.location ?? own.body).not.toContain('approved');
  const done = await boris.post(`/console/proposals/${proposal?.id}/decide`, form);
  expect(done.statusCode).toBe(303);
  return proposal?.id ?? '';
}

test('a survey that nobody has answered shows that it is empty; one that there is not is not found', async () => {
  await addSurvey(database.pool, { definition });
  const page = await anna.get(PAGE);
  expect(page.statusCode).toBe(200);
  expect(page.body).toContain('Nothing is shown before 10 people have answered');
  expect((await anna.get('/console/surveys/nothing/results')).statusCode).toBe(404);
});

test('counts, shares, weighted figures and everything beside them', async () => {
  await addSurvey(database.pool, { definition });
  const roll = dice(1);
  const person = (sex: 'female' | 'male', answer: string) => ({
    answers: { roads: answer },
    complete: false,
    respondent: { ...somebody(roll), sex },
  });
  // Women all say good, men all say bad; women are a third of who answered and half of the people.
  await addAnswerSets(database.pool, 'roads-1', definition, [
    ...Array.from({ length: 100 }, () => person('female', 'good')),
    ...Array.from({ length: 200 }, () => person('male', 'bad')),
  ]);
  await database.pool.query(
    `insert into survey_margins values ('roads-1', 'sex', 'female', 500), ('roads-1', 'sex', 'male', 500)`,
  );
  const { body } = await anna.get(PAGE);
  expect(body).toContain('33.3%');
  expect(body).toContain('50%');
  expect(body).toContain('300 answers, effective n 267; weights from 0.75 to 1.5');
  expect(body).toContain('assuming that within each weighted group');
  expect(body).toContain('No weight was above 5');
  expect(body).not.toMatch(/margin of error[^.]*%/);

  await database.pool.query(`update survey_margins set category = 'other' where category = 'male'`);
  later = 2_000;
  const wrong = await anna.get(PAGE);
  expect(wrong.body).toContain('There are no weighted figures');
  expect(wrong.body).not.toContain('effective n');
});

test('small groups are on no page, in no picture and in no event', async () => {
  await addSurvey(database.pool, { definition });
  const roll = dice(2);
  const from = (region: string, answer: string, count: number) =>
    Array.from({ length: count }, () => ({
      answers: { roads: answer },
      complete: false,
      respondent: { ...somebody(roll), region },
    }));
  await addAnswerSets(database.pool, 'roads-1', definition, [
    ...from('North', 'good', 113),
    ...from('North', 'bad', 7),
    ...from('South', 'good', 211),
    ...from('South', 'bad', 119),
    ...from('East', 'good', 97),
    ...from('East', 'bad', 101),
  ]);
  const { body } = await anna.get(`${PAGE}?by=region`);
  const cells = [...body.matchAll(/<small class="muted">([\d,]+)<\/small>/g)].map(([, count]) => count);
  // The small one, and with it what is needed that nobody can subtract: two groups of the three.
  expect(cells).not.toContain('7');
  expect(cells.filter((count) => count !== '0')).toHaveLength(2);
  expect(body).toContain('Counts below 10 are hidden');
  expect(body).toContain('hidden');
});

test('charts are pictures without a style or a script', async () => {
  await addSurvey(database.pool, { definition });
  await addAnswerSets(database.pool, 'roads-1', definition, somePeople(definition, 200));
  const { body } = await anna.get(PAGE);
  const [, address = ''] = /<img src="([^"]+charts[^"]+)"/.exec(body) ?? [];
  const chart = await anna.get(address.replaceAll('&amp;', '&'));
  expect(chart.headers['content-type']).toContain('image/svg+xml');
  expect(chart.body).toContain('Option good');
  expect(chart.body).not.toMatch(/style|script/);
  expect(body).toMatch(/<img [^>]*alt="Chart: Are the roads good\?/);
});

test('what people wrote is read in an order that tells nothing, all of it, escaped', async () => {
  await addSurvey(database.pool, { definition });
  const roll = dice(3);
  const sets = Array.from({ length: 120 }, (_, i) => ({
    answers: { why: `<b>${i}</b>` },
    complete: false,
    respondent: somebody(roll),
  }));
  await addAnswerSets(database.pool, 'roads-1', definition, sets);
  const found: string[] = [];
  for (let next: string | undefined = `${PAGE}/texts/why`; next !== undefined; ) {
    const { body } = await anna.get(next);
    found.push(...[...body.matchAll(/&lt;b>(\d+)/g)].map(([, n = '']) => n));
    next = /<a href="([^"]+)" rel="next"/.exec(body)?.[1];
  }
  expect([...found].sort((a, b) => Number(a) - Number(b))).toEqual(sets.map((_, i) => `${i}`));
});

test('nothing is published or exported of a survey that may still change', async () => {
  await addSurvey(database.pool, { definition });
  await addAnswerSets(database.pool, 'roads-1', definition, somePeople(definition, 100));
  expect((await anna.get(`${PAGE}/publish`)).body).toContain('published once it is closed');
  expect((await anna.post(`${PAGE}/publish`, { question: 'roads' })).statusCode).toBe(409);
  await anna.post(`${PAGE}/export`);
  const { rows } = await database.pool.query('select from proposals');
  expect(rows).toEqual([]);
});

test('two people publish: what was approved is public and stays as it was, and those who answered get the picture', async () => {
  await addSurvey(database.pool, { definition });
  await addAnswerSets(database.pool, 'roads-1', definition, somePeople(definition, 400));
  await close();
  expect((await anna.post(`${PAGE}/publish`, {})).statusCode).toBe(422);
  const prepared = await anna.post(`${PAGE}/publish`, { question: ['roads', 'use'], chat: 'roads' });
  expect(prepared.statusCode).toBe(303);
  await approve('results.publish');

  const { rows: published } = await database.pool.query<{ question: string; n: number }>(
    `select question_id as question, (content #>> '{result,n}')::int as n from survey_publications order by 1`,
  );
  expect(published).toEqual([
    { question: 'roads', n: 400 },
    { question: 'use', n: expect.any(Number) },
  ]);
  const { rows: broadcasts } = await database.pool.query<{ state: string; audience: { survey: unknown }; be: string }>(
    `select state, audience, content #>> '{picture,be}' as be from broadcasts`,
  );
  expect(broadcasts).toMatchObject([{ state: 'scheduled', audience: { survey: { id: 'roads-1', answered: true } } }]);
  const picture = await database.pool.query('select length(bytes) as size, media_type from pictures where id = $1', [
    broadcasts[0]?.be,
  ]);
  expect(picture.rows).toEqual([{ size: expect.any(Number), media_type: 'image/png' }]);
  expect(picture.rows[0]?.size).toBeLessThan(1_000_000);
});

test('two people export: every answer once, shuffled, without ids, guarded, and only for a day', async () => {
  await addSurvey(database.pool, { definition });
  const roll = dice(4);
  const sets = Array.from({ length: 300 }, (_, i) => ({
    answers: { walk: i % 240, why: `=HYPERLINK("x${i}")` },
    complete: true,
    respondent: somebody(roll),
  }));
  await addAnswerSets(database.pool, 'roads-1', definition, sets);
  await close();
  await anna.post(`${PAGE}/export`, { texts: 'on' });
  const id = await approve('results.export');
  const first = await boris.get(`${PAGE}/export/${id}/answers.csv`);
  const second = await boris.get(`${PAGE}/export/${id}/answers.csv`);
  const rows = first.body.trim().split('\r\n').slice(1);
  expect(rows).toHaveLength(300);
  expect(second.body).not.toBe(first.body);
  expect([...second.body.trim().split('\r\n').slice(1)].sort()).toEqual([...rows].sort());
  expect(first.body).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/);
  for (const row of rows) expect(row).toMatch(/,"'=HYPERLINK\(""x\d+""\)"$/);
  // Nobody is one of fewer than ten with the same traits.
  const traits = new Map<string, number>();
  for (const row of rows) {
    const key = row.split(',').slice(1, 5).join();
    traits.set(key, (traits.get(key) ?? 0) + 1);
  }
  for (const [key, count] of traits) if (key !== ',,,') expect(count).toBeGreaterThanOrEqual(10);
  const json = JSON.parse((await boris.get(`${PAGE}/export/${id}/answers.json`)).body);
  expect(json.rows).toHaveLength(300);
  expect(json.codebook.map(({ column }: { column: string }) => column)).toContain('use_bus');
  expect((await boris.get(`${PAGE}/export/${id}/codebook.csv`)).body).toContain('How many minutes to the bus?');
  const audit = await database.pool.query(`select from audit_entries where action = 'results.download'`);
  expect(audit.rowCount).toBe(4);

  later = 25 * 3_600_000;
  expect((await boris.get(`${PAGE}/export/${id}/answers.csv`)).statusCode).toBe(404);
});
