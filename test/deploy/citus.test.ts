import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Database, openDatabase } from '../../src/storage/database.ts';
import { type ClonedDatabase, cloneDatabase } from '../support/database.ts';

/** The distribution columns of docs/OPERATIONS.md, "Sizes". */
const COLUMNS: Readonly<Record<string, string>> = {
  people: 'id',
  dialogues: 'person_id',
  traces: 'person_id',
  profiles: 'person_id',
  outbox: 'person_id',
  broadcast_recipients: 'person_id',
  phones: 'phone_key',
  updates: 'update_key',
  ballot_links: 'link_key',
  declarations: 'link_key',
  spent_voices: 'voice_key',
  survey_participants: 'link_key',
  protocol_links: 'link_key',
  ballots: 'station_id',
  tallies: 'station_id',
  review_items: 'station_id',
  answer_sets: 'survey_id',
  survey_counts: 'survey_id',
  survey_cells: 'survey_id',
};

let clone: ClonedDatabase;
let database: Database;
beforeAll(async () => {
  clone = await cloneDatabase();
  database = openDatabase({ url: clone.url, max: 1 });
});
afterAll(async () => {
  await database.close();
  await clone.drop();
});

/** They may be null: of work that is nobody's, and of practice and gold items. */
const NULLABLE = ['outbox.person_id', 'review_items.station_id'];

test('every distribution column is there, filled in every row but of two tables, and named on the page', async () => {
  const { rows } = await database.pool.query<{ name: string }>(
    `select table_name || '.' || column_name as name from information_schema.columns
     where table_schema = 'public' and is_nullable = 'NO'`,
  );
  const there = new Set(rows.map(({ name }) => name));
  const wanted = Object.entries(COLUMNS).map(([table, column]) => `${table}.${column}`);
  expect(wanted.filter((name) => !there.has(name))).toEqual(NULLABLE);
  const page = await readFile(join(process.cwd(), 'docs/OPERATIONS.md'), 'utf8');
  expect(
    Object.entries(COLUMNS).filter(
      ([table, column]) => !page.includes(`\`${table}\``) || !page.includes(`${column}\``),
    ),
  ).toEqual([]);
});

test('what stands in the way of distributing them is what the page says, and no more', async () => {
  // Citus checks uniqueness within a part only: a unique constraint must contain the distribution column.
  const { rows } = await database.pool.query<{ name: string; table: string; columns: string[] }>(
    `select i.indexrelid::regclass::text as name, c.relname as table,
       array(select a.attname::text from unnest(i.indkey) k join pg_attribute a on a.attrelid = c.oid and a.attnum = k) as columns
     from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and i.indisunique order by 1`,
  );
  const inTheWay = rows.filter(
    ({ table, columns }) => COLUMNS[table] !== undefined && !columns.includes(COLUMNS[table] ?? ''),
  );
  expect(inTheWay.map(({ table, columns }) => `${table} (${columns.join(', ')})`).sort()).toEqual([
    'answer_sets (id)',
    'ballot_links (ballot_id)',
    'ballots (id)',
    'outbox (id)',
    'people (person_key)',
    'phones (person_id)',
    'protocol_links (protocol_id)',
    'review_items (ballot_id)',
    'review_items (ballot_id, other_ballot_id)',
    'review_items (id)',
    'survey_participants (answer_set_id)',
    'traces (id)',
  ]);
});
