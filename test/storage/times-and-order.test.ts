import { randomBytes, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { insertBallots } from '../../src/storage/ballots.ts';
import { type Database, openDatabase } from '../../src/storage/database.ts';
import { addElection } from '../support/builders.ts';
import { type ClonedDatabase, cloneDatabase } from '../support/database.ts';

const ROOT = join(import.meta.dirname, '../..');

let cloned: ClonedDatabase;
let database: Database;
beforeAll(async () => {
  cloned = await cloneDatabase();
  database = openDatabase({ url: cloned.url, max: 2 });
});
afterAll(async () => {
  await database.close();
  await cloned.drop();
});

/**
 * Tables that know a time of day or count upwards, and why. Of every other table a day is all that may be told of when:
 * a new one is held to it at once.
 */
const TELLS: Readonly<Record<string, string>> = {
  ...{ alerts: 'organizers’ doings', alert_readings: 'organizers’ doings', audit_entries: 'organizers’ doings' },
  ...{ proposals: 'organizers’ doings', invitations: 'organizers’ doings', sessions: 'organizers’ doings' },
  ...{ official_uploads: 'organizers’ doings', protocol_requests: 'organizers’ doings' },
  ...{ review_orders: 'organizers’ doings', reviewers: 'organizers’ doings' },
  ...{ review_turns: 'whose turn it is, of organizers', protocol_entries: 'whose turn it is, of organizers' },
  review_pace: 'sums a minute',
  attempts: 'tries to sign in to the console',
  ...{ broadcasts: 'sent to everybody', broadcast_batches: 'hundreds at once', sending_places: 'a bot’s pace' },
  ...{ marches: 'public', march_windows: 'public', surveys: 'public' },
  ...{ chronicle_versions: 'public', editions: 'public' },
  outbox: 'what is in flight: deleted when it is done',
};

interface Column {
  readonly name: string;
  readonly type: string;
  readonly identity: string;
  readonly fallback: string | null;
}

async function columnsOf(table: string): Promise<Column[]> {
  const { rows } = await database.pool.query<Column>(
    `select column_name as name, data_type as type, is_identity as identity, column_default as fallback
     from information_schema.columns where table_schema = 'public' and table_name = $1`,
    [table],
  );
  return rows;
}

const tells = ({ type, identity, fallback }: Column) =>
  type.startsWith('time') || identity === 'YES' || fallback?.includes('nextval') === true;

async function allTables(): Promise<string[]> {
  const { rows } = await database.pool.query<{ name: string }>(
    `select table_name as name from information_schema.tables
     where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`,
  );
  return rows.map(({ name }) => name);
}

test('no table but those that are named with a reason has a time of day or a number that counts', async () => {
  const telling: string[] = [];
  for (const table of await allTables()) if ((await columnsOf(table)).some(tells)) telling.push(table);
  expect(telling.sort()).toEqual(Object.keys(TELLS).sort());
});

test('no id that the database makes carries a time', async () => {
  for (const table of await allTables()) {
    const made = (await columnsOf(table)).filter(({ type, fallback }) => type === 'uuid' && fallback !== null);
    // Version 4: 122 random bits (RFC 9562). Version 7 begins with milliseconds.
    expect([table, made.map(({ fallback }) => fallback)]).toEqual([table, made.map(() => 'gen_random_uuid()')]);
  }
});

/** Another maker of ids than Node's `randomUUID`: one of the packages, or a version that begins with a time. */
const OTHER_IDS = /from ['"](uuid|ulid|ulidx|nanoid|cuid2?|ksuid|node-snowflake)['"]|\buuid_?v[1267]\b|\bulid\(/i;

test('no id that the code makes carries a time: Node makes all of them, and Node makes version 4', async () => {
  const files = await Promise.all(
    ['src', 'bots', 'workers', 'migrations'].map(async (folder) => {
      const entries = await readdir(join(ROOT, folder), { recursive: true, withFileTypes: true });
      return entries.filter((entry) => entry.isFile() && /\.(tsx?|sql)$/.test(entry.name));
    }),
  );
  const texts = await Promise.all(
    files.flat().map(async ({ parentPath, name }) => [name, await readFile(join(parentPath, name), 'utf8')] as const),
  );
  expect(texts.filter(([, text]) => OTHER_IDS.test(text)).map(([name]) => name)).toEqual([]);
  expect(texts.some(([, text]) => text.includes('randomUUID()'))).toBe(true);
  for (const other of [`import { v7 } from 'uuid'`, 'default uuidv7()', 'ulid()']) expect(other).toMatch(OTHER_IDS);
  expect(randomUUID()[14]).toBe('4');
});

test('what is in flight is the only thing with a time and an order that leads to an account', async () => {
  const leading: string[] = [];
  for (const table of await allTables()) {
    const columns = await columnsOf(table);
    const leads = columns.some(({ name }) => ['person_id', 'person_key', 'link_key', 'sealed_person'].includes(name));
    if (leads && columns.some(tells)) leading.push(table);
  }
  expect(leading).toEqual(['outbox']);
});

test('ballots of a batch lie in an order of their own, their links in another, and neither in that of arrival', async () => {
  const place = await addElection(database.pool);
  const arrived = Array.from({ length: 100 }, () => ({
    id: randomUUID(),
    electionId: place.electionId,
    stationId: place.stationIds[0] ?? '',
    choiceId: place.choiceIds[0] ?? '',
    tier: 'verified' as const,
    kind: 'without-photo' as const,
    state: 'handed-in' as const,
    linkKey: randomBytes(32),
    sealedPerson: randomBytes(60),
  }));
  await insertBallots(database.pool, arrived, '2026-01-01');
  const ballots = await database.pool.query<{ id: string }>('select id from ballots order by ctid');
  const links = await database.pool.query<{ id: string }>('select ballot_id as id from ballot_links order by ctid');
  const [inBallots, inLinks] = [ballots, links].map(({ rows }) => rows.map(({ id }) => id));
  const inArrival = arrived.map(({ id }) => id);
  expect(inBallots).toEqual([...inArrival].sort());
  expect(inLinks).not.toEqual(inBallots);
  expect(inLinks).not.toEqual(inArrival);
  expect([...(inLinks ?? [])].sort()).toEqual(inBallots);
});
