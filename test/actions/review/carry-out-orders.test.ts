import { carryOutOrders } from '../../../src/actions/review/carry-out-orders.ts';
import type { Resting } from '../../../src/actions/review/settle-due.ts';
import { addOrganizer } from '../../support/review-ballots.ts';
import { openReviewWorld, type ReviewWorld } from '../../support/review-care.ts';

let world: ReviewWorld;

beforeEach(async () => {
  world = await openReviewWorld();
});
afterEach(() => world.close());

const MINUTE_MS = 60_000;

/** A worker with a clock of its own. */
function worker() {
  const clock = { now: world.deps.now().getTime() };
  const resting: Resting = new Map();
  const told: string[] = [];
  const { signal } = new AbortController();
  return {
    clock,
    told,
    async work(database: Pick<ReviewWorld['database'], 'transaction'> = world.database): Promise<void> {
      const deps = { ...world.deps, database, now: () => new Date(clock.now) };
      const onFailure = (error: unknown) => told.push(error instanceof Error ? error.name : 'odd');
      await carryOutOrders({ ...deps, onDone: () => told.push('done'), onFailure }, resting, signal);
    },
  };
}

async function order(content: unknown, minute: number): Promise<void> {
  const by = await addOrganizer(world.database.pool, 'administrator');
  await world.database.pool.query(
    'insert into review_orders (election_id, content, by, ordered_at) values ($1, $2, $3, $4)',
    [world.place.electionId, JSON.stringify(content), by, new Date(Date.UTC(2026, 0, 3, 11, minute))],
  );
}

test('an order that fails rests for ten minutes, stays open, and is done when it can be', async () => {
  await order({ do: 'nothing that is known' }, 0);
  await order({ do: 'set-gold', percent: 20, floor: 90 }, 1);
  const { clock, told, work } = worker();
  await work();
  await work();
  expect(told).toEqual(['ZodError', 'done']);
  clock.now += 11 * MINUTE_MS;
  await work();
  expect(told).toEqual(['ZodError', 'done', 'ZodError']);
  await world.database.pool.query(
    `update review_orders set content = '{"do":"set-gold","percent":30,"floor":90}' where done_at is null`,
  );
  clock.now += 11 * MINUTE_MS;
  await work();
  expect(told).toEqual(['ZodError', 'done', 'ZodError', 'done']);
  expect(await world.one('select percent from gold_terms')).toBe(30);
});

test('an order that the database was away for is tried again at once', async () => {
  await order({ do: 'set-gold', percent: 20, floor: 90 }, 0);
  const { told, work } = worker();
  const away = Object.assign(new Error('terminating connection due to administrator command'), { code: '57P01' });
  const cut = {
    transaction: <T>(inside: Parameters<typeof world.database.transaction<T>>[0]) =>
      world.database.transaction(async (client) => {
        await inside(client);
        throw away;
      }),
  };
  await expect(work(cut)).rejects.toBe(away);
  expect(told).toEqual([]);
  await work();
  expect(told).toEqual(['done']);
});
