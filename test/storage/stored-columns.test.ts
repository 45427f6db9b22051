import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Database, openDatabase } from '../../src/storage/database.ts';
import { type ClonedDatabase, cloneDatabase } from '../support/database.ts';

let cloned: ClonedDatabase;
let database: Database;
beforeAll(async () => {
  cloned = await cloneDatabase();
  database = openDatabase({ url: cloned.url, max: 1 });
});
afterAll(async () => {
  await database.close();
  await cloned.drop();
});

/** What the page's table names, as `table.column`; `table.all` where it speaks of a whole table. */
async function named(): Promise<string[]> {
  const page = await readFile(join(import.meta.dirname, '../../docs/PRIVACY.md'), 'utf8');
  const [, section = ''] = page.split('## Every stored column');
  const found: string[] = [];
  let tables: string[] = [];
  for (const line of (section.split('\n## ')[0] ?? '').split('\n')) {
    const [, first = '', columns = ''] = line.match(/^\| ([\w, ]*)\| ([\w, ]+) \| [■●◆] \|/) ?? [];
    if (columns === '') continue;
    if (first.trim() !== '') tables = first.trim().split(', ');
    found.push(...tables.flatMap((table) => columns.split(', ').map((column) => `${table}.${column}`)));
  }
  return found;
}

test('docs/PRIVACY.md names every table and every column that there is, once, and no other', async () => {
  const { rows } = await database.pool.query<{ table: string; column: string }>(
    `select c.table_name as table, c.column_name as column from information_schema.columns c
     join information_schema.tables t using (table_schema, table_name)
     where c.table_schema = 'public' and t.table_type = 'BASE TABLE'`,
  );
  const said = await named();
  const whole = new Set(said.filter((name) => name.endsWith('.all')).map((name) => name.slice(0, -'.all'.length)));
  const there = rows.map(({ table, column }) => (whole.has(table) ? `${table}.all` : `${table}.${column}`));
  expect(said.sort()).toEqual([...new Set(there)].sort());
});
