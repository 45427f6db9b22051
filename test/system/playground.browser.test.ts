import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { renderBallot } from '../../bots/playground/sample-ballots.ts';
import { freePort } from '../../scripts/free-port.ts';
import { inChromium, launchChromium, shots } from '../support/chromium.ts';
import { until } from '../support/until.ts';

jest.setTimeout(180_000);

const ROOT = join(import.meta.dirname, '../..');
/** A letter is missing in each word; it can only be one station. */
const STATIONS = {
  telegram: { words: 'Маякв Паштвая', code: '1-002' },
  viber: { words: 'Маякв Рабінвая', code: '1-008' },
};
const FORM = { name: 'Election', choices: ['Oak', 'Birch', 'Linden', 'Rowan'] };

inChromium('a person in the playground of `npm start`, in a browser', () => {
  let folder: string;
  let started: ChildProcess;
  let url: string;
  let browser: Browser;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'golos-browser-'));
    const port = await freePort();
    url = `http://127.0.0.1:${port}/playground?lang=en`;
    let said = '';
    started = spawn(process.execPath, [join(ROOT, 'dist/scripts/start.js')], {
      cwd: folder,
      env: { PATH: process.env.PATH, DATA_DIR: join(folder, 'data'), PORT: `${port}` },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [started.stdout, started.stderr]) {
      stream?.on('data', (chunk) => {
        said += chunk;
      });
    }
    browser = await launchChromium();
    await until(() => said.includes('Golos is ready') || started.exitCode !== null, 60_000);
    if (started.exitCode !== null) throw new Error(said);
  });
  afterAll(async () => {
    await browser?.close();
    if (started.exitCode === null) {
      started.kill('SIGTERM');
      await once(started, 'exit');
    }
    await rm(folder, { recursive: true, force: true });
  });

  beforeEach(async () => {
    page = await browser.newPage({ viewport: { width: 1_280, height: 860 }, locale: 'en' });
    page.setDefaultTimeout(20_000);
    complaints = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    // A broken security policy is reported on the console.
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on(
      'response',
      (response) => response.status() >= 400 && complaints.push(`${response.status()} ${response.url()}`),
    );
    await page.goto(url);
    await page.locator('[data-status="connected"]').waitFor();
  });
  afterEach(() => page.close());

  /** One phone on the page, as a person uses it. */
  const personAt = (messenger: 'telegram' | 'viber') => {
    const phone = page.locator(`#${messenger}`);
    const last = phone.locator('.message.bot').last();
    return {
      phone,
      reads: (text: string | RegExp) => last.filter({ hasText: text }).waitFor(),
      press: (name: string | RegExp) => phone.getByRole('button', { name, exact: true }).last().click(),
      async types(text: string): Promise<void> {
        await phone.locator('textarea').fill(text);
        await phone.locator('textarea').press('Enter');
      },
      async sends(...photos: string[]): Promise<void> {
        const picker = page.waitForEvent('filechooser');
        await phone.locator('[data-open="attach"]').click();
        await phone.locator('[data-do="photo"]').click();
        await (await picker).setFiles(photos);
        await phone
          .locator('.tray li')
          .nth(photos.length - 1)
          .waitFor();
        await phone.getByRole('button', { name: 'Send', exact: true }).click();
      },
    };
  };
  type Person = ReturnType<typeof personAt>;

  let pictures = 0;
  async function ballot(choiceIndex: number): Promise<[front: string, back: string]> {
    pictures += 1;
    const seed = pictures;
    const sides = await Promise.all(
      (['front', 'back'] as const).map(async (side) => {
        const path = join(folder, `ballot-${seed}-${side}.jpg`);
        await writeFile(path, await renderBallot({ election: FORM, choiceIndex, side, seed }));
        return path;
      }),
    );
    return [sides[0] ?? '', sides[1] ?? ''];
  }

  async function shoot(name: string, phone: Locator): Promise<void> {
    if (shots === '') return;
    await page.screenshot({ path: join(shots, `${name}-1280.png`) });
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole('button', { name: (await phone.getAttribute('aria-label')) ?? '', exact: true }).click();
    await page.screenshot({ path: join(shots, `${name}-390.png`) });
    await page.setViewportSize({ width: 1_280, height: 860 });
  }

  /** Looks at the station again until the count reads so. */
  async function countReads(person: Person, line: string | RegExp): Promise<void> {
    await person.press('My station');
    await person.reads('ounted here');
    for (let look = 0; look < 20; look += 1) {
      const said = (await person.phone.locator('.message.bot').last().textContent()) ?? '';
      if (typeof line === 'string' ? said.includes(line) : line.test(said)) return;
      await person.press('Refresh');
      await person.reads('ounted here');
    }
    await person.reads(line);
  }

  async function registersAndDeclares(person: Person, messenger: keyof typeof STATIONS): Promise<void> {
    const { words, code } = STATIONS[messenger];
    await person.reads('Choose a language.');
    await shoot(`${messenger}-1-language`, person.phone);
    await person.press('English');
    await person.reads('Do you agree?');
    await shoot(`${messenger}-2-consent`, person.phone);
    await person.press('I agree');
    await person.reads('One phone, one voice.');
    await shoot(`${messenger}-3-phone`, person.phone);
    await person.press('Share my number');
    await page.locator('[data-dialog="share"] [value="confirm"]').click();
    await person.reads('Where do you vote?');
    await shoot(`${messenger}-4-station`, person.phone);
    await person.types(words);
    await person.reads(new RegExp(`${code}.*Is this where you vote\\?`, 's'));
    await shoot(`${messenger}-5-found`, person.phone);
    await person.press('Yes, here');
    await person.reads('How do you mean to vote?');
    await shoot(`${messenger}-6-declare`, person.phone);
    await person.press('Oak');
    await person.reads('What would you like to do?');
    await shoot(`${messenger}-7-menu`, person.phone);
  }

  async function replacesLooksAndLeaves(person: Person, messenger: string): Promise<void> {
    await countReads(person, 'Ballots with photos: Oak – 1');
    await shoot(`${messenger}-11-count`, person.phone);
    await person.press('Menu');
    await person.reads('What would you like to do?');

    await person.press('Hand in a ballot');
    await person.reads('The new one will take its place.');
    await person.press('Birch');
    await person.reads('Now a photo of the front');
    const [front, back] = await ballot(1);
    await person.sends(front);
    await person.reads('Now a photo of the back.');
    await person.sends(back);
    await person.reads('It takes the place of your earlier ballot.');
    await shoot(`${messenger}-12-replace`, person.phone);
    await person.press('Hand in');
    await person.phone.getByText('Received. Thank you.').last().waitFor();
    if (messenger === 'telegram') {
      await person.reads('Shall I delete');
      await person.press('Leave them');
    }
    await person.reads('What would you like to do?');
    await countReads(person, 'Ballots with photos: Birch – 1');
    expect(await person.phone.locator('.message.bot').last().textContent()).toContain('Mean to vote: Oak – 1');
    expect(await person.phone.locator('.message.bot').last().textContent()).not.toContain('Ballots with photos: Oak');
    await person.press('Menu');
    await person.reads('What would you like to do?');

    await person.press('Language');
    await person.reads('Which language shall I speak?');
    await person.press('Беларуская');
    await person.reads('Што хочаце зрабіць?');
    await shoot(`${messenger}-13-belarusian`, person.phone);
    await person.types('/forget');
    await person.press('Так, сцерці ўсё');
    await person.reads(/усё сцёрта|сцёрта/i);
    await shoot(`${messenger}-14-forgotten`, person.phone);
  }

  test('Telegram: registers, hands in, cleans up, sees the count, replaces, changes language, is forgotten', async () => {
    const person = personAt('telegram');
    await shoot('telegram-0-empty', person.phone);
    await person.press('Start');
    await registersAndDeclares(person, 'telegram');

    await person.press('Hand in a ballot');
    await person.reads('What is marked on your ballot?');
    await person.press('Oak');
    await person.reads('Now a photo of the front');
    // Both at once: an album.
    await person.sends(...(await ballot(0)));
    await person.reads('Photos: 2');
    await shoot('telegram-8-summary', person.phone);
    await person.press('Hand in');
    await person.reads('Shall I delete');
    await shoot('telegram-9-received', person.phone);
    expect(await person.phone.locator('.message.citizen .photo').count()).toBe(2);
    await person.press('Yes, delete');
    await person.phone.locator('.message.citizen .photo').first().waitFor({ state: 'detached' });
    await until(async () => (await person.phone.locator('.message.citizen .photo').count()) === 0);
    await person.phone.getByText('Shall I delete').waitFor({ state: 'detached' });
    await shoot('telegram-10-cleaned', person.phone);

    await replacesLooksAndLeaves(person, 'telegram');
    expect(complaints).toEqual([]);
  });

  test('Viber: the same', async () => {
    const person = personAt('viber');
    // Somebody else than in the other chat: one phone is one voice.
    await person.phone.locator('[data-open="people"]').click();
    await person.phone.locator('[data-do="new-person"]').click();
    await page.locator('[name="phone"]').fill('+375 29 555 44 33');
    await page.locator('[data-dialog="person"] [value="confirm"]').click();
    await shoot('viber-0-empty', person.phone);
    await person.press('Start the chat');
    await registersAndDeclares(person, 'viber');

    await person.press('Hand in a ballot');
    await person.reads('What is marked on your ballot?');
    await person.press('Oak');
    await person.reads('Now a photo of the front');
    // A ballot that the page itself renders.
    await person.phone.locator('[data-open="attach"]').click();
    await person.phone.locator('[data-do="sample"]').click();
    await page.locator('[data-dialog="sample"] [value="confirm"]').click();
    await person.phone.locator('.tray li').nth(1).waitFor();
    await person.phone.getByRole('button', { name: 'Send', exact: true }).click();
    await person.reads('Photos: 2');
    await shoot('viber-8-summary', person.phone);
    await person.press('Hand in');
    await person.phone.getByText('I cannot delete messages on Viber').waitFor();
    await person.reads('What would you like to do?');
    await shoot('viber-9-received', person.phone);

    await replacesLooksAndLeaves(person, 'viber');
    expect(complaints).toEqual([]);
  });
});
