import { carryOutNextOrder } from '../../../src/actions/review/carry-out-orders.ts';
import { pairNearDuplicates } from '../../../src/actions/review/pair-near-duplicates.ts';
import { placeOrder } from '../../../src/actions/review/place-order.ts';
import { settleItems } from '../../../src/actions/review/settle-items.ts';
import type { Slice } from '../../../src/domain/review/orders.ts';
import { sizeOfSlice } from '../../../src/storage/review-slices.ts';
import { addAnswer, addBallotUnderReview, addOrganizer, type BallotUnderReview } from '../../support/review-ballots.ts';
import { openReviewWorld, type ReviewWorld } from '../../support/review-care.ts';

let world: ReviewWorld;
let administrator: string;
let liars: readonly [string, string];

beforeEach(async () => {
  world = await openReviewWorld();
  const { pool } = world.database;
  administrator = await addOrganizer(pool, 'administrator');
  liars = [await addOrganizer(pool), await addOrganizer(pool)];
});
afterEach(() => world.close());

const HASHES = [0x123456789abcdefn, -0x7edcba987654321n];

/** A ballot whose photos look like those of all others of these tests, compared with those that came before. */
async function add(accepted: boolean): Promise<BallotUnderReview> {
  const ballot = await addBallotUnderReview(world.database.pool, world.keys, world.place, { hashes: HASHES, accepted });
  await pairNearDuplicates(world.deps);
  return ballot;
}

/** The pairs in which a ballot is the one that would be set aside. */
async function pairsOf({ ballotId }: BallotUnderReview): Promise<string[]> {
  const { rows } = await world.database.pool.query<{ id: string }>(
    `select id from review_items where kind = 'pair' and ballot_id = $1 order by other_ballot_id`,
    [ballotId],
  );
  return rows.map(({ id }) => id);
}

async function answer(itemId: string, reading: string, by?: readonly string[]): Promise<void> {
  const { pool } = world.database;
  const reviewers = by ?? [await addOrganizer(pool), await addOrganizer(pool)];
  for (const reviewer of reviewers) await addAnswer(pool, itemId, reviewer, reading);
  await settleItems({ ...world.deps, text: () => '' }, [itemId]);
}

/** Resolves to how many items are read again. */
async function reopen(slice: Slice): Promise<number> {
  const { electionId } = world.place;
  const all = () => world.one<number>('select coalesce(sum(touched), 0)::int from review_orders');
  const before = await all();
  await placeOrder(world.deps, { electionId, content: { do: 'reopen', slice }, by: administrator, reason: 'A doubt' });
  while (await carryOutNextOrder(world.deps));
  return (await all()) - before;
}

const stateOf = ({ ballotId }: BallotUnderReview) => world.one('select state from ballots where id = $1', ballotId);

test('two liars set an accepted ballot aside: what they compared is read by others, and it counts again, once', async () => {
  await add(true);
  const victim = await add(true);
  const [pair = ''] = await pairsOf(victim);
  await answer(pair, 'same', liars);
  expect(await stateOf(victim)).toBe('duplicate');
  expect(await world.counts()).toEqual([1, 1, 0]);

  const slice: Slice = { by: 'reviewer', value: liars[0] };
  expect(await sizeOfSlice(world.database.pool, world.place.electionId, slice)).toEqual({ decided: 1, waiting: 0 });
  expect(await reopen(slice)).toBe(2);
  expect(await world.counts()).toEqual([2, 1, 0]);
  expect(await world.differences()).toEqual([]);
  // Both sides of both, for whoever compares them, and its own, for whoever reads it.
  const shown = (itemId: string) => world.one('select count(*)::int from review_photos where item_id = $1', itemId);
  expect([await shown(pair), await shown(victim.itemId)]).toEqual([4, 2]);

  await answer(pair, 'different');
  await answer(victim.itemId, 'choice:oak');
  expect(await stateOf(victim)).toBe('verified');
  expect(await world.counts()).toEqual([2, 2, 0]);
  expect(await world.differences()).toEqual([]);
  // Nothing rests on the liars any more.
  for (const value of liars) expect(await reopen({ by: 'reviewer', value })).toBe(0);
  expect(await world.counts()).toEqual([2, 2, 0]);
});

test.each([
  { by: 'station', accepted: false },
  { by: 'day', accepted: true },
] as const)(
  'a $by: what was rightly set aside is set aside again, once (accepted: $accepted)',
  async ({ by, accepted }) => {
    const first = await add(true);
    const copy = await add(accepted);
    const [pair = ''] = await pairsOf(copy);
    await answer(pair, 'same');
    const value = { station: world.place.stationIds[0] ?? '', day: '2026-01-02' }[by];
    expect(await reopen({ by, value })).toBe(3);
    expect(await world.counts()).toEqual([2, 0, 0]);
    expect(await world.differences()).toEqual([]);
    // While it is compared, it is read like any other.
    await answer(copy.itemId, 'choice:oak');
    expect(await world.counts()).toEqual([2, 1, 0]);
    await answer(pair, 'same');
    expect(await stateOf(copy)).toBe('duplicate');
    await answer(first.itemId, 'choice:oak');
    expect(await world.counts()).toEqual([1, 1, 0]);
    expect(await world.differences()).toEqual([]);
  },
);

test('a pair with a ballot that was rejected sets nothing aside, and keeps nothing aside either', async () => {
  const rejected = await add(false);
  await add(true);
  const victim = await add(false);
  const pairs = await pairsOf(victim);
  const other = await world.one<string>(
    `select id from review_items where kind = 'pair' and ballot_id = $1 and other_ballot_id = $2`,
    victim.ballotId,
    rejected.ballotId,
  );
  await answer(rejected.itemId, 'unreadable');
  await answer(other, 'same');
  expect(await stateOf(victim)).toBe('handed-in');
  for (const pair of pairs) if (pair !== other) await answer(pair, 'same', liars);
  expect(await stateOf(victim)).toBe('duplicate');
  await reopen({ by: 'reviewer', value: liars[0] });
  expect(await stateOf(victim)).toBe('locked');
  expect(await world.differences()).toEqual([]);
});

test('what another pair sets aside too stays aside until that one is read again', async () => {
  await add(true);
  await add(true);
  const victim = await add(true);
  const [one = '', two = ''] = await pairsOf(victim);
  await answer(one, 'same', liars);
  const others: readonly [string, string] = [
    await addOrganizer(world.database.pool),
    await addOrganizer(world.database.pool),
  ];
  await answer(two, 'same', others);
  expect(await reopen({ by: 'reviewer', value: liars[1] })).toBe(1);
  expect(await stateOf(victim)).toBe('duplicate');
  await answer(one, 'different');
  expect(await stateOf(victim)).toBe('duplicate');
  expect(await reopen({ by: 'reviewer', value: others[0] })).toBe(2);
  expect(await stateOf(victim)).toBe('locked');
  expect(await world.counts()).toEqual([3, 2, 0]);
  expect(await world.differences()).toEqual([]);
});

test('a pair of which one ballot has no photos any more cannot be compared again: the decision stays', async () => {
  const first = await add(true);
  const copy = await add(true);
  const [pair = ''] = await pairsOf(copy);
  await answer(pair, 'same', liars);
  await world.database.pool.query('delete from photo_keys where photo_id = any($1::uuid[])', [first.photoIds]);
  expect(await reopen({ by: 'reviewer', value: liars[0] })).toBe(0);
  expect(await stateOf(copy)).toBe('duplicate');
  expect(await world.counts()).toEqual([1, 1, 0]);
  expect(await world.differences()).toEqual([]);
});
