import { jest } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { surveyRoutes } from '../../../src/http/console/surveys/routes.ts';
import { loadCatalogues } from '../../../src/i18n/catalogues.ts';
import { type Database, openDatabase } from '../../../src/storage/database.ts';
import { loadSurvey } from '../../../src/storage/surveys.ts';
import { addElection } from '../../support/builders.ts';
import { inChromium, launchChromium, shots } from '../../support/chromium.ts';
import { openConsole, type TestConsole, type Visitor } from '../../support/console.ts';
import { type ClonedDatabase, cloneDatabase } from '../../support/database.ts';
import { until } from '../../support/until.ts';

jest.setTimeout(180_000);

/** How long a page may take to move, on a machine busy with other tests. */
const PATIENCE_MS = 20_000;

/** Whatever a browser says when a page answers with one of these is no fault of the page. */
const EXPECTED = /status of (409|422)/;

/** What of a page is wider than the window. */
const STICKING_OUT = `[...document.querySelectorAll('body *')]
  .filter((element) => element.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .map((element) => element.tagName + '.' + element.className)`;

inChromium('an organizer writes a survey, in a browser', () => {
  let clone: ClonedDatabase;
  let database: Database;
  let at: TestConsole;
  let browser: Browser;
  let complaints: string[];

  beforeAll(async () => {
    clone = await cloneDatabase();
    database = openDatabase({ url: clone.url, max: 4 });
    await addElection(database.pool);
    const deps = { database, catalogues: loadCatalogues(), origin: 'http://localhost:3000' };
    const routes = surveyRoutes({ ...deps, now: () => new Date(), timeZone: async () => 'Europe/Minsk' });
    at = await openConsole({ database, routes });
    browser = await launchChromium();
  });

  afterAll(async () => {
    await browser?.close();
    await at.close();
    await database.close();
    await clone.drop();
  });

  beforeEach(() => {
    complaints = [];
  });

  afterEach(() => {
    expect(complaints.filter((line) => !EXPECTED.test(line))).toEqual([]);
    expect(at.failures).toEqual([]);
  });

  async function open(visitor: Visitor, path: string, options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    const [name = '', value = ''] = visitor.cookie().split('=');
    await context.addCookies([{ name, value, url: at.url }]);
    const page = await context.newPage();
    page.on('console', (line) => {
      if (line.type() === 'error') complaints.push(line.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.goto(at.url + path);
    return page;
  }

  async function look(page: Page, name: string): Promise<void> {
    // Nothing may stick out of a phone.
    const [wide, width] = (await page.evaluate(
      '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
    )) as [number, number];
    const out = wide === width ? [] : await page.evaluate(STICKING_OUT);
    if (shots !== '') await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
    expect([name, out]).toEqual([name, []]);
  }

  async function fillIn(page: Page, name: string, [be, ru, en]: readonly [string, string, string]): Promise<void> {
    await page.fill(`[name="${name}.be"]`, be);
    await page.fill(`[name="${name}.ru"]`, ru);
    await page.fill(`[name="${name}.en"]`, en);
  }

  async function press(page: Page, value: string): Promise<void> {
    await page.locator(`button[name=do][value="${value}"]:visible`).last().click();
  }

  test.each([
    ['with JavaScript', true],
    ['without JavaScript', false],
  ])('from nothing to an open survey, %s', async (_name, javaScriptEnabled) => {
    const id = javaScriptEnabled ? 'with-script' : 'without-script';
    const page = await open(await at.as('organizer'), '/console/surveys/new', { javaScriptEnabled });
    await page.fill('[name=id]', id);
    await fillIn(page, 'title', ['Грамадскі транспарт', 'Общественный транспорт', 'Public transport']);
    await fillIn(page, 'intro', ['Пяць хвілін пра аўтобусы.', 'Пять минут об автобусах.', 'Five minutes about buses.']);
    await fillIn(page, 'questions.0.text', ['Як вы дабіраецеся?', 'Как вы добираетесь?', 'How do you get about?']);
    await fillIn(page, 'questions.0.options.0.label', ['Аўтобусам', 'Автобусом', 'By bus']);
    await fillIn(page, 'questions.0.options.1.label', ['Пешшу', 'Пешком', 'On foot']);
    await press(page, 'add-option:0');
    await page.waitForSelector('[name="questions.0.options.2.label.be"]');
    await fillIn(page, 'questions.0.options.2.label', ['Інакш', 'Иначе', 'Otherwise']);
    await press(page, 'add-question:scale');
    await page.waitForSelector('[name="questions.1.from"]');
    // The new question is where one goes on.
    expect(await page.evaluate('document.activeElement.id')).toBe('f-questions-1-text-be');
    await fillIn(page, 'questions.1.text', ['Ці вы задаволены?', 'Вы довольны?', 'Are you content?']);
    await fillIn(page, 'questions.1.low', ['зусім не', 'совсем нет', 'not at all']);
    await fillIn(page, 'questions.1.high', ['цалкам', 'полностью', 'fully']);
    await press(page, 'add-question:text');
    await page.waitForSelector('[name="questions.2.longest"]');
    await fillIn(page, 'questions.2.text', ['Чаго бракуе?', 'Чего не хватает?', '']);
    await page.check('[name="questions.2.optional"]');
    await press(page, 'add-branch:0');
    await page.waitForSelector('[name="questions.0.branches.0.to"]');
    await page.check('[name="questions.0.branches.0.anyOf"][value="b"]');
    await page.selectOption('[name="questions.0.branches.0.to"]', 'q3');

    await press(page, 'save');
    await page.waitForSelector('.box.bad');
    await look(page, `${id}-refused`);
    expect(await page.textContent('.box.bad')).toContain('Question 3, Question, English: is missing');
    await page.fill('[name="questions.2.text.en"]', 'What is missing?');

    await press(page, 'preview');
    await page.waitForSelector('.phones');
    await press(page, 'preview:be');
    await page.waitForSelector('.phones[lang=be]');
    expect(await page.textContent('.phone.viber')).toContain('5 — цалкам');
    await look(page, `${id}-preview`);

    await press(page, 'save');
    await page.waitForURL(`**/${id}/edit`);
    expect(await page.textContent('.flash')).toBe('Saved.');
    const stored = await loadSurvey(database.pool, id);
    expect(stored?.definition.questions.map(({ kind }) => kind)).toEqual(['one', 'scale', 'text']);
    expect(stored?.definition.questions[0]?.branches).toEqual([{ question: 'q1', anyOf: ['b'], to: 'q3' }]);

    await page.goto(`${at.url}/console/surveys/${id}`);
    await page.locator('summary', { hasText: 'Open now' }).click();
    await page.locator('details[open] button').click();
    await page.waitForSelector('.flash');
    expect((await loadSurvey(database.pool, id))?.state).toBe('open');
    await look(page, `${id}-open`);
    await page.context().close();
  });

  test('moving, removing and changing kinds with htmx keeps the focus and everything typed', async () => {
    const page = await open(await at.as('organizer'), '/console/surveys/new');
    await page.fill('[name="questions.0.text.be"]', 'Першае');
    await page.fill('[name="questions.0.options.0.label.be"]', 'Варыянт');
    await press(page, 'add-question:yes-no');
    await page.waitForSelector('#f-questions-1');
    await page.fill('[name="questions.1.text.be"]', 'Другое');
    await press(page, 'up:1');
    await until(
      () => page.evaluate<boolean>(`document.querySelector('[name="questions.0.text.be"]').value === 'Другое'`),
      PATIENCE_MS,
    );
    await until(() => page.evaluate<boolean>(`document.activeElement.id === 'up-0'`), PATIENCE_MS);
    // Another kind, and back again.
    await page.selectOption('[name="questions.1.kind"]', 'number');
    await page.waitForSelector('[name="questions.1.min"]:not([type=hidden])');
    await page.selectOption('[name="questions.1.kind"]', 'one');
    await page.waitForSelector('[name="questions.1.options.0.label.be"]:not([type=hidden])');
    expect(await page.inputValue('[name="questions.1.options.0.label.be"]')).toBe('Варыянт');
    await page.context().close();
  });

  test('two organizers at once', async () => {
    const [birch, rowan] = [await at.as('organizer', { alias: 'Birch' }), await at.as('organizer', { alias: 'Rowan' })];
    const path = '/console/surveys/with-script/edit';
    const [one, other] = [await open(birch, path), await open(rowan, path)];
    await other.fill('[name="thanks.be"]', 'Дзякуй!');
    await other.fill('[name="thanks.ru"]', 'Спасибо!');
    await other.fill('[name="thanks.en"]', 'Thank you!');
    await press(other, 'save');
    await other.waitForSelector('.flash');
    await one.fill('[name="title.en"]', 'Buses and trains');
    await press(one, 'save');
    await one.waitForSelector('#conflict');
    expect(await one.textContent('#conflict')).toContain('Rowan has saved this survey meanwhile');
    expect(await one.inputValue('[name="title.en"]')).toBe('Buses and trains');
    await look(one, 'conflict');
    expect((await loadSurvey(database.pool, 'with-script'))?.definition.thanks.en).toBe('Thank you!');
    await one.context().close();
    await other.context().close();
  });

  const SIZES = [
    ['desktop-light', { viewport: { width: 1280, height: 900 }, colorScheme: 'light' }],
    ['desktop-dark', { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' }],
    ['phone-light', { viewport: { width: 360, height: 780 }, colorScheme: 'light' }],
    ['phone-dark', { viewport: { width: 360, height: 780 }, colorScheme: 'dark' }],
  ] as const;

  test.each(SIZES)('every page fits: %s', async (size, options) => {
    const visitor = await at.as('organizer', { language: size.startsWith('phone') ? 'be' : 'ru' });
    await visitor.upload(
      '/console/surveys/with-script/margins',
      {},
      { file: { name: 'm.csv', type: 'text/csv', bytes: 'variable,category,target\nsex,female,540\nsex,male,460\n' } },
    );
    const page = await open(visitor, '/console/surveys', options);
    await look(page, `list-${size}`);
    for (const name of ['', '/edit', '/preview?in=ru', '/partner', '/margins']) {
      await page.goto(`${at.url}/console/surveys/with-script${name}`);
      await look(page, `survey${name.replace(/\W/g, '-')}-${size}`);
    }
    await page.goto(`${at.url}/console/surveys/new`);
    await look(page, `new-${size}`);
    await page.context().close();
  });
});
