import { carryOutNextOrder } from '../../../src/actions/review/carry-out-orders.ts';
import { placeOrder } from '../../../src/actions/review/place-order.ts';
import type { Slice } from '../../../src/domain/review/orders.ts';
import { addAnswer, addBallotUnderReview, addOrganizer } from '../../support/review-ballots.ts';
import { openReviewWorld, type ReviewWorld } from '../../support/review-care.ts';

let world: ReviewWorld;
let administrator: string;

beforeEach(async () => {
  world = await openReviewWorld();
  administrator = await addOrganizer(world.database.pool, 'administrator');
});
afterEach(() => world.close());

const add = (wanted: Parameters<typeof addBallotUnderReview>[3]) =>
  addBallotUnderReview(world.database.pool, world.keys, world.place, wanted);

async function reopen(slice: Slice): Promise<void> {
  const { electionId } = world.place;
  await placeOrder(world.deps, { electionId, content: { do: 'reopen', slice }, by: administrator, reason: 'A doubt' });
  while (await carryOutNextOrder(world.deps));
}

const item = (id: string) =>
  world.one<unknown>(`select to_jsonb(i) - '{id,pick,ballot_id}'::text[] from review_items i where id = $1`, id);

test('accepted ballots are read again: not counted as verified until they are', async () => {
  const { ballotId, itemId } = await add({ accepted: 1 });
  await add({ accepted: true, station: 1 });
  await reopen({ by: 'station', value: world.place.stationIds[0] ?? '' });
  expect(await world.counts(0, 1)).toEqual([0, 0, 0]);
  expect(await world.counts(0, 0)).toEqual([1, 0, 0]);
  expect(await world.counts(1, 0)).toEqual([1, 1, 0]);
  expect(await world.differences()).toEqual([]);
  expect(await world.one('select state from ballots where id = $1', ballotId)).toBe('locked');
  expect(await item(itemId)).toMatchObject({ state: 'open', round: 2, wanted: 2, taken: 0, outcome: null });
  expect(await world.one('select count(*)::int from review_photos where item_id = $1', itemId)).toBe(2);
  expect(await world.audited()).toEqual(['review.reopen']);
  expect(await world.one('select touched from review_orders')).toBe(1);
});

test('a rejected ballot counts as handed in again', async () => {
  const { ballotId, itemId } = await add({});
  await world.database.pool.query(`update ballots set state = 'rejected' where id = $1`, [ballotId]);
  await world.database.pool.query('update tallies set photographed = 0');
  await world.database.pool.query(`update review_items set state = 'closed', outcome = 'unreadable' where id = $1`, [
    itemId,
  ]);
  await reopen({ by: 'day', value: '2026-01-02' });
  expect(await world.counts()).toEqual([1, 0, 0]);
  expect(await world.differences()).toEqual([]);
});

test('a reviewer: everything that they read, and nothing else', async () => {
  const reviewer = await addOrganizer(world.database.pool);
  const read = await add({ accepted: true });
  const other = await add({ accepted: true });
  await addAnswer(world.database.pool, read.itemId, reviewer, 'choice:oak');
  await reopen({ by: 'reviewer', value: reviewer });
  expect(await item(read.itemId)).toMatchObject({ state: 'open', round: 2 });
  expect(await item(other.itemId)).toMatchObject({ state: 'closed', round: 1 });
  expect(await world.counts()).toEqual([2, 1, 0]);
});

test('out of quarantine, too', async () => {
  const { ballotId } = await add({ accepted: true });
  await world.database.pool.query('update ballots set quarantined = true where id = $1', [ballotId]);
  await world.database.pool.query('update tallies set quarantined = 1');
  await reopen({ by: 'station', value: world.place.stationIds[0] ?? '' });
  expect(await world.counts()).toEqual([1, 0, 0]);
  expect(await world.differences()).toEqual([]);
});

test('photos that were destroyed cannot be read again: the decision stays', async () => {
  const { itemId } = await add({ accepted: true });
  await world.database.pool.query('delete from photo_keys');
  await reopen({ by: 'station', value: world.place.stationIds[0] ?? '' });
  expect(await item(itemId)).toMatchObject({ state: 'closed', round: 1 });
  expect(await world.counts()).toEqual([1, 1, 0]);
});
