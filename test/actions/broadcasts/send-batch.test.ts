import { type DriveDeps, driveBroadcasts } from '../../../src/actions/broadcasts/drive.ts';
import { type SendBatchDeps, type SendingMemory, sendBatch } from '../../../src/actions/broadcasts/send-batch.ts';
import type { BroadcastSent, Deliverer } from '../../../src/messaging/messenger.ts';
import type { Outgoing } from '../../../src/messaging/outgoing.ts';
import type { SendError, Sent } from '../../../src/messaging/send-error.ts';
import { type Database, openDatabase } from '../../../src/storage/database.ts';
import { addCrowd, addStarted, ledger, stateOf } from '../../support/broadcasts.ts';
import { testKeys } from '../../support/builders.ts';
import { type ClonedDatabase, cloneDatabase } from '../../support/database.ts';

let clone: ClonedDatabase;
let database: Database;

beforeAll(async () => {
  clone = await cloneDatabase();
  database = openDatabase({ url: clone.url, max: 10 });
});
afterAll(async () => {
  await database.close();
  await clone.drop();
});
beforeEach(() => database.pool.query('truncate people, broadcasts, outbox, send_outcomes cascade'));

type Answer = (address: string, attempt: number) => SendError | undefined | Promise<SendError | undefined>;

/** Both messengers, a worker and any number of senders. */
function world(answer: Answer = () => undefined, options: { broadcast?: boolean; batch?: number } = {}) {
  const got: string[] = [];
  const requests: string[][] = [];
  const attempts = new Map<string, number>();
  const pauses: number[] = [];
  const jobs: string[] = [];
  const stopping = new AbortController();
  const messages: Outgoing[] = [];
  let hour = 12;

  async function sendOne(address: string, message: Outgoing): Promise<SendError | undefined> {
    const attempt = (attempts.get(address) ?? 0) + 1;
    attempts.set(address, attempt);
    const error = await answer(address, attempt);
    if (error === undefined) {
      got.push(address);
      messages.push(message);
    }
    return error;
  }
  const send = async (address: string, message: Outgoing): Promise<Sent> => {
    requests.push([address]);
    const error = await sendOne(address, message);
    return error === undefined ? { ok: true } : { ok: false, error };
  };
  const deleteMessages = () => Promise.resolve(false);
  const telegram: Deliverer = { name: 'telegram', send, deleteMessages };
  const viber: Deliverer = {
    name: 'viber',
    send,
    deleteMessages,
    broadcast: {
      most: 300,
      async send(addresses, message): Promise<BroadcastSent> {
        requests.push([...addresses]);
        if (options.broadcast === false) return { kind: 'not-opened' };
        const failed = new Map<string, SendError>();
        for (const address of addresses) {
          const error = await sendOne(address, message);
          if (error !== undefined) failed.set(address, error);
        }
        return { kind: 'sent', failed };
      },
    },
  };
  const drive: DriveDeps = {
    database,
    keys: testKeys(),
    signal: new AbortController().signal,
    queues: {
      add: async (_queue, added) => {
        jobs.push(...added.flatMap(({ ids }) => ids));
      },
      depth: () => Promise.resolve(0),
    },
    timeZone: () => Promise.resolve('UTC'),
    now: () => new Date(Date.UTC(2026, 0, 1, hour)),
  };
  const sender = (holder: number): SendBatchDeps => ({
    database,
    holder,
    openAddresses: (sealed) => Promise.resolve(sealed.map((s) => s.toString())),
    deliverer: (name) => (name === 'telegram' ? telegram : viber),
    places: async (_, { most, signal }) => {
      signal.throwIfAborted();
      return { count: Math.min(most, options.batch ?? 7), leave: () => Promise.resolve() };
    },
    pause: (_, seconds) => pauses.push(seconds),
    timeout: () => new AbortController().signal,
    maySend: (hours) => Promise.resolve(hours === null || (hours.from <= hour && hour < hours.to)),
    today: () => '2026-01-01',
    stopping: stopping.signal,
    onFailed: () => undefined,
  });
  const memory: SendingMemory = { aloneUntil: new Map() };
  /** Lets the worker and one sender work until nothing more is to be done. */
  async function run(rounds = 40): Promise<void> {
    for (let round = 0; round < rounds; round += 1) {
      await driveBroadcasts(drive);
      const todo = jobs.splice(0);
      await Promise.all(todo.map((id) => sendBatch(sender(1), memory, id)));
      // Time passes for what is to be tried later.
      await database.pool.query('update broadcast_batches set due_at = null');
      if (todo.length === 0) return;
    }
  }
  return {
    got,
    messages,
    requests,
    attempts,
    pauses,
    jobs,
    stopping,
    drive,
    sender,
    memory,
    run,
    setHour: (h: number) => {
      hour = h;
    },
  };
}

const each = (map: ReadonlyMap<string, string>) => [...new Set(map.values())].sort();

test('everybody in the audience gets it once, and it finishes', async () => {
  const people = await addCrowd(database.pool, { telegram: 250, viber: 650 });
  await database.pool.query(`update people set reachable = false where id = $1`, [people.get('t1')]);
  await database.pool.query(`update people set wants_broadcasts = false where id = $1`, [people.get('t2')]);
  await database.pool.query(`update people set consented = false, tier = null where id = $1`, [people.get('v1')]);
  const id = await addStarted(database.pool);
  const { run, got, requests, messages } = world();
  await run();
  expect(await stateOf(database.pool, id)).toBe('finished');
  expect(got.length).toBe(897);
  expect(new Set(got).size).toBe(897);
  expect(got.filter((name) => ['t1', 't2', 'v1'].includes(name))).toEqual([]);
  expect(each(await ledger(database.pool, id, people))).toEqual(['sent']);
  // Three requests to many on Viber.
  expect(requests.filter((r) => r.length > 1).map((r) => r.length)).toEqual([300, 300, 49]);
  expect(messages[0]).toEqual({ text: 'Good day', marks: [{ kind: 'bold', from: 5, length: 3 }] });
});

test('outcomes are written down person by person, and people who blocked the bot are stopped', async () => {
  const people = await addCrowd(database.pool, { telegram: 5, viber: 4 });
  const id = await addStarted(database.pool);
  const { run, got, attempts } = world((name, attempt) => {
    if (name === 't1' || name === 'v1') return { next: 'stop', code: 'blocked' };
    if (name === 't2' || name === 'v2') return { next: 'give-up', code: 'too-long' };
    if (name === 't3') return { next: 'uncertain', code: 'econnreset' };
    if ((name === 't4' || name === 'v3') && attempt < 3) return { next: 'retry', code: 'http-502' };
    return undefined;
  });
  await run();
  expect(Object.fromEntries(await ledger(database.pool, id, people))).toEqual({
    t1: 'blocked blocked',
    t2: 'failed too-long',
    t3: 'uncertain econnreset',
    t4: 'sent',
    t5: 'sent',
    v1: 'blocked blocked',
    v2: 'failed too-long',
    v3: 'sent',
    v4: 'sent',
  });
  expect(got.sort()).toEqual(['t4', 't5', 'v3', 'v4']);
  expect(attempts.get('t3')).toBe(1);
  expect(attempts.get('t4')).toBe(3);
  expect(await stateOf(database.pool, id)).toBe('finished');
  const stopped = await database.pool.query<{ id: string }>('select id from people where not reachable');
  expect(stopped.rows.map((r) => r.id).sort()).toEqual([people.get('t1'), people.get('v1')].sort());
});

test('a wait is asked for, for the whole bot, and nobody is forgotten over it', async () => {
  const people = await addCrowd(database.pool, { telegram: 30 });
  const id = await addStarted(database.pool);
  const { run, got, pauses } = world((_, attempt) =>
    attempt === 1 ? { next: 'wait', code: 'too-many-requests', seconds: 3 } : undefined,
  );
  await run();
  expect(pauses.length).toBe(30);
  expect(new Set(got).size).toBe(30);
  expect(each(await ledger(database.pool, id, people))).toEqual(['sent']);
});

test('where Viber has not opened its request to many, each is sent to alone', async () => {
  const people = await addCrowd(database.pool, { viber: 310 });
  const id = await addStarted(database.pool);
  const { run, got, requests } = world(undefined, { broadcast: false });
  await run();
  expect(new Set(got).size).toBe(310);
  expect(got.length).toBe(310);
  expect(requests.filter((r) => r.length > 1).length).toBeLessThanOrEqual(2);
  expect(each(await ledger(database.pool, id, people))).toEqual(['sent']);
});

test('what a dead sender was sending is uncertain and is not sent again; the rest goes on', async () => {
  const people = await addCrowd(database.pool, { telegram: 60 });
  const id = await addStarted(database.pool);
  const dying = world(async (name) => (Number(name.slice(1)) > 20 ? new Promise(() => undefined) : undefined));
  await driveBroadcasts(dying.drive);
  void sendBatch(dying.sender(1), dying.memory, dying.jobs[0] ?? '');
  await new Promise((resolve) => setTimeout(resolve, 400));
  const asked = new Set(dying.attempts.keys());
  await database.pool.query('update broadcast_batches set leased_until = now(), handed_at = null');
  const { run, got } = world();
  await run();
  const written = await ledger(database.pool, id, people);
  for (const name of people.keys()) {
    const before = dying.got.includes(name);
    const unknown = asked.has(name) && !before;
    expect(`${name} ${written.get(name)}`).toBe(`${name} ${unknown ? 'uncertain sender-died' : 'sent'}`);
    expect(got.includes(name)).toBe(!asked.has(name));
  }
  expect(await stateOf(database.pool, id)).toBe('finished');
});
