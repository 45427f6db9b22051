import { createRequire } from 'node:module';
import { jest } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { inChromium, launchChromium, shots } from '../../../support/chromium.ts';
import { edition2020 } from '../../../support/edition-2020.ts';
import { openPublicSite, type PublicSite } from '../../../support/public-site.ts';
import { someEdition } from '../../../support/some-edition.ts';
import { until } from '../../../support/until.ts';

/** All kinds of pages one after the other, on a machine that has something else to do. */
jest.setTimeout(400_000);

const PATIENCE_MS = 90_000;

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

const PHONE = { width: 360, height: 780 };
const DESKTOP = { width: 1280, height: 900 };

/** Every kind of page, on the small edition. */
const KINDS = [
  '/',
  '/find',
  '/find?q=школа',
  '/find?q=zzzz',
  '/method',
  '/editions',
  '/data',
  '/estimates',
  '/regions/north',
  '/regions/south/places/1',
  '/regions/north/streets/1',
  '/stations/N-1',
  '/stations/N-3',
  '/stations/S-2',
  '/stations/nowhere',
];

const ON_PHONE = [
  ['phone, light', { viewport: PHONE, colorScheme: 'light' }, 'be'],
  ['phone, dark', { viewport: PHONE, colorScheme: 'dark' }, 'ru'],
] as const;

const ON_DESK = [
  ['desktop, light', { viewport: DESKTOP, colorScheme: 'light' }, 'ru'],
  ['desktop, dark', { viewport: DESKTOP, colorScheme: 'dark' }, 'be'],
] as const;

inChromium('the public site, in a browser', () => {
  let browser: Browser;
  let site: PublicSite;
  let nothing: PublicSite;
  let complaints: string[];

  beforeAll(async () => {
    browser = await launchChromium();
    site = await openPublicSite(someEdition());
    nothing = await openPublicSite(undefined);
  });

  afterAll(async () => {
    await browser?.close();
    await site.close();
    await nothing.close();
  });

  beforeEach(() => {
    complaints = [];
  });

  afterEach(() => {
    expect(complaints).toEqual([]);
  });

  async function open(options: BrowserContextOptions): Promise<Page> {
    const page = await (await browser.newContext(options)).newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    page.on('console', (line) => {
      if (line.type() === 'error' && !line.text().includes('404')) complaints.push(line.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('request', (request) => {
      if (!request.url().startsWith('http://127.0.0.1:')) complaints.push(`asked elsewhere: ${request.url()}`);
    });
    return page;
  }

  /** What axe finds, and what sticks out of the window. */
  async function faults(page: Page): Promise<unknown[]> {
    const { violations } = (await page.evaluate(
      `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => ({ violations }))`,
    )) as { violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] };
    const found: unknown[] = violations.flatMap(({ id, nodes }) =>
      nodes.slice(0, 3).map(({ html, failureSummary }) => [id, html.slice(0, 200), failureSummary]),
    );
    const [wide, width] = (await page.evaluate(
      '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
    )) as [number, number];
    return wide > width ? [...found, ['wider than the window', wide, width]] : found;
  }

  test.each(ON_PHONE)('axe has nothing to say: %s', async (_name, options, lang) => {
    // Only axe itself needs scripts here; it is not in the page, and not under its policy.
    const page = await open({ ...options, bypassCSP: true });
    const urls = [...KINDS.map((path) => `${site.url}${path}`), `${nothing.url}/`];
    for (const path of urls) {
      await page.goto(`${path}${path.includes('?') ? '&' : '?'}lang=${lang}`);
      await page.addScriptTag({ path: AXE });
      expect([path, await faults(page)]).toEqual([path, []]);
    }
    await page.context().close();
  });

  test('everything can be reached by the keyboard, the content first', async () => {
    const page = await open({ viewport: DESKTOP, javaScriptEnabled: true });
    await page.goto(`${site.url}/?lang=en`);
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.className')).toBe('skip');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('location.hash')).toBe('#content');
    const reached = new Set<string>();
    for (let i = 0; i < 40; i += 1) {
      await page.keyboard.press('Tab');
      reached.add(String(await page.evaluate('document.activeElement.getAttribute("href")')));
    }
    expect([...reached]).toEqual(
      expect.arrayContaining(['/regions/north?lang=en', '/find?lang=en', '/method?lang=en']),
    );
    await page.context().close();
  });

  test('the script moves and enlarges a map, and a region is still opened by a click', async () => {
    const page = await open({ viewport: DESKTOP });
    await page.goto(`${site.url}/?lang=en`);
    const box = () => page.getAttribute('.map svg:not(.mark)', 'viewBox');
    const whole = await box();
    await page.click('button[aria-label="Closer"]');
    expect(await box()).not.toBe(whole);
    await page.click('button[aria-label="All"]');
    expect((await box())?.split(' ').map(Number)).toEqual(whole?.split(' ').map(Number));
    await page.locator('a.area').first().dispatchEvent('click');
    await until(() => page.url().includes('/regions/'), PATIENCE_MS);
    await page.context().close();
  });

  const real = edition2020();
  (real === undefined ? describe.skip : describe)(
    `all of 2020${real === undefined ? ' (skipped: ../shared/data/belarus-2020 is not there)' : ''}`,
    () => {
      let all: PublicSite;

      beforeAll(async () => {
        all = await openPublicSite(real);
      });

      afterAll(() => all.close());

      test('a journalist finds a station by its address, on a phone without JavaScript', async () => {
        const page = await open({ viewport: PHONE, javaScriptEnabled: false });
        await page.goto(`${all.url}/?lang=ru`);
        await page.click('a.button');
        await page.fill('input[name=q]', 'Брест Гоголя музыкальный колледж');
        await page.click('button[type=submit]');
        await page.locator('.stations a').first().click();
        expect(await page.textContent('.lead')).toContain('ул. Гоголя, 7');
        expect(await page.textContent('tr:has-text("Тихановская")')).toMatch(/253\s*701/);
        if (shots !== '') await page.screenshot({ path: `${shots}/station-phone.png`, fullPage: true });
        // The same by hand, as in files: region, street, station.
        await page.goto(`${all.url}/find?lang=ru`);
        await page.click('summary:has-text("Brest region")');
        await page
          .locator('details[open] a', { hasText: /^Веры|^1 Мая|^Г/ })
          .first()
          .click();
        await page.locator('.stations a', { hasText: '01-' }).first().click();
        expect(await page.textContent('h1')).toMatch(/участок/i);
        await page.context().close();
      });

      test.each(ON_DESK)('nothing sticks out, and axe agrees: %s', async (name, options, lang) => {
        const page = await open({ ...options, bypassCSP: true });
        for (const path of ['/', '/regions/minsk', '/stations/07-001-0090', '/data', '/estimates']) {
          await page.goto(`${all.url}${path}?lang=${lang}`);
          await page.addScriptTag({ path: AXE });
          expect([path, await faults(page)]).toEqual([path, []]);
          const file = `${path.replace(/\W+/g, '-')}${name.replace(/\W+/g, '-')}`;
          if (shots !== '') await page.screenshot({ path: `${shots}/site${file}.png`, fullPage: true });
        }
        await page.context().close();
      });
    },
  );
});
