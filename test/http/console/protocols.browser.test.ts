import { join } from 'node:path';
import { jest } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { passPractice } from '../../../src/actions/review/pass-practice.ts';
import { barriers } from '../../support/barriers.ts';
import { inChromium, launchChromium, shots } from '../../support/chromium.ts';
import type { TestConsole, Visitor } from '../../support/console.ts';
import {
  emptyProtocols,
  entry,
  type ProtocolWorld,
  protocolConsole,
  protocolWorld,
  SHEET,
  sheetPicture,
} from '../../support/protocols.ts';
import { until } from '../../support/until.ts';

jest.setTimeout(240_000);

/** How long a page may take to move, on a machine busy with other tests. */
const PATIENCE_MS = 30_000;

/** What a person would call the thing that has the focus. */
const FOCUSED = `(({ activeElement: at }) => at.matches('a, button, input, select, summary')
  ? (at.labels?.[0] ?? at).textContent.trim() : '')(document)`;

/** Whether what has the focus is there to be seen, and nothing lies over it. */
const IN_SIGHT = `(({ activeElement: at }) => {
  const { left, top, width, height } = at.getBoundingClientRect();
  return at.matches('.sheet-field input') && document.elementFromPoint(left + width / 2, top + height / 2) === at;
})(document)`;

inChromium('result sheets, in a browser', () => {
  let world: ProtocolWorld;
  let at: TestConsole;
  let browser: Browser;
  let complaints: string[];

  beforeAll(async () => {
    world = await protocolWorld();
    at = await protocolConsole(world);
    browser = await launchChromium();
    for (const name of ['page 1', 'page 2']) world.painted.set(name, await sheetPicture(SHEET));
  });
  beforeEach(() => {
    complaints = [];
  });
  afterEach(async () => {
    expect(complaints).toEqual([]);
    await emptyProtocols(world);
  });
  afterAll(async () => {
    await browser?.close();
    await at.close();
    await world.close();
  });

  async function practised(role: 'reviewer' | 'administrator' = 'reviewer'): Promise<Visitor> {
    const visitor = await at.as(role);
    await passPractice(world.database.pool, visitor.organizer?.id ?? '', world.clock.now);
    return visitor;
  }

  async function pageOf(visitor: Visitor, options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    const [name = '', value = ''] = visitor.cookie().split('=');
    await context.addCookies([{ name, value, url: at.url }]);
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    return page;
  }

  /** Presses Tab until what a person looks for has the focus. */
  async function tabTo(page: Page, name: string): Promise<void> {
    for (let presses = 0; presses < 80; presses++) {
      if ((await page.evaluate(FOCUSED)) === name) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`${name} cannot be reached with Tab`);
  }

  const focused = (page: Page) => page.evaluate(FOCUSED);
  const picture = async (page: Page, name: string) => {
    if (shots !== '') await page.screenshot({ path: join(shots, `protocols-${name}.png`), fullPage: true });
  };

  test('a reviewer types with the keyboard alone: fields, photo, sums, the next sheet', async () => {
    const { protocolId } = await world.send({ pictures: ['page 1', 'page 2'] });
    const page = await pageOf(await practised());
    await page.goto(`${at.url}/console/typing`);
    await until(async () => (await focused(page)) === 'Take a sheet', PATIENCE_MS);
    await page.keyboard.press('Enter');
    await page.waitForSelector('[data-sheet]');
    await until(async () => (await focused(page)) === 'Registered voters', PATIENCE_MS);
    await picture(page, 'typing');

    // Letters and signs look after the photo, and leave no trace in the field.
    const image = page.locator('.review-photo.active img');
    await page.keyboard.press('+');
    expect(await image.evaluate((one) => one.style.transform)).toContain('scale(1.4)');
    await page.keyboard.press('r');
    expect(await image.evaluate((one) => one.style.transform)).toContain('rotate(90deg)');
    await page.keyboard.press('.');
    expect(await image.evaluate((one) => one.style.filter)).toContain('brightness');
    await page.keyboard.press('v');
    expect(await page.locator('[data-page="1"]').getAttribute('aria-pressed')).toBe('true');
    expect(await image.evaluate((one) => one.style.transform)).not.toContain('rotate(90deg)');
    expect(await page.inputValue('#n-registered')).toBe('');

    for (const [id, value] of Object.entries(SHEET)) {
      await page.keyboard.type(id === 'in-box' ? '700' : `${value}`);
      await page.keyboard.press('Enter');
    }
    expect(await focused(page)).toBe('Save, next one');
    await page.waitForSelector('text=add up to 790, in the boxes were 700');
    await picture(page, 'flags');
    // The typist looks again: it was a slip. Up, to the field, and anew.
    for (let up = 0; up < 7; up++) await page.keyboard.press('ArrowUp');
    expect(await focused(page)).toBe('Ballots in the boxes');
    await page.keyboard.type('790');
    await until(async () => (await page.textContent('#sheet-flags'))?.trim() === '', PATIENCE_MS);
    await tabTo(page, 'Save, next one');
    await page.keyboard.press('Enter');
    await page.waitForSelector('text=Saved.');
    await world.typedBySomebody(entry());
    expect(await world.protocol(protocolId)).toMatchObject({ state: 'agreed', numbers: SHEET });
    expect(await barriers(page)).toEqual([]);
  });

  test('a letter leads to the button for what cannot be typed, and only Enter presses it', async () => {
    await world.send();
    const page = await pageOf(await practised());
    await page.goto(`${at.url}/console/typing`);
    await until(async () => (await focused(page)) === 'Take a sheet', PATIENCE_MS);
    await page.keyboard.press('Enter');
    await page.waitForSelector('[data-sheet]');
    await until(async () => (await focused(page)) === 'Registered voters', PATIENCE_MS);
    await page.keyboard.press('u');
    expect(await focused(page)).toContain('Cannot be read');
    await page.keyboard.press('Enter');
    await page.waitForSelector('text=Saved.');
  });

  test('the key for the next photo does nothing where there are no photos any more', async () => {
    const { protocolId } = await world.send();
    const page = await pageOf(await practised());
    await page.goto(`${at.url}/console/typing`);
    await until(async () => (await focused(page)) === 'Take a sheet', PATIENCE_MS);
    await world.database.pool.query('delete from protocol_photos where protocol_id = $1', [protocolId]);
    await page.keyboard.press('Enter');
    await page.waitForSelector('text=There are no photos any more');
    await until(async () => (await focused(page)) === 'Registered voters', PATIENCE_MS);
    await page.keyboard.press('v');
    await page.keyboard.press('7');
    expect(await page.inputValue('#n-registered')).toBe('7');
  });

  test('an administrator resolves a dispute with the keyboard alone', async () => {
    const { protocolId } = await world.send({ pictures: ['page 1', 'page 2'] });
    for (const invalid of [11, 12, 13]) await world.typedBySomebody(entry({ invalid }));
    const page = await pageOf(await at.as('administrator'));
    await page.goto(`${at.url}/console/protocols`);
    await picture(page, 'list');
    await tabTo(page, 'Resolve');
    await page.keyboard.press('Enter');
    await page.waitForSelector('[data-sheet]');
    await picture(page, 'resolve');
    await tabTo(page, '12');
    await page.keyboard.press('Enter');
    expect(await page.inputValue('#n-invalid')).toBe('12');
    await tabTo(page, 'These numbers stand');
    await page.keyboard.press('Enter');
    await page.waitForSelector('text=Decided.');
    await world.drive();
    expect(await world.protocol(protocolId)).toMatchObject({ state: 'agreed', numbers: { invalid: 12 } });
  });

  test.each([
    ['a phone', { viewport: { width: 390, height: 844 }, hasTouch: true }],
    ['the dark', { colorScheme: 'dark' }],
    ['a browser without scripts', { javaScriptEnabled: false }],
  ] as const)('nothing is in the way on %s', async (where, options) => {
    for (const version of [entry(), entry({ 'choice:oak': 900 })]) {
      await world.send({ pictures: ['page 1', 'page 2', `${Math.random()}`] });
      await world.typedBySomebody(version);
      await world.typedBySomebody(version);
    }
    await world.send({ pictures: ['page 1', 'page 2'] });
    const page = await pageOf(await practised('administrator'), options);
    const scripted = !('javaScriptEnabled' in options);
    const name = where.split(' ').at(-1) ?? '';
    for (const [path, of] of [
      ['/console/protocols', 'list'],
      [`/console/protocols/stations/${world.place.stationIds[0]}`, 'station'],
      ['/console/typing', 'begin'],
    ] as const) {
      await page.goto(`${at.url}${path}`);
      await picture(page, `${of}-${name}`);
      if (scripted) expect(await barriers(page)).toEqual([]);
    }
    await page.click('text=Take a sheet');
    await page.waitForSelector('[data-sheet]');
    await picture(page, `typing-${name}`);
    if (scripted) await until(() => page.evaluate<boolean>(IN_SIGHT), PATIENCE_MS);
    for (const [id, value] of Object.entries(SHEET)) await page.fill(`[name="n:${id}"]`, `${value}`);
    await page.click('text=Save, next one');
    await page.waitForSelector('text=Saved.');
    if (!scripted) return;
    const width = await page.evaluate('[document.documentElement.scrollWidth, document.documentElement.clientWidth]');
    expect((width as number[])[0]).toBe((width as number[])[1]);
  });
});
