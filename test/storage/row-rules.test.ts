import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { PROCESSES, type ProcessName } from '../../src/domain/processes.ts';
import { type Database, openDatabase } from '../../src/storage/database.ts';
import { grantToRole } from '../../src/storage/database-roles.ts';
import { closeRows, leaseSends, retryLater, takeUnfinished } from '../../src/storage/outbox.ts';
import { handOverAnew, releaseDead } from '../../src/storage/senders.ts';
import { openAsProcess } from '../support/as-process.ts';
import { addPerson } from '../support/builders.ts';
import { type ClonedDatabase, cloneDatabase } from '../support/database.ts';
import { until } from '../support/until.ts';

const NOT_ALLOWED = '42501';
const QUEUES = ['intents', 'photos', 'sends'];
const PATIENCE_MS = 60_000;

let clone: ClonedDatabase;
let owner: Database;
const databases = new Map<ProcessName, Database>();
beforeAll(async () => {
  clone = await cloneDatabase();
  owner = openDatabase({ url: clone.url, max: 6 });
  for (const process of PROCESSES) databases.set(process, await openAsProcess(owner, { url: clone.url, process }));
});
afterAll(async () => {
  for (const database of databases.values()) await database.close();
  await owner.close();
  await clone.drop();
});

let personId: string;
beforeEach(async () => {
  await owner.pool.query('truncate people, outbox cascade');
  personId = (await addPerson(owner.pool)).id;
  for (const queue of QUEUES) {
    await owner.pool.query('insert into outbox (queue, person_id, payload) values ($1, $2, $3)', [
      queue,
      personId,
      Buffer.from(queue),
    ]);
  }
});

function as(process: ProcessName): Database {
  const database = databases.get(process);
  if (database === undefined) throw new Error(`no ${process}`);
  return database;
}

/** The SQLSTATE that it fails with, or how many rows it had. */
async function outcome(database: Database, sql: string): Promise<string> {
  return database.pool.query(sql).then(
    ({ rowCount }) => `${rowCount} rows`,
    (error: pg.DatabaseError) => error.code ?? 'unknown',
  );
}

async function queuesSeen(database: Database): Promise<string[]> {
  const { rows } = await database.pool.query<{ queue: string }>('select queue from outbox order by 1');
  return rows.map(({ queue }) => queue);
}

async function addRole(more = ''): Promise<string> {
  const role = `golos_row_rules_${randomBytes(6).toString('hex')}`;
  await owner.pool.query(`create role ${role} ${more}`);
  return role;
}

async function dropRole(role: string): Promise<void> {
  await owner.pool.query(`drop owned by ${role}`);
  await owner.pool.query(`drop role ${role}`);
}

/** How many wishes and photos a role sees. */
async function seenAs(role: string): Promise<number | null> {
  return owner.transaction(async (client) => {
    await client.query(`set local role ${role}`);
    return (await client.query(`select from outbox where queue <> 'sends'`)).rowCount;
  });
}

const grant = (role: string, process: ProcessName) => owner.transaction((client) => grantToRole(client, role, process));

describe('of what is to be done, the sender', () => {
  test.each([
    ['sees messages', 'select payload from outbox', '1 rows'],
    ['sees no wish', `select payload from outbox where queue = 'intents'`, '0 rows'],
    ['sees no photo', `select payload from outbox where queue = 'photos'`, '0 rows'],
    ['takes no wish away', `delete from outbox where queue <> 'sends'`, '0 rows'],
    ['holds no wish up', `update outbox set due_at = 'infinity' where queue <> 'sends'`, '0 rows'],
    ['locks no wish', `select from outbox where queue <> 'sends' for update`, '0 rows'],
    ['adds nothing', `insert into outbox (queue, payload) values ('sends', '')`, NOT_ALLOWED],
    ['makes no wish of a message', `update outbox set queue = 'intents' where false`, NOT_ALLOWED],
    ['changes no text', `update outbox set payload = '' where false`, NOT_ALLOWED],
    ['gives nothing to somebody else', 'update outbox set person_id = null where false', NOT_ALLOWED],
    ['sees no more without its rules', 'set local row_security = off; select from outbox', NOT_ALLOWED],
    ['lifts no rule', 'alter table outbox disable row level security', NOT_ALLOWED],
    ['adds no rule', 'create policy more on outbox using (true)', NOT_ALLOWED],
    ['closes messages', 'delete from outbox', '1 rows'],
  ])('%s', async (_name, sql, expected) => {
    expect(await outcome(as('sender'), sql)).toBe(expected);
    expect((await queuesSeen(owner)).filter((queue) => queue !== 'sends')).toEqual(['intents', 'photos']);
  });

  test('is told of no other row by a function of its own, however early that could be asked', async () => {
    const client = await as('sender').pool.connect();
    const told: string[] = [];
    client.on('notice', ({ message }) => told.push(message ?? ''));
    try {
      await client.query(
        `create function pg_temp.tell(queue text) returns boolean cost 0.0000001 language plpgsql as
         $$ begin raise notice '%', queue; return true; end $$`,
      );
      const { rowCount } = await client.query('select from outbox where pg_temp.tell(queue)');
      expect([rowCount, told]).toEqual([1, ['sends']]);
    } finally {
      client.release(true);
    }
  });

  test('does with its messages all that it does, and nothing with others’ rows whose ids it is given', async () => {
    const { rows } = await owner.pool.query<{ id: string }>('select id::text from outbox order by id');
    const ids = rows.map(({ id }) => id);
    const { pool, transaction } = as('sender');
    const leased = await transaction((client) => leaseSends(client, ids, 60, 17));
    expect(leased.map(({ payload }) => payload.toString())).toEqual(['sends']);
    // No sender of that number is alive.
    expect(await releaseDead(pool)).toBe(1);
    await owner.pool.query('update outbox set handed_at = now()');
    await handOverAnew(pool);
    await retryLater(
      pool,
      ids.map((id) => ({ id, seconds: 0 })),
    );
    const after = await owner.pool.query(
      `select queue, attempts, handed_at = '-infinity' as anew from outbox order by queue`,
    );
    expect(after.rows).toEqual([
      { queue: 'intents', attempts: 0, anew: false },
      { queue: 'photos', attempts: 0, anew: false },
      { queue: 'sends', attempts: 1, anew: true },
    ]);
    expect(await closeRows(pool, ids)).toHaveLength(1);
    expect(await queuesSeen(owner)).toEqual(['intents', 'photos']);
  });
});

test('everybody else has all of it', async () => {
  for (const database of [owner, as('worker'), as('web')]) expect(await queuesSeen(database)).toEqual(QUEUES);
  await owner.pool.query(`update outbox set handed_at = '-infinity'`);
  const taken = await Promise.all(
    (['intents', 'photos', 'sends'] as const).map((queue) => takeUnfinished(as('worker').pool, queue, 0, 10)),
  );
  expect(taken.map((rows) => rows.length)).toEqual([1, 1, 1]);
  expect(await outcome(as('web'), `insert into outbox (queue, payload) values ('intents', '') returning id`)).toBe(
    '1 rows',
  );
  expect(await outcome(as('worker'), 'delete from outbox')).toBe('4 rows');
});

test('a database whose processes have no roles of their own has no rules', async () => {
  const other = await cloneDatabase();
  const database = openDatabase({ url: other.url, max: 1 });
  try {
    const { rows } = await database.pool.query(
      `select relrowsecurity as enabled, (select count(*)::int from pg_policy) as rules from pg_class where relname = 'outbox'`,
    );
    expect(rows).toEqual([{ enabled: false, rules: 0 }]);
  } finally {
    await database.close();
    await other.drop();
  }
});

test('a role that is given to another process has what that one has, and its rule goes with it', async () => {
  const role = await addRole();
  const seen: (number | null)[] = [];
  for (const process of ['sender', 'worker', 'sender'] as const) {
    expect(await grant(role, process)).toBe('granted');
    seen.push(await seenAs(role));
  }
  await owner.pool.query(`alter role ${role} rename to ${role}_renamed`);
  expect(await grant(`${role}_renamed`, 'sender')).toBe('granted');
  seen.push(await seenAs(`${role}_renamed`));
  expect(seen).toEqual([0, 2, 0, 0]);
  const rules = async () =>
    (await owner.pool.query<{ name: string }>('select polname as name from pg_policy order by 1')).rows;
  expect(await rules()).toHaveLength(3);
  await dropRole(`${role}_renamed`);
  expect(await rules()).toHaveLength(2);
});

test('a sender’s role that passes over such rules is refused', async () => {
  const role = await addRole('bypassrls');
  expect(await grant(role, 'sender')).toBe('bypasses-rows');
  expect(await grant(role, 'web')).toBe('granted');
  await dropRole(role);
});

describe('while somebody reads the table, a backup for instance', () => {
  let reader: pg.PoolClient;
  beforeEach(async () => {
    reader = await owner.pool.connect();
    await reader.query('begin');
    await reader.query('select from outbox');
  });
  afterEach(() => reader.release(true));

  test('a grant that changes no rule waits for nobody', async () => {
    const { rows } = await as('sender').pool.query<{ role: string }>('select current_user as role');
    expect(await grant(rows[0]?.role ?? '', 'sender')).toBe('granted');
    // It has not ended meanwhile.
    expect((await reader.query('select from outbox')).rowCount).toBe(3);
  });

  test(
    'the first grant waits, lets others pass, and is made when the table is free',
    async () => {
      const role = await addRole();
      const waits = async () =>
        (await owner.pool.query(`select from pg_locks where not granted and relation = 'outbox'::regclass`)).rowCount;
      const granted = grant(role, 'sender');
      await until(async () => (await waits()) === 1, PATIENCE_MS);
      expect(await outcome(as('web'), `insert into outbox (queue, payload) values ('sends', '')`)).toBe('1 rows');
      await reader.query('commit');
      expect(await granted).toBe('granted');
      expect(await seenAs(role)).toBe(0);
      await dropRole(role);
    },
    2 * PATIENCE_MS,
  );
});
