import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { createNetwork } from '../../scripts/simulate/phone.ts';
import { dayIn } from '../../src/domain/elections.ts';
import { currentElection } from '../../src/storage/elections.ts';
import { barriers } from '../support/barriers.ts';
import { Chat } from '../support/chat.ts';
import { inChromium, launchChromium, shots } from '../support/chromium.ts';
import { decideEntry, publishNew, someEntry } from '../support/chronicle.ts';
import { joinInBrowser } from '../support/join-in-browser.ts';
import { picture } from '../support/pictures.ts';
import { type SystemUnderTest, startSystem } from '../support/system.ts';
import { until } from '../support/until.ts';

jest.setTimeout(600_000);

const PATIENCE_MS = 120_000;

inChromium('the chronicle, as its organizers, those who send something and those who read it see it', () => {
  let system: SystemUnderTest;
  let browser: Browser;
  let origin: string;
  const complaints: string[] = [];

  beforeAll(async () => {
    system = await startSystem({ backend: 'postgres' });
    origin = system.url.replace('127.0.0.1', 'localhost');
    browser = await launchChromium();
    if (shots !== '') await mkdir(shots, { recursive: true });
  });
  afterAll(async () => {
    await browser?.close();
    await system?.stop();
  });

  async function opened(viewport: { width: number; height: number }, dark = false): Promise<Page> {
    const context = await browser.newContext({
      viewport,
      locale: 'en',
      timezoneId: 'UTC',
      colorScheme: dark ? 'dark' : 'light',
    });
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    page.on('pageerror', (error) => complaints.push(error.message));
    return page;
  }

  async function organizer(): Promise<Page> {
    const page = await opened({ width: 1_280, height: 900 });
    await joinInBrowser(page, { database: system.database, origin }, 'Sosna');
    return page;
  }

  const shoot = async (page: Page, name: string) => {
    if (shots !== '') await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true });
  };

  test('sent in both chats, read, made an entry with a photo, public, read in the chats', async () => {
    const { database } = system;
    // As the bot reckons: in the election's own time zone.
    const { timeZone } = (await currentElection(database.pool, new Date())) ?? { timeZone: 'UTC' };
    const thisDay = `2021-${dayIn(timeZone, new Date()).slice(5)}`;
    const network = createNetwork(system.standIns);
    const chats = [
      new Chat(network.telegram(5_100_000, '+375290001001')),
      new Chat(network.viber('chronicler==', '+375290001002')),
    ];
    for (const [at, chat] of chats.entries()) {
      await chat.act((one) => one.start());
      await chat.tap('language:en');
      await chat.tap('consent:yes');
      await chat.asked('contact');
      await chat.act((one) => one.type('/chronicle'));
      await chat.tap('chron:add');
      await chat.tap('chron:go');
      await chat.asked('chron:cancel');
      await chat.act((one) => one.type('People stood along the road for hours.'));
      await chat.tap('chron:yesterday');
      await chat.asked('chron:skip');
      await chat.act((one) => one.type('Minsk'));
      await chat.asked('chron:done');
      const photo = await picture(1_200, 800, { seed: at + 1 })
        .jpeg()
        .toBuffer();
      await chat.act((one) => one.photo(photo));
      await chat.tap('chron:done');
      await chat.tap('chron:confirm');
      await chat.hears('Organizers will read it');
    }
    await until(async () => {
      const { rows } = await database.pool.query<{ n: number }>(
        'select count(*)::integer as n from chronicle_suggestion_photos where wrapped_key is not null',
      );
      return rows[0]?.n === 2;
    }, PATIENCE_MS);

    const page = await organizer();
    await page.goto(`${origin}/console/chronicle`);
    await page.getByRole('link', { name: 'Read', exact: true }).click();
    await page.locator('table a').first().click();
    await page.getByText('People stood along the road for hours.').waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.getByLabel('Use photo 1').check();
    await shoot(page, 'chronicle-suggestion');
    await page.getByRole('button', { name: 'Make a draft of it' }).click();
    // Wrong once: nothing of what was typed is lost.
    await page.locator('[name="title.en"]').fill('Along the road');
    await page.locator('[name="day"]').fill('31.2.2021');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('There is no such day in the calendar.').waitFor();
    expect(await page.locator('[name="title.en"]').inputValue()).toBe('Along the road');
    await shoot(page, 'chronicle-editor');
    await page.locator('[name="day"]').fill(thisDay);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('link', { name: 'Photos: 1' }).click();
    await page.locator('[name=photo]').setInputFiles({
      name: 'road.jpg',
      mimeType: 'image/jpeg',
      buffer: await picture(1_200, 800, { seed: 9 }).jpeg().toBuffer(),
    });
    await page.locator('[name="alt.en"]').fill('A road');
    await page.getByRole('button', { name: 'Add a photo' }).click();
    await page.locator('[name="alt-0.en"]').fill('People by a road');
    await page.getByLabel('I have looked at every photo').check();
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('As everybody will see it').waitFor();
    await shoot(page, 'chronicle-draft');
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Hand it over' }).click();
    await page.getByText('It waits for a second person now.').waitFor();
    const { rows } = await database.pool.query<{ id: string }>('select id from proposals where decision is null');
    await page.goto(`${origin}/console/proposals/${rows[0]?.id}`);
    await page.getByText('People stood along the road for hours.').first().waitFor();
    expect(await decideEntry(database, rows[0]?.id ?? '')).toEqual({ kind: 'done' });

    for (const [language, day] of [
      ['ru', '2020-08-16'],
      ['en', '2020-08-09'],
    ] as const)
      await publishNew(
        database,
        someEntry({ day, title: { [language]: `About ${day}` }, text: { [language]: 'Words.' } }),
      );
    for (const chat of chats) {
      // What is new is seen within a second of the next reading, not at once: a person would ask again.
      await until(async () => {
        const before = chat.phone.heard.length;
        await chat.act((one) => one.type('/chronicle'));
        await until(() => chat.phone.heard.length > before);
        return chat.phone.heard.at(-1)?.buttons.some(({ data }) => data === 'chron:see:1') === true;
      });
      await chat.tap('chron:see:1');
      await chat.hears('People stood along the road for hours.');
    }

    const reader = await opened({ width: 390, height: 800 }, true);
    for (const path of [
      '',
      '/2021',
      '/entries/1',
      '/tags',
      '/search?q=roads&lang=en',
      `/${thisDay.slice(0, 7).replace('-', '/')}`,
    ]) {
      await reader.goto(`${origin}/chronicle${path}${path.includes('?') ? '' : '?lang=en'}`);
      await reader
        .getByText('Along the road')
        .first()
        .waitFor({ state: path === '/tags' ? 'detached' : 'visible' });
      expect(await barriers(reader)).toEqual([]);
      // Nothing is wider than a phone.
      expect(await reader.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
      await shoot(reader, `chronicle-phone${path.replace(/\W+/g, '-')}`);
    }
    expect(complaints).toEqual([]);
  });
});
