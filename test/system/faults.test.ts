import { setMaxListeners } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { Redis } from 'ioredis';
import { drive, type SimulationResult } from '../../scripts/simulate/run.ts';
import { rekeyPeople } from '../../src/actions/keys/rekey-people.ts';
import { readKeyring } from '../../src/storage/keyring.ts';
import { announceKey, endRotation, rotatingKeys, switchKeys } from '../../src/storage/keyring-rotation.ts';
import { openKey, type StoredKey } from '../../src/storage/lookup-keys.ts';
import { postTelegram } from '../support/marked-inputs.ts';
import { picture } from '../support/pictures.ts';
import { type SystemOptions, type SystemUnderTest, startSystem } from '../support/system.ts';
import { until } from '../support/until.ts';

jest.setTimeout(180_000);

let photos: string;
beforeAll(async () => {
  photos = await mkdtemp(join(tmpdir(), 'golos-photos-'));
  for (let seed = 1; seed <= 6; seed += 1) {
    await picture(300, 400, { seed })
      .jpeg()
      .toFile(join(photos, `${seed}.jpg`));
  }
});
afterAll(() => rm(photos, { recursive: true, force: true }));

const stopping = new AbortController();
// Every citizen listens.
setMaxListeners(0, stopping.signal);
let system: SystemUnderTest | undefined;
afterEach(async () => {
  await system?.stop();
  system = undefined;
});

/** What happens when this share of the citizens is done. */
type Event = readonly [share: number, what: (system: SystemUnderTest) => unknown];

/**
 * Citizens live on the real processes while things happen; everything that they were told is compared with
 * what is stored.
 */
async function live(
  options: SystemOptions,
  events: readonly Event[],
  { citizens = 18 }: { citizens?: number } = {},
): Promise<SimulationResult> {
  const running = await startSystem(options);
  system = running;
  const plan = [...events];
  const happening: unknown[] = [];
  const happen = (share: number) => {
    while (plan[0] !== undefined && share >= plan[0][0]) happening.push(plan.shift()?.[1](running));
  };
  happen(0);
  const watcher = {
    stage: (title: string) => ({
      update: (done: number) => title === 'Citizens' && happen(done / citizens),
      stop: () => undefined,
    }),
  };
  const result = await drive(
    running,
    { citizens, messengers: ['telegram', 'viber'], backend: options.backend, photos, kill: [], seed: 11 },
    watcher,
    stopping.signal,
  );
  await Promise.all(happening);
  expect(plan).toEqual([]);
  if (result === undefined) throw new Error('it was stopped');
  // Nobody is called for what mends itself: error lines are differences too.
  expect(result.differences).toEqual([]);
  expect(result.reconciled.find(({ what }) => what === 'ballots')?.stored).toBeGreaterThan(citizens / 2);
  return result;
}

const kill =
  (...roles: ('web' | 'worker' | 'sender')[]) =>
  (running: SystemUnderTest) => {
    for (const role of roles) running.kill(role);
  };

async function flush({ redis }: SystemUnderTest): Promise<void> {
  const client = new Redis(redis?.url ?? '');
  await client.flushall();
  client.disconnect();
}

test('Redis emptied, gone for a while, and emptied again: nothing is lost, everything goes on by itself', async () => {
  let wasReady: number | undefined;
  await live({ backend: 'redis' }, [
    [0.15, flush],
    [
      0.4,
      async ({ redis, url }) => {
        await redis?.stop();
        wasReady = await until(async () => {
          const { status } = await fetch(`${url}/readyz`);
          return status === 200 ? undefined : status;
        });
        await redis?.start();
      },
    ],
    [0.7, flush],
  ]);
  expect(wasReady).toBe(503);
  expect((await fetch(`${system?.url}/readyz`)).status).toBe(200);
});

test.each(['postgres', 'redis'] as const)(
  'Postgres away for a while, queues on %s: 503 meanwhile, and then everything goes on by itself',
  async (backend) => {
    const answers: { status: number; retryAfter: string | null }[] = [];
    const group = JSON.stringify({
      update_id: 1,
      message: {
        message_id: 1,
        date: 1,
        text: 'x',
        from: { id: 7, is_bot: false, first_name: 'x' },
        chat: { id: -7, type: 'group', title: 'x' },
      },
    });
    await live({ backend }, [
      [
        0.3,
        async ({ postgres, url }) => {
          await postgres.stop();
          for (const body of [group, '{']) {
            const answer = await postTelegram(url, body);
            answers.push({ status: answer.status, retryAfter: answer.headers.get('retry-after') });
          }
          expect((await fetch(`${url}/readyz`)).status).toBe(503);
          expect((await fetch(`${url}/healthz`)).status).toBe(200);
          await postgres.start();
        },
      ],
    ]);
    expect(answers).toEqual([
      { status: 503, retryAfter: '5' },
      { status: 503, retryAfter: '5' },
    ]);
    expect((await fetch(`${system?.url}/readyz`)).status).toBe(200);
  },
);

test('all three processes killed together, and the queues lost with them', async () => {
  await live({ backend: 'redis' }, [
    [0.3, kill('web', 'worker', 'sender')],
    [
      0.6,
      async (running) => {
        kill('web', 'worker', 'sender')(running);
        await flush(running);
      },
    ],
  ]);
});

test.each(['postgres', 'redis'] as const)(
  'messengers in trouble, queues on %s: repeats, other orders, errors, limits, lost answers',
  async (backend) => {
    const result = await live(
      { backend },
      [
        [
          0,
          ({ standIns }) => {
            standIns.telegram.faults.next({ kind: 'never-answers' }, 1, ['sendMessage']);
            for (const { faults } of [standIns.telegram, standIns.viber]) {
              faults.often({ kind: 'duplicate' }, 0.1);
              faults.often({ kind: 'reorder' }, 0.05);
              faults.often({ kind: 'server-error' }, 0.03);
              faults.often({ kind: 'too-many', seconds: 1 }, 0.01);
              faults.often({ kind: 'lost-answer' }, 0.02, ['sendMessage', 'send_message', 'deleteMessages', 'getFile']);
              faults.often({ kind: 'garbage' }, 0.01);
              faults.often({ kind: 'half-body' }, 0.01);
            }
          },
        ],
      ],
      { citizens: 8 },
    );
    expect(result.duplicated).toBeGreaterThan(0);
    expect(result.uncertain).toBeGreaterThan(0);
  },
);

test('person keys replaced, twice, on two web processes while citizens live: nobody is lost or there twice', async () => {
  const rewritten: number[] = [];
  const rotate = async (running: SystemUnderTest) => {
    const folder = join(running.dataDir, 'keys');
    const started = () => running.lines.filter(({ line }) => line.includes('"event":"started"')).length;
    const everybodyStartsAgain = async (change: () => Promise<void>) => {
      const before = started();
      await change();
      // Two web processes and the worker: the sender has no such key.
      await until(() => started() >= before + 3, 60_000);
    };
    await everybodyStartsAgain(() => announceKey(folder, 'person'));
    await everybodyStartsAgain(() => switchKeys(folder, 'person'));
    const { current, previous } = await rotatingKeys(folder, 'person');
    const { link } = await readKeyring(join(folder, 'worker.json'), 'worker');
    const keys = { current: current.lookup ?? Buffer.alloc(0), previous: previous.lookup ?? null, link };
    let rows = 0;
    for (let left = 1; left > 0; rows += left) {
      const result = await rekeyPeople(running.database, keys);
      expect(result.lost).toBe(0);
      left = result.rewritten + result.busy;
    }
    rewritten.push(rows);
    await everybodyStartsAgain(() => endRotation(folder, 'person'));
  };
  const result = await live(
    { backend: 'postgres', webs: 2 },
    [
      [
        0.1,
        async (running) => {
          await rotate(running);
          await rotate(running);
        },
      ],
    ],
    { citizens: 24 },
  );
  expect(rewritten.every((rows) => rows > 0)).toBe(true);
  if (system === undefined) throw new Error('nothing runs');
  const { lookup } = await readKeyring(join(system.dataDir, 'keys', 'worker.json'), 'worker');
  for (const [of, table, column] of [
    ['person', 'people', 'person_key'],
    ['phone', 'phones', 'phone_key'],
  ] as const) {
    const { rows } = await system.database.pool.query<StoredKey>(
      `select ${column} as lookup, sealed_key as "sealedKey" from ${table}`,
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.length).toBeLessThanOrEqual(result.chats);
    expect(rows.filter(({ sealedKey }) => sealedKey === null)).toEqual([]);
    expect(new Set(rows.map((row) => openKey(lookup, of, row).toString('hex'))).size).toBe(rows.length);
  }
}, 300_000);
