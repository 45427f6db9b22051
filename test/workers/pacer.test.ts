import { type Database, openDatabase } from '../../src/storage/database.ts';
import { createPacer, type Pacer } from '../../workers/pacer.ts';
import { type ClonedDatabase, cloneDatabase } from '../support/database.ts';

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
beforeEach(() => database.pool.query('truncate sending_places'));

const now = () => performance.now();
const signal = new AbortController().signal;

/** One sender of several. */
function pacerAt(perSecond: number): Pacer {
  return createPacer({
    q: database.pool,
    perSecond: { telegram: perSecond, viber: perSecond },
    now,
    onAway: (error) => {
      throw error;
    },
  });
}

/** Takes bulk places until told to end; says when each left. */
async function bulk(pacer: Pacer, left: number[], until: number): Promise<void> {
  while (now() < until) {
    const { count, leave } = await pacer.places('telegram', { most: 100, signal });
    await Promise.all(Array.from({ length: count }, (_, i) => leave(i).then(() => left.push(now()))));
  }
}

/** The most that left within any second, and how many a second on the whole. */
function rates(left: readonly number[]) {
  const sorted = [...left].sort((a, b) => a - b);
  let most = 0;
  for (const [i, at] of sorted.entries()) {
    let n = 0;
    for (let j = i; j < sorted.length && (sorted[j] ?? 0) < at + 1_000; j += 1) n += 1;
    most = Math.max(most, n);
  }
  const seconds = ((sorted.at(-1) ?? 0) - (sorted[0] ?? 0)) / 1_000;
  return { most, perSecond: (sorted.length - 1) / seconds };
}

test('three senders share one rate, and use it', async () => {
  const left: number[] = [];
  const until = now() + 2_500;
  await Promise.all([1, 2, 3].map(() => bulk(pacerAt(100), left, until)));
  const { most, perSecond } = rates(left);
  // Each sender keeps its own departures apart; between them there is only the schedule, and a timer that comes
  // late, as on a busy machine, moves what it lets go into the next second.
  expect(most).toBeLessThanOrEqual(110);
  expect(perSecond).toBeGreaterThan(90);
});

test('a reply waits for some tenths of a second at most, however much bulk there is', async () => {
  const left: number[] = [];
  const until = now() + 2_500;
  const senders = [pacerAt(30), pacerAt(30)];
  const sending = senders.flatMap((pacer) => [bulk(pacer, left, until), bulk(pacer, left, until)]);
  const waited: number[] = [];
  while (now() < until - 300) {
    const start = now();
    await senders[0]?.turn('telegram');
    waited.push(now() - start);
  }
  await Promise.all(sending);
  expect(waited.length).toBeGreaterThan(3);
  expect(Math.max(...waited)).toBeLessThan(1_000);
  expect(rates(left).most).toBeLessThanOrEqual(31);
});

test('a burst of replies goes first: bulk only has what they leave', async () => {
  const left: number[] = [];
  const pacer = pacerAt(50);
  const start = now();
  const replies = Promise.all(Array.from({ length: 60 }, () => pacer.turn('telegram')));
  await pacer.turn('telegram');
  const taken = await pacer.places('telegram', { most: 10, signal });
  await taken.leave(0);
  left.push(now() - start);
  await replies;
  // Sixty replies are more than a second at this rate; bulk's first place lies behind most of them.
  expect(left[0]).toBeGreaterThan(900);
});

test('a silence holds for every sender, and nothing bursts out after it', async () => {
  const [one, two] = [pacerAt(100), pacerAt(100)];
  const ahead = await two.places('telegram', { most: 5, signal });
  expect(ahead.count).toBeGreaterThan(1);
  const start = now();
  one.pause('telegram', 0.6);
  // Written down for the others.
  await one.turn('telegram');
  expect(now() - start).toBeGreaterThanOrEqual(590);
  const again = now();
  two.pause('telegram', 0.5);
  const left: number[] = [];
  await Promise.all(Array.from({ length: ahead.count }, (_, i) => ahead.leave(i).then(() => left.push(now()))));
  await two.turn('telegram');
  expect(Math.min(...left) - again).toBeGreaterThanOrEqual(490);
});

test('without a limit nothing waits, except for a silence, also one that another sender was told of', async () => {
  const [one, two] = [pacerAt(Number.POSITIVE_INFINITY), pacerAt(Number.POSITIVE_INFINITY)];
  expect((await two.places('telegram', { most: 100, signal })).count).toBe(100);
  const start = now();
  one.pause('viber', 0.5);
  await one.turn('viber');
  await two.places('viber', { most: 100, signal });
  expect(now() - start).toBeGreaterThanOrEqual(490);
});

test('whoever waits for places is told when the sender stops', async () => {
  const stopping = new AbortController();
  const pacer = pacerAt(10);
  pacer.pause('telegram', 60);
  await pacer.places('viber', { most: 1, signal: stopping.signal });
  const waiting = pacer.places('telegram', { most: 1, signal: stopping.signal });
  stopping.abort();
  await expect(waiting).rejects.toThrow();
});
