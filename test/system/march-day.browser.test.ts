import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { noiseDeviation } from '../../src/domain/marches/noise.ts';
import { ROUND_TO } from '../../src/domain/marches/published.ts';
import { localTimeOf } from '../../src/domain/surveys/times.ts';
import { currentElection } from '../../src/storage/elections.ts';
import { windowsAfter } from '../../src/storage/march-series.ts';
import { readMarch } from '../../src/storage/marches.ts';
import { barriers } from '../support/barriers.ts';
import { gatherCrowd, type Listener } from '../support/broadcast-crowd.ts';
import { inChromium, launchChromium, shots } from '../support/chromium.ts';
import { joinInBrowser } from '../support/join-in-browser.ts';
import { type SystemUnderTest, startSystem } from '../support/system.ts';
import { until } from '../support/until.ts';

jest.setTimeout(600_000);

const PATIENCE_MS = 120_000;
const WALKERS = 160;
/** The shortest that an organizer can choose is a minute; nobody waits for that here. */
const WINDOW_SECONDS = 2;
const HOUR_MS = 3_600_000;

inChromium('a march, as its organizer, those who walk and those who watch see it', () => {
  let system: SystemUnderTest;
  let browser: Browser;
  let origin: string;
  let crowd: readonly Listener[];
  const complaints: string[] = [];

  beforeAll(async () => {
    system = await startSystem({ backend: 'redis' });
    origin = system.url.replace('127.0.0.1', 'localhost');
    crowd = [...(await gatherCrowd(system, { telegram: WALKERS / 2, viber: WALKERS / 2 })).values()];
    browser = await launchChromium();
    if (shots !== '') await mkdir(shots, { recursive: true });
  });
  afterAll(async () => {
    await browser?.close();
    await system?.stop();
  });

  async function opened(viewport: { width: number; height: number }): Promise<Page> {
    const page = await (await browser.newContext({ viewport, locale: 'en', timezoneId: 'UTC' })).newPage();
    page.setDefaultTimeout(30_000);
    page.on('pageerror', (error) => complaints.push(error.message));
    return page;
  }

  async function organizer(): Promise<Page> {
    const page = await opened({ width: 1_280, height: 900 });
    await joinInBrowser(page, { database: system.database, origin }, 'Sosna');
    return page;
  }

  async function confirm(page: Page, name: string, answer: string): Promise<void> {
    await page.locator('summary', { hasText: name }).click();
    await page.locator('details[open]').getByRole('button', { name: answer, exact: true }).click();
    await page.locator('.flash').waitFor();
  }

  /** A field's three languages, of the zone at `at` where there are several of that name. */
  async function fillIn(page: Page, name: string, text: string, at = 0): Promise<void> {
    for (const language of ['be', 'ru', 'en']) {
      await page.locator(`[name="${name}.${language}"]`).nth(at).fill(`${text} ${language}`);
    }
  }

  const shoot = async (page: Page, name: string) => {
    if (shots !== '') await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true });
  };

  test('written, opened, walked, watched, and ended twice', async () => {
    const { database } = system;
    const page = await organizer();
    await page.goto(`${origin}/console/marches/new`);
    await fillIn(page, 'name', 'Sunday');
    await fillIn(page, 'zone', 'North');
    await page.getByRole('button', { name: 'Add a zone' }).click();
    await fillIn(page, 'zone', 'South', 1);
    // Wrong once: it ends before it begins. Nothing of what was typed is lost.
    const { timeZone } = (await currentElection(database.pool, new Date())) ?? { timeZone: 'UTC' };
    const local = (at: number) => localTimeOf(new Date(at), timeZone);
    await page.fill('[name=starts-at]', local(Date.now()));
    await page.fill('[name=ends-at]', local(Date.now() - HOUR_MS));
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('It ends before it begins.').waitFor();
    expect(await page.inputValue('[name="zone.be"] >> nth=1')).toBe('South be');
    await page.fill('[name=ends-at]', local(Date.now() + HOUR_MS));
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.locator('.flash').waitFor();
    const id = page.url().split('/').at(-1) ?? '';
    await database.pool.query('update marches set window_seconds = $2 where id = $1', [id, WINDOW_SECONDS]);
    await shoot(page, 'march-draft');
    await confirm(page, 'Open it', 'Open the march');
    await until(async () => (await readMarch(database.pool, id))?.state === 'open', PATIENCE_MS);

    // Somebody watches at home, on a phone; somebody else has no JavaScript.
    const watcher = await opened({ width: 375, height: 760 });
    // The web process learns of it within two seconds.
    await until(async () => {
      await watcher.goto(`${origin}/live?lang=en`);
      return (await watcher.getByText('Now', { exact: true }).count()) > 0;
    }, PATIENCE_MS);

    await Promise.all(
      crowd.map(async (walker) => {
        await walker.write('/walk');
        // Telegram's own button for a location stands in a keyboard, where a press sends the label.
        const viaLabel = walker.name.startsWith('t');
        const button = viaLabel ? 'North en' : `walk:in:${id}:0`;
        await until(() => walker.sees(button), PATIENCE_MS);
        await (viaLabel ? walker.write(button) : walker.press(button));
      }),
    );
    const counted = async () => (await windowsAfter(database.pool, id, -1)).at(-1)?.verified[0] ?? 0;
    await until(async () => (await counted()) > WALKERS / 2, PATIENCE_MS);
    await until(async () => Number(await watcher.locator('.live-count').textContent()) > WALKERS / 2, PATIENCE_MS);
    await shoot(watcher, 'live-phone');
    expect(await barriers(watcher)).toEqual([]);
    const plain = await (await browser.newContext({ javaScriptEnabled: false, locale: 'en' })).newPage();
    await plain.goto(`${origin}/live?lang=en`);
    expect(Number(await plain.locator('.live-count').textContent())).toBeGreaterThan(WALKERS / 2);

    // In both chats: a picture, another look, and away.
    const [telegram, viber] = [crowd[0], crowd.at(-1)];
    if (telegram === undefined || viber === undefined) throw new Error('nobody walks');
    for (const walker of [telegram, viber]) {
      // Who checked in before the first count got words only.
      const before = walker.pictures();
      await walker.press(`walk:see:${id}:0`);
      await until(() => walker.pictures() > before, PATIENCE_MS);
      await walker.press(`walk:left:${id}`);
    }

    await page.goto(`${origin}/console/marches/${id}`);
    await page.getByText('North en').first().waitFor();
    await shoot(page, 'march-open');
    // Ended from two windows of one browser at once: the second is told, and there is one end.
    const twin = await page.context().newPage();
    await twin.goto(page.url());
    await confirm(page, 'End it now', 'End the march');
    await confirm(twin, 'End it now', 'End the march');
    await twin.getByText('It had been ended already.').waitFor();
    await until(async () => (await readMarch(database.pool, id))?.state === 'closed', PATIENCE_MS);
    await until(async () => (await left()) === 0, PATIENCE_MS);

    const march = await readMarch(database.pool, id);
    const series = await windowsAfter(database.pool, id, -1);
    const last = series.at(-1);
    const windows = (HOUR_MS * 2) / (WINDOW_SECONDS * 1_000);
    // Six deviations: once in five hundred million marches.
    const most = 6 * noiseDeviation(last?.window ?? 0, windows) + ROUND_TO;
    expect(Math.abs((last?.verified[0] ?? 0) - (WALKERS - 2))).toBeLessThan(most);
    expect(march?.state).toBe('closed');
    // Who sends /walk now sees the last numbers.
    await telegram.write('/walk');
    await until(() => telegram.heard('is over') > 0, PATIENCE_MS);
    expect(complaints).toEqual([]);
    expect([...system.errors]).toEqual([]);
  });

  /** Rows that could say who walked. */
  async function left(): Promise<number> {
    const { rows } = await system.database.pool.query<{ n: number }>(
      `select (select count(*) from march_keys)::int + (select count(*) from march_check_ins)::int
         + (select count(*) from march_draws)::int as n`,
    );
    return rows[0]?.n ?? 0;
  }
});
