import { carryOutNextOrder } from '../../../src/actions/review/carry-out-orders.ts';
import { nextItem } from '../../../src/actions/review/next-item.ts';
import { placeOrder } from '../../../src/actions/review/place-order.ts';
import type { ReviewOrder } from '../../../src/domain/review/orders.ts';
import { countGold, listGoldItems } from '../../../src/storage/gold-items.ts';
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

test.each([
  { name: 'none of a hundred', percent: 0, known: false },
  { name: 'one of a hundred, and the lot says it', percent: 1, known: true },
])('$name items have a known answer: $known', async ({ percent, known }) => {
  const { pool } = world.database;
  await add(false);
  const gold = await world.one<string>(
    `insert into review_items (election_id, kind, pick, day, outcome)
     values ('${world.place.electionId}', 'gold', 1, '2020-08-10', 'choice:oak') returning id`,
  );
  await order({ do: 'set-gold', percent, floor: 90 });
  const reviewer = await addOrganizer(pool);
  await pool.query(
    `insert into reviewers (organizer_id, practised_on) values ($1, '2020-08-09')
     on conflict (organizer_id) do update set practised_on = excluded.practised_on`,
    [reviewer],
  );
  const next = await nextItem({ ...world.deps, random: () => 0 }, reviewer);
  if (next.kind !== 'item') throw new Error(next.kind);
  expect(next.item.turn.startsWith(gold)).toBe(known);
});
