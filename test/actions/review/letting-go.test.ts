import { releaseItems } from '../../../src/actions/review/release-items.ts';
import { emptyWorld, type ReviewWorld, reviewWorld } from '../../support/review.ts';

let world: ReviewWorld;

beforeAll(async () => {
  world = await reviewWorld();
});

afterAll(() => world.close());

beforeEach(async () => {
  await emptyWorld(world);
  for (let i = 0; i < 12; i++) await world.handIn('oak');
});

/** Of items of which a slot is taken: how many. */
async function taken(): Promise<number[]> {
  const { rows } = await world.database.pool.query<{ taken: number }>('select taken from review_items where taken > 0');
  return rows.map((row) => row.taken);
}

test('who stops and begins again gets the same items, before the worker has seen it, too', async () => {
  const reviewer = await world.reviewer();
  const { turn } = await world.take(reviewer);
  const ahead = await world.next(reviewer, 1);
  for (let i = 0; i < 5; i++) {
    await releaseItems(world.web.pool, reviewer, world.clock.now);
    expect((await world.take(reviewer)).turn).toBe(turn);
    expect(await world.next(reviewer, 1)).toEqual(ahead);
  }
  expect(await taken()).toEqual([1, 1]);
  await world.settle();
  expect(await taken()).toEqual([1, 1]);
  expect(await world.answer(reviewer, turn, 'choice:oak')).toMatchObject({ kind: 'taken' });
  await releaseItems(world.web.pool, reviewer, world.clock.now);
  await world.settle();
  expect(await taken()).toEqual([1]);
});

test('while the worker is at what was let go of, there is nothing for a moment, and no other item', async () => {
  const reviewer = await world.reviewer();
  const { turn } = await world.take(reviewer);
  await releaseItems(world.web.pool, reviewer, world.clock.now);
  await world.database.transaction(async (worker) => {
    await worker.query('select from review_items where id = $1 for update', [turn.split('.')[0]]);
    expect(await world.next(reviewer)).toEqual({ kind: 'nothing' });
  });
  expect((await world.take(reviewer)).turn).toBe(turn);
});
