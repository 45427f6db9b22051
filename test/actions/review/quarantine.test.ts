import { randomUUID } from 'node:crypto';
import { carryOutNextOrder } from '../../../src/actions/review/carry-out-orders.ts';
import { placeOrder } from '../../../src/actions/review/place-order.ts';
import { liftQuarantine, setQuarantine } from '../../../src/actions/review/quarantine.ts';
import { quarantineEffects } from '../../../src/actions/review/quarantine-effects.ts';
import { settleItems } from '../../../src/actions/review/settle-items.ts';
import type { Slice } from '../../../src/domain/review/orders.ts';
import { listQuarantines } from '../../../src/storage/quarantines.ts';
import { addAnswer, addBallotUnderReview, addOrganizer } from '../../support/review-ballots.ts';
import { addOfficial, openReviewWorld, type ReviewWorld } from '../../support/review-care.ts';

let world: ReviewWorld;
let administrator: string;
let reader: string;

beforeEach(async () => {
  world = await openReviewWorld();
  const { database, keys, place } = world;
  administrator = await addOrganizer(database.pool, 'administrator');
  reader = await addOrganizer(database.pool);
  // Station 0: three accepted for oak, one of another day, one still open. Station 1: one accepted.
  for (const day of ['2026-01-02', '2026-01-02', '2026-01-01']) {
    await addBallotUnderReview(database.pool, keys, place, { accepted: true, day });
  }
  await addBallotUnderReview(database.pool, keys, place);
  const { itemId } = await addBallotUnderReview(database.pool, keys, place, {
    accepted: true,
    station: 1,
    day: '2026-01-01',
  });
  await addAnswer(database.pool, itemId, reader, 'choice:oak');
});
afterEach(() => world.close());

async function set(slice: Slice): Promise<boolean> {
  const told = { stations: 0, lost: 0 };
  const { electionId } = world.place;
  const wanted = { electionId, slice, reason: 'A stranger was seen', by: administrator, told };
  const done = await setQuarantine(world.deps, wanted);
  while (await carryOutNextOrder(world.deps));
  return done;
}

async function lift(slice: Slice): Promise<boolean> {
  const { electionId } = world.place;
  const all = await listQuarantines(world.database.pool, electionId);
  const id = all.find((of) => of.slice.by === slice.by && of.liftedOn === null)?.id ?? randomUUID();
  const done = await liftQuarantine(world.deps, { electionId, id, by: administrator });
  while (await carryOutNextOrder(world.deps));
  return done;
}

test.each([
  { by: 'station', here: 3, there: 0 },
  { by: 'day', here: 1, there: 1 },
  { by: 'reviewer', here: 0, there: 1 },
] as const)(
  'a $by: its accepted ballots are left out, and come back when it is lifted',
  async ({ by, here, there }) => {
    const value = { station: world.place.stationIds[0] ?? '', day: '2026-01-01', reviewer: reader }[by];
    const slice: Slice = { by, value };
    expect(await set(slice)).toBe(true);
    expect([await world.counts(0), await world.counts(1)]).toEqual([
      [4, 3, here],
      [1, 1, there],
    ]);
    expect(await world.differences()).toEqual([]);
    // The very same again changes nothing.
    expect(await set(slice)).toBe(false);
    expect(await lift(slice)).toBe(true);
    expect(await lift(slice)).toBe(false);
    expect([await world.counts(0), await world.counts(1)]).toEqual([
      [4, 3, 0],
      [1, 1, 0],
    ]);
    expect(await world.differences()).toEqual([]);
    expect(await world.audited()).toEqual(['review.quarantine', 'review.lift-quarantine']);
  },
);

test('a ballot in two quarantines comes back with the last of them', async () => {
  const station: Slice = { by: 'station', value: world.place.stationIds[0] ?? '' };
  const day: Slice = { by: 'day', value: '2026-01-01' };
  await set(station);
  await set(day);
  expect([await world.counts(0), await world.counts(1)].map(([, , quarantined]) => quarantined)).toEqual([3, 1]);
  await lift(station);
  expect([await world.counts(0), await world.counts(1)].map(([, , quarantined]) => quarantined)).toEqual([1, 1]);
  await lift(day);
  expect([await world.counts(0), await world.counts(1)].map(([, , quarantined]) => quarantined)).toEqual([0, 0]);
});

test("a reviewer's quarantine speaks of what rests on their answers now: not of an earlier round, nor of a voided one", async () => {
  const { database, keys, place } = world;
  const slice: Slice = { by: 'reviewer', value: reader };
  await set(slice);
  expect(await world.counts(1)).toEqual([1, 1, 1]);
  const content = { do: 'reopen', slice } as const;
  const { electionId } = place;
  await placeOrder(world.deps, { electionId, content, by: administrator, reason: 'A doubt' });
  while (await carryOutNextOrder(world.deps));
  expect(await world.counts(1)).toEqual([1, 0, 0]);
  // Others read it, and something that this reviewer had read before they were paused.
  const voided = await addBallotUnderReview(database.pool, keys, place, { station: 1 });
  await addAnswer(database.pool, voided.itemId, reader, 'choice:birch');
  await database.pool.query('update review_turns set voided = true where item_id = $1', [voided.itemId]);
  const { rows } = await database.pool.query<{ id: string }>(
    `select id from review_items where station_id = $1 and state = 'open'`,
    [place.stationIds[1]],
  );
  const itemIds = rows.map(({ id }) => id);
  for (const itemId of itemIds) {
    for (let i = 0; i < 2; i++) {
      await addAnswer(database.pool, itemId, await addOrganizer(database.pool), 'choice:oak');
    }
  }
  await settleItems({ ...world.deps, text: () => '' }, itemIds);
  expect(await world.counts(1)).toEqual([2, 2, 0]);
  // Whatever is set or lifted besides: they count still.
  const day: Slice = { by: 'day', value: '2026-01-05' };
  await set(day);
  expect(await world.counts(1)).toEqual([2, 2, 0]);
  await lift(day);
  expect(await world.counts(1)).toEqual([2, 2, 0]);
  expect((await quarantineEffects(database, electionId)(slice)).ballots).toBe(0);
  expect(await world.differences()).toEqual([]);
});

test('who sets a slice aside is told which findings change, and so is who ends it', async () => {
  await addOfficial(world, [2, 50]);
  const { electionId, stationIds } = world.place;
  const slice: Slice = { by: 'day', value: '2026-01-01' };
  const before = await quarantineEffects(world.database, electionId)(slice);
  expect(before).toEqual({
    ballots: 2,
    stations: [{ proven: 'lost', missingBefore: 1, missingAfter: 0, stationId: stationIds[0], ballots: 1 }],
  });
  await set(slice);
  const back = await quarantineEffects(world.database, electionId)(slice, true);
  expect(back.stations).toEqual([
    { proven: 'gained', missingBefore: 0, missingAfter: 1, stationId: stationIds[0], ballots: 1 },
  ]);
});
