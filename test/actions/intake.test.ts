import { jest } from '@jest/globals';
import fc from 'fast-check';
import { freePort } from '../../scripts/free-port.ts';
import type { Converse } from '../../src/actions/converse.ts';
import { createIntake, type Intake, type IntakeDeps, type TakeResult } from '../../src/actions/intake.ts';
import { type Arrived, keepUnhandled, type TakeUpdatesDeps, takeUpdates } from '../../src/actions/take-updates.ts';
import { type Database, openDatabase } from '../../src/storage/database.ts';
import { type ClonedDatabase, cloneDatabase } from '../support/database.ts';
import { remembering, takingOn, textFrom, wordOf } from '../support/taking.ts';
import { until } from '../support/until.ts';

/** An intake on a record that is a list in memory. */
function onList(overrides: Partial<IntakeDeps> = {}) {
  const batches: Arrived[][] = [];
  const failures: string[] = [];
  const intake = createIntake({
    identify: (incoming) => ({
      incoming,
      personKey: Buffer.from(incoming.userId),
      updateKey: Buffer.from(incoming.updateId),
    }),
    take: async (batch) => {
      batches.push([...batch]);
      return { taken: batch.map(() => ({ kind: 'taken' })), rows: [] };
    },
    bury: async () => [],
    handOver: () => undefined,
    onFailure: ({ kind }) => failures.push(kind),
    now: () => performance.now(),
    ...overrides,
  });
  return {
    intake,
    batches,
    failures,
    words: () => batches.map((batch) => batch.map(({ incoming }) => wordOf(incoming))),
  };
}

const withCode = (code: string) => Object.assign(new Error('refused'), { code });
const away = () => withCode('ECONNREFUSED');

describe('which updates go together', () => {
  test('what arrives in one moment, but never two of one person', async () => {
    const { intake, words } = onList();
    await Promise.all(['a1', 'b1', 'a2', 'c1', 'a3'].map((word) => intake.take(textFrom(word[0] ?? '', word))));
    expect(words()).toEqual([['a1', 'b1', 'c1'], ['a2'], ['a3']]);
  });

  test('no more than one transaction carries, and no more transactions at once than told', async () => {
    let atOnce = 0;
    let most = 0;
    const sizes: number[] = [];
    const { intake } = onList({
      options: { batchSize: 3, batches: 2 },
      take: async (batch) => {
        atOnce += 1;
        most = Math.max(most, atOnce);
        sizes.push(batch.length);
        // As long as a commit takes.
        await new Promise((resolve) => setTimeout(resolve, 5));
        atOnce -= 1;
        return { taken: batch.map(() => ({ kind: 'taken' })), rows: [] };
      },
    });
    await Promise.all(Array.from({ length: 20 }, (_, i) => intake.take(textFrom(`p${i}`, 'x'))));
    expect([most, Math.max(...sizes), sizes.reduce((sum, size) => sum + size, 0)]).toEqual([2, 3, 20]);
  });

  test('idle resolves when everything is answered', async () => {
    const { intake, batches } = onList();
    await intake.idle();
    void intake.take(textFrom('a', '1'));
    void intake.take(textFrom('a', '2'));
    await until(async () => {
      await intake.idle();
      return batches.length === 2;
    });
  });
});

describe('when a transaction fails', () => {
  test('each of its updates goes by itself, and the one to blame is kept for people to look at', async () => {
    const buried: string[] = [];
    const { intake, failures } = onList({
      take: async (batch) => {
        if (batch.some(({ incoming }) => incoming.userId === 'bad')) throw withCode('22P02');
        return { taken: batch.map(() => ({ kind: 'taken' })), rows: [] };
      },
      bury: async ({ incoming }, reason) => {
        buried.push(`${incoming.userId} ${reason}`);
        return [];
      },
    });
    const results = await Promise.all(['a', 'bad', 'c'].map((user) => intake.take(textFrom(user, 'x'))));
    expect(results.map(({ kind }) => kind)).toEqual(['taken', 'taken', 'taken']);
    expect(buried).toEqual(['bad database-22P02']);
    expect(failures).toEqual(['text']);
  });

  test.each<[string, () => Error, TakeResult['kind'], number]>([
    ['the database away', away, 'unavailable', 0],
    ['the database shutting down', () => withCode('57P01'), 'unavailable', 0],
    ['a connection that breaks while it is written to', () => withCode('EPIPE'), 'unavailable', 0],
    ['a name that is not found for now', () => withCode('EAI_AGAIN'), 'unavailable', 0],
    ['no place for one more connection', () => withCode('53300'), 'unavailable', 0],
    ['a deadlock', () => withCode('40P01'), 'unavailable', 0],
    ['a bug of ours', () => new TypeError('undefined is not a function'), 'taken', 1],
  ])('%s', async (_, error, kind, failed) => {
    const { intake, failures } = onList({ take: () => Promise.reject(error()) });
    expect(await intake.take(textFrom('a', 'x'))).toEqual({ kind });
    expect(failures.length).toBe(failed);
  });

  test('an update that cannot even be buried is asked for again', async () => {
    const { intake } = onList({ take: () => Promise.reject(withCode('22P02')), bury: () => Promise.reject(away()) });
    expect(await intake.take(textFrom('a', 'x'))).toEqual({ kind: 'unavailable' });
  });

  test('the next one of the same person is taken all the same', async () => {
    const take = jest.fn<IntakeDeps['take']>(async (batch) => ({
      taken: batch.map(() => ({ kind: 'taken' })),
      rows: [],
    }));
    take.mockRejectedValueOnce(away());
    const { intake } = onList({ take });
    const results = await Promise.all([intake.take(textFrom('a', '1')), intake.take(textFrom('a', '2'))]);
    expect(results.map(({ kind }) => kind)).toEqual(['unavailable', 'taken']);
  });
});

describe('somebody who floods', () => {
  const options = { waiting: 12, allowance: { burst: 3, perSecond: 40 } };

  test('waits for their own turns; who comes after them does not', async () => {
    const { intake, words } = onList({ options: { ...options, allowance: { burst: 3, perSecond: 10 } } });
    const flood = Promise.all(Array.from({ length: 8 }, (_, i) => intake.take(textFrom('flooder', `f${i}`))));
    await until(() => words().flat().length >= 3);
    await intake.take(textFrom('anna', 'anna'));
    expect((await flood).every(({ kind }) => kind === 'taken')).toBe(true);
    const heard = words().flat();
    expect(heard.filter((word) => word !== 'anna')).toEqual(['f0', 'f1', 'f2', 'f3', 'f4', 'f5', 'f6', 'f7']);
    // The flood's own turns take half a second; how many of them a busy machine lets pass meanwhile is nobody's matter.
    expect(heard.indexOf('anna')).toBeLessThan(heard.indexOf('f7'));
  });

  test('is told to come again when too much is waiting, and loses nothing that was promised', async () => {
    const { intake, words } = onList({ options });
    const results = await Promise.all(Array.from({ length: 30 }, (_, i) => intake.take(textFrom('flooder', `f${i}`))));
    expect(results.map(({ kind }) => kind)).toEqual([...Array(12).fill('taken'), ...Array(18).fill('flood')]);
    expect(words().flat()).toEqual(Array.from({ length: 12 }, (_, i) => `f${i}`));
    expect(await intake.take(textFrom('flooder', 'calm again'))).toEqual({ kind: 'taken' });
  });

  test('is forgotten once all their turns are back', async () => {
    let now = 0;
    const deleted = jest.spyOn(Map.prototype, 'delete');
    try {
      const { intake } = onList({ now: () => now });
      for (let i = 0; i < 50; i += 1) await intake.take(textFrom(`p${i}`, 'x'));
      now += 3_600_000;
      deleted.mockClear();
      await intake.take(textFrom('somebody else', 'x'));
      const keys = new Set(deleted.mock.calls.map(([key]) => key));
      expect(
        Array.from({ length: 50 }, (_, i) => Buffer.from(`p${i}`).toString('base64')).every((key) => keys.has(key)),
      ).toBe(true);
    } finally {
      deleted.mockRestore();
    }
  });
});

describe('on a real Postgres', () => {
  let clone: ClonedDatabase;
  const databases: Database[] = [];

  beforeAll(async () => {
    clone = await cloneDatabase();
    for (let i = 0; i < 2; i += 1) {
      databases.push(openDatabase({ url: clone.url, max: 5, pipeline: true, onIdleError: () => undefined }));
    }
  });
  afterAll(async () => {
    for (const database of databases) await database.close();
    await clone.drop();
  });
  beforeEach(async () => {
    await databases[0]?.pool.query('truncate people, dialogues, phones, updates, outbox, dead_letters cascade');
  });

  /** So many web processes with pools of their own on one record. */
  async function processes(count: number, converse: Converse = remembering) {
    const [database] = databases as [Database];
    const taking = await takingOn(database, converse);
    const intakes = databases.slice(0, count).map((own) => intakeOn({ ...taking.deps, database: own }, taking.arrive));
    return { ...taking, intakes };
  }

  function intakeOn(deps: TakeUpdatesDeps, identify: IntakeDeps['identify']): Intake {
    return createIntake({
      identify,
      take: (batch) => takeUpdates(deps, batch),
      bury: (arrived, reason) =>
        keepUnhandled(deps, { messenger: 'telegram', reason, body: JSON.stringify(arrived.incoming.event), arrived }),
      handOver: () => undefined,
      onFailure: () => undefined,
      now: () => performance.now(),
      options: { batchSize: 4, waiting: 1_000, allowance: { burst: 1_000, perSecond: 1_000 } },
    });
  }

  test('one person’s updates are handled one at a time and in order, whichever process gets them', async () => {
    let run = 0;
    const act = fc.record({
      person: fc.nat(3),
      process: fc.nat(1),
      /** Waits for everything so far before it goes on. */
      waits: fc.boolean(),
      /** Delivered to both processes at once, as after a lost answer. */
      twice: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 40 }), async (acts) => {
        run += 1;
        const { intakes, statesOf, outbox } = await processes(2);
        await databases[0]?.pool.query('truncate people, dialogues, updates, outbox cascade');
        const users = [0, 1, 2, 3].map((i) => `run ${run} person ${i}`);
        /** For each update: those of the same person that must come before it. */
        const before = new Map<string, string[]>();
        let waitedFor = 0;
        let flying: Promise<TakeResult[]>[] = [];
        const sent: { word: string; person: number; process: number; twice: boolean }[] = [];
        for (const [i, { person, process, waits, twice }] of acts.entries()) {
          if (waits) {
            await Promise.all(flying);
            flying = [];
            waitedFor = sent.length;
          }
          const word = `w${i}`;
          const earlier = sent.filter((one, at) => {
            const inLine = one.process === process && !one.twice && !twice;
            return one.person === person && (at < waitedFor || inLine);
          });
          before.set(
            word,
            earlier.map((one) => one.word),
          );
          sent.push({ word, person, process, twice });
          const incoming = textFrom(users[person] ?? '', word);
          const receivers = twice ? intakes : intakes.slice(process, process + 1);
          flying.push(Promise.all(receivers.map((intake) => intake.take(incoming))));
        }
        await Promise.all(flying);
        const states = await statesOf(users);
        const said = (await outbox()).map(({ text = '' }) => text);
        for (const [person, state = []] of states.entries()) {
          const own = sent.filter((one) => one.person === person).map(({ word }) => word);
          // None lost, none twice.
          expect([...state].sort()).toEqual([...own].sort());
          for (const word of own) {
            for (const earlier of before.get(word) ?? [])
              expect(state.indexOf(earlier)).toBeLessThan(state.indexOf(word));
          }
          // They are answered in the order in which they were handled.
          expect(said.filter((word) => own.includes(word))).toEqual(state);
        }
      }),
      { numRuns: 25 },
    );
  });

  test('a statement that fails in one person’s turn is that one’s alone', async () => {
    const badly: Converse = async (turn) => {
      if (turn.incoming.userId === 'anna') await turn.look.claimPhone('AAAA');
      return remembering(turn);
    };
    const [database] = databases as [Database];
    await database.pool.query('alter table phones add constraint a_key check (length(phone_key) = 32)');
    try {
      const { intakes, statesOf, deadLetters, outbox } = await processes(1, badly);
      const users = ['boris', 'anna', 'vera'];
      const results = await Promise.all(users.map((user) => intakes[0]?.take(textFrom(user, `hi from ${user}`))));
      expect(results).toEqual(users.map(() => ({ kind: 'taken' })));
      expect(await statesOf(users)).toEqual([['hi from boris'], [], ['hi from vera']]);
      expect(await deadLetters()).toEqual([
        { reason: 'database-23514', body: JSON.stringify({ kind: 'text', text: 'hi from anna' }) },
      ]);
      expect((await outbox()).map(({ text }) => text).sort()).toEqual(['hi from boris', 'hi from vera', 'sorry']);
    } finally {
      await database.pool.query('alter table phones drop constraint a_key');
    }
  });

  test('connections that are cut in the middle of a transaction: asked for again, and then it works', async () => {
    let cutting = true;
    const cut: Converse = async (turn) => {
      if (cutting) {
        cutting = false;
        await databases[1]?.pool.query(
          `select pg_terminate_backend(pid, 10000) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
        );
      }
      return remembering(turn);
    };
    const { intakes, statesOf } = await processes(1, cut);
    const update = textFrom('anna', 'hello');
    expect(await intakes[0]?.take(update)).toEqual({ kind: 'unavailable' });
    // The pool may hold another connection that was cut.
    expect(await until(() => statesOf(['anna']).catch(() => undefined))).toEqual([undefined]);
    expect(await until(async () => (await intakes[0]?.take(update))?.kind === 'taken')).toBe(true);
    expect(await statesOf(['anna'])).toEqual([['hello']]);
  });

  test('a Postgres that is not there: unavailable, at once', async () => {
    const nowhere = openDatabase({ url: `postgres://nobody@127.0.0.1:${await freePort()}/none`, pipeline: true });
    const { deps, arrive } = await takingOn(nowhere);
    const failures: unknown[] = [];
    const intake = createIntake({
      identify: arrive,
      // Node's own errors are not this sandbox's: Jest runs tests in a realm of their own.
      take: (batch) =>
        takeUpdates(deps, batch).catch(({ message, code }: NodeJS.ErrnoException) => {
          throw Object.assign(new Error(message), { code });
        }),
      bury: () => Promise.reject(new Error('not to be buried')),
      handOver: () => undefined,
      onFailure: (failure) => failures.push(failure),
      now: () => performance.now(),
    });
    const results = await Promise.all(['a', 'b'].map((user) => intake.take(textFrom(user, 'x'))));
    expect(results).toEqual([{ kind: 'unavailable' }, { kind: 'unavailable' }]);
    expect(failures).toEqual([]);
    await nowhere.close();
  });
});
