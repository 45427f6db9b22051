import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commands } from '../../scripts/commands/index.ts';

const ROOT = join(import.meta.dirname, '../..');
const THREATS = readFileSync(join(ROOT, 'docs/THREATS.md'), 'utf8');
const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: Record<string, string> };

/** What a page says to look at or to call, each once. */
const namedIn = (page: string, pattern: RegExp) => [
  ...new Set([...page.matchAll(pattern)].map(([, found = '']) => found)),
];

describe.each(['THREATS', 'PRIVACY', 'RELIABILITY', 'OPERATIONS'])('whoever reads docs/%s.md finds', (name) => {
  const page = readFileSync(join(ROOT, `docs/${name}.md`), 'utf8');

  test('every file that it names', () => {
    const paths = namedIn(page, /(?<![\w/.])((?:test|src|deploy|scripts|workers|bots)\/[\w./-]*\w)/g);
    expect(paths.length).toBeGreaterThan(0);
    expect(paths.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  test('every npm script', () => {
    expect(namedIn(page, /npm run ([\w:]+)/g).filter((script) => !(script in scripts))).toEqual([]);
  });

  test('every command of golos', () => {
    const asked = namedIn(page, /(?:npm run golos --|golos\.js) ([a-z][a-z- ]*[a-z])/g);
    const known = (words: string) => commands.some(({ name }) => words === name || words.startsWith(`${name} `));
    expect(asked.filter((words) => !known(words))).toEqual([]);
  });

  test('every page that it leads to', () => {
    const pages = namedIn(page, /\]\(([^)#:]+)(?:#[^)]*)?\)/g);
    expect(pages.filter((path) => !existsSync(join(ROOT, 'docs', path)))).toEqual([]);
  });

  test('every part of this page or another that it leads to', () => {
    const anchors = namedIn(page, /\]\(([^):]*#[^)]+)\)/g).filter((link) => !headed(name, link));
    expect(anchors).toEqual([]);
  });
});

/** Whether a page has the heading that a link names, in GitHub's spelling. */
function headed(from: string, link: string): boolean {
  const [file, anchor] = link.split('#');
  const path = join(ROOT, 'docs', file || `${from}.md`);
  if (!existsSync(path)) return false;
  const headings = [...readFileSync(path, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s-]/gu, '')
      .replaceAll(' ', '-'),
  );
  return headings.includes(anchor ?? '');
}

test('every part of docs/THREATS.md says what it does not cover', () => {
  const parts = THREATS.split(/^## /m).filter((part) => part.includes('| threat |'));
  expect(parts.length).toBeGreaterThan(3);
  for (const part of parts) expect(part).toContain('**Not covered.**');
});

test('every threat names a command that tries its measure', () => {
  const tables = THREATS.split(/^\| threat \| measure \| try it \|$/m).slice(1);
  expect(tables.length).toBeGreaterThan(3);
  const threats = tables.flatMap((table) => table.trim().split('\n\n')[0]?.split('\n').slice(1) ?? []);
  expect(threats.length).toBeGreaterThan(25);
  expect(threats.filter((row) => !/`npm (?:test -- |run )[^`]+`/.test(row))).toEqual([]);
});
