import { jest } from '@jest/globals';
import type { Converse } from '../../src/actions/converse.ts';
import { isDatabaseError, keepUnhandled, takeUpdates } from '../../src/actions/take-updates.ts';
import type { Incoming } from '../../src/messaging/incoming.ts';
import { type Database, openDatabase } from '../../src/storage/database.ts';
import { type ClonedDatabase, cloneDatabase } from '../support/database.ts';
import { NOTHING, remembering, takingOn, textFrom } from '../support/taking.ts';

let clone: ClonedDatabase;
let database: Database;
let other: Database;

beforeAll(async () => {
  clone = await cloneDatabase();
  // As the web process opens it; the other is that of a second web process.
  database = openDatabase({ url: clone.url, max: 6, pipeline: true });
  other = openDatabase({ url: clone.url, max: 6, pipeline: true });
});
afterAll(async () => {
  await database.close();
  await other.close();
  await clone.drop();
});
beforeEach(async () => {
  await database.pool.query('truncate people, dialogues, phones, traces, updates, outbox, dead_letters cascade');
});

const rowsOf = async (table: string) => (await database.pool.query(`select from ${table}`)).rowCount;

test('who writes for the first time is kept under a key, with a sealed address', async () => {
  const { deps, arrive, open, statesOf } = await takingOn(database);
  const result = await takeUpdates(deps, [arrive(textFrom('anna', 'hello'))]);
  expect(result.taken).toEqual([{ kind: 'taken' }]);
  expect(result.rows).toEqual([{ id: expect.any(String), queue: 'sends' }]);
  const { rows } = await database.pool.query('select * from people');
  expect(rows).toMatchObject([
    { person_key: arrive(textFrom('anna', '')).personKey, messenger: 'telegram', tier: null },
  ]);
  expect(open(rows[0].sealed_address)).toBe('address of anna');
  expect(await statesOf(['anna'])).toEqual([['hello']]);
});

describe('a repeated update', () => {
  test('has no second effect, alone or among others', async () => {
    const { deps, arrive, outbox, statesOf } = await takingOn(database);
    const first = arrive(textFrom('anna', 'one'));
    await takeUpdates(deps, [first]);
    expect(await takeUpdates(deps, [first])).toEqual({ taken: [{ kind: 'repeated' }], rows: [] });
    const mixed = await takeUpdates(deps, [arrive(textFrom('boris', 'two')), first]);
    expect(mixed.taken).toEqual([{ kind: 'taken' }, { kind: 'repeated' }]);
    expect(await statesOf(['anna', 'boris'])).toEqual([['one'], ['two']]);
    expect((await outbox()).map(({ text }) => text)).toEqual(['one', 'two']);
  });

  test('has no second effect when two processes are given it at the same moment', async () => {
    const { deps, arrive, outbox, statesOf } = await takingOn(database);
    const users = Array.from({ length: 20 }, (_, i) => `person ${i}`);
    const batch = users.map((user) => arrive(textFrom(user, user)));
    // In another order, too: both wait for each other's updates and people.
    const [here, there] = await Promise.all([
      takeUpdates(deps, batch),
      takeUpdates({ ...deps, database: other }, [...batch].reverse()),
    ]);
    const kinds = here.taken.map(({ kind }, i) => [kind, there.taken.at(-1 - i)?.kind].sort());
    expect(kinds).toEqual(users.map(() => ['repeated', 'taken']));
    expect(await statesOf(users)).toEqual(users.map((user) => [user]));
    expect(await rowsOf('outbox')).toBe(users.length);
    expect((await outbox()).map(({ text }) => text).sort()).toEqual([...users].sort());
  });
});

test('two processes that meet the same new person add one, and lose neither update', async () => {
  const { deps, arrive, statesOf } = await takingOn(database);
  const [one, two] = [arrive(textFrom('anna', 'one')), arrive(textFrom('anna', 'two'))];
  await Promise.all([takeUpdates(deps, [one]), takeUpdates({ ...deps, database: other }, [two])]);
  expect(await rowsOf('people')).toBe(1);
  expect((await statesOf(['anna']))[0]?.sort()).toEqual(['one', 'two']);
});

test('what is said and wanted comes into the outbox in its order, messages first', async () => {
  const talking: Converse = async () => ({
    ...NOTHING,
    messages: [{ text: 'first' }, { text: 'second' }, { text: 'third' }],
    intents: [{ do: 'forget' }, { do: 'clean-up' }],
    traces: ['m1', 'm2'],
  });
  const { deps, arrive, outbox } = await takingOn(database, talking);
  const { rows } = await takeUpdates(deps, [arrive(textFrom('anna', 'x'))]);
  expect(rows.map(({ queue }) => queue)).toEqual(['sends', 'sends', 'sends', 'intents', 'sends']);
  expect((await outbox()).map(({ queue, text }) => text ?? queue)).toEqual([
    'first',
    'second',
    'third',
    'intents',
    'sends',
  ]);
  expect(await rowsOf('traces')).toBe(2);
});

describe('a dialogue that fails', () => {
  const failing: Converse = async (turn) => {
    if (turn.incoming.userId === 'anna') throw new TypeError('a bug');
    return remembering(turn);
  };

  test('is kept sealed, apologised for, and put back to its beginning; others are not touched', async () => {
    const { deps, arrive, outbox, statesOf, deadLetters, failures } = await takingOn(database);
    const people = ['boris', 'anna', 'vera'];
    await takeUpdates(
      deps,
      people.map((user) => arrive(textFrom(user, 'before'))),
    );
    await database.pool.query('truncate outbox');
    const broken = { ...deps, converse: failing };
    const { taken } = await takeUpdates(
      broken,
      people.map((user) => arrive(textFrom(user, `secret of ${user}`))),
    );
    expect(taken).toEqual(people.map(() => ({ kind: 'taken' })));
    expect(await statesOf(people)).toEqual([['before', 'secret of boris'], [], ['before', 'secret of vera']]);
    expect((await outbox()).map(({ text }) => text)).toEqual(['secret of boris', 'sorry', 'secret of vera']);
    expect(await deadLetters()).toEqual([
      { reason: 'dialogue-failed', body: JSON.stringify({ kind: 'text', text: 'secret of anna' }) },
    ]);
    const { rows } = await database.pool.query<{ body: Buffer }>('select sealed_body as body from dead_letters');
    expect(rows[0]?.body.includes('secret')).toBe(false);
    expect(failures).toEqual([{ kind: 'text', error: expect.any(TypeError) }]);
  });

  test('is not tried again when its update is repeated', async () => {
    const { deps, arrive, failures } = await takingOn(database, failing);
    const update = arrive(textFrom('anna', 'x'));
    await takeUpdates(deps, [update]);
    expect((await takeUpdates(deps, [update])).taken).toEqual([{ kind: 'repeated' }]);
    expect(failures.length).toBe(1);
  });
});

test('a statement that fails leaves nothing of its batch behind', async () => {
  const badly: Converse = async ({ incoming, look, ...turn }) => {
    // Not a key: the database refuses.
    if (incoming.userId === 'anna') await look.claimPhone('');
    await look.claimPhone(Buffer.alloc(32).toString('base64'));
    return remembering({ incoming, look, ...turn });
  };
  const { deps, arrive } = await takingOn(database, badly);
  await database.pool.query('alter table phones add constraint a_key check (length(phone_key) = 32)');
  try {
    const batch = ['boris', 'anna', 'vera'].map((user) => arrive(textFrom(user, 'x')));
    const error = await takeUpdates(deps, batch).then(
      () => undefined,
      (cause: unknown) => cause,
    );
    expect(isDatabaseError(error)).toBe(true);
    for (const table of ['people', 'updates', 'outbox', 'phones', 'dead_letters']) {
      expect([table, await rowsOf(table)]).toEqual([table, 0]);
    }
    // The connections are as good as before.
    expect((await takeUpdates(deps, [arrive(textFrom('vera', 'y'))])).taken).toEqual([{ kind: 'taken' }]);
  } finally {
    await database.pool.query('alter table phones drop constraint a_key');
  }
});

describe('Viber’s conversation_started', () => {
  const opened: Incoming = {
    messenger: 'viber',
    updateId: 'conversation_started:1',
    userId: 'anna',
    address: 'anna',
    chat: 'private',
    event: { kind: 'start', answerInline: true },
  };

  test('is answered in the response, and again with the same when it is repeated', async () => {
    const greeting: Converse = async () => ({
      ...NOTHING,
      state: '[]',
      messages: [{ text: 'Hello.' }, { text: 'Which language?', options: [[{ id: 'language:be', label: 'be' }]] }],
    });
    const { deps, arrive } = await takingOn(database, greeting);
    const first = await takeUpdates(deps, [arrive(opened)]);
    expect(first).toEqual({
      taken: [
        {
          kind: 'taken',
          inline: { text: 'Hello.\n\nWhich language?', options: [[{ id: 'language:be', label: 'be' }]] },
        },
      ],
      rows: [],
    });
    expect(await takeUpdates(deps, [arrive(opened)])).toEqual(first);
    expect(await rowsOf('outbox')).toBe(0);
  });

  test('with a failing dialogue is answered with the apology', async () => {
    const { deps, arrive } = await takingOn(database, () => Promise.reject(new Error('a bug')));
    expect((await takeUpdates(deps, [arrive(opened)])).taken).toEqual([{ kind: 'taken', inline: { text: 'sorry' } }]);
  });
});

test('in a group nobody’s person is touched, and the answer goes to the group', async () => {
  const { deps, arrive, outbox } = await takingOn(database);
  await takeUpdates(deps, [arrive({ ...textFrom('anna', 'hi all'), address: 'the group', chat: 'group' })]);
  expect(await rowsOf('people')).toBe(0);
  expect(await outbox()).toEqual([{ queue: 'sends', personId: null, text: 'hi all', to: 'the group' }]);
});

describe('an update that nobody understands', () => {
  test('is kept and apologised for, once, and its person starts anew', async () => {
    const { deps, arrive, outbox, statesOf, deadLetters } = await takingOn(database);
    await takeUpdates(deps, [arrive(textFrom('anna', 'before'))]);
    await database.pool.query('truncate outbox');
    const letter = {
      messenger: 'telegram' as const,
      reason: 'unknown-shape',
      body: '{',
      arrived: arrive(textFrom('anna', 'x')),
    };
    expect(await keepUnhandled(deps, letter)).toEqual([{ id: expect.any(String), queue: 'sends' }]);
    expect(await keepUnhandled(deps, letter)).toEqual([]);
    expect(await deadLetters()).toEqual([{ reason: 'unknown-shape', body: '{' }]);
    expect((await outbox()).map(({ text }) => text)).toEqual(['sorry']);
    expect(await statesOf(['anna'])).toEqual([[]]);
  });

  test('without a sender is kept', async () => {
    const { deps, deadLetters } = await takingOn(database);
    expect(await keepUnhandled(deps, { messenger: 'viber', reason: 'unknown-shape', body: '?' })).toEqual([]);
    expect(await deadLetters()).toEqual([{ reason: 'unknown-shape', body: '?' }]);
  });
});

test('the election is read once for a whole batch', async () => {
  const { deps, arrive } = await takingOn(database);
  const election = jest.fn(deps.election);
  await takeUpdates(
    { ...deps, election },
    ['a', 'b', 'c'].map((user) => arrive(textFrom(user, 'x'))),
  );
  expect(election).toHaveBeenCalledTimes(1);
});
