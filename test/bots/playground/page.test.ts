import type { Browser, Locator, Page } from 'playwright-core';
import { inChromium, launchChromium } from '../../support/chromium.ts';
import { type EchoPlayground, startEchoPlayground } from './echo-bots.ts';

inChromium('the playground’s page, in a browser', () => {
  let browser: Browser;
  let playground: EchoPlayground;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());

  beforeEach(async () => {
    playground = await startEchoPlayground();
    page = await browser.newPage({ viewport: { width: 1_280, height: 860 }, locale: 'en' });
    complaints = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    // A broken security policy is reported on the console.
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    await page.goto(playground.url);
    await page.locator('[data-status="connected"]').waitFor();
  });
  afterEach(async () => {
    await page.close();
    await playground.app.close();
  });

  const phone = (messenger: string) => page.locator(`#${messenger}`);
  const last = (of: Locator) => of.locator('.message').last();
  const reads = (of: Locator, text: string | RegExp) => last(of).filter({ hasText: text }).waitFor();
  const write = async (to: Locator, text: string) => {
    await to.locator('textarea').fill(text);
    await to.locator('textarea').press('Enter');
  };
  const choose = async (on: Locator, menu: string, item: string) => {
    await on.locator(`[data-open="${menu}"]`).click();
    await on.locator(`[data-do="${item}"]`).click();
  };
  const confirm = (dialog: string) => page.locator(`[data-dialog="${dialog}"] [value="confirm"]`).click();

  test('Telegram: start, buttons, keyboard, phone, edit, delete', async () => {
    const telegram = phone('telegram');
    await telegram.getByRole('button', { name: 'Start', exact: true }).click();
    await reads(telegram, 'Good day!');
    await telegram.getByRole('button', { name: 'My station' }).click();
    await reads(telegram, 'You pressed “station”');
    expect(await telegram.locator('.pending').count()).toBe(0);

    await telegram.getByRole('button', { name: 'Commands' }).click();
    await telegram.getByRole('button', { name: '/phone' }).click();
    await telegram.locator('.key').getByText('Share my phone number').click();
    await page.locator('[data-share-phone]').filter({ hasText: '+375 29 000 00 01' }).waitFor();
    await confirm('share');
    await reads(telegram, 'that is your number');
    expect(await telegram.locator('.keyboard').isVisible()).toBe(false);
    await telegram.getByRole('button', { name: 'Show or hide the keyboard' }).click();
    expect(await telegram.locator('.keyboard').isVisible()).toBe(true);

    await telegram.locator('.key').getByText('Skip').click();
    await reads(telegram, 'Skip');
    await telegram.locator('.keyboard').waitFor({ state: 'hidden' });

    await write(telegram, 'A typo hre');
    await reads(telegram, 'A typo hre');
    await telegram.locator('.message.citizen').last().hover();
    await telegram.getByRole('button', { name: 'Edit: A typo hre' }).click();
    await write(telegram, 'A typo here');
    await reads(telegram, 'Changed, I see');
    await telegram.locator('.message', { hasText: 'edited' }).waitFor();

    await write(telegram, '/clean');
    await reads(telegram, 'All clean');
    await telegram.locator('.message.citizen').first().waitFor({ state: 'detached' });
    expect(await telegram.locator('[data-keyboard-toggle]').isVisible()).toBe(false);
    expect(complaints).toEqual([]);
  });

  test('Viber: welcome, keyboard that vanishes, place', async () => {
    const viber = phone('viber');
    await viber.getByRole('button', { name: 'Start the chat' }).click();
    await reads(viber, 'Choose your language');
    await viber.getByRole('button', { name: 'English' }).click();
    await reads(viber, 'en');
    await viber.getByRole('button', { name: 'Send my location' }).click();
    await page.getByLabel('Latitude').fill('97');
    await page.getByLabel('Longitude').fill('27,5');
    await confirm('place');
    await page.getByText('Latitude from -90 to 90').waitFor();
    await page.getByLabel('Latitude').fill('-45,5');
    await confirm('place');
    await viber.getByText('-45.5000, 27.5000').waitFor();
    await reads(viber, 'A location');
    await write(viber, 'bye');
    await reads(viber, 'bye');
    await viber.locator('.keyboard').waitFor({ state: 'hidden' });
    expect(complaints).toEqual([]);
  });

  test('on a phone six rows of keys are seen whole, and of more than fit the next is seen to begin', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    const viber = phone('viber');
    await page.getByRole('button', { name: 'Viber', exact: true }).click();
    await viber.getByRole('button', { name: 'Start the chat' }).click();
    await reads(viber, 'Choose your language');
    const board = viber.locator('.keyboard');
    const shownOf = (row: number) =>
      board.getByRole('button', { name: `Row ${row}`, exact: true }).evaluate((key) => {
        const { top, height } = key.getBoundingClientRect();
        const seen = (key.closest('.keyboard')?.getBoundingClientRect().bottom ?? 0) - top;
        return Math.max(0, Math.min(1, seen / height));
      });
    await write(viber, '6 rows');
    await reads(viber, '6 rows');
    await board.getByText('Row 6').waitFor();
    expect(await shownOf(6)).toBe(1);
    await board.evaluate((element) => element.scrollTo(0, 1_000));
    await write(viber, '9 rows');
    await board.getByText('Row 9').waitFor();
    expect(await shownOf(1)).toBe(1);
    const next = await shownOf(7);
    expect(next).toBeGreaterThan(0.3);
    expect(next).toBeLessThan(0.7);
    // A new keyboard begins at its top, however far the last one was scrolled.
    await board.evaluate((element) => element.scrollTo(0, 1_000));
    await write(viber, '8 rows');
    await board.getByText('Row 9').waitFor({ state: 'detached' });
    expect(await board.evaluate((element) => element.scrollTop)).toBe(0);
  });

  test('photos: a sample, both sides, in both chats', async () => {
    await phone('telegram').getByRole('button', { name: 'Start', exact: true }).click();
    await phone('viber').getByRole('button', { name: 'Start the chat' }).click();
    for (const messenger of ['telegram', 'viber']) {
      const one = phone(messenger);
      await reads(one, 'Good day!');
      await choose(one, 'attach', 'sample');
      await page.getByLabel('Marked for choice').selectOption('Birch');
      await confirm('sample');
      await one.locator('.tray li').nth(1).waitFor();
      await one.getByRole('button', { name: 'Send', exact: true }).click();
      await one.locator('.message.citizen .photo').nth(1).waitFor();
      await one.locator('.tray').waitFor({ state: 'hidden' });
      await reads(one, 'Thank you');
    }
    const albums = playground.telegram
      .chat(await telegramId())
      .messages()
      .filter((message) => message.photo !== undefined);
    expect(albums.map(({ album }) => album)).toEqual([expect.any(String), albums[0]?.album]);
    expect(complaints).toEqual([]);
  });

  /** The citizen's id, found out by what changes. */
  async function telegramId(): Promise<number> {
    const changed = new Promise<number>((resolve) => {
      const stop = playground.telegram.onChange(({ chat }) => {
        stop();
        resolve(Number(chat));
      });
    });
    await write(phone('telegram'), 'who am I?');
    return changed;
  }

  test('a photo from the disk, as a file', async () => {
    const telegram = phone('telegram');
    await telegram.getByRole('button', { name: 'Start', exact: true }).click();
    await reads(telegram, 'Good day!');
    const picker = page.waitForEvent('filechooser');
    await choose(telegram, 'attach', 'file');
    await (await picker).setFiles({
      name: 'ballot.png',
      mimeType: 'image/png',
      buffer: Buffer.from('no picture at all'),
    });
    await telegram.getByRole('button', { name: 'Send', exact: true }).click();
    await telegram.locator('.message.citizen', { hasText: 'ballot.png' }).waitFor();
    await reads(telegram, 'I cannot read that');
    const second = page.waitForEvent('filechooser');
    await choose(telegram, 'attach', 'photo');
    await (await second).setFiles({
      name: 'ballot.png',
      mimeType: 'image/png',
      buffer: Buffer.from('no picture at all'),
    });
    await telegram.getByRole('button', { name: 'Send', exact: true }).click();
    await telegram.getByText('This is no photo that can be read.').waitFor();
  });

  test('another person, another chat; each finds theirs again', async () => {
    const telegram = phone('telegram');
    await telegram.getByRole('button', { name: 'Start', exact: true }).click();
    await reads(telegram, 'Good day!');
    await choose(telegram, 'people', 'new-person');
    await page.locator('[name="phone"]').fill('29 123');
    await confirm('person');
    await page.getByText('A plus sign and 8 to 15 digits.').waitFor();
    await page.locator('[name="phone"]').fill('+375 (29) 555-44-33');
    await confirm('person');
    await telegram.locator('[data-person]').filter({ hasText: '+375 29 555 44 33' }).waitFor();
    await telegram.getByRole('button', { name: 'Start', exact: true }).waitFor();
    expect(await telegram.locator('.message').count()).toBe(0);
    await telegram.locator('[data-open="people"]').click();
    await telegram.getByRole('button', { name: '+375 29 000 00 01' }).click();
    await reads(telegram, 'Good day!');
  });

  test('blocking and coming back', async () => {
    const telegram = phone('telegram');
    await telegram.getByRole('button', { name: 'Start', exact: true }).click();
    await reads(telegram, 'Good day!');
    await choose(telegram, 'more', 'block');
    await telegram.getByText('You have blocked this bot.').waitFor();
    expect(await telegram.locator('textarea').isVisible()).toBe(false);
    await telegram.getByRole('button', { name: 'Unblock the bot' }).click();
    await telegram.locator('textarea').waitFor();
  });

  test('says so when the server is away, keeps what was typed, and comes back by itself', async () => {
    const telegram = phone('telegram');
    await telegram.getByRole('button', { name: 'Start', exact: true }).click();
    await reads(telegram, 'Good day!');
    const port = Number(new URL(playground.url).port);
    await playground.app.close();
    await page.getByText('The server does not answer.').waitFor();
    await write(telegram, 'hello?');
    await telegram.getByText('That did not reach the server.').waitFor();
    expect(await telegram.locator('textarea').inputValue()).toBe('hello?');
    playground = await startEchoPlayground(port);
    await page.locator('[data-status="connected"]').waitFor();
    // The stand-in has forgotten everything; the person is made known to it again.
    await telegram.locator('textarea').press('Enter');
    await reads(telegram, 'hello?');
  });

  test('by keyboard alone', async () => {
    const telegram = phone('telegram');
    await telegram.getByRole('button', { name: 'Start', exact: true }).press('Enter');
    await reads(telegram, 'Good day!');
    await page.keyboard.type('typed');
    await page.keyboard.press('Enter');
    await reads(telegram, 'typed');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await telegram.locator('[data-menu="attach"]:popover-open').waitFor();
    expect(await page.evaluate('document.activeElement.dataset.do')).toBe('photo');
    await page.keyboard.press('Escape');
    expect(await telegram.locator('[data-menu="attach"]:popover-open').count()).toBe(0);
    expect(await page.evaluate('document.activeElement.dataset.open')).toBe('attach');
  });

  test.each([
    { lang: 'be', says: 'Пясочніца' },
    { lang: 'ru', says: 'Песочница' },
    { lang: 'en', says: 'Playground' },
  ])('speaks $lang, and fits a narrow screen', async ({ lang, says }) => {
    await page.setViewportSize({ width: 360, height: 700 });
    await page.goto(`${playground.url}?lang=${lang}`);
    expect(await page.locator('h1').textContent()).toContain(says);
    expect(await page.locator('html').getAttribute('lang')).toBe(lang);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
    expect(await phone('viber').isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Viber', exact: true }).click();
    expect(await phone('viber').isVisible()).toBe(true);
    expect(complaints).toEqual([]);
  });
});
