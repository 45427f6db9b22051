import fc from 'fast-check';
import { cancelBroadcast } from '../../../src/actions/broadcasts/cancel.ts';
import { type DriveDeps, driveBroadcasts } from '../../../src/actions/broadcasts/drive.ts';
import { pauseBroadcast } from '../../../src/actions/broadcasts/pause.ts';
import { broadcastProgress } from '../../../src/actions/broadcasts/progress.ts';
import { resumeBroadcast } from '../../../src/actions/broadcasts/resume.ts';
import { type SendBatchDeps, type SendingMemory, sendBatch } from '../../../src/actions/broadcasts/send-batch.ts';
import type { BroadcastSent, Deliverer } from '../../../src/messaging/messenger.ts';
import type { Outgoing } from '../../../src/messaging/outgoing.ts';
import type { SendError, Sent } from '../../../src/messaging/send-error.ts';
import { type Database, openDatabase } from '../../../src/storage/database.ts';
import { openAsProcess } from '../../support/as-process.ts';
import { addCrowd, addOrganizer, addStarted, ledger, stateOf } from '../../support/broadcasts.ts';
import { testKeys } from '../../support/builders.ts';
import { type ClonedDatabase, cloneDatabase } from '../../support/database.ts';
import { until } from '../../support/until.ts';

let clone: ClonedDatabase;
let database: Database;
/** The same, as the role that a sender has. */
let asSender: Database;

beforeAll(async () => {
  clone = await cloneDatabase();
  database = openDatabase({ url: clone.url, max: 10 });
  asSender = await openAsProcess(database, { url: clone.url, process: 'sender', max: 10 });
});
afterAll(async () => {
  await asSender.close();
  await database.close();
  await clone.drop();
});
beforeEach(() => database.pool.query('truncate people, broadcasts, outbox, send_outcomes cascade'));

type Answer = (address: string, attempt: number) => SendError | undefined | Promise<SendError | undefined>;

/** Both messengers, a worker and any number of senders. */
function world(
  answer: Answer = () => undefined,
  options: { broadcast?: boolean; batch?: number; whole?: (request: number) => SendError | undefined } = {},
) {
  const got: string[] = [];
  const requests: string[][] = [];
  const attempts = new Map<string, number>();
  const pauses: string[] = [];
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
        const error = options.whole?.(requests.length);
        if (error !== undefined) return { kind: 'failed', error };
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
    database: asSender,
    holder,
    openAddresses: (sealed) => Promise.resolve(sealed.map((s) => s.toString())),
    deliverer: (name) => (name === 'telegram' ? telegram : viber),
    places: async (_, { most, signal }) => {
      signal.throwIfAborted();
      return { count: Math.min(most, options.batch ?? 7), leave: () => Promise.resolve({ answered: () => undefined }) };
    },
    pause: (_, seconds, code) => pauses.push(`${seconds} ${code}`),
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
  expect(
    requests
      .map((r) => r.length)
      .filter((n) => n > 1)
      .sort(),
  ).toEqual([300, 300, 49]);
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
  expect(pauses).toEqual(Array.from({ length: 30 }, () => '3 too-many-requests'));
  expect(new Set(got).size).toBe(30);
  expect(each(await ledger(database.pool, id, people))).toEqual(['sent']);
});

test('a request to many that is refused as a whole: it is said why, and everybody gets it afterwards', async () => {
  const people = await addCrowd(database.pool, { viber: 30 });
  const id = await addStarted(database.pool);
  const { run, got, pauses } = world(undefined, {
    whole: (request) => (request === 1 ? { next: 'wait', code: 'account-suspended', seconds: 60 } : undefined),
  });
  await run();
  expect(pauses).toEqual(['60 account-suspended']);
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
  let wake = () => {};
  const asleep = new Promise<void>((resolve) => {
    wake = resolve;
  });
  const dying = world((name) => (Number(name.slice(1)) > 20 ? asleep.then(() => undefined) : undefined));
  await driveBroadcasts(dying.drive);
  const died = sendBatch(dying.sender(1), dying.memory, dying.jobs[0] ?? '');
  // It has written down what it could, and waits for so many answers that it asks nobody else.
  await until(async () => {
    const now = [...(await ledger(database.pool, id, people)).values()];
    const onWay = now.filter((o) => o === 'sending').length;
    return onWay > 16 && now.filter((o) => o === 'sent').length === dying.got.length;
  });
  const { run, got } = world();
  await database.pool.query('update broadcast_batches set leased_until = now(), handed_at = null');
  // Somebody else's batch from now on.
  await run();
  const asked = [...dying.attempts.keys()];
  expect(got.filter((name) => asked.includes(name))).toEqual([]);
  expect(got.length + asked.length).toBe(60);
  const written = await ledger(database.pool, id, people);
  const isUnknown = (name: string) => asked.includes(name) && !dying.got.includes(name);
  const expected = [...people.keys()].map((name) => [name, isUnknown(name) ? 'uncertain sender-died' : 'sent']);
  expect(Object.fromEntries(written)).toEqual(Object.fromEntries(expected));
  expect(await stateOf(database.pool, id)).toBe('finished');
  // It was not dead after all: what it learns now changes nothing any more.
  wake();
  await died;
  expect(await ledger(database.pool, id, people)).toEqual(written);
});

test('nobody is sent to twice, whatever becomes of senders and answers', async () => {
  const kinds: (SendError | undefined)[] = [
    undefined,
    undefined,
    undefined,
    { next: 'stop', code: 'blocked' },
    { next: 'retry', code: 'http-502' },
    { next: 'uncertain', code: 'econnreset' },
    { next: 'wait', code: 'too-many-requests', seconds: 1 },
    { next: 'give-up', code: 'bad' },
  ];
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(fc.nat(kinds.length - 1), { minLength: 1, maxLength: 4 }), { minLength: 3, maxLength: 12 }),
      fc.array(fc.nat(60), { maxLength: 3 }),
      async (plan, deaths) => {
        await database.pool.query('truncate people, broadcasts, outbox, send_outcomes cascade');
        const people = await addCrowd(database.pool, { telegram: 20, viber: 20 });
        const id = await addStarted(database.pool);
        let asked = 0;
        const w = world((name, attempt) => {
          asked += 1;
          const own = plan[Number(name.slice(1)) % plan.length] ?? [];
          const error = kinds[own[attempt - 1] ?? 0];
          // A sender's death: a throw that no code handles.
          if (deaths.includes(asked)) throw new Error('dies');
          return error;
        });
        for (let round = 0; round < 30; round += 1) {
          await driveBroadcasts(w.drive);
          const todo = w.jobs.splice(0);
          await Promise.allSettled(todo.map((batch) => sendBatch(w.sender(round + 1), w.memory, batch)));
          await database.pool.query('update broadcast_batches set due_at = null, leased_until = null');
          if (todo.length === 0) break;
        }
        expect(new Set(w.got).size).toBe(w.got.length);
        expect(await stateOf(database.pool, id)).toBe('finished');
        const written = await ledger(database.pool, id, people);
        expect(written.size).toBe(40);
        for (const name of w.got) expect(written.get(name)).toMatch(/^(sent|uncertain .*)$/);
        for (const [name, outcome] of written) if (outcome === 'sent') expect(w.got).toContain(name);
      },
    ),
    { numRuns: 15 },
  );
});

test.each([
  ['pause', 'paused'],
  ['cancel', 'cancelled'],
] as const)('%s in its middle: what is on its way arrives, nothing more leaves', async (what, state) => {
  const people = await addCrowd(database.pool, { telegram: 60 });
  const id = await addStarted(database.pool);
  const organizer = await addOrganizer(database.pool);
  const deps = { database, now: () => new Date() };
  let changed: Promise<unknown> | undefined;
  const w = world(async (_, attempt) => {
    if (attempt === 1 && w.attempts.size >= 10) {
      changed ??= (what === 'pause' ? pauseBroadcast : cancelBroadcast)(deps, { id, by: organizer });
      await changed;
    }
    return undefined;
  });
  await w.run();
  expect(await stateOf(database.pool, id)).toBe(state);
  const reached = w.got.length;
  expect(reached).toBeGreaterThanOrEqual(10);
  expect(reached).toBeLessThan(60);
  if (what === 'pause') {
    expect(each(await ledger(database.pool, id, people))).toEqual(['open', 'sent']);
    expect(await resumeBroadcast(deps, { id, by: organizer })).toEqual({ kind: 'done', state: 'running' });
    await w.run();
    expect(await stateOf(database.pool, id)).toBe('finished');
    expect(new Set(w.got).size).toBe(60);
    expect(w.got.length).toBe(60);
  } else {
    await w.run();
    const written = await ledger(database.pool, id, people);
    expect([...written.values()].filter((o) => o === 'left-out cancelled').length).toBe(60 - reached);
    const progress = await broadcastProgress(
      { q: database.pool, now: () => new Date(), timeZone: () => Promise.resolve('UTC') },
      id,
    );
    expect(progress?.byMessenger.telegram).toEqual({
      recipients: 60,
      sent: reached,
      blocked: 0,
      failed: 0,
      uncertain: 0,
      leftOut: 60 - reached,
      waiting: 0,
    });
    expect(progress?.finishedAt).not.toBeNull();
    expect(await resumeBroadcast(deps, { id, by: organizer })).toEqual({ kind: 'refused', state: 'cancelled' });
  }
});

test('how many at a march were told is in its own sums alone: not in the sums of the day, and nothing counts the messages', async () => {
  await addCrowd(database.pool, { telegram: 5 });
  const asked: boolean[] = [];
  for (const ofMarch of [true, false]) {
    const id = await addStarted(database.pool);
    const w = world();
    for (let i = 0; i < 5 && w.jobs.length === 0; i += 1) await driveBroadcasts(w.drive);
    // As if its recipients had been fixed with the march's key.
    if (ofMarch)
      await database.pool.query('update broadcasts set audience = $2 where id = $1', [id, { march: { id: 'sunday' } }]);
    const sender = w.sender(1);
    const deliverer: SendBatchDeps['deliverer'] = (name, uncounted) => {
      asked.push(uncounted);
      return sender.deliverer(name, uncounted);
    };
    for (const job of w.jobs) await sendBatch({ ...sender, deliverer }, w.memory, job);
    expect(w.got).toHaveLength(5);
    const { rows } = await database.pool.query('select sum(count)::int as n from send_outcomes');
    expect(rows).toEqual([{ n: ofMarch ? null : 5 }]);
  }
  expect(asked).toEqual([true, false]);
});

test('nothing is sent outside of its hours; within them it goes on', async () => {
  await addCrowd(database.pool, { telegram: 30 });
  const id = await addStarted(database.pool, { hours: { from: 9, to: 21 } });
  const w = world(() => {
    if (w.attempts.size === 13) w.setHour(21);
    return undefined;
  });
  w.setHour(3);
  await w.run();
  expect(w.got).toEqual([]);
  w.setHour(20);
  await w.run();
  expect(w.got.length).toBeLessThan(30);
  w.setHour(9);
  await w.run();
  expect(w.got.length).toBe(30);
  expect(await stateOf(database.pool, id)).toBe('finished');
});

test('it begins when its time has come', async () => {
  await addCrowd(database.pool, { telegram: 1 });
  const id = await addStarted(database.pool, { startsAt: new Date(Date.UTC(2026, 0, 1, 15)) });
  const w = world();
  await w.run();
  expect(await stateOf(database.pool, id)).toBe('scheduled');
  w.setHour(15);
  await w.run();
  expect(await stateOf(database.pool, id)).toBe('finished');
});

test('whoever asked for no more, blocked the bot or was forgotten meanwhile is left out', async () => {
  const people = await addCrowd(database.pool, { telegram: 4, viber: 1 });
  const id = await addStarted(database.pool);
  const w = world();
  await driveBroadcasts(w.drive);
  await database.pool.query('update people set wants_broadcasts = false where id = any($1)', [
    [people.get('t1'), people.get('v1')],
  ]);
  await database.pool.query('update people set reachable = false where id = $1', [people.get('t2')]);
  await database.pool.query('delete from people where id = $1', [people.get('t3')]);
  await Promise.all(w.jobs.splice(0).map((batch) => sendBatch(w.sender(1), w.memory, batch)));
  await w.run();
  expect(Object.fromEntries(await ledger(database.pool, id, people))).toEqual({
    t1: 'left-out unwanted',
    t2: 'left-out unreachable',
    t3: 'left-out forgotten',
    t4: 'sent',
    v1: 'left-out unwanted',
  });
  expect(await stateOf(database.pool, id)).toBe('finished');
});

test('the database refuses to call a broadcast finished while somebody has no outcome', async () => {
  await addCrowd(database.pool, { telegram: 2 });
  const id = await addStarted(database.pool);
  await driveBroadcasts(world().drive);
  await expect(database.pool.query(`update broadcasts set state = 'finished' where id = $1`, [id])).rejects.toThrow(
    /every recipient/,
  );
});
