import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { freePort } from '../../scripts/free-port.ts';
import { inChromium, launchChromium, shots } from '../support/chromium.ts';
import { type VirtualAuthenticator, virtualAuthenticator } from '../support/passkey.ts';
import { until } from '../support/until.ts';

jest.setTimeout(180_000);

const ROOT = join(import.meta.dirname, '../..');

interface Person {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly device: VirtualAuthenticator;
}

inChromium('organizers of `npm start`, in a browser with a virtual authenticator', () => {
  let folder: string;
  let started: ChildProcess;
  let said = '';
  let origin: string;
  let browser: Browser;
  let complaints: string[];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'golos-console-'));
    const port = await freePort();
    origin = `http://localhost:${port}`;
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
    await until(() => said.includes('Golos is ready') || started.exitCode !== null, 90_000);
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

  async function person(): Promise<Person> {
    const context = await browser.newContext({ viewport: { width: 1_280, height: 860 }, locale: 'en' });
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    page.on('pageerror', (error) => complaints.push(error.message));
    // A broken security policy is reported on the console; refusals are meant.
    page.on('console', (message) => {
      if (message.type() === 'error' && !/status of 4(03|22|29)/.test(message.text())) complaints.push(message.text());
    });
    return { context, page, device: await virtualAuthenticator(page) };
  }

  /** The page on a desk and on a phone, in daylight and at night. */
  async function shoot(page: Page, name: string): Promise<void> {
    if (shots === '') return;
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      for (const [width, height] of [
        [1_280, 860],
        [390, 844],
      ] as const) {
        await page.setViewportSize({ width, height });
        await page.screenshot({
          path: join(shots, `console-${name}-${width}-${colorScheme}.png`),
          fullPage: true,
          animations: 'disabled',
        });
      }
    }
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize({ width: 1_280, height: 860 });
  }

  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
  const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor();

  async function joins(page: Page, link: string, alias: string): Promise<string[]> {
    await page.goto(link);
    await heading(page, 'Welcome');
    await page.getByLabel('Alias').fill(alias);
    await shoot(page, `2-join-${alias}`);
    await press(page, 'Add a passkey and go on');
    await heading(page, 'Recovery codes');
    await shoot(page, `3-codes-${alias}`);
    return page.locator('#codes code').allTextContents();
  }

  test('the first joins by the printed link, invites, is signed out, comes back, loses a device', async () => {
    complaints = [];
    const link = /http:\/\/localhost:\d+\/console\/join#[\w-]{43}/.exec(said)?.[0] ?? '';
    expect(link).toContain(`${origin}/console/join#`);

    const first = await person();
    await first.page.goto(`${origin}/console`);
    await heading(first.page, 'Organizers’ console');
    await shoot(first.page, '1-sign-in');
    await first.page.goto(`${origin}/console/join`);
    await first.page.getByLabel('Code of the invitation').fill('not a code');
    await press(first.page, 'Go on');
    await first.page.getByRole('alert').filter({ hasText: 'This invitation does not work' }).waitFor();
    await shoot(first.page, '1-join-refused');

    // What is wrong is said, and nothing that was typed is lost.
    await first.page.goto(link);
    await heading(first.page, 'Welcome');
    expect(first.page.url()).not.toContain('#');
    await first.page.getByLabel('Alias').fill('x');
    await press(first.page, 'Add a passkey and go on');
    await first.page.getByText('An alias has 2 to 40').waitFor();
    expect(await first.page.getByLabel('Alias').inputValue()).toBe('x');
    await first.device.lose();
    const codes = await joins(first.page, `${origin}/console/join/passkey`, 'Sosna');
    expect(codes).toHaveLength(8);
    expect(await first.device.count()).toBe(1);
    await first.page.getByRole('link', { name: 'I have kept them, go on' }).click();
    await first.page.getByRole('navigation', { name: 'Menu' }).waitFor();
    await shoot(first.page, '4-start');

    // The link is spent, and a new start prints none.
    const other = await person();
    await other.page.goto(link);
    await other.page.getByRole('alert').filter({ hasText: 'This invitation does not work' }).waitFor();

    // The second organizer.
    await first.page.getByRole('link', { name: 'Organizers', exact: true }).click();
    await heading(first.page, 'Organizers');
    await first.page.getByText('You are alone.').waitFor();
    await shoot(first.page, '5-organizers-alone');
    await first.page.getByRole('link', { name: 'Invite somebody' }).click();
    await press(first.page, 'Make the link');
    await first.page.getByText('Choose a role.').waitFor();
    await first.page.getByLabel('Reader').check();
    await shoot(first.page, '6-invite');
    await press(first.page, 'Make the link');
    await heading(first.page, 'Link of the invitation');
    await shoot(first.page, '7-invited');
    const second = await first.page.locator('#link').inputValue();
    await first.page.goto(`${origin}/console/organizers`);
    await first.page.getByText('for 72 hours').waitFor();
    await shoot(first.page, '8-organizers-invited');

    await joins(other.page, second, 'Verba');
    await other.page.getByRole('link', { name: 'I have kept them, go on' }).click();
    await other.page.getByRole('navigation', { name: 'Menu' }).waitFor();
    expect(await other.page.getByRole('link', { name: 'Organizers', exact: true }).count()).toBe(0);
    await other.page.goto(`${origin}/console/organizers`);
    await heading(other.page, 'Not for your role');
    await shoot(other.page, '9-not-yours');

    // Another role, at once.
    await first.page.reload();
    await first.page.getByRole('link', { name: 'Verba' }).click();
    await shoot(first.page, '10-organizer');
    await first.page.getByLabel('Organizer', { exact: true }).check();
    await press(first.page, 'Save');
    await first.page.getByText('The role is changed').waitFor();
    await other.page.reload();
    await heading(other.page, 'Organizers');

    // Signing out and in.
    await press(first.page, 'Sign out');
    await heading(first.page, 'Organizers’ console');
    await first.page.goto(`${origin}/console/organizers`);
    await heading(first.page, 'Organizers’ console');
    await first.device.recognise(false);
    await press(first.page, 'Sign in with a passkey');
    await first.page.getByRole('alert').filter({ hasText: 'Cancelled' }).waitFor();
    await shoot(first.page, '11-cancelled');
    await first.device.recognise(true);
    await press(first.page, 'Sign in with a passkey');
    await heading(first.page, 'Organizers');

    // A lost device.
    await press(first.page, 'Sign out');
    await first.device.lose();
    await first.page.getByRole('link', { name: 'I have lost my passkey' }).click();
    await first.page.getByLabel('Code').fill('0000-0000');
    await press(first.page, 'Sign in');
    await first.page.getByRole('alert').filter({ hasText: 'Check the code' }).waitFor();
    await shoot(first.page, '12-recover-refused');
    await first.page.getByLabel('Code').fill(codes[0]?.toUpperCase().replaceAll('-', ' ') ?? '');
    await press(first.page, 'Sign in');
    await heading(first.page, 'My account');
    await shoot(first.page, '13-recovered');
    await press(first.page, 'Add a passkey');
    await first.page.getByText('The passkey is added.').waitFor();
    await first.page.getByRole('row').nth(1).getByText('Remove').first().click();
    await shoot(first.page, '14-remove-question');
    await first.page.keyboard.press('Escape');
    await first.page.getByText('Make new codes').first().click();
    await first.page.locator('form').getByRole('button', { name: 'Make new codes' }).click();
    await heading(first.page, 'Recovery codes');

    // In another language, by keyboard.
    await first.page.goto(`${origin}/console/account`);
    await first.page.getByLabel('Language').selectOption('be');
    await first.page.getByRole('button', { name: 'Save' }).press('Enter');
    await heading(first.page, 'Мой уліковы запіс');
    await shoot(first.page, '15-account-be');
    await first.page.keyboard.press('Tab');
    expect(await first.page.evaluate(() => document.activeElement?.textContent)).toBe('Перайсці да зместу');

    expect(complaints).toEqual([]);
    await first.context.close();
    await other.context.close();
  });
});
