import { randomInt } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { freePort } from '../../scripts/free-port.ts';
import { createAuditWriter } from '../../src/actions/audit-writer.ts';
import type { Language } from '../../src/domain/languages.ts';
import { PRACTICE_CHOICES, PRACTICE_ELECTION } from '../../src/domain/review/practice.ts';
import { accountRoutes } from '../../src/http/console/organizers/account.tsx';
import { reviewRoutes } from '../../src/http/console/review/routes.ts';
import { joinRoutes } from '../../src/http/console/sign-in/join.tsx';
import { signInRoutes } from '../../src/http/console/sign-in/routes.tsx';
import { type Database, openDatabase } from '../../src/storage/database.ts';
import { barriers } from './barriers.ts';
import { addElection } from './builders.ts';
import { launchChromium, shots } from './chromium.ts';
import { openConsole, type TestConsole, type Visitor } from './console.ts';
import { cloneDatabase } from './database.ts';
import { type ReviewItems, reviewItems } from './review-items.ts';
import { until } from './until.ts';

/** How long a page may take to move, on a machine busy with other tests. */
export const PATIENCE_MS = 30_000;

/** What of a page is wider than the window. */
const STICKING_OUT = `document.documentElement.scrollWidth === document.documentElement.clientWidth ? [] :
  [...document.querySelectorAll('body *')]
    .filter((element) => element.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .map((element) => element.tagName + '.' + element.className)`;

/** Reviewers' pages in a browser, over a database of their own, with items whose photos are those of practice. */
export interface ReviewDesk {
  readonly database: Database;
  readonly console: TestConsole;
  readonly origin: string;
  readonly items: ReviewItems;
  /** What browsers complained about since `begin`. */
  complaints: string[];
  /** Nothing to read, and no complaints. */
  begin(): Promise<void>;
  page(options?: BrowserContextOptions): Promise<Page>;
  /** Somebody who has practised, with a page open. */
  reviewer(
    path?: string,
    options?: BrowserContextOptions,
    language?: Language,
  ): Promise<{ readonly page: Page; readonly visitor: Visitor }>;
  /** Items with the two photos of each of these practice items. */
  fill(...names: string[]): Promise<void>;
  /** What was answered so far, in alphabetical order. */
  answers(): Promise<string[]>;
  /** Ends what a test has open; resolves to what went wrong without anybody expecting it. */
  end(): Promise<unknown[]>;
  close(): Promise<void>;
}

/** Opens a desk for the tests of a `describe`, each of which begins with nothing to read and ends without a complaint. */
export function withReviewDesk(use: (desk: ReviewDesk) => void): void {
  let desk: ReviewDesk | undefined;
  beforeAll(async () => {
    desk = await openReviewDesk();
    use(desk);
  });
  beforeEach(() => desk?.begin());
  afterEach(async () => {
    expect(await desk?.end()).toEqual([]);
  });
  afterAll(() => desk?.close());
}

async function openReviewDesk(): Promise<ReviewDesk> {
  const clone = await cloneDatabase();
  const database = openDatabase({ url: clone.url, max: 6 });
  const place = await addElection(database.pool);
  await nameAsOnPictures(database, place.electionId);
  const items = reviewItems(database.pool, { ...place, choiceIds: PRACTICE_CHOICES.map(({ id }) => id) });
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const deps = { database, now: () => new Date(), origin };
  const at = await openConsole({
    database,
    origin,
    port,
    routes: [
      ...reviewRoutes({
        ...deps,
        random: (limit) => randomInt(limit),
        photos: { reviewKey: items.reviewKey, store: items.store, audit: createAuditWriter(database) },
        goldPercent: 0,
        // A slow machine must not make it too late.
        undoSeconds: 120,
        everyMs: 200,
      }),
      ...signInRoutes(deps),
      ...joinRoutes(deps),
      ...accountRoutes(deps),
    ],
  });
  const browser: Browser = await launchChromium();

  const desk: ReviewDesk = {
    database,
    console: at,
    origin,
    items,
    complaints: [],
    async begin() {
      desk.complaints = [];
      await database.pool.query('delete from review_items');
    },
    async page(options = {}) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, locale: 'en', ...options });
      const page = await context.newPage();
      page.setDefaultTimeout(PATIENCE_MS);
      page.on('console', (line) => {
        if (line.type() === 'error') desk.complaints.push(line.text());
      });
      page.on('pageerror', (error) => desk.complaints.push(String(error)));
      return page;
    },
    async reviewer(path = '/console/review', options = {}, language = 'en') {
      const visitor = await at.as('reviewer', { language });
      await database.pool.query('insert into reviewers (organizer_id, practised_on) values ($1, now())', [
        visitor.organizer?.id,
      ]);
      const page = await desk.page(options);
      const [name = '', value = ''] = visitor.cookie().split('=');
      await page.context().addCookies([{ name, value, url: origin }]);
      await page.goto(origin + path);
      return { page, visitor };
    },
    async fill(...names) {
      for (const name of names) await items.add([await picture(`${name}-1`), await picture(`${name}-2`)]);
    },
    async answers() {
      const { rows } = await database.pool.query<{ answer: string }>(
        `select answer from review_turns where state = 'answered' order by answer`,
      );
      return rows.map(({ answer }) => answer);
    },
    async end() {
      for (const context of browser.contexts()) await context.close();
      // A photo that does not open is refused with one of these, and meant.
      return [...desk.complaints.filter((line) => !/status of (403|410)/.test(line)), ...at.failures];
    },
    async close() {
      await browser.close();
      await at.close();
      await database.close();
      await clone.drop();
    },
  };
  return desk;
}

/** A picture of practice, such as `cross-1`. */
export function picture(name: string): Promise<Buffer> {
  return readFile(join(import.meta.dirname, '../../src/http/assets/practice', `${name}.jpg`));
}

/** The item on the screen, once it may be answered: another one than `before`. */
export async function armed(page: Page, before = ''): Promise<string> {
  await page.waitForSelector('[data-review][data-armed]');
  return until(async () => {
    const name = await page.evaluate<string>(`document.querySelector('[data-review]').dataset.armed ?? ''`);
    return name !== '' && name !== before && name;
  }, PATIENCE_MS);
}

/** Waits until the item behind the one on the screen is ready. */
export async function ahead(page: Page): Promise<void> {
  await page.waitForSelector('[data-review][data-ahead=yes]');
}

/** Nothing sticks out, everything has a name, and every text stands out from what is behind it. */
export async function look(page: Page, name: string): Promise<void> {
  const out = await page.evaluate(STICKING_OUT);
  if (shots !== '') await page.screenshot({ path: join(shots, `review-${name}.png`), fullPage: true });
  expect([name, out, await barriers(page)]).toEqual([name, [], []]);
}

/** The election of the pictures. */
async function nameAsOnPictures({ pool }: Database, electionId: string): Promise<void> {
  await pool.query('update elections set name = $2 where id = $1', [electionId, JSON.stringify(PRACTICE_ELECTION)]);
  await pool.query('delete from choices where election_id = $1', [electionId]);
  for (const [position, { id, name }] of PRACTICE_CHOICES.entries()) {
    await pool.query('insert into choices (election_id, id, position, name) values ($1, $2, $3, $4)', [
      electionId,
      id,
      position,
      JSON.stringify(name),
    ]);
  }
}
