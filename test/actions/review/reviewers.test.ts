import { pauseBelowFloor, pauseReviewer, resumeReviewer } from '../../../src/actions/review/pause-reviewer.ts';
import { updatePriorities } from '../../../src/actions/review/priorities.ts';
import { FORGIVEN } from '../../../src/domain/review/gold.ts';
import { writeGoldTerms } from '../../../src/storage/gold-terms.ts';
import { anybodyWaits } from '../../support/database.ts';
import { addAnswer, addBallotUnderReview, addOrganizer } from '../../support/review-ballots.ts';
import { addOfficial, openReviewWorld, type ReviewWorld } from '../../support/review-care.ts';
import { until } from '../../support/until.ts';

let world: ReviewWorld;
let administrator: string;
let reviewer: string;

beforeEach(async () => {
  world = await openReviewWorld();
  administrator = await addOrganizer(world.database.pool, 'administrator');
  reviewer = await addOrganizer(world.database.pool);
});
afterEach(() => world.close());

const add = (wanted: Parameters<typeof addBallotUnderReview>[3] = {}) =>
  addBallotUnderReview(world.database.pool, world.keys, world.place, wanted);

test('who is paused holds nothing, and their answers count on nothing that is open', async () => {
  const [open, closed, held] = [await add(), await add({ accepted: true }), await add()];
  await addAnswer(world.database.pool, open.itemId, reviewer, 'choice:oak');
  await addAnswer(world.database.pool, closed.itemId, reviewer, 'choice:oak');
  await world.database.pool.query(
    `insert into review_turns (item_id, reviewer_id, round, leased_until, day) values ($1, $2, 1, '2026-02-01', '2026-01-02')`,
    [held.itemId, reviewer],
  );
  const pause = { reviewerId: reviewer, because: 'Answers in a second', by: administrator };
  expect(await pauseReviewer(world.deps, pause)).toBe(1);
  expect(await pauseReviewer(world.deps, pause)).toBeUndefined();
  const { rows } = await world.database.pool.query(
    'select item_id as item, state, voided, due, leased_until <= $2 as over from review_turns where reviewer_id = $1',
    [reviewer, world.deps.now()],
  );
  const of = (itemId: string) => rows.find(({ item }) => item === itemId);
  expect(of(open.itemId)).toMatchObject({ state: 'answered', voided: true, due: true });
  expect(of(closed.itemId)).toMatchObject({ state: 'answered', voided: false, due: false });
  expect(of(held.itemId)).toMatchObject({ state: 'lapsed', voided: true, due: true, over: true });
  expect(await resumeReviewer(world.deps, { reviewerId: reviewer, by: administrator })).toBe(true);
  expect(await resumeReviewer(world.deps, { reviewerId: reviewer, by: administrator })).toBe(false);
  expect(await world.audited()).toEqual(['review.pause', 'review.resume']);
});

test('an answer on what is being decided at this very moment counts', async () => {
  const { itemId } = await add();
  const { pool } = world.database;
  await addAnswer(pool, itemId, reviewer, 'choice:oak');
  const settling = await pool.connect();
  try {
    await settling.query('begin');
    await settling.query('update review_turns set due = false where item_id = $1', [itemId]);
    await settling.query(`update review_items set state = 'closed', outcome = 'choice:oak' where id = $1`, [itemId]);
    const pausing = pauseReviewer(world.deps, { reviewerId: reviewer, because: 'A doubt', by: administrator });
    await until(() => anybodyWaits(pool), 60_000);
    await settling.query('commit');
    expect(await pausing).toBe(0);
  } finally {
    settling.release();
  }
  expect(await world.one('select voided from review_turns where item_id = $1', itemId)).toBe(false);
});

test.each([
  { right: 0, wrong: FORGIVEN, paused: 0 },
  { right: 0, wrong: FORGIVEN + 1, paused: 1 },
  { right: 100, wrong: FORGIVEN + 1, paused: 0 },
])('$right gold items right and $wrong wrong: $paused paused', async ({ right, wrong, paused }) => {
  await world.database.pool.query('update reviewers set gold_right = $2, gold_wrong = $3 where organizer_id = $1', [
    reviewer,
    right,
    wrong,
  ]);
  expect(await pauseBelowFloor(world.deps)).toBe(paused);
  expect(await pauseBelowFloor(world.deps)).toBe(0);
  // Nobody at the console did it.
  expect(await world.one('select count(*)::int from audit_entries where organizer_id is null')).toBe(paused);
});

test('stations where more reading would change the finding come first, until it is proven', async () => {
  await addOfficial(world, [1, 5]);
  const [first, second] = [await add(), await add({ station: 1 })];
  await add();
  const priority = (itemId: string) => world.one<number>('select priority from review_items where id = $1', itemId);
  expect(await updatePriorities(world.database)).toBe(2);
  expect([await priority(first.itemId), await priority(second.itemId)]).toEqual([0, 1]);
  expect(await updatePriorities(world.database)).toBe(0);
  await world.database.pool.query(`update tallies set verified = 2 where station_id = $1`, [world.place.stationIds[0]]);
  await world.database.pool.query(
    `update ballots set state = 'verified', accepted_choice_id = 'oak' where station_id = $1`,
    [world.place.stationIds[0]],
  );
  expect(await updatePriorities(world.database)).toBe(2);
  expect(await priority(first.itemId)).toBe(1);
});

test('whom the usual floor would pause goes on under a lower one', async () => {
  const { pool } = world.database;
  await pool.query('update reviewers set gold_right = 30, gold_wrong = 10 where organizer_id = $1', [reviewer]);
  await writeGoldTerms(pool, { percent: 8, floor: 75 });
  expect(await pauseBelowFloor(world.deps)).toBe(0);
  await writeGoldTerms(pool, { percent: 8, floor: 76 });
  expect(await pauseBelowFloor(world.deps)).toBe(1);
});
