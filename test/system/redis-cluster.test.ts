import { jest } from '@jest/globals';
import { postTelegram } from '../support/marked-inputs.ts';
import { type RedisCluster, startRedisCluster } from '../support/redis-cluster.ts';
import { type SystemUnderTest, startSystem } from '../support/system.ts';
import { until } from '../support/until.ts';

jest.setTimeout(300_000);

const PATIENCE_MS = 120_000;

/** People who write at once. */
const TOGETHER = 10;

/** A job of queue `sends`. */
const REPLIES = /^\{golos-sends-\d\}:sends:\d+$/;

let cluster: RedisCluster;
let system: SystemUnderTest;
beforeAll(async () => {
  cluster = await startRedisCluster();
  const redis = { url: cluster.url, stop: async () => undefined, start: async () => undefined };
  system = await startSystem({ backend: 'redis', redis });
});
afterEach(async () => {
  if (await cluster?.isAway(1)) await cluster.revive(1);
});
afterAll(async () => {
  await system?.stop();
  await cluster?.stop();
});

const counted = async (text: string) => {
  const { rows } = await system.database.pool.query<{ n: number }>(text);
  return rows[0]?.n ?? -1;
};
const openRows = () => counted('select count(*)::int as n from outbox');
const stored = () => counted('select count(*)::int as n from updates');

let people = 0;

/** Somebody new says the first word. */
async function write() {
  people += 1;
  const id = 7_778_000_000 + people;
  const phone = system.standIns.telegram.chat(id, { firstName: 'x' });
  phone.reopen();
  const body = JSON.stringify({
    update_id: 900_000_000 + people,
    message: {
      message_id: 1,
      date: 1_900_000_000,
      text: '/start',
      from: { id, is_bot: false, first_name: 'x' },
      chat: { id, type: 'private', first_name: 'x' },
    },
  });
  expect((await postTelegram(system.url, body)).status).toBe(200);
  return phone;
}

type Phone = Awaited<ReturnType<typeof write>>;

/** New people write until a master that holds replies has been killed. */
async function writeUntilKilled(master: number): Promise<Phone[]> {
  const phones: Phone[] = [];
  let held: number | undefined;
  const killing = cluster.killHolding(master, REPLIES).then((n) => {
    held = n;
  });
  while (held === undefined) phones.push(...(await Promise.all(Array.from({ length: TOGETHER }, write))));
  await killing;
  expect(held).toBeGreaterThan(0);
  return phones;
}

async function expectAnswered(phones: readonly Phone[]) {
  await until(async () => (await openRows()) === 0, PATIENCE_MS);
  for (const phone of phones) expect(phone.messages().length).toBeGreaterThan(0);
  expect(await counted('select count(*)::int as n from dead_letters')).toBe(0);
}

test('a master takes replies along that nobody had begun: all are sent while it is away', async () => {
  const before = await stored();
  // Nobody sends for some seconds: replies wait, on all three masters.
  system.kill('sender');
  const phones = await writeUntilKilled(1);
  // These come to the masters that are left.
  for (let n = 0; n < TOGETHER; n += 1) phones.push(await write());
  await expectAnswered(phones);
  expect(await stored()).toBe(before + phones.length);
  expect(await cluster.isAway(1)).toBe(true);
});

test('a master takes replies along and comes back empty: all that was acknowledged is stored and answered', async () => {
  const before = await stored();
  system.kill('sender');
  const phones = await writeUntilKilled(1);
  const [more] = await Promise.all([Promise.all(Array.from({ length: TOGETHER }, write)), cluster.revive(1)]);
  await expectAnswered([...phones, ...more]);
  // The same sender goes on, with all three masters.
  const later = await Promise.all(Array.from({ length: TOGETHER }, write));
  await expectAnswered(later);
  expect(await stored()).toBe(before + phones.length + more.length + later.length);
});
