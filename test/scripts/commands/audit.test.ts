import { dispatch } from '../../../scripts/commands/dispatch.ts';
import { commands } from '../../../scripts/commands/index.ts';
import { loadDemo } from '../../../scripts/demo/load-demo.ts';
import { appendAudit } from '../../../src/actions/audit.ts';
import { type Database, openDatabase } from '../../../src/storage/database.ts';
import { type ClonedDatabase, cloneDatabase } from '../../support/database.ts';

let cloned: ClonedDatabase;
let database: Database;
beforeEach(async () => {
  cloned = await cloneDatabase();
  database = openDatabase({ url: cloned.url, max: 2 });
});
afterEach(async () => {
  await database.close();
  await cloned.drop();
});

async function golos(...argv: string[]): Promise<{ code: number; printed: string[]; noted: string[] }> {
  const printed: string[] = [];
  const noted: string[] = [];
  const code = await dispatch(argv, commands, {
    config: () => {
      throw new Error('not needed');
    },
    openDatabase: async () => database,
    now: () => new Date(),
    print: (line) => printed.push(line),
    note: (line) => noted.push(line),
    confirm: async () => undefined,
    progress: () => ({ update: () => undefined, stop: () => undefined }),
  });
  return { code, printed, noted };
}

/** Entries of all kinds, times to the millisecond among them. */
async function append(count: number): Promise<void> {
  for (let i = 1; i <= count; i++) {
    await database.transaction((client) =>
      appendAudit(client, {
        at: new Date(Date.UTC(2026, 0, 1, 0, 0, 0, i)),
        organizerId: null,
        action: 'survey.open',
        subject: `survey-${i}`,
        detail: {
          title: { be: 'Паркі', en: 'Parks "and" \\ gardens\n' },
          share: 0.1 + 0.2,
          big: 1e21,
          list: [1, null, true],
        },
      }),
    );
  }
}

/** As somebody would who owns the database: triggers and all checks out of the way. */
async function tamper(...statements: string[]): Promise<void> {
  await database.transaction(async (client) => {
    await client.query('set local session_replication_role = replica');
    for (const statement of statements) await client.query(statement);
  });
}

const SWAP = [
  'create temp table swapped on commit drop as select * from audit_entries where number in (2, 3)',
  'delete from audit_entries where number in (2, 3)',
  'insert into audit_entries select 5 - number, at, organizer_id, action, subject, detail, previous_hash, hash from swapped',
];

test('an empty trail is in order', async () => {
  expect(await golos('audit', 'verify')).toEqual({ code: 0, printed: ['The audit trail is empty.'], noted: [] });
});

test('a trail as it was written is in order, and its newest entry is told', async () => {
  await append(5);
  const { code, printed } = await golos('audit', 'verify');
  expect(code).toBe(0);
  expect(printed).toEqual([
    'All 5 entries are as they were written, in order.',
    expect.stringMatching(/^Newest: 5:[0-9a-f]{64}$/),
  ]);
});

test.each([
  [
    'a word',
    [`update audit_entries set subject = 'other' where number = 3`],
    ['Entry 3: it does not say what was written.'],
  ],
  [
    'a detail deep inside',
    [`update audit_entries set detail = jsonb_set(detail, '{list,2}', 'false') where number = 3`],
    ['Entry 3: it does not say what was written.'],
  ],
  [
    'the time by a microsecond',
    [`update audit_entries set at = at + interval '1 microsecond' where number = 5`],
    ['Entry 5: it does not say what was written.'],
  ],
  [
    'one that was deleted',
    ['delete from audit_entries where number = 3'],
    ['Entry 4: at least one entry before it is gone.'],
  ],
  [
    'the first deleted',
    ['delete from audit_entries where number = 1'],
    ['Entry 2: at least one entry before it is gone.'],
  ],
  [
    'two in each other’s place',
    SWAP,
    [
      'Entry 2: it does not follow the entry before it.',
      'Entry 2: it does not say what was written.',
      'Entry 3: it does not follow the entry before it.',
      'Entry 3: it does not say what was written.',
      'Entry 4: it does not follow the entry before it.',
    ],
  ],
  [
    'one put in before all others',
    [
      `insert into audit_entries select 0, at, organizer_id, action, subject, detail, sha256('a'), sha256('b') from audit_entries where number = 1`,
    ],
    [
      'Entry 0: at least one entry before it is gone.',
      'Entry 0: it does not say what was written.',
      'Entry 1: it does not follow the entry before it.',
    ],
  ],
])('finds %s', async (_name, statements, lines) => {
  await append(5);
  await tamper(...statements);
  const { code, printed } = await golos('audit', 'verify');
  expect(code).toBe(1);
  expect(printed.slice(0, -1)).toEqual(lines);
  expect(printed.at(-1)).toMatch(/^The audit trail of \d entries is not what was written\.$/);
  const json = await golos('audit', 'verify', '--json');
  expect(json.code).toBe(1);
  expect(JSON.parse(json.printed.join()).faults).toHaveLength(lines.length);
});

test('what the command line changes is in the trail, and what it leaves as it was is not', async () => {
  await loadDemo(database);
  await loadDemo(database);
  await database.pool.query(
    `insert into tallies (election_id, station_id, choice_id, tier, declared)
     select s.election_id, s.id, c.id, 'verified', 5 from stations s, choices c order by s.code, c.id limit 1`,
  );
  expect((await golos('recount', '--check')).code).toBe(1);
  expect((await golos('recount', '--yes')).code).toBe(0);
  const letter = await database.pool.query<{ id: string }>(
    `insert into dead_letters (messenger, reason, sealed_body, day) values ('viber', 'test', '', '2026-01-01') returning id`,
  );
  const id = letter.rows[0]?.id ?? '';
  expect((await golos('dead-letters', 'delete', id, '--yes')).code).toBe(0);
  expect((await golos('dead-letters', 'delete', id, '--yes')).code).toBe(1);
  const { rows } = await database.pool.query(
    'select action, subject, detail, organizer_id from audit_entries order by number',
  );
  const entry = (action: string, subject: unknown, detail: unknown = {}) => ({
    action,
    subject,
    detail,
    organizer_id: null,
  });
  expect(rows).toEqual([
    entry('election.create', expect.any(String)),
    entry('stations.import', expect.any(String), { added: expect.any(Number), changed: 0 }),
    entry('counts.rewrite', 'counts', { tallies: 1, surveys: 0 }),
    entry('dead-letter.delete', id),
  ]);
  expect(await golos('audit', 'verify')).toMatchObject({ code: 0 });
});

describe('with an entry that was written down before', () => {
  const head = async () => (await golos('audit', 'verify')).printed.at(-1)?.replace('Newest: ', '') ?? '';

  test('a trail that has only grown is in order', async () => {
    await append(3);
    const before = await head();
    await append(2);
    expect(await golos('audit', 'verify', '--head', before)).toMatchObject({ code: 0 });
  });

  test('an end that was cut off is found', async () => {
    await append(5);
    const before = await head();
    await tamper('delete from audit_entries where number > 3');
    expect(await golos('audit', 'verify')).toMatchObject({ code: 0 });
    const { code, printed } = await golos('audit', 'verify', '--head', before);
    expect(code).toBe(1);
    expect(printed[0]).toBe('Entry 5: the entry of --head is gone, and with it the end of the chain.');
  });

  test('a chain that was made anew is found', async () => {
    await append(3);
    const before = await head();
    await tamper('delete from audit_entries');
    await append(4);
    await tamper('delete from audit_entries where number > 0');
    await database.transaction((client) =>
      appendAudit(client, { at: new Date(), organizerId: null, action: 'other', subject: 'x' }),
    );
    await append(4);
    expect(await golos('audit', 'verify')).toMatchObject({ code: 0 });
    const { code, printed } = await golos('audit', 'verify', '--head', before);
    expect(code).toBe(1);
    expect(printed[0]).toBe('Entry 3: it is not the entry of --head: the chain was made anew.');
  });

  test.each(['7', 'x:y', `0:${'a'.repeat(64)}`])('--head %s is no entry', async (text) => {
    expect(await golos('audit', 'verify', '--head', text)).toMatchObject({ code: 2 });
  });
});

test.each([
  ['a number that does not follow', `number + 2, at, organizer_id, action, subject, detail, hash, sha256('x')`],
  [
    'a hash that is not the last one’s',
    `number + 1, at, organizer_id, action, subject, detail, sha256('y'), sha256('x')`,
  ],
])('the database itself refuses %s', async (_name, values) => {
  await append(2);
  const insert = `insert into audit_entries select ${values} from audit_entries where number = 2`;
  await expect(database.pool.query(insert)).rejects.toMatchObject({ code: '23001' });
});
