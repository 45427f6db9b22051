import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

interface Found {
  readonly id: string;
  readonly nodes: readonly { readonly target: readonly string[] }[];
}

/**
 * What of a page keeps somebody out: everything that axe-core finds against WCAG 2.2 A and AA, as `rule: element`.
 * The library is put into the page from outside, where the page's policy does not hold.
 */
export async function barriers(page: Page): Promise<string[]> {
  const { resolve } = createRequire(import.meta.url);
  await page.evaluate(await readFile(resolve('axe-core/axe.min.js'), 'utf8'));
  const tags = JSON.stringify(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']);
  const { violations } = await page.evaluate<{ violations: Found[] }>(
    `axe.run(document, { runOnly: ${tags}, resultTypes: ['violations'] })`,
  );
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}
