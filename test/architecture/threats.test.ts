import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commands } from '../../scripts/commands/index.ts';

const ROOT = join(import.meta.dirname, '../..');
const page = readFileSync(join(ROOT, 'docs/THREATS.md'), 'utf8');
const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: Record<string, string> };

const all = (pattern: RegExp) => [...new Set([...page.matchAll(pattern)].map(([, found = '']) => found))];

describe('whoever reads docs/THREATS.md finds the command that checks a sentence', () => {
  test.each(all(/\b((?:test|src)\/[\w./-]*\w)/g))('%s is there', (path) =>
    expect(existsSync(join(ROOT, path))).toBe(true),
  );

  test.each(all(/npm run ([\w:]+)/g))('npm run %s is there', (name) => expect(scripts).toHaveProperty([name]));

  test.each(all(/npm run golos -- ([a-z][a-z- ]*[a-z])/g))('golos %s is there', (asked) => {
    expect(commands.some(({ name }) => asked === name || asked.startsWith(`${name} `))).toBe(true);
  });

  test.each(all(/\]\(([^)#]+\.md)\)/g))('%s is there', (path) =>
    expect(existsSync(join(ROOT, 'docs', path))).toBe(true),
  );

  test('every part says what it does not cover', () => {
    const parts = page.split(/^## /m).filter((part) => part.includes('| threat |'));
    expect(parts.length).toBeGreaterThan(3);
    for (const part of parts) expect(part).toContain('**Not covered.**');
  });
});
