import { carryOutNextOrder } from '../../../src/actions/review/carry-out-orders.ts';
import { nextItem } from '../../../src/actions/review/next-item.ts';
import { placeOrder } from '../../../src/actions/review/place-order.ts';
import type { ReviewOrder } from '../../../src/domain/review/orders.ts';
import { countGold, fewestGoldLeft, listGoldItems } from '../../../src/storage/gold-items.ts';
import { addAnswer, addBallotUnderReview, addOrganizer } from '../../support/review-ballots.ts';
import { openReviewWorld, type ReviewWorld } from '../../support/review-care.ts';

let world: ReviewWorld;
let administrator: string;

beforeEach(async () => {
  world = await openReviewWorld();
  administrator = await addOrganizer(world.database.pool, 'administrator');
});
afterEach(() => world.close());

async function order(content: ReviewOrder): Promise<number> {
  await placeOrder(world.deps, { electionId: world.place.electionId, content, by: administrator });
  while (await carryOutNextOrder(world.deps));
  return world.one<number>('select touched from review_orders order by ordered_at desc, done_at desc limit 1');
}

const add = (accepted: boolean) => addBallotUnderReview(world.database.pool, world.keys, world.place, { accepted });

test('from an accepted ballot to a gold item that names no ballot, and away again', async () => {
  const { ballotId } = await add(true);
  await add(false);
  await order({ do: 'propose-gold', count: 10 });
  const { pool } = world.database;
  const [candidate] = await listGoldItems(pool, world.place.electionId, 10);
  expect(candidate).toMatchObject({ state: 'disputed', answer: 'choice:oak' });
  expect(await countGold(pool, world.place.electionId)).toEqual({ open: 0, candidates: 1 });
  const itemId = candidate?.id ?? '';
  expect(
    await world.one('select ballot_id is null and station_id is null from review_items where id = $1', itemId),
  ).toBe(true);
  expect(await world.one('select count(*)::int from review_photos where item_id = $1', itemId)).toBe(2);
  // What is one already is not drawn again.
  await order({ do: 'propose-gold', count: 10 });
  expect(await countGold(pool, world.place.electionId)).toEqual({ open: 0, candidates: 1 });

  await order({ do: 'confirm-gold', itemId, answer: 'choice:nobody' });
  expect(await countGold(pool, world.place.electionId)).toEqual({ open: 0, candidates: 1 });
  await order({ do: 'confirm-gold', itemId, answer: 'choice:birch' });
  const reader = await addOrganizer(pool);
  await addAnswer(pool, itemId, reader, 'choice:oak');
  expect(await listGoldItems(pool, world.place.electionId, 10)).toEqual([
    { id: itemId, state: 'open', answer: 'choice:birch', right: 0, wrong: 1 },
  ]);

  await order({ do: 'retire-gold', itemId });
  expect(await countGold(pool, world.place.electionId)).toEqual({ open: 0, candidates: 0 });
  expect(await world.one('select count(*)::int from review_photos')).toBe(0);
  expect(await world.one('select state from ballots where id = $1', ballotId)).toBe('verified');
});

test('photos that were destroyed make no candidate', async () => {
  await add(true);
  await world.database.pool.query('delete from photo_keys');
  await order({ do: 'propose-gold', count: 1 });
  expect(await countGold(world.database.pool, world.place.electionId)).toEqual({ open: 0, candidates: 0 });
});

/** An item with a known answer. */
async function addGold(electionId = world.place.electionId): Promise<string> {
  return world.one<string>(
    `insert into review_items (election_id, kind, pick, day, outcome) values ($1, 'gold', 1, '2020-08-10', 'choice:oak')
     returning id`,
    electionId,
  );
}

test.each([
  { name: 'none of a hundred', percent: 0, known: false },
  { name: 'one of a hundred, and the lot says it', percent: 1, known: true },
])('$name items have a known answer: $known', async ({ percent, known }) => {
  await add(false);
  const gold = await addGold();
  await order({ do: 'set-gold', percent, floor: 90 });
  const reviewer = await addOrganizer(world.database.pool);
  const next = await nextItem({ ...world.deps, random: () => 0 }, reviewer);
  if (next.kind !== 'item') throw new Error(next.kind);
  expect(next.item.turn.startsWith(gold)).toBe(known);
});

test('no gold item comes while nothing else would: it would be known for one', async () => {
  const { pool } = world.database;
  await addGold();
  const reviewer = await addOrganizer(pool);
  const next = () => nextItem({ ...world.deps, random: () => 0 }, reviewer);
  expect(await next()).toEqual({ kind: 'nothing' });
  // What they had themselves, and what others have in hand, is not for them either.
  const had = await add(false);
  await addAnswer(pool, had.itemId, reviewer, 'choice:oak');
  const { itemId: full } = await add(false);
  await pool.query('update review_items set taken = wanted where id = $1', [full]);
  expect(await next()).toEqual({ kind: 'nothing' });
  await add(false);
  expect(await next()).toMatchObject({ kind: 'item' });
});

test('a gold item is of the election of which an item would have come', async () => {
  const { pool } = world.database;
  await add(false);
  const gold = await addGold();
  await pool.query(
    `insert into elections (id, name, opens_on, closes_on, time_zone, trusted_prefixes, photo_sides)
     select 'later', name, opens_on, closes_on + 100, time_zone, trusted_prefixes, photo_sides from elections limit 1`,
  );
  await addGold('later');
  const next = await nextItem({ ...world.deps, random: () => 0 }, await addOrganizer(pool));
  expect(next).toMatchObject({ kind: 'item', item: { electionId: world.place.electionId } });
  expect(next).toMatchObject({ item: { turn: `${gold}.1` } });
});

test('how many are left to whoever at work has had most of them', async () => {
  const { pool } = world.database;
  const { electionId } = world.place;
  const left = () => fewestGoldLeft(pool, electionId, new Date('2026-01-02T00:00:00Z'));
  const golds = [await addGold(), await addGold(), await addGold()];
  expect(await left()).toBeUndefined();
  const [quick, slow, paused, away] = [
    await addOrganizer(pool),
    await addOrganizer(pool),
    await addOrganizer(pool),
    await addOrganizer(pool),
  ];
  for (const [reviewer, count] of [
    [quick, 2],
    [slow, 1],
    [paused, 3],
    [away, 3],
  ] as const) {
    for (const gold of golds.slice(0, count)) await addAnswer(pool, gold, reviewer, 'choice:oak');
  }
  await pool.query(`update reviewers set last_answer_at = '2026-01-02T12:00:00Z'`);
  await pool.query(`update reviewers set paused_on = '2026-01-02' where organizer_id = $1`, [paused]);
  await pool.query(`update reviewers set last_answer_at = '2026-01-01T12:00:00Z' where organizer_id = $1`, [away]);
  expect(await left()).toBe(1);
  await addGold();
  expect(await left()).toBe(2);
});
