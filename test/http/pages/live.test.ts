import { once } from 'node:events';
import { get as ask, type ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { createLiveMarches } from '../../../src/actions/marches/live-marches.ts';
import { createApp, securePages } from '../../../src/http/app.ts';
import { assetRoutes } from '../../../src/http/assets.ts';
import { livePages } from '../../../src/http/pages/live/routes.tsx';
import { loadCatalogues } from '../../../src/i18n/catalogues.ts';
import { type Database, openDatabase } from '../../../src/storage/database.ts';
import { addWindow } from '../../../src/storage/march-series.ts';
import { inChromium, launchChromium } from '../../support/chromium.ts';
import { type ClonedDatabase, cloneDatabase } from '../../support/database.ts';
import { addMarch, marchDefinition } from '../../support/marches.ts';
import { until } from '../../support/until.ts';

const START = Date.parse('2026-08-16T10:00:00Z');

let cloned: ClonedDatabase;
let database: Database;
let app: FastifyInstance;
let url: string;
let clock = START;
/** Another one for each test: what is published never goes away. */
let id = '';
let marches = 0;
/** Whoever reads a march waits for it. */
let gate: Promise<void> = Promise.resolve();
const failures: unknown[] = [];

beforeAll(async () => {
  cloned = await cloneDatabase();
  database = openDatabase({ url: cloned.url, max: 4 });
  const now = () => new Date(clock);
  app = await createApp({ onFailure: (error) => failures.push(error) });
  await app.register(async (pages) => {
    await securePages(pages);
    await assetRoutes(pages);
    const live = createLiveMarches({ q: database.pool, now });
    livePages(pages, {
      q: database.pool,
      live: {
        ...live,
        async byId(asked) {
          await gate;
          return live.byId(asked);
        },
      },
      catalogues: loadCatalogues(),
      timeZone: async () => 'Europe/Minsk',
      now,
      origin: 'https://example.org',
      streamsAPlace: 1,
    });
  });
  url = await app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  expect(failures).toEqual([]);
  await app.close();
  await database.close();
  await cloned.drop();
});
beforeEach(async () => {
  await database.pool.query('truncate marches cascade');
  clock += 10_000;
  marches += 1;
  id = `sunday-${marches}`;
});

async function opened(): Promise<void> {
  const definition = marchDefinition(3, { name: { be: 'Марш', ru: 'Марш', en: 'March <b>of</b>' } });
  await addMarch(database.pool, { id, definition, startsAt: new Date(START), minutes: 600 });
  await database.pool.query(`update marches set state = 'open'`);
  await publish(0, [12_340, null, 560]);
}

async function publish(window: number, verified: (number | null)[]): Promise<void> {
  await addWindow(database.pool, id, { window, at: new Date(clock), verified, unverified: [50, null, null] });
  clock += 5_000;
}

async function get(path: string) {
  const response = await fetch(`${url}${path}`, { headers: { 'accept-language': 'en' } });
  const body = await response.text();
  const headers = Object.fromEntries(response.headers);
  return { statusCode: response.status, headers, body, json: () => JSON.parse(body) as unknown };
}

test('before there is any march the page says so', async () => {
  const answer = await get('/live');
  expect(answer.statusCode).toBe(200);
  expect(answer.body).toContain('No march has been counted yet');
  expect((await get('/live/nothing')).statusCode).toBe(404);
  expect((await get('/live/nothing/count.json')).statusCode).toBe(404);
});

test('the page shows what is published, in words that promise no more', async () => {
  await opened();
  const { body } = await get('/live');
  expect(body).toContain('12,900');
  expect(body).toContain('check-ins by distinct accounts');
  expect(body).toContain('Not a count of people present');
  expect(body).toContain('fewer than 50');
  expect(body).toContain('60 of 100 cases');
  expect(body).toContain('March &lt;b>of&lt;/b>');
  // Without a script it is loaded again.
  expect(body).toMatch(/<noscript><meta http-equiv="refresh" content="\d+"/);
  expect(body).toContain(`data-events="/live/${id}/events?lang=en&amp;v=open-0"`);
  expect((await get('/live?lang=be')).body).toContain('адзнак розных акаўнтаў');
  expect(body).not.toMatch(/style=/);
});

test('as data, and as a picture that others embed', async () => {
  await opened();
  const json = await get(`/live/${id}/count.json`);
  expect(json.headers['access-control-allow-origin']).toBe('*');
  expect(json.json()).toMatchObject({
    what: 'check-ins by distinct accounts; not people present',
    verified: 12_900,
    unverified: 50,
    roundedTo: 10,
    threshold: 50,
    zones: [{ verified: 12_340 }, { verified: null }, { verified: 560 }],
  });
  expect((await get('/live/now/count.json')).json()).toMatchObject({ id });
  const svg = await get(`/live/${id}/count.svg?theme=dark`);
  expect(svg.headers['content-type']).toContain('image/svg+xml');
  expect(svg.headers['cross-origin-resource-policy']).toBe('cross-origin');
  expect(svg.body).toContain('12,900');
  expect(svg.body).toContain('March &lt;b');
  const series = (await get(`/live/${id}/series.json`)).json() as { series: unknown[] };
  expect(series.series).toEqual([
    expect.objectContaining({ window: 0, verified: [12_340, null, 560], unverified: [50, null, null] }),
  ]);
});

test('whoever listens hears of each window once, and of what they missed', async () => {
  await opened();
  const leaving = new AbortController();
  const heard: string[] = [];
  const listen = async (seen: string) => {
    const response = await fetch(`${url}/live/${id}/events?lang=en&v=${seen}`, { signal: leaving.signal });
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const part = await reader?.read().catch(() => undefined);
      if (part === undefined || part.done) return;
      heard.push(`${seen}: ${part.value}`);
    }
  };
  const listening = Promise.all([listen('open-0'), listen('scheduled-none')]);
  await until(() => heard.some((one) => one.startsWith('scheduled-none') && one.includes('id: open-0')));
  expect(heard.filter((one) => one.startsWith('open-0') && one.includes('event: live'))).toEqual([]);
  await publish(1, [20_000, null, null]);
  await until(() => heard.filter((one) => one.includes('id: open-1') && one.includes('20,000')).length === 2);
  // Its end is the last that they hear.
  await database.pool.query(`update marches set state = 'closing'`);
  await database.pool.query(`update marches set state = 'closed'`);
  clock += 5_000;
  await listening;
  expect(heard.filter((one) => one.includes('id: closed-1'))).toHaveLength(2);
  leaving.abort();
});

test('of a march that is over nothing moves any more', async () => {
  await opened();
  await database.pool.query(`update marches set state = 'closing'`);
  await database.pool.query(`update marches set state = 'closed'`);
  const { body } = await get(`/live/${id}`);
  expect(body).toContain('Over');
  expect(body).not.toContain('data-events');
  expect(body).not.toContain('http-equiv="refresh"');
  expect((await get(`/live/${id}/events?v=closed-0`)).statusCode).toBe(204);
});

/** Takes the only stream of a place, until it is let go. */
function fillPlace(place: string): Promise<() => void> {
  return new Promise((resolve, reject) => {
    const asking = ask(
      `${url}/live/${id}/events`,
      { headers: { 'x-forwarded-for': place }, agent: false },
      (answer) => {
        answer.on('error', () => undefined).resume();
        if (answer.statusCode === 200) resolve(() => asking.destroy());
        else reject(new Error(`answered ${answer.statusCode}`));
      },
    );
    asking.on('error', reject);
  });
}

test('a place that holds as many streams as it may is told to come later, and others are not', async () => {
  await opened();
  const leave = await fillPlace('203.0.113.7');
  const refused = await fetch(`${url}/live/${id}/events`, { headers: { 'x-forwarded-for': '203.0.113.7' } });
  expect(refused.status).toBe(429);
  expect(refused.headers.get('retry-after')).toBe('30');
  expect(await refused.text()).toBe('');
  (await fillPlace('203.0.113.8'))();
  leave();
});

test('whoever leaves before the march is read takes no place', async () => {
  await opened();
  let open = () => {};
  gate = new Promise((resolve) => {
    open = resolve;
  });
  let gone = false;
  const onRequest = (_: unknown, response: ServerResponse) => response.once('close', () => (gone = true));
  app.server.once('request', onRequest);
  const leaving = ask(`${url}/live/${id}/events`, { headers: { 'x-forwarded-for': '203.0.113.10' } });
  leaving.on('error', () => undefined);
  await once(app.server, 'request');
  leaving.destroy();
  await until(() => gone);
  open();
  (await fillPlace('203.0.113.10'))();
});

inChromium('in a browser', () => {
  test('whoever is refused the stream is shown fresh numbers by and by, and listens once there is room', async () => {
    await opened();
    const leave = await fillPlace('203.0.113.9');
    const browser = await launchChromium();
    try {
      const context = await browser.newContext({
        locale: 'en',
        extraHTTPHeaders: { 'x-forwarded-for': '203.0.113.9' },
      });
      const page = await context.newPage();
      await page.clock.install();
      const statuses: number[] = [];
      page.on('response', (answer) => answer.url().includes('/events') && statuses.push(answer.status()));
      await page.goto(`${url}/live`);
      await until(() => statuses.length === 1, 30_000);
      const shown = () => page.locator('.live-count').textContent();
      const shows = async (count: string) => {
        await until(async () => {
          await page.clock.runFor(5_000);
          return (await shown()) === count;
        }, 60_000);
      };
      await publish(1, [30_000, null, null]);
      await shows('30,000');
      expect(statuses[0]).toBe(429);
      expect(await page.locator('#live-lost').isVisible()).toBe(false);
      // Away for a moment: what is shown is said to be old, and it goes on.
      await context.setOffline(true);
      await until(async () => {
        await page.clock.runFor(5_000);
        return page.locator('#live-lost').isVisible();
      }, 60_000);
      await context.setOffline(false);
      await publish(2, [40_000, null, null]);
      await shows('40,000');
      // Over: the last number, and nothing more is asked for.
      leave();
      await until(async () => {
        await page.clock.runFor(5_000);
        return statuses.at(-1) === 200;
      }, 60_000);
      expect(await page.locator('#live-lost').isVisible()).toBe(false);
    } finally {
      leave();
      await browser.close();
    }
  }, 180_000);

  test('the number moves by itself; without JavaScript the page is loaded again', async () => {
    await opened();
    const browser = await launchChromium();
    try {
      const page = await browser.newPage({ locale: 'en' });
      const problems: string[] = [];
      page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
      await page.goto(`${url}/live`);
      const shown = () => page.locator('.live-count').textContent();
      expect(await shown()).toBe('12,900');
      await publish(1, [30_000, null, null]);
      await until(async () => (await shown()) === '30,000', 30_000);
      expect(await page.locator('.live-curve svg').count()).toBe(1);
      expect(problems).toEqual([]);
      const plain = await browser.newContext({ javaScriptEnabled: false, locale: 'en' });
      const still = await plain.newPage();
      await still.goto(`${url}/live`);
      expect(await still.locator('meta[http-equiv="refresh"]').getAttribute('content')).toBe('30');
    } finally {
      await browser.close();
    }
  });
});
