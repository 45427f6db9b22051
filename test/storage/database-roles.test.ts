import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { appendAudit } from '../../src/actions/audit.ts';
import { PROCESSES, type ProcessName } from '../../src/domain/processes.ts';
import { createHandOver } from '../../src/queues/hand-over.ts';
import { migrateQueues } from '../../src/queues/migrate.ts';
import { openQueues } from '../../src/queues/queues.ts';
import { type Database, openDatabase } from '../../src/storage/database.ts';
import { grantToRole, mayRewriteAudit, unplacedTables } from '../../src/storage/database-roles.ts';
import { GRANTS } from '../../src/storage/grants.ts';
import { type ClonedDatabase, cloneDatabase } from '../support/database.ts';

const ENTRY = { at: new Date('2026-01-02T03:04:05Z'), organizerId: null, action: 'survey.open', subject: 'parks' };
const NOT_ALLOWED = '42501';
const REFUSED_BY_TRIGGER = '23001';

const suffix = randomBytes(6).toString('hex');
const roleOf = (process: ProcessName) => `golos_${process}_${suffix}`;
let cloned: ClonedDatabase;
let owner: Database;
const urls = new Map<ProcessName, string>();
const databases = new Map<ProcessName, Database>();
beforeAll(async () => {
  cloned = await cloneDatabase();
  owner = openDatabase({ url: cloned.url, max: 2 });
  await migrateQueues(cloned.url);
  const password = randomBytes(8).toString('hex');
  for (const process of PROCESSES) {
    await owner.pool.query(`create role ${roleOf(process)} login password '${password}'`);
    expect(await owner.transaction((client) => grantToRole(client, roleOf(process), process))).toBe('granted');
    const url = new URL(cloned.url);
    url.username = roleOf(process);
    url.password = password;
    urls.set(process, url.href);
    databases.set(process, openDatabase({ url: url.href, max: 4 }));
  }
  await as('web').transaction((client) => appendAudit(client, ENTRY));
});
afterAll(async () => {
  for (const process of PROCESSES) {
    await databases.get(process)?.close();
    await owner.pool.query(`drop owned by ${roleOf(process)}`);
    await owner.pool.query(`drop role ${roleOf(process)}`);
  }
  await owner.close();
  await cloned.drop();
});

function as(process: ProcessName): Database {
  const database = databases.get(process);
  if (database === undefined) throw new Error(`no ${process}`);
  return database;
}

/** The SQLSTATE that it fails with. */
async function failure(database: Database, sql: string): Promise<string> {
  return database.pool.query(sql).then(
    () => 'done',
    (error: pg.DatabaseError) => error.code ?? 'unknown',
  );
}

test('every table has its place in GRANTS (src/storage/grants.ts), and every place a table', async () => {
  expect(await unplacedTables(owner.pool)).toEqual([]);
  const { rows } = await owner.pool.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public'`,
  );
  const there = new Set(rows.map(({ name }) => name));
  expect(Object.keys(GRANTS).filter((table) => !there.has(table))).toEqual([]);
});

interface Column {
  readonly table: string;
  readonly column: string;
}

/** What Postgres's words grant: `update` for a whole table, `update id` for a column of it. */
function readGrants(text: string): Set<string> {
  const granted = new Set<string>();
  for (const [, verb, columns] of text.matchAll(/(\w+)(?: \(([^)]*)\))?(?:, |$)/g)) {
    if (columns === undefined) granted.add(`${verb}`);
    else for (const column of columns.split(', ')) granted.add(`${verb} ${column}`);
  }
  return granted;
}

describe.each(PROCESSES)('the %s process', (process) => {
  test('may do with every table and column exactly what stands in GRANTS, and nothing else', async () => {
    const { rows } = await owner.pool.query<Column>(
      `select c.table_name as table, c.column_name as column from information_schema.columns c
       join pg_tables t on t.schemaname = c.table_schema and t.tablename = c.table_name where c.table_schema = 'public'`,
    );
    const wrong: string[] = [];
    // EXPLAIN asks for the same privileges, and does nothing.
    const expectAllowed = async (allowed: boolean, sql: string) => {
      const outcome = await failure(as(process), sql);
      if ((outcome !== NOT_ALLOWED) !== allowed) wrong.push(`${sql}: ${outcome}`);
    };
    for (const { table, column } of rows) {
      const granted = readGrants(GRANTS[table]?.[process] ?? '');
      const has = (verb: string) => granted.has(verb) || granted.has(`${verb} ${column}`);
      await expectAllowed(has('select'), `explain select "${column}" from ${table}`);
      await expectAllowed(has('update'), `explain update ${table} set "${column}" = default`);
    }
    for (const table of new Set(rows.map((row) => row.table))) {
      const granted = readGrants(GRANTS[table]?.[process] ?? '');
      await expectAllowed(granted.has('insert'), `explain insert into ${table} default values`);
      await expectAllowed(granted.has('delete'), `explain delete from ${table}`);
      await expectAllowed(false, `truncate ${table} cascade`);
      await expectAllowed(false, `drop table ${table} cascade`);
      await expectAllowed(false, `alter table ${table} disable trigger all`);
      await expectAllowed(false, `create index on ${table} ((1))`);
      const { rows: maintained } = await as(process).pool.query<{ may: boolean }>(
        `select has_table_privilege('public.${table}', 'maintain') as may`,
      );
      if (maintained[0]?.may !== granted.has('maintain')) wrong.push(`maintain ${table}`);
    }
    expect(wrong).toEqual([]);
    expect(rows.length).toBeGreaterThan(300);
  }, 240_000);

  test.each([
    ['read passwords', 'select * from pg_authid'],
    ['read files of the server', `select pg_read_file('postgresql.conf')`],
    ['list files of the server', `select pg_ls_dir('.')`],
    ['import a file of the server', `select lo_import('/etc/passwd')`],
    ['copy a file of the server into a table', `create temporary table t (x text); copy t from '/etc/passwd'`],
    ['run a program', `copy (select 1) to program 'true'`],
    ['change settings of the server', `alter system set log_statement = 'all'`],
    ['log what others do', `alter role all set log_statement = 'all'`],
    ['make a role', `create role golos_other_${suffix} superuser`],
    ['become the owner', 'set role pg_database_owner'],
    ['switch all triggers off', `set session_replication_role = replica`],
    ['put another table in place', 'create table public.other (x int)'],
    ['put another function in place', `create function public.now() returns int language sql as 'select 1'`],
    ['make a schema', 'create schema other'],
    ['read which migrations ran', 'select * from drizzle.__drizzle_migrations'],
    ['change a queue’s tables', 'drop schema bullmq cascade'],
  ])('cannot %s', async (_name, sql) => {
    expect(await failure(as(process), sql)).toBe(NOT_ALLOWED);
  });

  test('sees nothing of what others ask, and cannot end their connections', async () => {
    const client = await owner.pool.connect();
    try {
      const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
      const seen = await as(process).pool.query('select query from pg_stat_activity where pid = $1', [rows[0]?.pid]);
      expect(seen.rows).toEqual([{ query: '<insufficient privilege>' }]);
      expect(await failure(as(process), `select pg_terminate_backend(${rows[0]?.pid})`)).toBe(NOT_ALLOWED);
    } finally {
      client.release();
    }
  });

  test('gives its own role nothing more', async () => {
    await failure(as(process), `grant all on audit_entries to ${roleOf(process)}`);
    expect(await mayRewriteAudit(as(process).pool)).toBe(false);
  });

  test('hands over jobs where queues are on Postgres', async () => {
    const errors: unknown[] = [];
    const queues = openQueues({ databaseUrl: urls.get(process) ?? '', onError: (error) => errors.push(error) });
    const before = [await queues.depth('sends'), await queues.depth('intents')];
    const handOver = createHandOver(queues, (error) => errors.push(error));
    handOver.give([{ id: '1', queue: 'sends' }]);
    await handOver.flushed();
    handOver.give(Array.from({ length: 250 }, (_, i) => ({ id: `${i + 2}`, queue: 'intents' as const })));
    await handOver.flushed();
    const after = [await queues.depth('sends'), await queues.depth('intents')];
    expect([after.map((depth, at) => depth - (before[at] ?? 0)), await queues.ready(), errors]).toEqual([
      [1, 3],
      true,
      [],
    ]);
    await queues.close();
  });
});

describe('the web process', () => {
  test('appends to the audit trail and reads it', async () => {
    await as('web').transaction((client) => appendAudit(client, ENTRY));
    const { rows } = await as('web').pool.query('select number::int from audit_entries order by number');
    expect(rows.slice(0, 2)).toEqual([{ number: 1 }, { number: 2 }]);
  });

  test.each([
    ['update the audit trail', `update audit_entries set subject = 'other'`],
    ['update one column of no row of it', `update audit_entries set detail = '{}' where false`],
    ['delete from it', 'delete from audit_entries where number = 1'],
    ['truncate it with everything that hangs on it', 'truncate organizers cascade'],
    [
      'replace an entry on a conflict',
      `insert into audit_entries select * from audit_entries on conflict (number) do update set subject = 'x'`,
    ],
    ['take entries to change them', 'select * from audit_entries for update'],
    ['merge into it', `merge into audit_entries a using (select 1) s on true when matched then delete`],
    [
      'replace the trigger’s function',
      `create or replace function audit_entries_only_grow() returns trigger language plpgsql as 'begin return new; end'`,
    ],
    ['drop the trigger', 'drop trigger audit_entries_only_grow on audit_entries'],
    ['change what was prepared', `update proposals set content = '{}'`],
    ['delete what was prepared', 'delete from proposals'],
    ['change the count', 'update tallies set declared = 1'],
    ['accept a ballot', `update ballots set state = 'verified', accepted_choice_id = choice_id`],
    ['delete a link', 'delete from ballot_links'],
    ['spend a voice', `insert into spent_voices (voice_key, election_id) values ('\\x00', 'x')`],
    ['close what is to be reviewed', `update review_items set state = 'closed'`],
    ['make a reviewer’s answer disappear', 'delete from review_turns'],
    ['read an address', 'select sealed_address from people'],
    ['give an account another address', `update people set sealed_address = ''`],
    ['delete an account', 'delete from people'],
    ['read what is about to be said', 'select payload from outbox'],
    ['take back what is to be done', 'delete from outbox'],
    ['read dead letters', 'select * from dead_letters'],
    ['read photos’ keys', 'select * from photo_keys'],
    ['see where people walk', 'select zone from march_check_ins'],
    ['see which rows were written together', 'select xmin from people'],
  ])('cannot %s', async (_name, sql) => {
    expect(await failure(as('web'), sql)).toBe(NOT_ALLOWED);
  });
});

describe('the worker', () => {
  test.each([
    ['read all of a person', 'select * from people'],
    [
      'make an account up',
      `insert into people (person_key, messenger, sealed_address, joined_on) values ('', 'viber', '', '2026-01-01')`,
    ],
    ['read a conversation', 'select * from dialogues'],
    ['read a dead letter', 'select sealed_body from dead_letters'],
    ['read whose cookie is whose', 'select token_hash from sessions'],
    ['read passkeys', 'select * from passkeys'],
    ['make somebody an administrator', `update organizers set role = 'administrator'`],
    ['approve what takes two people', `update proposals set decision = 'approved'`],
    ['publish', `insert into editions default values`],
    ['order itself', `insert into review_orders default values`],
    ['rewrite the trail', `update audit_entries set subject = ''`],
    ['rename an election', `update elections set name = '{}'`],
    ['move a station', `update stations set code = ''`],
  ])('cannot %s', async (_name, sql) => {
    expect(await failure(as('worker'), sql)).toBe(NOT_ALLOWED);
  });
});

describe('the sender', () => {
  test.each([
    ...['ballots', 'ballot_links', 'declarations', 'photos', 'photo_keys', 'review_photos', 'spent_voices', 'tallies'],
    ...['answer_sets', 'survey_participants', 'profiles', 'phones', 'dialogues', 'protocol_links', 'march_check_ins'],
    ...['organizers', 'sessions', 'audit_entries', 'proposals', 'updates', 'dead_letters', 'stations'],
  ])('cannot read %s', async (table) => {
    expect(await failure(as('sender'), `select 1 from ${table}`)).toBe(NOT_ALLOWED);
  });

  test.each([
    ['read who somebody is', 'select person_key from people'],
    ['read where somebody votes', 'select station_id from people'],
    ['say that somebody is verified', `update people set tier = 'verified'`],
    ['have something done', `insert into outbox (queue, payload) values ('intents', '')`],
    ['let a broadcast go', `update broadcasts set state = 'running'`],
    ['add a recipient', `insert into broadcast_recipients default values`],
  ])('cannot %s', async (_name, sql) => {
    expect(await failure(as('sender'), sql)).toBe(NOT_ALLOWED);
  });
});

test('a grant that is made again takes away what was given besides, and gives nothing on a table that nobody placed', async () => {
  const role = roleOf('web');
  await owner.pool.query(`grant update, delete, truncate on audit_entries to ${role}`);
  await owner.pool.query(`grant update (subject) on audit_entries to ${role}`);
  await owner.pool.query('create table later_added (x int)');
  expect(await mayRewriteAudit(as('web').pool)).toBe(true);
  expect(await owner.transaction((client) => grantToRole(client, role, 'web'))).toBe('granted');
  expect(await mayRewriteAudit(as('web').pool)).toBe(false);
  expect(await failure(as('web'), `update audit_entries set subject = 'other'`)).toBe(NOT_ALLOWED);
  expect(await failure(as('web'), 'select * from later_added')).toBe(NOT_ALLOWED);
  expect(await unplacedTables(owner.pool)).toEqual(['later_added']);
});

test('a role that could do more by itself is refused', async () => {
  const { rows } = await owner.pool.query<{ name: string }>('select current_user as name');
  const grantTo = (role: string) => owner.transaction((client) => grantToRole(client, role, 'web'));
  expect(await grantTo(rows[0]?.name ?? '')).toBe('superuser');
  expect(await grantTo('nobody-of-this-name')).toBe('unknown');
  await owner.pool.query(`create table owned_by_web (x int)`);
  await owner.pool.query(`alter table owned_by_web owner to ${roleOf('web')}`);
  expect(await grantTo(roleOf('web'))).toBe('owner');
  await owner.pool.query('drop table owned_by_web');
});

test.each([
  ['update', `update audit_entries set subject = 'other'`],
  ['update of nothing', `update audit_entries set subject = 'other' where false`],
  ['delete', 'delete from audit_entries'],
  ['truncate', 'truncate audit_entries'],
])('even the owner’s %s is refused by the trigger', async (_name, sql) => {
  expect(await failure(owner, sql)).toBe(REFUSED_BY_TRIGGER);
});

describe('even the owner cannot change what waits for a second person', () => {
  beforeAll(async () => {
    await owner.pool.query(
      `with o as (insert into organizers (alias, role, language, joined_on)
                  values ('First', 'organizer', 'en', '2026-01-01'), ('Second', 'organizer', 'en', '2026-01-01') returning id, alias)
       insert into proposals (kind, subject, content, content_hash, prepared_by, prepared_at)
       select 'test.do', 'thing', '{}', '\\x00', id, now() from o where alias = 'First'`,
    );
  });
  test.each([
    [`update proposals set content = '{"a": 1}'`, REFUSED_BY_TRIGGER],
    [`update proposals set prepared_by = (select id from organizers where alias = 'Second')`, REFUSED_BY_TRIGGER],
    ['delete from proposals', REFUSED_BY_TRIGGER],
    ['truncate proposals cascade', REFUSED_BY_TRIGGER],
    [`update proposals set decision = 'approved', decided_by = prepared_by, decided_at = now()`, '23514'],
    [`update proposals set decision = 'withdrawn', decided_by = prepared_by, decided_at = now()`, 'done'],
    ['update proposals set decision = null, decided_by = null, decided_at = null', REFUSED_BY_TRIGGER],
  ])('%s: %s', async (sql, expected) => {
    expect(await failure(owner, sql)).toBe(expected);
  });
});
