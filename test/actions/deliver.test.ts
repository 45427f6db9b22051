import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { type DeliverDeps, deliver } from '../../src/actions/deliver.ts';
import { sealPayload } from '../../src/actions/outbox-payload.ts';
import type { Deliverer } from '../../src/messaging/messenger.ts';
import type { OnWay } from '../../src/messaging/on-way.ts';
import type { Outgoing } from '../../src/messaging/outgoing.ts';
import type { SendError, Sent } from '../../src/messaging/send-error.ts';
import { type Database, openDatabase } from '../../src/storage/database.ts';
import { addOutboxRows, takeUnfinished } from '../../src/storage/outbox.ts';
import { decrypt, encrypt } from '../../src/storage/sealing.ts';
import { openAsProcess } from '../support/as-process.ts';
import { addPerson, testKeys } from '../support/builders.ts';
import { type ClonedDatabase, cloneDatabase } from '../support/database.ts';

let clone: ClonedDatabase;
let database: Database;
/** Two senders, as the role that a sender has. */
let sender: Database;
let other: Database;
const keys = testKeys();

beforeAll(async () => {
  clone = await cloneDatabase();
  database = openDatabase({ url: clone.url, max: 6 });
  sender = await openAsProcess(database, { url: clone.url, process: 'sender', max: 6 });
  other = await openAsProcess(database, { url: clone.url, process: 'sender', max: 6 });
});
afterAll(async () => {
  await sender.close();
  await other.close();
  await database.close();
  await clone.drop();
});
beforeEach(() => database.pool.query('truncate people, dialogues, traces, outbox, send_outcomes cascade'));

const SENT: Sent = { ok: true };
const refused = (error: SendError): Sent => ({ ok: false, error });

/** A messenger that answers as told, message by message; `SENT` when nothing else is told. */
function messenger(answer: (text: string, attempt: number) => Sent | Promise<Sent> = () => SENT) {
  const got: string[] = [];
  const deleted: string[][] = [];
  const attempts = new Map<string, number>();
  const pauses: string[] = [];
  const outcomes: string[] = [];
  const failures: unknown[] = [];
  const state = { deletes: true, atOnceTo: new Map<string, number>(), overlapped: false };
  const deliverer: Deliverer = {
    name: 'telegram',
    async send(address, { text }) {
      const now = (state.atOnceTo.get(address) ?? 0) + 1;
      state.atOnceTo.set(address, now);
      if (now > 1) state.overlapped = true;
      const attempt = (attempts.get(text) ?? 0) + 1;
      attempts.set(text, attempt);
      const sent = await answer(text, attempt);
      if (sent.ok) got.push(`${address} ${text}`);
      state.atOnceTo.set(address, now - 1);
      return sent;
    },
    async deleteMessages(address, ids) {
      deleted.push([address, ...ids]);
      return state.deletes;
    },
  };
  const deps: DeliverDeps = {
    database: sender,
    keys,
    openAddress: (sealed) => sealed.toString(),
    deliverer: () => deliverer,
    turn: async () => ({ answered: () => undefined }),
    timeout: () => new AbortController().signal,
    pause: (_, seconds, code) => pauses.push(`${seconds} ${code}`),
    onFailure: (error) => failures.push(error),
    onOutcome: ({ outcome, code }) => outcomes.push(`${outcome} ${code}`.trim()),
    today: () => '2020-08-09',
  };
  return { deps, got, deleted, pauses, outcomes, failures, state };
}

async function person(name: string): Promise<string> {
  const { id } = await addPerson(database.pool);
  await database.pool.query('update people set sealed_address = $2 where id = $1', [id, Buffer.from(name)]);
  return id;
}

async function want(personId: string | null, ...messages: (string | Outgoing)[]): Promise<string[]> {
  const rows = messages.map((message) => ({
    queue: 'sends' as const,
    personId,
    payload: sealPayload(keys.outbox, {
      messenger: 'telegram',
      message: typeof message === 'string' ? { text: message } : message,
      ...(personId === null ? { to: Buffer.from('somebody').toString('base64') } : {}),
    }),
  }));
  return (await addOutboxRows(database.pool, rows)).map(({ id }) => id);
}

/** Time passes: what may not be tried before later may be tried now. */
const later = () => database.pool.query('update outbox set due_at = null');
const openRows = async () =>
  (await database.pool.query<{ id: string }>('select id::text from outbox order by id')).rows.map(({ id }) => id);
const counts = async () =>
  (
    await database.pool.query<{ line: string }>(
      `select outcome || ' ' || code || ' ' || count as line from send_outcomes order by 1`,
    )
  ).rows.map(({ line }) => line);

test('a person’s messages arrive in their order, earlier ones too, each once', async () => {
  const anna = await person('anna');
  const boris = await person('boris');
  const { deps, got } = messenger();
  const early = await want(anna, '1', '2');
  const [last] = await want(anna, '3');
  await want(boris, 'b1');
  expect(await deliver(deps, [last ?? ''])).toBe(3);
  expect(got).toEqual(['anna 1', 'anna 2', 'anna 3']);
  expect(await deliver(deps, early)).toBe(0);
  expect((await openRows()).length).toBe(1);
  expect(await counts()).toEqual(['sent  3']);
});

test('what a person is told while theirs is being sent follows in the same job', async () => {
  const anna = await person('anna');
  const { deps, got } = messenger(async (text) => {
    if (text === '1') await want(anna, '2');
    return SENT;
  });
  await deliver(deps, await want(anna, '1'));
  expect(got).toEqual(['anna 1', 'anna 2']);
});

test('messages to nobody in the record are sent to the address that they carry', async () => {
  const { deps, got } = messenger();
  await deliver(deps, await want(null, 'farewell'));
  expect(got).toEqual(['somebody farewell']);
  expect(await openRows()).toEqual([]);
});

test('what was meant for somebody who is gone is closed unsent', async () => {
  const anna = await person('anna');
  const ids = await want(anna, '1');
  await database.pool.query('delete from people');
  const { deps, got } = messenger();
  await deliver(deps, ids);
  expect([got, await openRows()]).toEqual([[], []]);
});

test('whatever senders are given at once, nothing is doubled, lost or out of order', async () => {
  const step = fc.record({ who: fc.nat(2), fails: fc.constantFrom('no', 'no', 'no', 'retry', 'wait') });
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 1, maxLength: 25 }),
      fc.array(fc.nat(30), { maxLength: 6 }),
      async (steps, cuts) => {
        await database.pool.query('truncate people, dialogues, outbox, send_outcomes cascade');
        const people = await Promise.all(['a', 'b', 'c'].map(person));
        const ids: string[] = [];
        const fails = new Map<string, string>();
        for (const [i, { who, fails: how }] of steps.entries()) {
          ids.push(...(await want(people[who] ?? '', `${i}`)));
          fails.set(`${i}`, how);
        }
        const { deps, got, state } = messenger(async (text, attempt) => {
          await new Promise((resolve) => setImmediate(resolve));
          const how = fails.get(text);
          if (attempt > 1 || how === 'no') return SENT;
          return refused(how === 'wait' ? { next: 'wait', code: '429', seconds: 1 } : { next: 'retry', code: '502' });
        });
        const edges = [0, ...cuts.map((cut) => cut % (ids.length + 1)).sort((x, y) => x - y), ids.length];
        const pieces = edges.slice(1).map((edge, i) => ids.slice(edges[i], edge));
        const senders = [deps, { ...deps, database: other }];
        for (let round = 0; (await openRows()).length > 0; round += 1) {
          if (round > 60) throw new Error('it never ends');
          // The same jobs come twice, and to both.
          await Promise.all(
            pieces.flatMap((piece, i) =>
              piece.length === 0
                ? []
                : [deliver(senders[i % 2] ?? deps, piece), deliver(senders[(i + 1) % 2] ?? deps, piece)],
            ),
          );
          await later();
        }
        expect(state.overlapped).toBe(false);
        for (const [who, name] of ['a', 'b', 'c'].entries()) {
          const own = steps.flatMap((one, i) => (one.who === who ? [`${name} ${i}`] : []));
          expect(got.filter((line) => line.startsWith(`${name} `))).toEqual(own);
        }
      },
    ),
    { numRuns: 25 },
  );
});

describe('when a send fails', () => {
  test('blocked: the person is not reachable any more, and what remains is dropped', async () => {
    const [anna, boris] = [await person('anna'), await person('boris')];
    const { deps, got } = messenger((text) => (text === '2' ? refused({ next: 'stop', code: 'blocked' }) : SENT));
    await deliver(deps, [...(await want(anna, '1', '2', '3')), ...(await want(boris, 'b'))]);
    expect(got.sort()).toEqual(['anna 1', 'boris b']);
    expect(await openRows()).toEqual([]);
    const { rows } = await database.pool.query('select reachable from people order by id = $1 desc', [anna]);
    expect(rows).toEqual([{ reachable: false }, { reachable: true }]);
    expect(await counts()).toEqual(['sent  2', 'stopped blocked 1']);
  });

  test('too many: the whole bot is silent for so long, and then everything arrives in order', async () => {
    const anna = await person('anna');
    const { deps, got, pauses } = messenger((text, attempt) =>
      text === '2' && attempt === 1 ? refused({ next: 'wait', code: '429', seconds: 7 }) : SENT,
    );
    const ids = await want(anna, '1', '2', '3');
    await deliver(deps, ids);
    expect([got, pauses]).toEqual([['anna 1'], ['7 429']]);
    const { rows } = await database.pool.query<{ seconds: number }>(
      'select round(extract(epoch from due_at - now()))::int as seconds from outbox order by id limit 1',
    );
    expect(rows[0]?.seconds).toBe(7);
    expect(await deliver(deps, ids)).toBe(0);
    await later();
    await deliver(deps, ids);
    expect(got).toEqual(['anna 1', 'anna 2', 'anna 3']);
    expect(await counts()).toEqual(['sent  3']);
  });

  test.each<[string, SendError]>([
    ['503', { next: 'retry', code: '503' }],
    ['a pause of the whole bot', { next: 'wait', code: '429', seconds: 30 }],
    ['a broken connection', { next: 'uncertain', code: 'ECONNRESET' }],
  ])('after %s, what a person is told later does not overtake what came before', async (_, error) => {
    const anna = await person('anna');
    const boris = await person('boris');
    const { deps, got } = messenger((text, attempt) => (text === '1' && attempt === 1 ? refused(error) : SENT));
    await deliver(deps, await want(anna, '1'));
    // Written while the first one waits for its time; other people's messages do not wait with it.
    const [second] = await want(anna, '2');
    const theirs = await want(boris, 'b');
    expect(await deliver(deps, [second ?? '', ...theirs])).toBe(1);
    expect(await deliver({ ...deps, database: other }, [second ?? ''])).toBe(0);
    expect(got).toEqual(['boris b']);
    await later();
    const [third] = await want(anna, '3');
    // Whichever row a job names, the oldest goes first.
    await Promise.all([deliver(deps, [third ?? '']), deliver({ ...deps, database: other }, [second ?? ''])]);
    expect(got).toEqual(['boris b', 'anna 1', 'anna 2', 'anna 3']);
    expect(await openRows()).toEqual([]);
  });

  test.each<[string, SendError, number, string[]]>([
    [
      'known not to have arrived: thirteen times, with growing pauses',
      { next: 'retry', code: '502' },
      13,
      ['failed 502 1'],
    ],
    ['perhaps arrived: again, each counted', { next: 'uncertain', code: 'reset' }, 13, ['uncertain reset 13']],
    ['never to be sent: once', { next: 'give-up', code: 'bad' }, 1, ['failed bad 1']],
    ['moved: once', { next: 'moved', code: 'moved', address: 'x' }, 1, ['failed moved 1']],
  ])('%s', async (_, error, tries, counted) => {
    const anna = await person('anna');
    let tried = 0;
    const { deps, got } = messenger((text) => {
      if (text !== '1') return SENT;
      tried += 1;
      return refused(error);
    });
    const ids = await want(anna, '1', '2');
    const pauses: number[] = [];
    while ((await openRows()).length > 0) {
      await deliver(deps, ids);
      const { rows } = await database.pool.query<{ seconds: number }>(
        'select round(extract(epoch from due_at - now()))::int as seconds from outbox where attempts > 0',
      );
      pauses.push(...rows.map(({ seconds }) => seconds));
      await later();
    }
    expect([tried, got]).toEqual([tries, ['anna 2']]);
    expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 600, 600].slice(0, tries - 1));
    expect(await counts()).toEqual(['sent  1', ...counted].sort());
  });

  test('a row that no code can handle harms no other person', async () => {
    const [anna, boris] = [await person('anna'), await person('boris')];
    const [bad = ''] = await want(anna, '1', '2');
    await database.pool.query('update outbox set payload = $2 where id = $1', [bad, Buffer.from('nonsense')]);
    const { deps, got, failures } = messenger();
    await deliver(deps, [bad, ...(await want(boris, 'b'))]);
    expect([got, failures.length]).toEqual([['boris b'], 1]);
    while ((await openRows()).length > 0) {
      await later();
      await deliver(deps, await openRows());
    }
    expect(got).toEqual(['boris b', 'anna 2']);
  });

  test('a standing pause counts against no message', async () => {
    const anna = await person('anna');
    let waits = 40;
    const { deps, got } = messenger(() => {
      waits -= 1;
      return waits > 0 ? refused({ next: 'wait', code: '429', seconds: 1 }) : SENT;
    });
    const ids = await want(anna, '1');
    while ((await openRows()).length > 0) {
      await deliver(deps, ids);
      await later();
    }
    expect(got).toEqual(['anna 1']);
  });

  test('nobody to send with: later, and nothing is lost', async () => {
    const anna = await person('anna');
    const { deps, got } = messenger();
    const ids = await want(anna, '1');
    await deliver({ ...deps, deliverer: () => undefined }, ids);
    await later();
    await deliver(deps, ids);
    expect(got).toEqual(['anna 1']);
  });

  test('a failing database after the send: sent again, and counted as uncertain', async () => {
    const anna = await person('anna');
    const { deps, got } = messenger();
    const ids = await want(anna, '1');
    let calls = 0;
    const broken: Database = {
      ...sender,
      transaction: (work) => {
        calls += 1;
        return calls === 2 ? Promise.reject(new Error('away')) : sender.transaction(work);
      },
    };
    await expect(deliver({ ...deps, database: broken }, ids)).rejects.toThrow('away');
    // Held for a minute: nobody else sends it now.
    expect(await deliver(deps, ids)).toBe(0);
    await database.pool.query(`update outbox set leased_until = now() - interval '1 s'`);
    expect(await deliver(deps, ids)).toBe(1);
    expect(got).toEqual(['anna 1', 'anna 1']);
    expect(await counts()).toEqual(['sent  1', 'uncertain sender-died 1']);
  });
});

test('a database that is away after the send: written down when it is back, and not sent again', async () => {
  const anna = await person('anna');
  const { deps, got } = messenger();
  let calls = 0;
  const restarting: Database = {
    ...sender,
    transaction: (work) => {
      calls += 1;
      const away = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
      return calls === 2 || calls === 3 ? Promise.reject(away) : sender.transaction(work);
    },
  };
  expect(await deliver({ ...deps, database: restarting }, await want(anna, '1'))).toBe(1);
  expect([got, await openRows(), await counts()]).toEqual([['anna 1'], [], ['sent  1']]);
});

test('a sender that died leaves the rest of its person’s messages in order', async () => {
  const anna = await person('anna');
  const ids = await want(anna, '1', '2', '3');
  await database.pool.query(`update outbox set leased_until = now() - interval '1 s' where id <= $1`, [ids[1]]);
  const { deps, got } = messenger();
  await deliver(deps, [ids[2] ?? '']);
  expect(got).toEqual(['anna 1', 'anna 2', 'anna 3']);
  expect(await counts()).toEqual(['sent  3', 'uncertain sender-died 2']);
});

test('messages that wait for longer than they were taken for stay with their sender', async () => {
  const anna = await person('anna');
  const ids = await want(anna, '1', '2');
  let released: (() => void) | undefined;
  const silence = new Promise<OnWay>((resolve) => {
    released = () => resolve({ answered: () => undefined });
  });
  const { deps, got } = messenger();
  const leaseSeconds = 0.3;
  let first: Promise<number> | undefined;
  // The others come when the first has taken them.
  await new Promise<void>((resolve) => {
    const turn = () => {
      resolve();
      return silence;
    };
    first = deliver({ ...deps, leaseSeconds, turn }, ids);
  });
  const until = performance.now() + leaseSeconds * 4_000;
  while (performance.now() < until) {
    expect(await deliver({ ...deps, database: other, leaseSeconds }, ids)).toBe(0);
    expect(await takeUnfinished(database.pool, 'sends', 0, 10)).toEqual([]);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  released?.();
  expect(await first).toBe(2);
  expect(got).toEqual(['anna 1', 'anna 2']);
});

describe('cleaning up', () => {
  async function traced(anna: string, ...ids: string[]): Promise<string[]> {
    for (const id of ids) {
      await database.pool.query(`insert into traces (person_id, message_id, day) values ($1, $2, '2020-08-09')`, [
        anna,
        encrypt(keys.outbox, id, 'trace'),
      ]);
    }
    const payload = sealPayload(keys.outbox, { messenger: 'telegram', cleanUp: true });
    return (await addOutboxRows(database.pool, [{ queue: 'sends', personId: anna, payload }])).map(({ id }) => id);
  }

  test('a sent message that is to be traced is remembered, encrypted', async () => {
    const anna = await person('anna');
    const { deps } = messenger(() => ({ ok: true, messageId: '77' }));
    await deliver(deps, await want(anna, { text: 'summary', trace: true }, 'menu'));
    const { rows } = await database.pool.query<{ message_id: Buffer }>('select message_id from traces');
    expect(rows.map((row) => decrypt(keys.outbox, row.message_id, 'trace').toString())).toEqual(['77']);
  });

  test('deletes the traced messages, once, those of the bot too', async () => {
    const anna = await person('anna');
    const said = messenger((text) => ({ ok: true, messageId: `bot ${text}` }));
    await deliver(said.deps, await want(anna, { text: 'summary', trace: true }));
    const ids = await traced(anna, 'photo 1', 'photo 2');
    await deliver(said.deps, ids);
    const [address, ...messages] = said.deleted[0] ?? [];
    expect([address, ...messages.sort()]).toEqual(['anna', 'bot summary', 'photo 1', 'photo 2']);
    expect((await database.pool.query('select from traces')).rowCount).toBe(0);
    await deliver(said.deps, ids);
    expect(said.deleted.length).toBe(1);
  });

  test('is tried again when the messenger refuses, and given up in the end', async () => {
    const anna = await person('anna');
    const { deps, deleted, state } = messenger();
    state.deletes = false;
    const ids = await traced(anna, randomBytes(4).toString('hex'));
    while ((await openRows()).length > 0) {
      await deliver(deps, ids);
      await later();
    }
    expect(deleted.length).toBe(13);
    expect((await database.pool.query('select from traces')).rowCount).toBe(0);
  });
});
