import { jest } from '@jest/globals';
import { releaseItems } from '../../../src/actions/review/release-items.ts';
import { compareTallies } from '../../../src/storage/tallies.ts';
import { type Citizen, type ReviewWorld, reviewWorld } from '../../support/review.ts';

jest.setTimeout(120_000);

let world: ReviewWorld;

beforeAll(async () => {
  world = await reviewWorld();
});

afterAll(() => world.close());

const CITIZENS = 10;
const AGAIN = 3;

test('people replace their ballots while reviewers read, let go and take back, and two workers settle: one voice each', async () => {
  let isOver = false;
  const citizens = await Promise.all(Array.from({ length: CITIZENS }, () => world.citizen()));
  const hands = async (citizen: Citizen, which: number) => {
    for (let i = 0; i < AGAIN; i++) {
      await world.handIn(['oak', 'birch', 'pine'][(which + i) % 3], { citizen, station: i % 2 });
    }
  };
  const settling = Array.from({ length: 2 }, async () => {
    while (!isOver) {
      await world.settle();
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  });
  const reviewing = Array.from({ length: 4 }, async (_, which) => {
    const reviewer = await world.reviewer();
    for (let n = which; !isOver; n++) {
      const next = await world.next(reviewer, n % 2 === 0 ? 0 : 1);
      if (next.kind !== 'item') await new Promise((resolve) => setTimeout(resolve, 5));
      else if (n % 7 === 0) await releaseItems(world.web.pool, reviewer, world.clock.now);
      else await world.answer(reviewer, next.item.turn, n % 5 === 0 ? 'unreadable' : 'choice:oak');
    }
  });
  await Promise.all(citizens.map(hands));
  // Whatever is open is read to its end.
  const open = async () =>
    (await world.database.pool.query(`select from review_items where state = 'open'`)).rowCount ?? 0;
  while ((await open()) > 0) await new Promise((resolve) => setTimeout(resolve, 20));
  isOver = true;
  await Promise.all([...settling, ...reviewing]);
  await world.settle();

  expect((await compareTallies(world.database.pool)).differences).toEqual([]);
  const { rows } = await world.database.pool.query<{ counted: number; voices: number; links: number; due: number }>(
    `select (select count(*)::int from ballots where state in ('handed-in', 'locked', 'verified')) as counted,
       (select count(*)::int from spent_voices where accepted) as voices,
       (select count(*)::int from ballot_links) as links,
       (select count(*)::int from review_turns where due) as due`,
  );
  const [found] = rows;
  // Nobody has two, and who has an accepted one has no link and a spent voice.
  expect(found?.counted).toBeLessThanOrEqual(CITIZENS);
  expect((found?.voices ?? 0) + (found?.links ?? 0)).toBe(CITIZENS);
  expect(found?.due).toBe(0);
});
