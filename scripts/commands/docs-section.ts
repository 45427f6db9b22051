import { readFile, writeFile } from 'node:fs/promises';
import { Problem } from '../problem.ts';

/**
 * Puts what a command has measured into a page, between `<!-- measured: NAME -->` and `<!-- end -->`, so that figures
 * in the docs are those of a command that anybody can run.
 *
 * @throws Problem when the page has no such place.
 */
export async function writeDocsSection(file: string, name: string, lines: readonly string[]): Promise<void> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new Problem(`Cannot read ${file}.`);
  });
  const start = `<!-- measured: ${name} -->`;
  const from = text.indexOf(start);
  const to = text.indexOf('<!-- end -->', from);
  if (from < 0 || to < 0)
    throw new Problem(`${file} has no part that begins with ${start} and ends with <!-- end -->.`);
  await writeFile(file, `${text.slice(0, from)}${start}\n\n${lines.join('\n')}\n\n${text.slice(to)}`);
}
