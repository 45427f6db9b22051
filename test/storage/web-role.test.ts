import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { appendAudit } from '../../src/actions/audit.ts';
import { createHandOver } from '../../src/queues/hand-over.ts';
import { migrateQueues } from '../../src/queues/migrate.ts';
import { openQueues } from '../../src/queues/queues.ts';
import { type Database, openDatabase } from '../../src/storage/database.ts';
import { grantToWebRole, mayRewriteAudit } from '../../src/storage/web-role.ts';
import { type ClonedDatabase, cloneDatabase } from '../support/database.ts';

const ENTRY = { at: new Date('2026-01-02T03:04:05Z'), organizerId: null, action: 'survey.open', subject: 'parks' };

const role = `golos_web_${randomBytes(6).toString('hex')}`;
let cloned: ClonedDatabase;
let owner: Database;
let web: Database;
let webUrl: string;
beforeAll(async () => {
  cloned = await cloneDatabase();
  owner = openDatabase({ url: cloned.url, max: 2 });
  await migrateQueues(cloned.url);
  const password = randomBytes(8).toString('hex');
  await owner.pool.query(`create role ${role} login password '${password}'`);
  expect(await owner.transaction((client) => grantToWebRole(client, role))).toBe('granted');
  const url = new URL(cloned.url);
  url.username = role;
  url.password = password;
  webUrl = url.href;
  web = openDatabase({ url: webUrl, max: 4 });
  await web.transaction((client) => appendAudit(client, ENTRY));
});
afterAll(async () => {
  await web.close();
  await owner.pool.query(`drop owned by ${role}`);
  await owner.pool.query(`drop role ${role}`);
  await owner.close();
  await cloned.drop();
});

/** The SQLSTATE that it fails with. */
async function failure(database: Database, sql: string): Promise<string> {
  return database.pool.query(sql).then(
    () => 'done',
    (error: pg.DatabaseError) => error.code ?? 'unknown',
  );
}

const NOT_ALLOWED = '42501';
const REFUSED_BY_TRIGGER = '23001';

describe('the role of the web process', () => {
  test('appends to the audit trail and reads it', async () => {
    await web.transaction((client) => appendAudit(client, ENTRY));
    const { rows } = await web.pool.query('select number::int from audit_entries order by number');
    expect(rows.slice(0, 2)).toEqual([{ number: 1 }, { number: 2 }]);
    expect(await mayRewriteAudit(web.pool)).toBe(false);
  });

  test.each([
    ['update', `update audit_entries set subject = 'other'`],
    ['update one column of no row', `update audit_entries set detail = '{}' where false`],
    ['delete', 'delete from audit_entries where number = 1'],
    ['truncate', 'truncate audit_entries'],
    ['truncate with everything that hangs on it', 'truncate organizers cascade'],
    [
      'replace on a conflict',
      `insert into audit_entries select * from audit_entries on conflict (number) do update set subject = 'x'`,
    ],
    ['take rows to change them', 'select * from audit_entries for update'],
    ['merge', `merge into audit_entries a using (select 1) s on true when matched then delete`],
    ['switch the trigger off', 'alter table audit_entries disable trigger audit_entries_only_grow'],
    ['switch all triggers off', `set session_replication_role = replica`],
    [
      'replace the trigger’s function',
      `create or replace function audit_entries_only_grow() returns trigger language plpgsql as 'begin return new; end'`,
    ],
    ['drop the trigger', 'drop trigger audit_entries_only_grow on audit_entries'],
    ['drop it', 'drop table audit_entries'],
    ['rename it', 'alter table audit_entries rename to gone'],
    ['allow itself more', `grant delete on audit_entries to ${role}`],
    ['put another table in its place', 'create table public.other (x int)'],
    ['become the owner', 'set role pg_database_owner'],
    ['change what was prepared', `update proposals set content = '{}'`],
    ['delete what was prepared', 'delete from proposals'],
    ['change the count', 'update tallies set declared = 1'],
    ['accept a ballot', `update ballots set state = 'verified', accepted_choice_id = choice_id`],
    ['delete a link', 'delete from ballot_links'],
    ['spend a voice', `insert into spent_voices (voice_key, election_id) values ('\\x00', 'x')`],
    ['close what is to be reviewed', `update review_items set state = 'closed'`],
    [
      'put something before reviewers',
      `insert into review_items (election_id, kind, pick, day) values ('x', 'gold', 1, '2026-01-01')`,
    ],
    [
      'bring another photo under review',
      `insert into review_photos values (gen_random_uuid(), 0, gen_random_uuid(), '\\x00')`,
    ],
    ['make a reviewer’s answer disappear', 'delete from review_turns'],
    ['read which migrations ran', 'select * from drizzle.__drizzle_migrations'],
  ])('cannot %s', async (_name, sql) => {
    expect(await failure(web, sql)).toBe(sql.startsWith('grant') ? 'done' : NOT_ALLOWED);
    // Postgres only warns when a grant has no effect.
    if (sql.startsWith('grant')) expect(await mayRewriteAudit(web.pool)).toBe(false);
  });

  test('takes a slot of what is reviewed, and writes what reviewers answer', async () => {
    expect(await failure(web, 'update review_items set taken = taken + 1 where false')).toBe('done');
    expect(await failure(web, `update review_turns set answer = 'altered' where false`)).toBe('done');
  });

  test('hands over jobs where queues are on Postgres', async () => {
    const errors: unknown[] = [];
    const queues = openQueues({ databaseUrl: webUrl, onError: (error) => errors.push(error) });
    const handOver = createHandOver(queues, (error) => errors.push(error));
    handOver.give([{ id: '1', queue: 'sends' }]);
    await handOver.flushed();
    handOver.give(Array.from({ length: 250 }, (_, i) => ({ id: `${i + 2}`, queue: 'intents' as const })));
    await handOver.flushed();
    expect([await queues.depth('sends'), await queues.depth('intents'), await queues.ready(), errors]).toEqual([
      1,
      3,
      true,
      [],
    ]);
    await queues.close();
  });

  test('a grant that is made again takes away what was given besides', async () => {
    await owner.pool.query(`grant update, delete, truncate on audit_entries to ${role}`);
    await owner.pool.query(`grant update (subject) on audit_entries to ${role}`);
    await owner.pool.query('create table later_added (x int)');
    expect(await mayRewriteAudit(web.pool)).toBe(true);
    expect(await owner.transaction((client) => grantToWebRole(client, role))).toBe('granted');
    expect(await mayRewriteAudit(web.pool)).toBe(false);
    expect(await failure(web, `update audit_entries set subject = 'other'`)).toBe(NOT_ALLOWED);
    expect(await failure(web, 'insert into later_added values (1)')).toBe('done');
  });

  test('a role that could do more by itself is refused', async () => {
    const { rows } = await owner.pool.query<{ name: string }>('select current_user as name');
    const me = rows[0]?.name ?? '';
    expect(await owner.transaction((client) => grantToWebRole(client, me))).toBe('superuser');
    expect(await owner.transaction((client) => grantToWebRole(client, 'nobody-of-this-name'))).toBe('unknown');
    await owner.pool.query(`alter table later_added owner to ${role}`);
    expect(await owner.transaction((client) => grantToWebRole(client, role))).toBe('owner');
    await owner.pool.query('drop table later_added');
  });
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
