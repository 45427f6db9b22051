import { holdDisputed } from '../../../src/actions/review/hold-disputed.ts';
import { leaseGold } from '../../../src/storage/review-leases.ts';
import { compareTallies } from '../../../src/storage/tallies.ts';
import { emptyWorld, type HandedInBallot, type ReviewWorld, reviewWorld } from '../../support/review.ts';

let world: ReviewWorld;

beforeAll(async () => {
  world = await reviewWorld();
});

afterAll(() => world.close());

beforeEach(() => emptyWorld(world));

afterEach(async () => {
  expect((await compareTallies(world.database.pool)).differences).toEqual([]);
});

/** As many reviewers as readings look at the one item that is open, one after another. */
async function read(...readings: string[]): Promise<void> {
  for (const reading of readings) {
    const reviewer = await world.reviewer();
    const { turn } = await world.take(reviewer);
    expect(await world.answer(reviewer, turn, reading)).toMatchObject({ kind: 'taken' });
    await world.settle();
  }
}

const verified = async () => {
  const { rows } = await world.database.pool.query<{ choice_id: string; photographed: number; verified: number }>(
    'select choice_id, photographed, verified from tallies where photographed + verified > 0 order by choice_id',
  );
  return rows;
};

const linked = async ({ ballotId }: HandedInBallot) =>
  (await world.database.pool.query('select from ballot_links where ballot_id = $1', [ballotId])).rowCount;

test('two equal answers accept a ballot, count it, tell its person and delete the link', async () => {
  const ballot = await world.handIn('oak');
  expect(await linked(ballot)).toBe(1);
  await read('choice:oak', 'choice:oak');
  expect(await world.ballot(ballot.ballotId)).toEqual({ state: 'verified', accepted: 'oak' });
  expect(await verified()).toEqual([{ choice_id: 'oak', photographed: 1, verified: 1 }]);
  expect(await world.notices(ballot.citizen)).toEqual([{ kind: 'ballot-counted', differs: false }]);
  expect(await linked(ballot)).toBe(0);
  const { rows } = await world.database.pool.query('select link_key from photos where ballot_id = $1', [
    ballot.ballotId,
  ]);
  expect(rows).toEqual([{ link_key: null }, { link_key: null }]);
});

test('what reviewers read counts, and that it differs from what was said is recorded', async () => {
  const ballot = await world.handIn('oak');
  await read('choice:pine', 'choice:pine');
  expect(await verified()).toEqual([
    { choice_id: 'oak', photographed: 1, verified: 0 },
    { choice_id: 'pine', photographed: 0, verified: 1 },
  ]);
  expect(await world.notices(ballot.citizen)).toEqual([{ kind: 'ballot-counted', differs: true }]);
  const { rows } = await world.database.pool.query('select outcome, differs, state from review_items');
  expect(rows).toEqual([{ outcome: 'choice:pine', differs: true, state: 'closed' }]);
});

test('two different answers ask for a third, and the one that agrees decides', async () => {
  const ballot = await world.handIn('oak');
  await read('choice:oak', 'choice:pine');
  expect(await world.ballot(ballot.ballotId)).toEqual({ state: 'locked', accepted: null });
  await read('choice:oak');
  expect(await world.ballot(ballot.ballotId)).toEqual({ state: 'verified', accepted: 'oak' });
});

test.each(['not-a-ballot', 'unreadable', 'other-election', 'back-missing', 'altered'])(
  'two who answer %s reject a ballot; it leaves the count and may come again',
  async (reason) => {
    const first = await world.handIn('oak');
    await read(reason, reason);
    expect(await world.ballot(first.ballotId)).toEqual({ state: 'rejected', accepted: null });
    expect(await verified()).toEqual([]);
    expect(await world.notices(first.citizen)).toEqual([{ kind: 'ballot-rejected', reason }]);

    const second = await world.handIn('birch', { citizen: first.citizen });
    expect(await world.ballot(first.ballotId)).toBeUndefined();
    await read('choice:birch', 'choice:birch');
    expect(await world.ballot(second.ballotId)).toEqual({ state: 'verified', accepted: 'birch' });
    expect(await verified()).toEqual([{ choice_id: 'birch', photographed: 1, verified: 1 }]);
  },
);

test('a ballot of which an answer counts can no longer be replaced, one of which none does can', async () => {
  const first = await world.handIn('oak');
  const reviewer = await world.reviewer();
  const { turn } = await world.take(reviewer);
  const second = await world.handIn('birch', { citizen: first.citizen });
  expect(await world.ballot(first.ballotId)).toBeUndefined();
  // The item is gone with its ballot.
  expect(await world.answer(reviewer, turn, 'choice:oak')).toEqual({ kind: 'closed' });
  expect(await world.photo(reviewer, turn)).toEqual({ kind: 'not-yours' });

  await read('choice:birch');
  await world.handIn('pine', { citizen: first.citizen });
  expect(await world.ballot(second.ballotId)).toEqual({ state: 'locked', accepted: null });
  expect(await world.notices(first.citizen)).toEqual([{ kind: 'ballot-locked' }]);
});

test('whose ballot was accepted cannot hand in another one', async () => {
  const { citizen } = await world.handIn('oak');
  await read('choice:oak', 'choice:oak');
  const again = await world.handIn('pine', { citizen });
  expect(await world.ballot(again.ballotId)).toBeUndefined();
  expect(await world.notices(citizen)).toEqual([
    { kind: 'ballot-counted', differs: false },
    { kind: 'ballot-already-counted' },
  ]);
});

test('a ballot without photos is not reviewed', async () => {
  await world.handIn('oak', { photos: 0 });
  expect(await world.next(await world.reviewer())).toEqual({ kind: 'nothing' });
});

describe('three different answers', () => {
  async function disputed(): Promise<HandedInBallot & { itemId: string }> {
    const ballot = await world.handIn('oak');
    await read('choice:oak', 'choice:pine', 'unreadable');
    const { rows } = await world.database.pool.query<{ id: string; state: string }>(
      'select id, state from review_items',
    );
    expect(rows).toMatchObject([{ state: 'disputed' }]);
    expect(await world.next(await world.reviewer())).toEqual({ kind: 'nothing' });
    return { ...ballot, itemId: rows[0]?.id ?? '' };
  }

  test('wait for an administrator, who sees the photos and decides', async () => {
    const { ballotId, itemId } = await disputed();
    const administratorId = await world.reviewer('administrator');
    const held = await holdDisputed(world.web.pool, { administratorId, itemId }, world.clock.now);
    if (held.kind !== 'held') throw new Error(held.kind);
    expect(await world.photo(administratorId, held.turn)).toMatchObject({ kind: 'photo' });
    expect(await world.answer(administratorId, held.turn, 'choice:birch')).toMatchObject({ kind: 'taken' });
    await world.settle();
    expect(await world.ballot(ballotId)).toEqual({ state: 'verified', accepted: 'birch' });
    expect(await holdDisputed(world.web.pool, { administratorId, itemId }, world.clock.now)).toEqual({
      kind: 'not-yours',
    });
  });

  test('are not decided by an administrator who gave one of them', async () => {
    await world.handIn('oak');
    const administratorId = await world.reviewer('administrator');
    const { turn } = await world.take(administratorId);
    await world.answer(administratorId, turn, 'unreadable');
    await world.settle();
    await read('choice:oak', 'choice:pine');
    const itemId = turn.split('.')[0] ?? '';
    expect(await holdDisputed(world.web.pool, { administratorId, itemId }, world.clock.now)).toEqual({
      kind: 'not-yours',
    });
  });

  test('are decided once when two administrators decide at the same moment', async () => {
    const { ballotId, itemId } = await disputed();
    for (const reading of ['choice:oak', 'choice:oak']) {
      const administratorId = await world.reviewer('administrator');
      const held = await holdDisputed(world.web.pool, { administratorId, itemId }, world.clock.now);
      if (held.kind === 'held') await world.answer(administratorId, held.turn, reading);
    }
    await world.settle();
    expect(await world.ballot(ballotId)).toEqual({ state: 'verified', accepted: 'oak' });
  });
});

describe('two ballots that look nearly the same', () => {
  async function pair(): Promise<{ first: HandedInBallot; second: HandedInBallot }> {
    const [first, second] = [await world.handIn('oak'), await world.handIn('oak')];
    const { pool } = world.database;
    await pool.query(
      `insert into review_items (election_id, kind, ballot_id, other_ballot_id, station_id, pick, day, priority)
       values ($1, 'pair', $2, $3, $4, 1, '2020-08-10', 0)`,
      [world.place.electionId, second.ballotId, first.ballotId, world.place.stationIds[0]],
    );
    return { first, second };
  }

  test('that are the same: the later one does not count, whether it was accepted or not', async () => {
    const { first, second } = await pair();
    await read('same', 'same');
    expect(await world.ballot(first.ballotId)).toMatchObject({ state: 'handed-in' });
    expect(await world.ballot(second.ballotId)).toEqual({ state: 'duplicate', accepted: null });
    expect(await world.notices(second.citizen)).toEqual([{ kind: 'ballot-duplicate' }]);
    await read('choice:oak', 'choice:oak');
    expect(await verified()).toEqual([{ choice_id: 'oak', photographed: 1, verified: 1 }]);
    expect(await world.next(await world.reviewer())).toEqual({ kind: 'nothing' });
  });

  test('that are different: both go on', async () => {
    const { first, second } = await pair();
    await read('different', 'different');
    await read('choice:oak', 'choice:oak');
    await read('choice:oak', 'choice:oak');
    expect(await world.ballot(first.ballotId)).toMatchObject({ state: 'verified' });
    expect(await world.ballot(second.ballotId)).toMatchObject({ state: 'verified' });
  });

  test('are not shown right after or before one of them', async () => {
    await pair();
    const reviewer = await world.reviewer();
    const { turn, kind } = await world.take(reviewer);
    expect(kind).toBe('pair');
    expect(await world.next(reviewer, 1)).toEqual({ kind: 'nothing' });
    await world.answer(reviewer, turn, 'different');
    expect(await world.next(reviewer)).toEqual({ kind: 'nothing' });
  });
});

test('an item with a known answer stays open, and says how well a reviewer reads', async () => {
  const reviewers = [await world.reviewer(), await world.reviewer()];
  const { pool } = world.database;
  const gold = await pool.query<{ id: string }>(
    `insert into review_items (election_id, kind, pick, day, outcome) values ($1, 'gold', 1, '2020-08-10', 'choice:oak') returning id`,
    [world.place.electionId],
  );
  for (const [i, id] of reviewers.entries()) {
    await leaseGold(pool, world.place.electionId, {
      reviewerId: id,
      pick: 5,
      leasedUntil: new Date(world.clock.now.getTime() + 60_000),
      day: '2020-08-10',
    });
    const { turn, kind } = await world.take(id);
    expect(kind).toBe('ballot');
    expect(await world.answer(id, turn, i === 0 ? 'choice:oak' : 'choice:pine')).toMatchObject({ kind: 'taken' });
  }
  await world.settle();
  const { rows } = await pool.query<{ id: string; gold_right: number; gold_wrong: number }>(
    'select organizer_id as id, gold_right, gold_wrong from reviewers order by gold_wrong',
  );
  expect(rows).toEqual([
    { id: reviewers[0], gold_right: 1, gold_wrong: 0 },
    { id: reviewers[1], gold_right: 0, gold_wrong: 1 },
  ]);
  const item = await pool.query('select state, taken from review_items where id = $1', [gold.rows[0]?.id]);
  expect(item.rows).toEqual([{ state: 'open', taken: 0 }]);
});

test.each([
  ['station', () => world.place.stationIds[0] ?? '', true],
  ['station', () => world.place.stationIds[1] ?? '', false],
  ['day', () => '2020-08-10', true],
])('a ballot accepted into a quarantined %s is counted as quarantined', async (slice, value, quarantined) => {
  const by = await world.reviewer('administrator');
  await world.database.pool.query(
    `insert into quarantines (election_id, slice, value, reason, by, set_on) values ($1, $2, $3, 'a test', $4, '2020-08-10')`,
    [world.place.electionId, slice, value(), by],
  );
  await world.handIn('oak');
  await read('choice:oak', 'choice:oak');
  const { rows } = await world.database.pool.query('select verified, quarantined from tallies');
  expect(rows).toEqual([{ verified: 1, quarantined: quarantined ? 1 : 0 }]);
});

test('reviewers’ figures say how many they answered and how often they agreed in the end', async () => {
  await world.handIn('oak');
  await read('choice:oak', 'choice:pine', 'choice:oak');
  const { rows } = await world.database.pool.query(
    'select answered, agreed, disagreed from reviewers order by disagreed, organizer_id',
  );
  expect(rows).toEqual([
    { answered: 1, agreed: 1, disagreed: 0 },
    { answered: 1, agreed: 1, disagreed: 0 },
    { answered: 1, agreed: 0, disagreed: 1 },
  ]);
});

test('the answers of somebody who was paused do not count any more, also on a disputed item', async () => {
  const ballot = await world.handIn('oak');
  await read('choice:oak', 'choice:pine', 'unreadable');
  const { pool } = world.database;
  // What pausing does (`actions/review/pause.ts`).
  await pool.query(
    `update review_turns set voided = true, due = true where reviewer_id = (select reviewer_id from review_turns where answer = 'unreadable')`,
  );
  await world.settle();
  await read('choice:oak');
  expect(await world.ballot(ballot.ballotId)).toEqual({ state: 'verified', accepted: 'oak' });
});
