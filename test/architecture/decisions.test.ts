import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from './sources.ts';

test('the index of decisions lists every page, once, by the name of its file', async () => {
  const folder = join(ROOT, 'docs/decisions');
  const pages = (await readdir(folder)).filter((name) => name.endsWith('.md') && name !== 'README.md');
  const index = await readFile(join(folder, 'README.md'), 'utf8');
  const listed = [...index.matchAll(/^\| \[[^\]]+\]\(([^)]+)\) \|/gm)].map(([, page = '']) => page);
  expect(listed.sort()).toEqual(pages.sort());
});
