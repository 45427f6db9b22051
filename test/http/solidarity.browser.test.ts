import { jest } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { proposalKinds } from '../../src/actions/proposal-kinds.ts';
import { createDirectoryReader } from '../../src/actions/solidarity/read-directory.ts';
import { createApp, securePages } from '../../src/http/app.ts';
import { assetRoutes } from '../../src/http/assets.ts';
import { alertRoutes, countAlerts } from '../../src/http/console/alerts/routes.tsx';
import { proposalRoutes } from '../../src/http/console/proposals/routes.tsx';
import { proposalViews } from '../../src/http/console/proposals/views.ts';
import { solidarityRoutes } from '../../src/http/console/solidarity/routes.tsx';
import { solidarityPages } from '../../src/http/pages/solidarity/routes.tsx';
import { loadCatalogues } from '../../src/i18n/catalogues.ts';
import { type Database, openDatabase } from '../../src/storage/database.ts';
import { barriers } from '../support/barriers.ts';
import { inChromium, launchChromium, shots } from '../support/chromium.ts';
import { openConsole, type TestConsole, type Visitor } from '../support/console.ts';
import { type ClonedDatabase, cloneDatabase } from '../support/database.ts';
import { OTHER_IBAN } from '../support/solidarity.ts';

jest.setTimeout(400_000);

const PATIENCE_MS = 60_000;
const PHONE = { width: 360, height: 780 };

inChromium('solidarity, in a browser', () => {
  let cloned: ClonedDatabase;
  let database: Database;
  let console: TestConsole;
  let site: FastifyInstance;
  let url: string;
  let browser: Browser;
  let complaints: string[];
  let clock = Date.parse('2026-08-10T09:00:00Z');
  // Every look is later than the last: nothing is remembered from before.
  const now = () => {
    clock += 2_500;
    return new Date(clock);
  };

  beforeAll(async () => {
    cloned = await cloneDatabase();
    database = openDatabase({ url: cloned.url, max: 8 });
    const deps = { database, now, kinds: proposalKinds, origin: 'https://example.org', timeZone: async () => 'UTC' };
    const routes = [
      ...solidarityRoutes(deps),
      ...alertRoutes(deps),
      ...proposalRoutes({ ...deps, views: proposalViews, handOver: { give: () => undefined } }),
    ];
    console = await openConsole({ database, routes, badges: new Map([['/alerts', countAlerts(deps)]]), now });
    site = await createApp({ onFailure: (error) => complaints.push(String(error)) });
    await site.register(async (pages) => {
      await securePages(pages);
      await assetRoutes(pages);
      const directory = createDirectoryReader(database.pool, now);
      solidarityPages(pages, { directory, catalogues: loadCatalogues(), now });
    });
    url = await site.listen({ host: '127.0.0.1', port: 0 });
    browser = await launchChromium();
  });
  beforeEach(() => {
    complaints = [];
  });
  afterEach(() => {
    expect([...complaints, ...console.failures]).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    await site.close();
    await console.close();
    await database.close();
    await cloned.drop();
  });

  async function pageOf(visitor: Visitor | undefined, options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    const [name = '', value = ''] = visitor?.cookie().split('=') ?? [];
    if (visitor !== undefined) await context.addCookies([{ name, value, url: console.url }]);
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (line) => {
      if (line.type() === 'error' && !/\b(404|422)\b/.test(line.text())) complaints.push(line.text());
    });
    page.on('request', (request) => {
      if (!request.url().startsWith('http://127.0.0.1:')) complaints.push(`asked elsewhere: ${request.url()}`);
    });
    return page;
  }

  async function look(page: Page, name: string): Promise<void> {
    expect([name, await barriers(page)]).toEqual([name, []]);
    const [wide, width] = (await page.evaluate(
      '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
    )) as [number, number];
    expect([name, wide]).toEqual([name, width]);
    if (shots !== '') await page.screenshot({ path: `${shots}/solidarity-${name}.png`, fullPage: true });
  }

  test('an organizer writes a fund, a second one publishes it, an address is swapped, and everybody can see it', async () => {
    const [first, second] = [
      await console.as('organizer', { alias: 'Vera' }),
      await console.as('organizer', { alias: 'Nil' }),
    ];
    const page = await pageOf(first);
    await page.goto(`${console.url}/console/solidarity`);
    await look(page, 'console-empty');
    await page.locator('a.button', { hasText: 'New fund' }).first().click();
    await page.getByLabel('Address', { exact: true }).fill('lagoda');
    const texts = {
      'name.be': 'Фонд Лагода',
      'name.en': 'Lagoda Fund',
      'about.en': 'Pays for <b>medicine</b>.',
      'for-whom.en': 'Who was hurt',
    };
    for (const [name, value] of Object.entries(texts)) await page.fill(`[name="${name}"]`, value);
    await page.getByLabel('Medical help').check();
    await page.getByLabel('Countries where they help').fill('Lithuania');
    await page.getByLabel('Languages in which one can write to them').fill('be, en');
    await page.locator('#f-checks-register').check();
    await page.locator('[name="contact-0.kind"]').selectOption('signal');
    await page.locator('[name="contact-0.value"]').fill('lagoda.42');
    await page.locator('[name="way-0.kind"]').selectOption('iban');
    await page.locator('[name="way-0.value"]').fill('DE88 3704 0044 0532 0130 00');
    await page.locator('[name="way-0.holder"]').fill('Lagoda e.V.');
    await page.locator('#f-way-0-checks-spoke').check();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('The checksum is wrong').waitFor();
    expect(await page.locator('#f-about-en-error').textContent()).toContain('plain text');
    expect(await page.inputValue('[name="way-0.value"]')).toBe('DE88 3704 0044 0532 0130 00');
    await look(page, 'console-problems');
    await page.locator('[name="way-0.value"]').fill('DE89 3704 0044 0532 0130 00');
    await page.fill('[name="about.en"]', 'Pays for medicine.');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Nothing of it is public before').waitFor();
    await look(page, 'console-fund');
    await propose(page);

    const other = await pageOf(second);
    await approve(other, 'Lagoda Fund', 'console-proposal');
    const visitor = await pageOf(undefined);
    await visitor.goto(`${url}/solidarity/funds/lagoda?lang=en`);
    expect(await visitor.textContent('main')).toContain('DE89 3704 0044 0532 0130 00');

    await page.goto(`${console.url}/console/solidarity/lagoda/edit`);
    await page.locator('[name="way-0.value"]').fill(OTHER_IBAN);
    await page.getByRole('button', { name: 'Save' }).click();
    await propose(page);
    const admin = await pageOf(await console.as('administrator'), { viewport: PHONE, colorScheme: 'dark' });
    await admin.goto(`${console.url}/console/solidarity`);
    await admin.getByRole('alert').getByRole('link').click();
    await admin
      .getByRole('heading', { name: 'Vera wants to change where people are sent: Lagoda Fund' })
      .first()
      .waitFor();
    await look(admin, 'console-alerts-phone-dark');
    await approve(other, 'Lagoda Fund', 'console-proposal-swap');
    await admin.reload();
    await admin.getByRole('heading', { name: 'Vera and Nil have changed where people are sent' }).first().waitFor();
    await visitor.reload();
    expect(await visitor.locator('.replaced s').textContent()).toBe('DE89370400440532013000 · Lagoda e.V.');
    expect(await visitor.locator('.giving code').first().textContent()).toBe('LT12 1000 0111 0100 1000');
  });

  async function propose(page: Page): Promise<void> {
    await page.locator('summary', { hasText: /Hand to a second person|Check again/ }).click();
    await page.getByRole('button', { name: 'I have checked it' }).click();
    await page.getByText('It waits for a second person').waitFor();
  }

  async function approve(page: Page, name: string, shot: string): Promise<void> {
    await page.goto(`${console.url}/console/proposals`);
    await page.locator('tr', { hasText: name }).getByRole('link').first().click();
    await page.getByText('Swapping one is the classic attack').waitFor();
    await look(page, shot);
    await page.locator('summary', { hasText: 'Approve' }).click();
    await page.locator('details[open] button[type=submit]').click();
    await page.waitForURL(/\/console\/proposals$/);
  }

  test.each([
    ['phone, light', { viewport: PHONE, colorScheme: 'light' }, 'be'],
    ['phone, dark', { viewport: PHONE, colorScheme: 'dark' }, 'ru'],
    ['desktop, dark', { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' }, 'en'],
  ] as const)('the public pages keep nobody out: %s', async (name, options, language) => {
    const page = await pageOf(undefined, { ...options, bypassCSP: true });
    for (const path of ['/solidarity', '/solidarity?help=medical&country=LT', '/solidarity/funds/lagoda']) {
      await page.goto(`${url}${path}${path.includes('?') ? '&' : '?'}lang=${language}`);
      await look(page, `${path.replace(/\W+/g, '-')}-${name.replace(/\W+/g, '-')}`);
    }
  });

  test('filters work without JavaScript; a page can be printed with its codes', async () => {
    const page = await pageOf(undefined, { javaScriptEnabled: false });
    await page.goto(`${url}/solidarity?lang=en`);
    await page.selectOption('select[name=help]', 'medical');
    await page.getByRole('button', { name: 'Show' }).click();
    await page.getByRole('heading', { name: 'Medical help' }).waitFor();
    await page.getByRole('link', { name: 'Lagoda Fund' }).click();
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('svg.qr').first().isVisible()).toBe(true);
    if (shots !== '') await page.screenshot({ path: `${shots}/solidarity-print.png`, fullPage: true });
  });
});
