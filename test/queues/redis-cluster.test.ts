import { jest } from '@jest/globals';
import { Redis } from 'ioredis';
import { createHandOver } from '../../src/queues/hand-over.ts';
import { openQueues, type Queues } from '../../src/queues/queues.ts';
import { type RedisCluster, startRedisCluster } from '../support/redis-cluster.ts';
import { until } from '../support/until.ts';

jest.setTimeout(180_000);

let cluster: RedisCluster;
const open: Queues[] = [];
const errors: string[] = [];
beforeAll(async () => {
  cluster = await startRedisCluster();
});
afterAll(async () => {
  for (const queues of open) await queues.close();
  await cluster?.stop();
});

function queuesOnCluster(): Queues {
  const onError = (error: Error) => errors.push(error.message);
  const queues = openQueues({ redisUrl: cluster.url, databaseUrl: 'postgres://nobody@127.0.0.1:1/none', onError });
  open.push(queues);
  return queues;
}

async function keysOn(url: string): Promise<string[]> {
  const redis = new Redis(url);
  const keys = await redis.keys('*');
  redis.disconnect();
  return keys;
}

test('a queue that is asked before its masters are found answers once they are', async () => {
  const early = Array.from({ length: 20 }, queuesOnCluster);
  // As the sweeper does at a worker's start; each a little later than the one before.
  const ask = async (queues: Queues, turns: number) => {
    for (let turn = 0; turn < turns; turn += 1) await new Promise((next) => setImmediate(next));
    await queues.depth('intents').catch(() => undefined);
  };
  await Promise.all(early.map((queues, n) => ask(queues, 2 * n)));
  for (const queues of early) {
    await until(() => queues.ready(), 60_000);
    expect(await queues.depth('intents')).toBe(0);
  }
});

test('a master that dies with jobs waiting loses only what it held, and rows that are handed over again are all taken', async () => {
  const producing = queuesOnCluster();
  await until(() => producing.ready(), 60_000);
  const ids = Array.from({ length: 60 }, (_, n) => `${n + 1}`);
  for (const id of ids) await producing.add('photos', [{ ids: [id] }]);
  expect(await producing.depth('photos')).toBe(60);
  const held = await cluster.killHolding(1, /^\{golos-photos-\d\}:photos:\d+$/);
  expect(held).toBeGreaterThan(0);
  expect(held).toBeLessThan(60);

  const taken: string[] = [];
  const working = queuesOnCluster();
  working.work(
    'photos',
    async (job) => {
      taken.push(...job.ids);
    },
    () => undefined,
  );
  await until(() => taken.length === 60 - held, 60_000);
  expect(await producing.depth('photos')).toBe(0);
  // As the sweeper does: their rows are still open.
  const lost = ids.filter((id) => !taken.includes(id));
  expect(lost).toHaveLength(held);
  const failed: unknown[] = [];
  const handOver = createHandOver(producing, (error) => failed.push(error));
  handOver.give(lost.map((id) => ({ id, queue: 'photos' as const })));
  await handOver.flushed();
  expect(failed).toEqual([]);
  await until(() => taken.length === 60, 60_000);
  expect(new Set(taken)).toEqual(new Set(ids));
  await cluster.revive(1);
});

test('queues are spread over the masters by hash tags, without a cross-slot error; a dead master is worked around', async () => {
  const producing = queuesOnCluster();
  await until(() => producing.ready(), 60_000);
  const ids = (from: number, count: number) => Array.from({ length: count }, (_, n) => `${from + n}`);
  for (const id of ids(1, 30)) await producing.add('sends', [{ ids: [id] }]);
  await producing.add('intents', [{ ids: ids(1, 3) }, { ids: ids(4, 3) }]);
  expect(await producing.depth('sends')).toBe(30);
  const held = await Promise.all(cluster.urls.map(keysOn));
  for (const keys of held) expect(keys.some((key) => /^\{golos-sends-\d\}/.test(key))).toBe(true);

  const taken = new Set<string>();
  const working = queuesOnCluster();
  working.work(
    'sends',
    async (job) => {
      for (const id of job.ids) taken.add(id);
    },
    () => undefined,
  );
  working.work(
    'intents',
    async (job) => {
      for (const id of job.ids) taken.add(`intent ${id}`);
    },
    () => undefined,
  );
  await until(() => taken.size === 36, 60_000);
  expect(await producing.depth('sends')).toBe(0);

  await cluster.kill(1);
  const lost: unknown[] = [];
  const handOver = createHandOver(producing, (error) => lost.push(error));
  handOver.give(ids(100, 1_000).map((id) => ({ id, queue: 'sends' as const })));
  await handOver.flushed();
  expect(lost).toEqual([]);
  // All of it went to the masters that are there.
  await until(() => taken.size === 36 + 1_000, 60_000);
  expect(await producing.ready()).toBe(true);

  await cluster.revive(1);
  for (const id of ids(2_000, 30)) await producing.add('sends', [{ ids: [id] }]);
  await until(() => taken.size === 36 + 1_000 + 30, 60_000);
  expect(errors.filter((message) => message.includes('CROSSSLOT'))).toEqual([]);
});

test('a master that stands still is not waited for at each hand-over', async () => {
  const producing = queuesOnCluster();
  await until(() => producing.ready(), 60_000);
  await producing.add('sends', [{ ids: ['1'] }]);
  const goOn = cluster.standStill(1);
  try {
    const begun = performance.now();
    for (let n = 0; n < 30; n += 1) await producing.add('sends', [{ ids: [`${n}`] }]);
    await producing.depth('sends');
    // Each part may be waited for now and then, five seconds; ten of these would have been the silent one's turn.
    expect(performance.now() - begun).toBeLessThan(35_000);
  } finally {
    goOn();
  }
});

test('nothing is ready while no master is there, and handing over says so', async () => {
  const producing = queuesOnCluster();
  await until(() => producing.ready(), 60_000);
  for (const master of [0, 1, 2]) await cluster.kill(master);
  await until(async () => !(await producing.ready()), 60_000);
  await expect(producing.add('sends', [{ ids: ['1'] }])).rejects.toThrow();
  // A minority of the masters takes nothing: they come back together.
  await Promise.all([0, 1, 2].map((master) => cluster.revive(master)));
  await until(() => producing.ready(), 60_000);
  await producing.add('sends', [{ ids: ['1'] }]);
});
