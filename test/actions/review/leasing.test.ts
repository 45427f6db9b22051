import { randomInt } from 'node:crypto';
import { answerItem } from '../../../src/actions/review/answer-item.ts';
import { nextItem } from '../../../src/actions/review/next-item.ts';
import { queueFigures } from '../../../src/actions/review/queue-figures.ts';
import { releaseItems } from '../../../src/actions/review/release-items.ts';
import { undoAnswer } from '../../../src/actions/review/undo-answer.ts';
import { IN_A_ROW_SECONDS, LEASE_SECONDS } from '../../../src/domain/review/terms.ts';
import { emptyWorld, type ReviewWorld, reviewWorld } from '../../support/review.ts';

let world: ReviewWorld;

beforeAll(async () => {
  world = await reviewWorld();
});

afterAll(() => world.close());

beforeEach(() => emptyWorld(world));

const slots = async () => {
  const { rows } = await world.database.pool.query<{ taken: number; wanted: number }>(
    `select taken, wanted from review_items where kind = 'ballot'`,
  );
  return rows;
};

async function handInMany(count: number): Promise<void> {
  for (let i = 0; i < count; i++) await world.handIn('oak');
}

test('asking again gives the same item, and the one after it is another', async () => {
  await handInMany(3);
  const reviewer = await world.reviewer();
  const first = await world.take(reviewer);
  expect((await world.take(reviewer)).turn).toBe(first.turn);
  const ahead = await world.next(reviewer, 1);
  if (ahead.kind !== 'item') throw new Error(ahead.kind);
  expect(ahead.item.turn).not.toBe(first.turn);
  expect((await world.take(reviewer)).turn).toBe(first.turn);
  await world.answer(reviewer, first.turn, 'choice:oak');
  expect((await world.take(reviewer)).turn).toBe(ahead.item.turn);
});

test('an item says how many photos there are and until when it is held, and nothing of its person or station', async () => {
  await world.handIn('oak');
  const item = await world.take(await world.reviewer());
  expect(item).toEqual({
    turn: expect.stringMatching(/\.1$/),
    electionId: world.place.electionId,
    kind: 'ballot',
    photos: 2,
    leasedUntil: new Date(world.clock.now.getTime() + LEASE_SECONDS * 1000),
  });
});

test('the last of the queue goes to who has just seen the same ballot, but not at once', async () => {
  await world.handIn('oak');
  const reviewer = await world.reviewer();
  // As if they had answered whether it looks like another one.
  await world.database.pool.query(
    'update reviewers set last_item_id = (select id from review_items), last_answer_at = $2 where organizer_id = $1',
    [reviewer, world.clock.now],
  );
  expect(await world.next(reviewer)).toEqual({ kind: 'nothing' });
  world.clock.now = new Date(world.clock.now.getTime() + IN_A_ROW_SECONDS * 1000);
  expect(await world.next(reviewer)).toMatchObject({ kind: 'item' });
});

test('two reviewers who come at the same moment get a slot each, a third gets none', async () => {
  await world.handIn('oak');
  const reviewers = await Promise.all(Array.from({ length: 6 }, () => world.reviewer()));
  const got = await Promise.all(reviewers.map((id) => world.next(id)));
  // Who is passed over because an item is being taken at this moment gets it by asking again.
  const again = await Promise.all(reviewers.map((id) => world.next(id)));
  expect(got.filter(({ kind }) => kind === 'item').length).toBeLessThanOrEqual(2);
  expect(again.filter(({ kind }) => kind === 'item')).toHaveLength(2);
  expect(await slots()).toEqual([{ taken: 2, wanted: 2 }]);
});

test('one reviewer in many windows at the same moment holds no item twice, and never more than two', async () => {
  await handInMany(5);
  const reviewer = await world.reviewer();
  await Promise.all(Array.from({ length: 8 }, (_, i) => world.next(reviewer, i % 2 === 0 ? 0 : 1)));
  const { rows } = await world.database.pool.query<{ held: number; taken: number }>(
    `select (select count(*)::int from review_turns) as held, (select sum(taken)::int from review_items) as taken`,
  );
  expect(rows[0]).toEqual({ held: 2, taken: 2 });
});

test('nobody gets a ballot twice that they have answered', async () => {
  await handInMany(4);
  const reviewer = await world.reviewer();
  const seen = new Set<string>();
  for (let i = 0; i < 4; i++) {
    const { turn } = await world.take(reviewer);
    seen.add(turn);
    await world.answer(reviewer, turn, 'choice:oak');
    await world.settle();
  }
  expect(seen.size).toBe(4);
  expect(await world.next(reviewer)).toEqual({ kind: 'nothing' });
});

test('urgent items come first, then the oldest day; within these it is a lot', async () => {
  await handInMany(20);
  const { pool } = world.database;
  await pool.query(`update review_items set day = '2020-08-09' where id in (select id from review_items limit 8)`);
  await pool.query(
    `update review_items set priority = 0 where id in (select id from review_items where day = '2020-08-10' limit 3)`,
  );
  const reviewer = await world.reviewer();
  const groups: string[] = [];
  for (let i = 0; i < 20; i++) {
    const { turn } = await world.take(reviewer);
    const { rows } = await pool.query<{ of: string }>(
      `select priority || ' ' || day as of from review_items where id = $1`,
      [turn.split('.')[0]],
    );
    groups.push(rows[0]?.of ?? '');
    await world.answer(reviewer, turn, 'choice:oak');
  }
  const expected = [
    ...Array(3).fill('0 2020-08-10'),
    ...Array(8).fill('1 2020-08-09'),
    ...Array(9).fill('1 2020-08-10'),
  ];
  expect(groups).toEqual(expected);
});

test('every item of a group comes up, wherever the lot falls', async () => {
  await handInMany(6);
  const { rows } = await world.database.pool.query<{ pick: number }>('select pick from review_items order by pick');
  const picks = rows.map(({ pick }) => pick);
  const first = new Set<string>();
  for (const pick of [0, ...picks, 2 ** 31 - 2]) {
    const reviewerId = await world.reviewer();
    const random = (limit: number) => (limit === 100 ? 99 : pick);
    const next = await nextItem({ database: world.web, now: () => world.clock.now, random }, reviewerId);
    if (next.kind === 'item') first.add(next.item.turn);
    await releaseItems(world.web.pool, reviewerId, world.clock.now);
    await world.settle();
  }
  expect(first.size).toBe(6);
});

describe('a lease', () => {
  test('that runs out frees the slot; its photos are closed from that moment on', async () => {
    await world.handIn('oak');
    const [a, b, c] = [await world.reviewer(), await world.reviewer(), await world.reviewer()];
    const { turn } = await world.take(a);
    await world.take(b);
    expect(await world.next(c)).toEqual({ kind: 'nothing' });
    world.pass(LEASE_SECONDS);
    expect(await world.photo(a, turn)).toEqual({ kind: 'not-yours' });
    await world.settle();
    expect(await slots()).toEqual([{ taken: 0, wanted: 2 }]);
    expect(await world.answer(a, turn, 'choice:oak')).toEqual({ kind: 'lapsed' });
    expect(await world.next(c)).toMatchObject({ kind: 'item' });
  });

  test('that ran out gives its reviewer the same item again: nobody chooses by waiting', async () => {
    await handInMany(12);
    const reviewer = await world.reviewer();
    const { turn } = await world.take(reviewer);
    for (let i = 0; i < 3; i++) {
      world.pass(LEASE_SECONDS + 1);
      await world.settle();
      expect((await world.take(reviewer)).turn).toBe(turn);
    }
    await releaseItems(world.web.pool, reviewer, world.clock.now);
    await world.settle();
    expect((await world.take(reviewer)).turn).toBe(turn);
    expect(await world.answer(reviewer, turn, 'choice:oak')).toMatchObject({ kind: 'taken' });
  });

  test('lets an answer in as long as nobody else was given the slot', async () => {
    await world.handIn('oak');
    const reviewer = await world.reviewer();
    const { turn } = await world.take(reviewer);
    world.pass(LEASE_SECONDS + 1);
    expect(await world.answer(reviewer, turn, 'choice:oak')).toMatchObject({ kind: 'taken' });
  });
});

describe('taking an answer back', () => {
  const answer = (reviewerId: string, turn: string, reading: string) =>
    answerItem({ database: world.web, now: () => world.clock.now, undoSeconds: 5 }, { reviewerId, turn, reading });
  const undo = (reviewerId: string, turn: string) =>
    undoAnswer({ database: world.web, now: () => world.clock.now }, { reviewerId, turn });

  test('works for a moment, in which nothing is settled; the item comes first again', async () => {
    await handInMany(3);
    const reviewer = await world.reviewer();
    const { turn } = await world.take(reviewer);
    await world.next(reviewer, 1);
    await answer(reviewer, turn, 'choice:oak');
    await world.take(reviewer);
    expect(await world.settle()).toEqual({ items: 0, closed: 0 });
    expect(await undo(reviewer, turn)).toBe('undone');
    expect((await world.take(reviewer)).turn).toBe(turn);
    expect(await answer(reviewer, turn, 'choice:pine')).toMatchObject({ kind: 'taken' });
    world.pass(5);
    expect(await undo(reviewer, turn)).toBe('too-late');
    expect(await world.settle()).toMatchObject({ items: 1 });
  });

  test('is too late once it was settled, and nobody else’s', async () => {
    await world.handIn('oak');
    const reviewer = await world.reviewer();
    const { turn } = await world.take(reviewer);
    await answer(reviewer, turn, 'choice:oak');
    expect(await undo(await world.reviewer(), turn)).toBe('too-late');
    world.pass(6);
    await world.settle();
    expect(await undo(reviewer, turn)).toBe('too-late');
    expect(await undo(reviewer, 'nonsense')).toBe('too-late');
  });

  test('keeps the slot: two answers that can be taken back leave none for a third', async () => {
    await world.handIn('oak');
    for (let i = 0; i < 2; i++) {
      const reviewer = await world.reviewer();
      await answer(reviewer, (await world.take(reviewer)).turn, 'choice:oak');
    }
    await world.settle();
    expect(await world.next(await world.reviewer())).toEqual({ kind: 'nothing' });
  });
});

describe('who gets nothing', () => {
  test('who has not practised, was paused or removed', async () => {
    await world.handIn('oak');
    const [fresh, paused, removed] = [await world.reviewer(), await world.reviewer(), await world.reviewer()];
    const { pool } = world.database;
    await pool.query('update reviewers set practised_on = null where organizer_id = $1', [fresh]);
    await pool.query(`update reviewers set paused_on = '2020-08-10', paused_because = 'gold' where organizer_id = $1`, [
      paused,
    ]);
    await pool.query('update organizers set active = false where id = $1', [removed]);
    expect(await world.next(fresh)).toEqual({ kind: 'practise-first' });
    expect(await world.next(paused)).toEqual({ kind: 'paused', because: 'gold' });
    expect(await world.next(removed)).toEqual({ kind: 'removed' });
    expect(await slots()).toEqual([{ taken: 0, wanted: 2 }]);
  });
});

test('the queue in figures', async () => {
  await handInMany(10);
  const figures = () => queueFigures({ database: world.web, now: () => world.clock.now }, world.place.electionId);
  expect(await figures()).toEqual({
    open: 10,
    urgent: 0,
    disputed: 0,
    oldestDay: '2020-08-10',
    answersPerHour: 0,
    decisionsPerHour: 0,
    reviewersAtWork: 0,
    hoursToClear: null,
    sheets: { open: 0, settledPerHour: 0, hoursToClear: 0 },
  });
  const [a, b] = [await world.reviewer(), await world.reviewer()];
  for (let i = 0; i < 10; i++) {
    for (const reviewer of [a, b]) {
      await world.answer(reviewer, (await world.take(reviewer)).turn, 'choice:oak');
      if (i < 5) await world.settle();
    }
  }
  await world.settle();
  await handInMany(5);
  world.pass(600);
  expect(await figures()).toMatchObject({
    open: 5,
    answersPerHour: 80,
    decisionsPerHour: 40,
    reviewersAtWork: 2,
    hoursToClear: 10 / 80,
  });
});

test('where it begins in the lot is drawn anew for each item', async () => {
  await handInMany(2);
  const reviewerId = await world.reviewer();
  const drawn: number[] = [];
  const random = (limit: number) => {
    drawn.push(limit);
    return randomInt(limit);
  };
  await nextItem({ database: world.web, now: () => world.clock.now, random }, reviewerId, 1);
  expect(drawn.filter((limit) => limit > 100)).toHaveLength(2);
});
