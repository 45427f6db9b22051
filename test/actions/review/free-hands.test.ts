import { retireGold } from '../../../src/actions/review/gold-items.ts';
import { nextItem } from '../../../src/actions/review/next-item.ts';
import { reopenSlice } from '../../../src/actions/review/reopen-slice.ts';
import { insertGoldItem } from '../../../src/storage/gold-items.ts';
import { closeItemsOf } from '../../../src/storage/review-items.ts';
import { emptyWorld, type ReviewWorld, reviewWorld } from '../../support/review.ts';

let world: ReviewWorld;

beforeAll(async () => {
  world = await reviewWorld();
});

afterAll(() => world.close());

beforeEach(() => emptyWorld(world));

/** What a reviewer gets into both hands, with known answers only or with none. */
async function takeTwo(reviewerId: string, goldPercent: 0 | 100 = 0): Promise<string[]> {
  const turns: string[] = [];
  for (const ahead of [0, 1] as const) {
    const next = await nextItem(
      { database: world.web, now: () => world.clock.now, random: () => 0, goldPercent },
      reviewerId,
      ahead,
    );
    turns.push(next.kind === 'item' ? next.item.turn : next.kind);
  }
  return turns;
}

const itemOf = (turn: string) => turn.split('.')[0] ?? '';
const A_TURN = expect.stringMatching(/\.\d$/);

test('what is read again leaves the hands of whoever was reading it, who gets it like everybody', async () => {
  for (let i = 0; i < 2; i++) await world.handIn('oak');
  const reviewer = await world.reviewer();
  const before = await takeTwo(reviewer);
  const slice = { by: 'station', value: world.place.stationIds[0] ?? '' } as const;
  await world.database.transaction((client) => reopenSlice(client, world.keys, world.place.electionId, slice));
  await world.settle();
  const after = await takeTwo(reviewer);
  expect(after.map(itemOf).sort()).toEqual(before.map(itemOf).sort());
  expect(after).toEqual([expect.stringMatching(/\.2$/), expect.stringMatching(/\.2$/)]);
  expect(await world.answer(reviewer, before[0] ?? '', 'choice:oak')).toEqual({ kind: 'closed' });
});

test('ballots that turn out to be copies leave the hands of whoever was reading them', async () => {
  for (let i = 0; i < 4; i++) await world.handIn('oak');
  const reviewer = await world.reviewer();
  const before = await takeTwo(reviewer);
  const { pool } = world.database;
  const { rows } = await pool.query<{ id: string }>(
    'select ballot_id as id from review_items where id = any($1::uuid[])',
    [before.map(itemOf)],
  );
  await closeItemsOf(
    pool,
    rows.map(({ id }) => id),
  );
  await world.settle();
  const after = await takeTwo(reviewer);
  expect(after).toEqual([A_TURN, A_TURN]);
  expect(after.some((turn) => before.includes(turn))).toBe(false);
});

test('gold items that are retired leave the hands of whoever was reading them', async () => {
  for (let i = 0; i < 2; i++) await world.handIn('oak');
  const { pool } = world.database;
  const { electionId } = world.place;
  const golds: string[] = [];
  for (let pick = 0; pick < 2; pick++) {
    const gold = { electionId, answer: 'choice:oak', state: 'open', pick, day: '2020-08-10' } as const;
    golds.push(await insertGoldItem(pool, gold));
  }
  const reviewer = await world.reviewer();
  const before = await takeTwo(reviewer, 100);
  expect(before.map(itemOf).sort()).toEqual([...golds].sort());
  for (const gold of golds) expect(await retireGold(pool, gold)).toBe(1);
  expect(await takeTwo(reviewer)).toEqual([A_TURN, A_TURN]);
  expect(await world.answer(reviewer, before[0] ?? '', 'choice:oak')).toEqual({ kind: 'closed' });
});
