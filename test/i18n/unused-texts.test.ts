import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FluentResource } from '@fluent/bundle';
import { readCatalogue } from '../../src/i18n/read-catalogue.ts';

const root = join(import.meta.dirname, '../..');

/** Every source that may say something to somebody. */
const sources = ['src', 'workers'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('keys.ts'))
    .map((name) => readFileSync(join(root, folder, name), 'utf8')),
);

/** Keys written out, and the beginnings and ends of those put together, such as `hint-${what}`. */
function named(source: string): { whole: string[]; parts: [string, string][] } {
  const whole = [...source.matchAll(/['"`]([a-z][a-zA-Z0-9-]*)['"`]/g)].map(([, key = '']) => key);
  const parts = [...source.matchAll(/`([a-z][a-zA-Z0-9-]*-)\$\{[^`]*\}(-[a-zA-Z0-9-]+)?`/g)].map(
    ([, start = '', end = '']): [string, string] => [start, end],
  );
  return { whole, parts };
}

test('every text is said by somebody', () => {
  const found = sources.map(named);
  const whole = new Set(found.flatMap((one) => one.whole));
  const parts = found.flatMap((one) => one.parts);
  const isSaid = (key: string) =>
    whole.has(key) || parts.some(([start, end]) => key.startsWith(start) && key.endsWith(end));
  const keys = new FluentResource(readCatalogue(join(root, 'src/i18n/en'))).body.map(({ id }) => id);
  expect(keys.filter((key) => !isSaid(key))).toEqual([]);
});
