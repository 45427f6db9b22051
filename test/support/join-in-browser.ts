import type { Page } from 'playwright-core';
import { invite } from '../../src/actions/organizers/invite.ts';
import type { Database } from '../../src/storage/database.ts';
import { virtualAuthenticator } from './passkey.ts';

/** Makes whoever sits before a page an administrator, by a link to join and a passkey, as far as the menu. */
export async function joinInBrowser(
  page: Page,
  { database, origin }: { readonly database: Database; readonly origin: string },
  alias: string,
): Promise<void> {
  await virtualAuthenticator(page);
  const { token } = await invite({ database, now: () => new Date() }, { role: 'administrator', by: null });
  await page.goto(`${origin}/console/join#${token}`);
  await page.getByLabel('Alias').fill(alias);
  await page.getByRole('button', { name: 'Add a passkey and go on', exact: true }).click();
  await page.getByRole('link', { name: 'I have kept them, go on' }).click();
  await page.getByRole('navigation', { name: 'Menu' }).waitFor();
}
