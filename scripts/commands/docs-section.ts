import { readFile, writeFile } from 'node:fs/promises';
import { Problem } from '../problem.ts';

/**
 * Puts what a command has measured into a page, between `<!-- measured: NAME -->` and `<!-- end -->`, so that figures
 * in the docs are those of a command that anybody can run.
 *
 * @throws Problem when the page has no such place.
 */
export async function writeDocsSection(file: string, name: string, lines: readonly string[]): Promise<void> {
  const { before, after } = await sectionOf(file, name);
  await writeFile(file, `${before}\n\n${lines.join('\n')}\n\n${after}`);
}

/** A table whose rows are measured by parts. */
export interface DocsTable {
  readonly head: readonly string[];
  /** The first so many cells of a row say what was measured: the same again takes its place. */
  readonly keyCells: number;
  readonly rows: readonly (readonly string[])[];
  /** Days as `YYYY-MM-DD`; the last column of each row says on which it was measured. */
  readonly day: string;
}

/**
 * The same for a table of which only a part may have been measured: what stands there stays, but for the rows that were
 * measured again.
 *
 * @throws Problem when the page has no such place.
 */
export async function mergeDocsTable(file: string, name: string, table: DocsTable): Promise<void> {
  const { before, inside, after } = await sectionOf(file, name);
  const head = lineOf([...table.head, 'measured on']);
  const rule = `|${' --- |'.repeat(table.head.length + 1)}`;
  const keyOf = (line: string) => line.split(' | ', table.keyCells).join(' | ');
  const standing = inside.split('\n').filter((line) => line.startsWith('| ') && line !== head && line !== rule);
  const fresh = table.rows.map((row) => lineOf([...row, table.day]));
  const lines = new Map([...standing, ...fresh].map((line) => [keyOf(line), line]));
  await writeFile(file, `${before}\n\n${[head, rule, ...lines.values()].join('\n')}\n\n${after}`);
}

const lineOf = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;

async function sectionOf(file: string, name: string) {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new Problem(`Cannot read ${file}.`);
  });
  const start = `<!-- measured: ${name} -->`;
  const from = text.indexOf(start);
  const to = text.indexOf('<!-- end -->', from);
  if (from < 0 || to < 0)
    throw new Problem(`${file} has no part that begins with ${start} and ends with <!-- end -->.`);
  const inside = from + start.length;
  return { before: text.slice(0, inside), inside: text.slice(inside, to), after: text.slice(to) };
}
