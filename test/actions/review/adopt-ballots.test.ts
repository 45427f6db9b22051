import { adoptBallots } from '../../../src/actions/review/adopt-ballots.ts';
import { emptyWorld, type ReviewWorld, reviewWorld } from '../../support/review.ts';

let world: ReviewWorld;

beforeAll(async () => {
  world = await reviewWorld();
});

afterAll(() => world.close());

beforeEach(() => emptyWorld(world));

/** As a version from before review left it. */
async function ageEverything(): Promise<void> {
  await world.database.pool.query('update ballot_links set sealed_person = null');
  await world.database.pool.query('delete from review_items');
}

test('what was handed in before there was review is read, told and unlinked like everything else', async () => {
  const ballots = [await world.handIn('oak'), await world.handIn('oak')];
  await world.handIn('oak', { photos: 0 });
  await ageEverything();
  expect(await adoptBallots(world)).toBe(2);
  expect(await adoptBallots(world)).toBe(0);
  for (const reviewer of [await world.reviewer(), await world.reviewer()]) {
    for (const _ of ballots) {
      const { turn } = await world.take(reviewer);
      expect(await world.photo(reviewer, turn, 1)).toMatchObject({ kind: 'photo' });
      await world.answer(reviewer, turn, 'choice:oak');
    }
  }
  await world.settle();
  for (const { citizen, ballotId } of ballots) {
    expect(await world.ballot(ballotId)).toEqual({ state: 'verified', accepted: 'oak' });
    expect(await world.notices(citizen)).toEqual([{ kind: 'ballot-counted', differs: false }]);
    const again = await world.handIn('pine', { citizen });
    expect(await world.ballot(again.ballotId)).toBeUndefined();
  }
});

test('what is under review already, and the links of people who are gone, are left as they are', async () => {
  const { citizen } = await world.handIn('oak');
  expect(await adoptBallots(world)).toBe(0);
  await world.database.pool.query('update ballot_links set sealed_person = null');
  await world.database.pool.query('delete from people where id = $1', [citizen.id]);
  expect(await adoptBallots(world)).toBe(0);
  const { rows } = await world.database.pool.query('select sealed_person from ballot_links');
  expect(rows).toEqual([{ sealed_person: null }]);
});
