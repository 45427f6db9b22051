import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RETENTION } from '../../src/domain/retention.ts';
import { GRANTS } from '../../src/storage/grants.ts';

test('docs/PRIVACY.md says what the code does, line by line', async () => {
  const page = await readFile(join(import.meta.dirname, '../../docs/PRIVACY.md'), 'utf8');
  const section = page.slice(page.indexOf('## Retention'), page.indexOf('## Every stored column'));
  const lines = section.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| ---'));
  expect(lines.slice(1)).toEqual(RETENTION.map(({ what, kept }) => `| ${what} | ${kept} |`));
});

test('every table of the record is in it, once', () => {
  const named = RETENTION.flatMap(({ tables }) => tables);
  expect(named.filter((table, at) => named.indexOf(table) !== at)).toEqual([]);
  expect([...named].sort()).toEqual(Object.keys(GRANTS).sort());
});
