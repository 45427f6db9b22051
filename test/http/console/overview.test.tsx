import { get } from 'node:http';
import { createOverview, type Overview } from '../../../src/actions/overview.ts';
import { overviewRoutes } from '../../../src/http/console/overview/routes.tsx';
import { type Database, openDatabase } from '../../../src/storage/database.ts';
import { addElection, addPerson } from '../../support/builders.ts';
import { openConsole, type TestConsole } from '../../support/console.ts';
import { type ClonedDatabase, cloneDatabase } from '../../support/database.ts';
import { until } from '../../support/until.ts';

let cloned: ClonedDatabase;
let database: Database;
let overview: Overview;
let console_: TestConsole;
let jobs: number;
let looks: number;
let away: boolean;

beforeEach(async () => {
  cloned = await cloneDatabase();
  database = openDatabase({ url: cloned.url, max: 6 });
  [jobs, looks, away] = [3, 0, false];
  const depth = async (queue: string) => {
    if (away) throw new Error('away');
    if (queue === 'sends') looks++;
    return queue === 'sends' ? jobs : 0;
  };
  overview = createOverview({ database, queues: { depth }, now: () => new Date(), everyMs: 50 });
  console_ = await openConsole({ database, routes: overviewRoutes({ overview }) });
});
afterEach(async () => {
  await console_.close();
  await overview.stop();
  await database.close();
  await cloned.drop();
});

/** What is to be read on a page. */
function words(html: string): string {
  return html
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

async function fill(): Promise<void> {
  const { stationIds } = await addElection(database.pool);
  const [stationId = ''] = stationIds;
  for (let i = 0; i < 5; i++) await addPerson(database.pool, { stationId });
  for (let i = 0; i < 2; i++) await addPerson(database.pool, { stationId, tier: 'unverified', messenger: 'viber' });
  const { id } = await addPerson(database.pool);
  await database.pool.query('update people set reachable = false where id = $1', [id]);
  await database.pool.query(
    `insert into people (person_key, messenger, sealed_address, joined_on) values ('\\x01', 'viber', '\\x00', '2026-01-01')`,
  );
  await database.pool.query(
    `insert into outbox (queue, payload, due_at) values ('photos', '', null), ('photos', '', now() + interval '1 hour'), ('sends', '', null)`,
  );
  await database.pool.query(
    `insert into send_outcomes (day, messenger, outcome, code, count)
     values ((now() at time zone 'utc')::date, 'telegram', 'sent', '', 1200), ((now() at time zone 'utc')::date, 'viber', 'failed', '6', 7),
            ('2020-01-01', 'viber', 'failed', 'of-old', 99)`,
  );
}

test('shows who is registered, what waits and what was not delivered', async () => {
  await fill();
  const reader = await console_.as('reader');
  const { statusCode, body } = await reader.get('/console');
  expect(statusCode).toBe(200);
  const text = words(body);
  expect(text).toContain('Registered 8 1 more has begun');
  expect(text).toContain('Photos waiting 2 1 put off for later');
  expect(text).toContain('Not delivered today 7 of 1,207 messages');
  expect(text).toMatch(/Telegram 6 6 0 1 Viber 2 0 2 0 Together 8 6 2 1/);
  expect(text).toMatch(/North 7 5 2 No station chosen 1 1 0/);
  expect(text).toContain('Replies 3 1 0');
  expect(text).toContain('Failed Viber 6 7 Delivered Telegram 1,200');
  expect(text).not.toContain('of-old');
  expect(console_.failures).toEqual([]);
});

test('an empty system is told so', async () => {
  const text = words((await (await console_.as('administrator')).get('/console')).body);
  expect(text).toContain('Nobody has registered yet');
  expect(text).toContain('No message has been sent today.');
});

test.each([
  ['be', 'Зарэгістраваныя 8 яшчэ 1 пачаў'],
  ['ru', 'Зарегистрированы 8 ещё 1 начал'],
] as const)('in %s', async (language, expected) => {
  await fill();
  const visitor = await console_.as('organizer', { language });
  expect(words((await visitor.get('/console')).body)).toContain(expected);
});

test('queues that do not answer are told, and the record’s figures are there', async () => {
  await fill();
  away = true;
  const text = words((await (await console_.as('reader')).get('/console')).body);
  expect(text).toContain('The queues do not answer.');
  expect(text).toContain('Replies – 1 0');
});

test('figures follow by themselves, and however many watch, one looks', async () => {
  const reader = await console_.as('reader');
  const headers = { cookie: reader.cookie(), accept: 'text/event-stream' };
  const texts = Array.from({ length: 10 }, () => '');
  // Not fetch: on leaving it connects once more, and that connection keeps a server from closing.
  const watching = texts.map((_, i) =>
    get(`${console_.url}/console/overview/live`, { headers }, (response) => {
      expect(response.headers['content-type']).toContain('text/event-stream');
      response.setEncoding('utf8').on('data', (piece: string) => {
        texts[i] += piece;
      });
      response.on('error', () => undefined);
    }).on('error', () => undefined),
  );
  await until(() => texts.every((text) => text.includes('event: overview-queues')));
  jobs = 4_321;
  await fill();
  await until(() => texts.every((text) => words(text).includes('4,321')));
  // Ten watchers, a look every 50 ms and more: far fewer looks than one for each.
  const before = looks;
  const start = performance.now();
  await until(() => looks >= before + 5);
  expect((performance.now() - start) / 5).toBeGreaterThan(45);
  for (const request of watching) request.destroy();
  let last = -1;
  await until(async () => {
    const still = looks === last;
    last = looks;
    await new Promise((later) => setTimeout(later, 120));
    return still;
  });
});

test('counts the updates that were taken, of all processes', async () => {
  let now = Date.now();
  const other = createOverview({ database, queues: { depth: async () => 0 }, now: () => new Date(now), everyMs: 1 });
  await other.read();
  await database.pool.query(
    `insert into updates select sha256(i::text::bytea), '2026-01-01' from generate_series(1, 500) i`,
  );
  await database.pool.query('select pg_stat_force_next_flush()');
  await until(async () => {
    now += 1_000;
    await database.pool.query('select 1');
    return (await other.read()).updatesPerMinute !== undefined && ((await other.read()).updatesPerMinute ?? 0) > 100;
  });
  await other.stop();
});

test('without a session or the permission there is nothing', async () => {
  expect((await console_.stranger().get('/console')).statusCode).toBe(303);
  expect((await console_.stranger().get('/console/overview/live', { accept: 'text/event-stream' })).statusCode).toBe(
    401,
  );
  expect((await (await console_.as('reviewer')).get('/console')).statusCode).toBe(403);
});
