import { jest } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { workUploads } from '../../../src/actions/official/work-uploads.ts';
import { officialRoutes } from '../../../src/http/console/official/routes.ts';
import { type Database, openDatabase } from '../../../src/storage/database.ts';
import { addElection } from '../../support/builders.ts';
import { inChromium, launchChromium, shots } from '../../support/chromium.ts';
import { openConsole, type TestConsole } from '../../support/console.ts';
import { type ClonedDatabase, cloneDatabase } from '../../support/database.ts';
import { packZip, workbookParts } from '../../support/workbook.ts';

jest.setTimeout(180_000);

/** How long a page may take to move, on a machine busy with other tests. */
const PATIENCE_MS = 30_000;

inChromium('an organizer imports official results, in a browser', () => {
  let clone: ClonedDatabase;
  let database: Database;
  let at: TestConsole;
  let browser: Browser;
  const complaints: string[] = [];
  const now = () => new Date();

  beforeAll(async () => {
    clone = await cloneDatabase();
    database = openDatabase({ url: clone.url, max: 4 });
    await addElection(database.pool);
    at = await openConsole({ database, routes: officialRoutes({ database, now }) });
    browser = await launchChromium();
  });

  afterAll(async () => {
    await browser?.close();
    await at.close();
    await database.close();
    await clone.drop();
  });

  async function look(page: Page, name: string): Promise<void> {
    const [wide, width] = (await page.evaluate(
      '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
    )) as [number, number];
    if (shots !== '') await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
    // Nothing may stick out of a phone.
    expect([name, wide]).toEqual([name, width]);
  }

  test.each([
    ['a desk', 1280, 'light'],
    ['a phone', 390, 'dark'],
  ] as const)(
    'on %s: uploaded, corrected, checked while one waits, imported, looked through',
    async (where, width, colorScheme) => {
      await database.pool.query('truncate official_imports, official_uploads cascade');
      const visitor = await at.as('organizer');
      const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
      const [name = '', value = ''] = visitor.cookie().split('=');
      await context.addCookies([{ name, value, url: at.url }]);
      const page = await context.newPage();
      page.setDefaultTimeout(PATIENCE_MS);
      page.on('console', (line) => {
        if (line.type() === 'error') complaints.push(line.text());
      });
      page.on('pageerror', (error) => complaints.push(String(error)));

      await page.goto(`${at.url}/console/official`);
      await look(page, `official-none-${width}`);
      await page.getByLabel('Election commission').check();
      const rows = [
        ['Official results'],
        [],
        ['Polling place', 'oak', 'birch', 'pine', 'Voted'],
        ['01-1', 5, 7, 0, 12],
        ['01-2', 9, 1, 1, 11],
      ];
      const buffer = packZip(workbookParts({ Results: rows }));
      const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
      await page.getByLabel('File').setInputFiles({ name: 'results.xlsx', mimeType, buffer });
      await page.getByRole('button', { name: 'Upload and look' }).click();

      await page.getByText('Please help: not every column was understood').waitFor();
      await look(page, `official-guess-${width}`);
      expect(await page.getByLabel('Line of the headers').inputValue()).toBe('3');
      await page.getByRole('button', { name: 'Only show the first rows again' }).click();
      await page.getByText('pine → pine').waitFor();
      await page.getByLabel('Station', { exact: true }).selectOption('Polling place');
      await page.getByRole('button', { name: 'Check the whole file' }).click();

      await page.getByText('0 % read').waitFor();
      await look(page, `official-checking-${width}`);
      await workUploads({ database, now, signal: new AbortController().signal });
      // The page finds out by itself.
      await page.getByText('Nothing is wrong: it can be imported as version 1').waitFor();
      await look(page, `official-checked-${width}`);
      await page.getByRole('button', { name: 'Import', exact: true }).click();
      await page.getByText('is read').or(page.getByText('% read')).first().waitFor();
      await workUploads({ database, now, signal: new AbortController().signal });
      await page.getByRole('link', { name: 'See its numbers' }).click();
      await page.getByText('line 4').first().waitFor();
      await look(page, `official-import-${width}`);
      await page.getByRole('link', { name: '01-2' }).click();
      await page.getByText('line 5').first().waitFor();
      await look(page, `official-station-${width}`);
      await context.close();
      expect([where, complaints, at.failures]).toEqual([where, [], []]);
    },
  );
});
