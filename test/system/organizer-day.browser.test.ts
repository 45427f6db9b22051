import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { gatherCrowd, type Listener } from '../support/broadcast-crowd.ts';
import { ledger, settledOf, stateOf } from '../support/broadcasts.ts';
import { inChromium, launchChromium, shots } from '../support/chromium.ts';
import { joinInBrowser } from '../support/join-in-browser.ts';
import { type SystemUnderTest, startSystem } from '../support/system.ts';
import { until } from '../support/until.ts';

/** People who are written to. The whole form: `GOLOS_CROWD=5000 npm test -- organizer-day`. */
const CROWD = Number(process.env.GOLOS_CROWD ?? 500);

jest.setTimeout(600_000);

const PATIENCE_MS = 300_000;
const BLOCKING = ['t7', 'v7'];

inChromium('a day of two organizers, on the real processes', () => {
  let system: SystemUnderTest;
  let browser: Browser;
  let origin: string;
  let crowd: Map<string, Listener>;
  const complaints: string[] = [];

  beforeAll(async () => {
    system = await startSystem({
      backend: 'postgres',
      senders: 2,
      standIns: { viber: { limits: { broadcast: true } } },
    });
    origin = system.url.replace('127.0.0.1', 'localhost');
    crowd = await gatherCrowd(system, { telegram: Math.ceil(CROWD / 2), viber: Math.floor(CROWD / 2) });
    browser = await launchChromium();
    if (shots !== '') await mkdir(shots, { recursive: true });
  });
  afterAll(async () => {
    await browser?.close();
    await system?.stop();
  });

  async function joins(alias: string): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 1_280, height: 900 }, locale: 'en' });
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    page.on('pageerror', (error) => complaints.push(error.message));
    await joinInBrowser(page, { database: system.database, origin }, alias);
    return page;
  }

  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
  /** A button that asks first: opens the question, then answers it. */
  async function confirm(page: Page, name: string, answer: string): Promise<void> {
    await page.locator('summary', { hasText: name }).click();
    await page.locator('details[open]').getByRole('button', { name: answer, exact: true }).click();
    await page.locator('.flash').waitFor();
  }

  async function fillIn(page: Page, name: string, texts: readonly [be: string, ru: string, en: string]): Promise<void> {
    for (const [i, language] of (['be', 'ru', 'en'] as const).entries()) {
      await page.fill(`[name="${name}.${language}"]`, texts[i] ?? '');
    }
  }

  async function shoot(page: Page, name: string): Promise<void> {
    if (shots !== '')
      await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true, animations: 'disabled' });
  }

  /** The line that an organizer writes to the bot to see something in their own chat. */
  async function tryLine(page: Page): Promise<string> {
    const line = await page.locator('code', { hasText: '/start' }).first().textContent();
    return line?.trim() ?? '';
  }

  /** The second person looks at what waits and approves it. */
  async function approves(page: Page, shows: string): Promise<void> {
    await page.goto(`${origin}/console/proposals`);
    await page.getByRole('link', { name: 'Look and decide' }).first().click();
    await page.getByText(shows).first().waitFor();
    await shoot(page, 'proposal');
    await confirm(page, 'Approve', 'Yes, do it');
  }

  const someone = (name: string): Listener => {
    const listener = crowd.get(name);
    if (listener === undefined) throw new Error(`nobody is called ${name}`);
    return listener;
  };

  test('from a survey to its results in the chats, with everything going wrong on the way', async () => {
    const { database, standIns } = system;
    const first = await joins('Sosna');
    const second = await joins('Dub');

    // A survey in three languages.
    await first.goto(`${origin}/console/surveys/new`);
    await first.fill('[name=id]', 'spring');
    await fillIn(first, 'title', ['Вясна', 'Весна', 'Spring']);
    await fillIn(first, 'questions.0.text', ['Прыйдзеце?', 'Придёте?', 'Will you come?']);
    await fillIn(first, 'questions.0.options.0.label', ['Так', 'Да', 'I will']);
    await fillIn(first, 'questions.0.options.1.label', ['Не', 'Нет', 'I will not']);
    if (await first.isChecked('[name=asksProfile]').catch(() => false)) await first.uncheck('[name=asksProfile]');
    await first.locator('button[name=do][value=save]:visible').last().click();
    await first.locator('.flash').waitFor();

    // Tried in one's own chat: nothing is counted.
    await first.goto(`${origin}/console/surveys/spring`);
    await press(first, 'Try it in my own chat');
    await first.locator('#try').waitFor();
    const own = someone('t1');
    await own.write(await tryLine(first));
    await until(() => own.heard('Will you come?') === 1, PATIENCE_MS);
    await own.write('/menu');
    await confirm(first, 'Open now', 'Open now');
    await shoot(first, 'survey');

    // A broadcast that brings it to everybody: prepared by one, approved by another.
    await first.goto(`${origin}/console/broadcasts/new`);
    await first.fill('[name=title]', 'The survey');
    await fillIn(first, 'text', ['*Навіна*', '*Новость*', '*News* for everybody']);
    await first.locator('summary', { hasText: 'Survey' }).first().click();
    await first.selectOption('[name=survey]', 'spring');
    await fillIn(first, 'survey-label', ['Адказаць', 'Ответить', 'Answer']);
    await first.fill('[name=hours-from]', '');
    await first.fill('[name=hours-to]', '');
    await first.locator('.estimate .stat-value').first().waitFor();
    expect(((await first.locator('.estimate .stat-value').first().textContent()) ?? '').replace(/\D/g, '')).toBe(
      `${CROWD}`,
    );
    await shoot(first, 'broadcast-new');
    await press(first, 'Save');
    await first.locator('.flash').waitFor();
    const page = first.url();
    const id = page.split('/').at(-1) ?? '';
    await press(first, 'Send it to myself');
    await own.write(await tryLine(first));
    await until(() => own.heard('for everybody') === 1, PATIENCE_MS);
    await first.goto(page);
    await confirm(first, 'Ask a second person', 'Ask');

    for (const name of BLOCKING) someone(name).block();
    standIns.telegram.faults.often({ kind: 'blocked' }, 0.02, ['sendMessage']);
    for (const { faults } of [standIns.telegram, standIns.viber]) {
      faults.often({ kind: 'server-error' }, 0.03);
      faults.often({ kind: 'too-many', seconds: 1 }, 0.003);
    }
    await approves(second, 'for everybody');
    for (const [which, share] of [
      [0, 0.1],
      [1, 0.4],
    ] as const) {
      await until(async () => (await settledOf(database.pool, id)) > share * CROWD, PATIENCE_MS);
      await first.goto(page);
      await shoot(first, 'broadcast-running');
      system.kill('sender', which);
    }
    await until(async () => (await stateOf(database.pool, id)) === 'finished', PATIENCE_MS);
    standIns.telegram.faults.stop();
    standIns.viber.faults.stop();
    await first.goto(page);
    await first.locator('.badge', { hasText: 'finished' }).waitFor();
    await shoot(first, 'broadcast-finished');

    // An outcome for everybody, and what it says is what they heard.
    const people = new Map([...crowd].map(([name, { personId }]) => [name, personId]));
    const written = await ledger(database.pool, id, people);
    // Whoever blocked the bot before their page was fixed is not in it at all.
    const missing = [...crowd.keys()].filter((name) => !written.has(name));
    expect(missing.filter((name) => !BLOCKING.includes(name))).toEqual([]);
    const wrong = [...crowd.values()].flatMap(({ name, heard }) => {
      const outcome = written.get(name) ?? 'left out';
      // Whoever tried it has heard it once before.
      const times = heard('for everybody') - (name === 't1' ? 1 : 0);
      const right = outcome === 'sent' ? times === 1 : outcome.startsWith('uncertain') ? times <= 1 : times === 0;
      return right && outcome !== 'open' ? [] : [`${name}: ${outcome}, heard ${times} times`];
    });
    expect(wrong).toEqual([]);

    // Some answer, from the button of the message.
    const answering = [...crowd.values()].filter(({ name }) => written.get(name) === 'sent').slice(0, 40);
    const viber = [...crowd.values()].filter(({ name }) => name.startsWith('v') && written.get(name) === 'sent');
    const all = [...new Set([...answering, ...viber.slice(0, 20)])];
    for (const [i, citizen] of all.entries()) {
      await citizen.press('survey:spring');
      const option = i % 4 === 0 ? 'b' : 'a';
      await until(() => citizen.sees(`sv:spring:q1:${option}`), PATIENCE_MS);
      await citizen.press(`sv:spring:q1:${option}`);
    }
    await until(async () => {
      const { rows } = await database.pool.query<{ n: number }>(
        'select count(*)::int as n from survey_participants where complete',
      );
      return rows[0]?.n === all.length;
    }, PATIENCE_MS);

    // Read, closed, published; the page and the picture in the chats.
    await first.goto(`${origin}/console/surveys/spring/results`);
    await first.getByText('Will you come?').first().waitFor();
    await shoot(first, 'results');
    await first.goto(`${origin}/console/surveys/spring`);
    await confirm(first, 'Close now', 'Close now');
    await until(async () => {
      await first.goto(`${origin}/console/surveys/spring/results/publish`);
      return (await first.locator('[name=question]').count()) > 0;
    }, PATIENCE_MS);
    await first.locator('[name=question]').first().check();
    await first.locator('[name=chat][value=q1]').check();
    await press(first, 'Prepare');
    await first.locator('.flash').waitFor();
    await approves(second, 'Will you come?');
    const reader = await (await browser.newContext({ locale: 'en', javaScriptEnabled: false })).newPage();
    await reader.goto(`${origin}/surveys/spring`);
    await reader.getByText('Will you come?').first().waitFor();
    expect(await reader.locator('main').textContent()).toContain('I will not');
    await shoot(reader, 'public-survey');
    await until(() => all.every((citizen) => citizen.pictures() === 1), PATIENCE_MS);
    expect([...crowd.values()].filter((c) => !all.includes(c) && c.pictures() > 0)).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
