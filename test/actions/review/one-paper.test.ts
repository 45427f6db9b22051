import { pairNearDuplicates } from '../../../src/actions/review/pair-near-duplicates.ts';
import { settleItems } from '../../../src/actions/review/settle-items.ts';
import { anybodyWaits } from '../../support/database.ts';
import {
  addAnswer,
  addBallotUnderReview,
  addOrganizer,
  type BallotUnderReview,
  type BallotWanted,
} from '../../support/review-ballots.ts';
import { openReviewWorld, type ReviewWorld } from '../../support/review-care.ts';
import { until } from '../../support/until.ts';

let world: ReviewWorld;

beforeEach(async () => {
  world = await openReviewWorld();
});
afterEach(() => world.close());

const HASHES = [0x123456789abcdefn, -0x7edcba987654321n];

/** A ballot whose photos look like those of all others of these tests. */
const add = (wanted: BallotWanted = {}) =>
  addBallotUnderReview(world.database.pool, world.keys, world.place, { hashes: HASHES, ...wanted });

interface Pair {
  readonly id: string;
  readonly ballot: string;
  readonly other: string;
}

async function pairs(): Promise<Pair[]> {
  const { rows } = await world.database.pool.query<Pair>(
    `select id, ballot_id as ballot, other_ballot_id as other from review_items where kind = 'pair' order by id`,
  );
  return rows;
}

/** Puts a pair before reviewers, whatever finds pairs. */
const addPair = (ballot: BallotUnderReview, other: BallotUnderReview) =>
  world.one<string>(
    `insert into review_items (kind, election_id, ballot_id, other_ballot_id, pick, day)
     values ('pair', $1, $2, $3, 1, '2026-01-02') returning id`,
    world.place.electionId,
    ballot.ballotId,
    other.ballotId,
  );

/** Two reviewers give this answer. */
async function answer(itemId: string, reading: string): Promise<void> {
  const { pool } = world.database;
  for (let reviewers = 0; reviewers < 2; reviewers++) {
    await addAnswer(pool, itemId, await addOrganizer(pool), reading);
  }
}

const settle = (itemIds: readonly string[]) => settleItems({ ...world.deps, text: () => '' }, itemIds);

const stateOf = ({ ballotId }: BallotUnderReview) => world.one('select state from ballots where id = $1', ballotId);

const counted = () =>
  world.one<number>(`select count(*)::int from ballots where state in ('handed-in', 'locked', 'verified')`);

test('two that look alike and are compared one after the other are shown once, and one of them counts', async () => {
  await add();
  await add();
  for (let times = 0; times < 2; times++) expect((await pairNearDuplicates(world.deps, 1)).compared).toBe(1);
  const shown = await pairs();
  expect(shown).toHaveLength(1);
  for (const { id } of shown) await answer(id, 'same');
  await settle(shown.map(({ id }) => id));
  expect(await counted()).toBe(1);
  expect(await world.counts()).toEqual([1, 0, 0]);
  expect(await world.differences()).toEqual([]);
});

test('the oldest day is compared first, and of two the one of the later day is set aside', async () => {
  const days = ['2026-01-05', '2026-01-02', '2026-01-04', '2026-01-03'];
  const ballots: BallotUnderReview[] = [];
  for (const day of days) ballots.push(await add({ day }));
  await pairNearDuplicates(world.deps, 1);
  expect(await world.one('select day::text from review_items where compared')).toBe('2026-01-02');
  // The others at once: each beside those of earlier days.
  await pairNearDuplicates(world.deps);
  const dayOf = (id: string) => days[ballots.findIndex(({ ballotId }) => ballotId === id)] ?? '';
  const shown = await pairs();
  expect(shown.length).toBeGreaterThanOrEqual(3);
  for (const { ballot, other } of shown) expect(dayOf(ballot) > dayOf(other)).toBe(true);
});

describe('shown both ways round, as versions before this did', () => {
  test.each([{ at: 'at once' }, { at: 'one after the other' }])('decided $at: one of both counts', async ({ at }) => {
    const [first, second] = [await add({ accepted: true }), await add()];
    const both = [await addPair(first, second), await addPair(second, first)];
    for (const id of both) await answer(id, 'same');
    if (at === 'at once') await settle(both);
    else for (const id of both) await settle([id]);
    expect(await counted()).toBe(1);
    expect(await world.one(`select count(*)::int from review_items where kind = 'pair' and state = 'closed'`)).toBe(2);
    expect(await world.differences()).toEqual([]);
  });
});

test('a copy of what was rejected meanwhile still counts', async () => {
  const [first, copy] = [await add(), await add()];
  const pair = await addPair(copy, first);
  await answer(first.itemId, 'unreadable');
  await settle([first.itemId]);
  await answer(pair, 'same');
  await settle([pair]);
  expect([await stateOf(first), await stateOf(copy)]).toEqual(['rejected', 'handed-in']);
  expect(await world.counts()).toEqual([1, 0, 0]);
  expect(await world.differences()).toEqual([]);
});

test('so does a copy of what is rejected at the same moment', async () => {
  const [first, copy] = [await add(), await add()];
  const pair = await addPair(copy, first);
  await answer(first.itemId, 'unreadable');
  await answer(pair, 'same');
  await answer(copy.itemId, 'choice:oak');
  await settle([first.itemId, pair, copy.itemId]);
  expect([await stateOf(first), await stateOf(copy)]).toEqual(['rejected', 'verified']);
  expect(await world.counts()).toEqual([1, 1, 0]);
  expect(await world.differences()).toEqual([]);
});

test.each([{ at: 'at once' }, { at: 'one after the other' }])(
  'a copy of a copy does not count either, although that one does not any more (decided $at)',
  async ({ at }) => {
    const [first, copy, again] = [await add({ accepted: true }), await add(), await add()];
    const both = [await addPair(copy, first), await addPair(again, copy)];
    for (const id of both) await answer(id, 'same');
    if (at === 'at once') await settle(both);
    else for (const id of both) await settle([id]);
    expect([await stateOf(first), await stateOf(copy), await stateOf(again)]).toEqual([
      'verified',
      'duplicate',
      'duplicate',
    ]);
    expect(await world.counts()).toEqual([1, 1, 0]);
    expect(await world.differences()).toEqual([]);
  },
);

test.each([{ which: 'first' }, { which: 'second' }] as const)(
  'one that its sender takes back while they are compared is in no pair, and the others are (the $which)',
  async ({ which }) => {
    const ballots = [await add(), await add({ day: '2026-01-03' }), await add({ day: '2026-01-04' })];
    const gone = ballots[which === 'first' ? 0 : 1]?.ballotId ?? '';
    const client = await world.database.pool.connect();
    try {
      await client.query('begin');
      await client.query('delete from ballots where id = $1', [gone]);
      const comparing = pairNearDuplicates(world.deps);
      await until(() => anybodyWaits(world.database.pool), 60_000);
      await client.query('commit');
      expect((await comparing).pairs).toBeGreaterThan(0);
    } finally {
      client.release();
    }
    for (const { ballot, other } of await pairs()) expect([ballot, other]).not.toContain(gone);
  },
);
