import { randomUUID } from 'node:crypto';
import { carryOutNextOrder } from '../../../src/actions/review/carry-out-orders.ts';
import { liftQuarantine, setQuarantine } from '../../../src/actions/review/quarantine.ts';
import { quarantineEffects } from '../../../src/actions/review/quarantine-effects.ts';
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
