import { randomInt } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { freePort } from '../../../scripts/free-port.ts';
import { createAuditWriter } from '../../../src/actions/audit-writer.ts';
import { invite } from '../../../src/actions/organizers/invite.ts';
import { PRACTICE_CHOICES, PRACTICE_ELECTION } from '../../../src/domain/review/practice.ts';
import { accountRoutes } from '../../../src/http/console/organizers/account.tsx';
import { reviewRoutes } from '../../../src/http/console/review/routes.ts';
import { joinRoutes } from '../../../src/http/console/sign-in/join.tsx';
import { signInRoutes } from '../../../src/http/console/sign-in/routes.tsx';
import { type Database, openDatabase } from '../../../src/storage/database.ts';
import { barriers } from '../../support/barriers.ts';
import { addElection } from '../../support/builders.ts';
import { inChromium, launchChromium, shots } from '../../support/chromium.ts';
import { openConsole, type TestConsole, type Visitor } from '../../support/console.ts';
import { type ClonedDatabase, cloneDatabase } from '../../support/database.ts';
import { virtualAuthenticator } from '../../support/passkey.ts';
import { type ReviewItems, reviewItems } from '../../support/review-items.ts';
import { until } from '../../support/until.ts';

jest.setTimeout(240_000);

/** How long a page may take to move, on a machine busy with other tests. */
const PATIENCE_MS = 30_000;

/** From a decision to the next photo, in milliseconds. */
const AT_ONCE_MS = 100;

/** What of a page is wider than the window. */
const STICKING_OUT = `document.documentElement.scrollWidth === document.documentElement.clientWidth ? [] :
  [...document.querySelectorAll('body *')]
    .filter((element) => element.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .map((element) => element.tagName + '.' + element.className)`;

/** What a person would call the thing that has the focus. */
const FOCUSED = `(({ activeElement: at }) => at.matches('a, button, input, select, summary')
  ? (at.labels?.[0] ?? at).textContent.trim() : '')(document)`;

const practiceKeys: Readonly<Record<string, string>> = {
  cross: '2',
  turned: '4',
  dark: '1',
  note: 'n',
  blurred: 'u',
  other: 'o',
  twice: 'b',
  marks: 'u',
  altered: 'a',
  same: 's',
  different: 'd',
};

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

const picture = (name: string) =>
  readFile(join(import.meta.dirname, '../../../src/http/assets/practice', `${name}.jpg`));

inChromium('a reviewer, in a browser', () => {
  let clone: ClonedDatabase;
  let database: Database;
  let at: TestConsole;
  let origin: string;
  let items: ReviewItems;
  let browser: Browser;
  let complaints: string[];

  beforeAll(async () => {
    clone = await cloneDatabase();
    database = openDatabase({ url: clone.url, max: 6 });
    const place = await addElection(database.pool);
    await nameAsOnPictures(database, place.electionId);
    items = reviewItems(database.pool, { ...place, choiceIds: PRACTICE_CHOICES.map(({ id }) => id) });
    const port = await freePort();
    origin = `http://localhost:${port}`;
    const deps = { database, now: () => new Date(), origin };
    const { reviewKey, store } = items;
    at = await openConsole({
      database,
      origin,
      port,
      routes: [
        ...reviewRoutes({
          ...deps,
          random: (limit) => randomInt(limit),
          photos: { reviewKey, store, audit: createAuditWriter(database) },
          goldPercent: 0,
          everyMs: 200,
        }),
        ...signInRoutes(deps),
        ...joinRoutes(deps),
        ...accountRoutes(deps),
      ],
    });
    browser = await launchChromium();
  });

  afterAll(async () => {
    await browser?.close();
    await at.close();
    await database.close();
    await clone.drop();
  });

  beforeEach(async () => {
    complaints = [];
    await database.pool.query('delete from review_items');
  });

  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
    expect(complaints.filter((line) => !/status of (403|410)/.test(line))).toEqual([]);
    expect(at.failures).toEqual([]);
  });

  async function newPage(options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, locale: 'en', ...options });
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    page.on('console', (line) => {
      if (line.type() === 'error') complaints.push(line.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    return page;
  }

  /** Somebody who has practised, with a page open. */
  async function reviewer(path: string, options: BrowserContextOptions = {}, language: 'be' | 'ru' | 'en' = 'en') {
    const visitor: Visitor = await at.as('reviewer', { language });
    await database.pool.query('insert into reviewers (organizer_id, practised_on) values ($1, now())', [
      visitor.organizer?.id,
    ]);
    const page = await newPage(options);
    const [name = '', value = ''] = visitor.cookie().split('=');
    await page.context().addCookies([{ name, value, url: origin }]);
    await page.goto(origin + path);
    return { page, visitor };
  }

  const fill = async (names: readonly string[]) => {
    for (const name of names) await items.add([await picture(`${name}-1`), await picture(`${name}-2`)]);
  };

  /** Presses Tab until what has the focus is called so, then Enter. */
  async function tabTo(page: Page, name: string, key = 'Enter'): Promise<void> {
    for (let presses = 0; presses < 60; presses++) {
      await page.keyboard.press('Tab');
      const label = await page.evaluate<string>(FOCUSED);
      if (label.includes(name)) {
        if (key !== '') await page.keyboard.press(key);
        return;
      }
    }
    throw new Error(`Tab does not lead to “${name}”`);
  }

  /** The item on the screen, once it may be answered and its photos are there. */
  async function armed(page: Page, other = ''): Promise<string> {
    await page.waitForSelector('[data-review][data-armed]');
    return until(async () => {
      const name = await page.evaluate<string>(`document.querySelector('[data-review]').dataset.armed ?? ''`);
      return name !== '' && name !== other && name;
    }, PATIENCE_MS);
  }

  /** The one behind it is ready. */
  const ahead = (page: Page) =>
    until(() => page.evaluate<boolean>(`document.querySelector('[data-review]').dataset.ahead === 'yes'`), PATIENCE_MS);

  /** Nothing sticks out, everything has a name, and every text stands out from what is behind it. */
  async function look(page: Page, name: string): Promise<void> {
    const out = await page.evaluate(STICKING_OUT);
    if (shots !== '') await page.screenshot({ path: join(shots, `review-${name}.png`), fullPage: true });
    expect([name, out, await barriers(page)]).toEqual([name, [], []]);
  }

  const answers = async () =>
    (
      await database.pool.query<{ answer: string }>(
        `select answer from review_turns where state = 'answered' order by answer`,
      )
    ).rows.map(({ answer }) => answer);

  test('a new reviewer comes in, practises and reads ballots, with the keyboard only', async () => {
    await fill(['cross', 'dark', 'note', 'turned', 'other', 'altered', 'twice', 'marks']);
    // Somebody else has read each of them once.
    const { rows } = await database.pool.query<{ id: string }>(
      `insert into organizers (alias, role, language, joined_on) values ('Verba', 'reviewer', 'en', now()) returning id`,
    );
    await database.pool.query(
      `insert into review_turns (item_id, reviewer_id, round, state, answer, leased_until, day)
       select id, $1, 1, 'answered', 'unreadable', now() - interval '1 hour', now() from review_items`,
      [rows[0]?.id],
    );
    await database.pool.query('update review_items set taken = 1');

    const page = await newPage();
    await virtualAuthenticator(page);
    const { token } = await invite({ database, now: () => new Date() }, { role: 'reviewer', by: null });
    await page.goto(`${origin}/console/join#${token}`);
    await page.getByRole('heading', { level: 1, name: 'Welcome' }).waitFor();
    await tabTo(page, 'Alias', '');
    await page.keyboard.type('Sosna');
    await tabTo(page, 'Add a passkey and go on');
    await page.getByRole('heading', { level: 1, name: 'Recovery codes' }).waitFor();
    await tabTo(page, 'I have kept them, go on');

    // Nobody gets real ballots before practice.
    await page.getByText('First, a little practice').waitFor();
    await look(page, 'practise-first');
    await tabTo(page, 'Practise');
    await page.getByText('0 of 11').waitFor();
    for (let mistake = true, turn = 0; turn < 12; turn++) {
      const id = await page.getAttribute('[data-item]', 'data-item');
      await page.waitForSelector('[data-photo][data-state=loaded]');
      await page.keyboard.press(mistake ? 'a' : (practiceKeys[id ?? ''] ?? ''));
      const heard = page.locator('.review-answers .box strong');
      await heard.waitFor();
      expect(await heard.textContent()).toMatch(mistake ? /^Not “Looks altered”: the answer is “Birch/ : /^Right: /);
      mistake = false;
      // What goes on has the focus already.
      await page.keyboard.press('Enter');
      await page.waitForSelector('form.review-answers, .empty');
    }
    await page.getByText('Passed: you have answered everything rightly').waitFor();
    const practised = await database.pool.query(
      `select practised_on from reviewers r join organizers o on o.id = organizer_id where alias = 'Sosna' and practised_on is not null`,
    );
    expect(practised.rowCount).toBe(1);

    await tabTo(page, 'Read ballots');
    const keys = ['1', '2', '3', 'n', 'u', 'o', 'b'];
    let name = '';
    for (const key of keys) {
      name = await armed(page, name);
      await ahead(page);
      await page.keyboard.press(key);
      // What was ready is there at once, with its photos.
      expect(
        await page.evaluate(
          `[...document.querySelectorAll('[data-place] img')].every((image) => image.naturalWidth > 0)`,
        ),
      ).toBe(true);
    }
    name = await armed(page, name);
    await until(async () => (await answers()).length === 8 + keys.length, PATIENCE_MS);
    await look(page, 'answered');
    const took = await page.evaluate<number[]>(
      `performance.getEntriesByName('review-next').map(({ duration }) => duration)`,
    );
    expect(took).toHaveLength(keys.length);
    expect(took.sort((a, b) => a - b)[Math.floor(took.length / 2)]).toBeLessThan(AT_ONCE_MS);
    if (shots !== '') process.stdout.write(`from decision to photo, ms: ${took.map(Math.round).join(' ')}\n`);

    // Taken back, and answered otherwise.
    await page.keyboard.press('z');
    const back = await armed(page, name);
    expect(back).not.toBe(name);
    await page.keyboard.press('a');
    await armed(page, back);
    await page.keyboard.press('2');
    await page.getByText('Nothing to read at the moment').waitFor();
    await look(page, 'nothing');
    await until(async () => (await answers()).includes('altered'), PATIENCE_MS);
    expect((await answers()).filter((answer) => answer === 'back-missing')).toEqual([]);

    // The queue, which moves by itself.
    await tabTo(page, 'See the queue');
    await page.getByText('Everything has been read').waitFor();
    await fill(['cross', 'dark', 'note']);
    await page.locator('.stat', { hasText: 'Waiting to be read' }).getByText('3', { exact: true }).waitFor();

    const views = await database.pool.query<{ count: number }>(
      `select count(*)::int from audit_entries where action = 'review.view-photo' and organizer_id is not null`,
    );
    expect(views.rows[0]?.count).toBe(16);
  });

  test('photos grow, turn, brighten and move by keys, each by itself', async () => {
    await fill(['turned']);
    const { page } = await reviewer('/console/review');
    await armed(page);
    const style = (photo: number) =>
      page.evaluate<string>(`document.querySelectorAll('[data-photo] img')[${photo}].getAttribute('style') ?? ''`);
    for (const key of ['r', 'r', '+', '+', '.', '.', '.']) await page.keyboard.press(key);
    expect(await style(0)).toMatch(/rotate\(180deg\) scale\(1\.96\); filter: brightness\(2\.46/);
    const before = await style(0);
    await page.keyboard.press('ArrowUp');
    expect(await style(0)).not.toBe(before);
    await look(page, 'turned');
    await page.keyboard.press('v');
    await page.keyboard.press('r');
    expect(await style(1)).toContain('rotate(90deg)');
    await page.keyboard.press('f');
    expect(await style(1)).toContain('rotate(0deg) scale(1)');
    expect(await style(0)).toContain('rotate(180deg)');
    // Keys switched off are everybody else's again.
    await page.getByText('Keys', { exact: true }).click();
    await page.getByLabel('Answer by keys').uncheck();
    await page.keyboard.press('1');
    await page.keyboard.press('v');
    expect(await page.locator('.review-photo.active').count()).toBe(1);
    expect(await answers()).toEqual([]);
  });

  test('keys are found by their place where a Cyrillic layout is set', async () => {
    await fill(['note']);
    const { page } = await reviewer('/console/review', {}, 'ru');
    await armed(page);
    await page.evaluate(
      `document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'т', code: 'KeyN', bubbles: true }))`,
    );
    await until(async () => (await answers()).length === 1, PATIENCE_MS);
    expect(await answers()).toEqual(['not-a-ballot']);
  });

  test('two ballots that look alike lie side by side, the same sides beside each other', async () => {
    const photos = await Promise.all(['same-1', 'same-2', 'same-3', 'same-4'].map(picture));
    await items.add(photos, { kind: 'pair' });
    const { page } = await reviewer('/console/review');
    await armed(page);
    expect(await page.locator('[data-photo] .review-label').allTextContents()).toEqual([
      'Ballot 1, photo 1',
      'Ballot 2, photo 1',
      'Ballot 1, photo 2',
      'Ballot 2, photo 2',
    ]);
    expect(await page.locator('.review-answers button').allTextContents()).toEqual(['SThe same paper', 'DTwo papers']);
    await page.waitForSelector('[data-photo]:last-child[data-state=loaded]');
    await look(page, 'pair');
    await page.keyboard.press('d');
    await until(async () => (await answers()).join() === 'different', PATIENCE_MS);
  });

  describe('what can go wrong is said, and nobody is stuck', () => {
    test('a photo that was destroyed', async () => {
      await items.destroy(await items.add([await picture('cross-1'), await picture('cross-2')]));
      const { page } = await reviewer('/console/review');
      await page.getByText('it was destroyed. Answer “Unreadable”').first().waitFor();
      await armed(page);
      await look(page, 'destroyed');
      await page.keyboard.press('u');
      await until(async () => (await answers()).join() === 'unreadable', PATIENCE_MS);
    });

    test('an item that was decided meanwhile, one that was answered in another window, and one that lapsed', async () => {
      await fill(['cross', 'dark', 'note', 'other']);
      const { page } = await reviewer('/console/review');
      const closed = await armed(page);
      await database.pool.query(`update review_items set state = 'closed', outcome = 'altered' where id = $1`, [
        closed.slice(0, 36),
      ]);
      await page.keyboard.press('1');
      await page.getByText('It was decided or taken back meanwhile').waitFor();
      const twice = await armed(page, closed);
      await database.pool.query(
        `update review_turns set state = 'answered', answer = 'choice:oak' where state = 'held' and item_id = $1`,
        [twice.slice(0, 36)],
      );
      await page.keyboard.press('2');
      await page.getByText('You had answered this one before').waitFor();
      const lapsed = await armed(page, twice);
      await database.pool.query(`update review_turns set state = 'lapsed', due = true where item_id = $1`, [
        lapsed.slice(0, 36),
      ]);
      await page.keyboard.press('3');
      await page.getByText('has gone to somebody else').waitFor();
      await armed(page, lapsed);
      expect(await answers()).toEqual(['choice:oak']);
    });

    test('a server that does not answer for a while: the answer is kept and sent', async () => {
      await fill(['cross', 'dark', 'note']);
      const { page } = await reviewer('/console/review');
      await armed(page);
      await ahead(page);
      await page.route('**/console/review/answer', (route) => route.abort());
      await page.keyboard.press('1');
      await page.getByText('Your answer is kept on this page').waitFor();
      expect(await answers()).toEqual([]);
      await page.unroute('**/console/review/answer');
      await until(async () => (await answers()).join() === 'choice:oak', PATIENCE_MS);
      complaints = complaints.filter((line) => !line.includes('ERR_FAILED'));
    });

    test('who is paused while they look is told at the next answer', async () => {
      await fill(['cross', 'dark', 'note']);
      const { page, visitor } = await reviewer('/console/review');
      await armed(page);
      await database.pool.query('update reviewers set paused_on = now() where organizer_id = $1', [
        visitor.organizer?.id,
      ]);
      await page.keyboard.press('1');
      await page.getByText('so this answer is not counted').waitFor();
      await page.reload();
      await page.getByText('Your reviewing is paused').waitFor();
      await look(page, 'paused');
    });

    test('a lease that runs out takes its photos off the page', async () => {
      await fill(['cross']);
      const { page } = await reviewer('/console/review');
      await armed(page);
      await database.pool.query(`update review_turns set leased_until = now() + interval '7 seconds'`);
      await page.reload();
      await page.getByText('This one was open for too long').waitFor();
      expect(await page.locator('[data-place] img').count()).toBe(0);
      await look(page, 'lapsed');
    });
  });

  const SIZES = [
    ['desktop-light', { viewport: { width: 1280, height: 860 }, colorScheme: 'light' }, 'en'],
    ['desktop-dark', { viewport: { width: 1280, height: 860 }, colorScheme: 'dark' }, 'ru'],
    ['phone-light', { viewport: { width: 390, height: 844 }, hasTouch: true, colorScheme: 'light' }, 'be'],
    ['phone-dark', { viewport: { width: 390, height: 844 }, hasTouch: true, colorScheme: 'dark' }, 'en'],
  ] as const;

  test.each(SIZES)('every page fits: %s', async (size, options, language) => {
    await fill(['cross']);
    const { page } = await reviewer('/console/review', options, language);
    await armed(page);
    await page.waitForSelector('[data-photo]:last-child[data-state=loaded]');
    await look(page, `desk-${size}`);
    for (const name of ['practice', 'guide', 'queue']) {
      await page.goto(`${origin}/console/review/${name}`);
      if (name === 'practice') await page.waitForSelector('[data-photo]:last-child[data-state=loaded]');
      if (name === 'guide') {
        await page.evaluate(`document.querySelectorAll('img').forEach((image) => { image.loading = 'eager'; })`);
        await until(() => page.evaluate<boolean>(`[...document.images].every((image) => image.complete)`), PATIENCE_MS);
      }
      await look(page, `${name}-${size}`);
    }
    await page.goto(`${origin}/console/review/practice`);
    await page.waitForSelector('[data-armed]');
    await page.locator('.review-answers button').first().click();
    await page.waitForSelector('.review-answers .box');
    await page.waitForSelector('[data-photo]:last-child[data-state=loaded]');
    await look(page, `feedback-${size}`);
  });

  test('without JavaScript answers are given by buttons, one page after the other', async () => {
    await fill(['cross', 'note']);
    const { page } = await reviewer('/console/review', { javaScriptEnabled: false });
    await page.getByRole('button', { name: 'Birch' }).click();
    await page.getByText('Your answer is taken').waitFor();
    await page.getByRole('button', { name: 'Not a ballot' }).click();
    await page.getByText('Nothing to read at the moment').waitFor();
    expect(await answers()).toEqual(['choice:birch', 'not-a-ballot']);
  });
});
