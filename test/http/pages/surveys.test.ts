import type { FastifyInstance } from 'fastify';
import { createLiveCounter } from '../../../src/actions/results/live-counter.ts';
import { readResults } from '../../../src/actions/results/live-results.ts';
import { publishable } from '../../../src/domain/results/publication.ts';
import { createApp, securePages } from '../../../src/http/app.ts';
import { createCharts } from '../../../src/http/charts/charts.ts';
import { publicSurveyPages } from '../../../src/http/pages/surveys.tsx';
import { loadCatalogues } from '../../../src/i18n/catalogues.ts';
import { type Database, openDatabase } from '../../../src/storage/database.ts';
import { insertPublications } from '../../../src/storage/publications.ts';
import { addAnswerSets, somePeople } from '../../support/answer-sets.ts';
import { type ClonedDatabase, cloneDatabase } from '../../support/database.ts';
import { addSurvey, inAll, someSurvey } from '../../support/some-survey.ts';

const definition = someSurvey({
  liveCounter: true,
  partner: { name: inAll('Friends of roads'), line: inAll('Better roads'), link: 'https://example.org/', logo: null },
});
let clone: ClonedDatabase;
let database: Database;
let app: FastifyInstance;
let at: number;
let url: string;

beforeEach(async () => {
  clone = await cloneDatabase();
  database = openDatabase({ url: clone.url });
  at = Date.now();
  const counter = createLiveCounter({ database, now: () => new Date(at) });
  app = await createApp({
    onFailure: (error) => {
      throw error;
    },
  });
  await app.register(async (pages) => {
    await securePages(pages);
    publicSurveyPages(pages, {
      database,
      counter,
      now: () => new Date(at),
      catalogues: loadCatalogues(),
      charts: createCharts(),
      origin: 'https://example.org',
    });
  });
  url = await app.listen({ host: '127.0.0.1', port: 0 });
});

afterEach(async () => {
  await app.close();
  await database.close();
  await clone.drop();
});

async function get(path: string) {
  const response = await fetch(`${url}${path}`, { headers: { 'accept-language': 'en' } });
  return {
    statusCode: response.status,
    headers: Object.fromEntries(response.headers),
    body: await response.text(),
  };
}

test.each([['/surveys/roads-1'], ['/surveys/roads-1/counter.json'], ['/surveys/roads-1/counter.svg'], ['/surveys/no']])(
  'a draft is nobody’s business: %s',
  async (path) => {
    await addSurvey(database.pool, { definition, state: 'draft' });
    expect((await get(path)).statusCode).toBe(404);
    expect((await get('/surveys')).body).toContain('No survey is open');
  },
);

test('while a survey is open: how many have answered, rounded, and nothing of what', async () => {
  await addSurvey(database.pool, { definition });
  await addAnswerSets(database.pool, 'roads-1', definition, somePeople(definition, 237));
  const page = await get('/surveys/roads-1');
  expect(page.body).toContain('230 people have answered');
  expect(page.body).toContain('Friends of roads');
  expect(page.body).not.toContain('237');
  expect(page.body).not.toContain('Option good');
  expect((await get('/surveys/roads-1?lang=ru')).body).toContain('lang="ru"');
  const json = await get('/surveys/roads-1/counter.json');
  expect(JSON.parse(json.body)).toEqual({ survey: 'roads-1', answered: 230, atLeast: 10, open: true });
  expect(json.headers).toMatchObject({
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
    'cache-control': 'public, max-age=5',
  });
  const svg = await get('/surveys/roads-1/counter.svg');
  expect(svg.body).toContain('230 people have answered');
  expect(svg.body).not.toMatch(/style=|<script/);

  await addAnswerSets(database.pool, 'roads-1', definition, somePeople(definition, 10));
  // With the browser's five seconds this is within ten.
  at += 4_000;
  expect(JSON.parse((await get('/surveys/roads-1/counter.json')).body)).toMatchObject({ answered: 240 });
});

test('a counter that is switched off is not there', async () => {
  await addSurvey(database.pool, { definition: { ...definition, liveCounter: false } });
  expect((await get('/surveys/roads-1/counter.json')).statusCode).toBe(404);
  expect((await get('/surveys/roads-1')).body).not.toContain('have answered');
});

test('fewer than ten are not told apart', async () => {
  await addSurvey(database.pool, { definition });
  await addAnswerSets(database.pool, 'roads-1', definition, somePeople(definition, 9));
  expect((await get('/surveys/roads-1')).body).toContain('Fewer than 10 people have answered');
});

test('published questions are shown with chart and figures, frozen, and the others are not', async () => {
  await addSurvey(database.pool, { definition });
  await addAnswerSets(database.pool, 'roads-1', definition, somePeople(definition, 300));
  const live = await readResults(database, 'roads-1', ['region'], () => new Date());
  const questions = live === undefined ? [] : publishable(live.definition, live.results);
  // Free text is never published.
  expect(questions.map(({ kind }) => kind)).not.toContain('text');
  await insertPublications(database.pool, 'roads-1', questions.slice(0, 1), '2020-08-10');
  await addAnswerSets(database.pool, 'roads-1', definition, somePeople(definition, 50));
  const page = await get('/surveys/roads-1');
  expect(page.body).toContain('Are the roads good?');
  expect(page.body).toContain('300 answers');
  expect(page.body).toContain('August 10, 2020');
  expect(page.body).not.toContain('What do you use?');
  expect(page.body).not.toContain('350');
  const chart = await get('/surveys/roads-1/charts/roads?lang=be&theme=dark&w=340');
  expect(chart.headers['content-type']).toContain('image/svg+xml');
  expect(chart.body).toContain('Option good (be)');
  expect((await get('/surveys/roads-1/charts/use')).statusCode).toBe(404);
});
