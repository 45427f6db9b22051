import { randomBytes } from 'node:crypto';
import { retire } from '../../../src/actions/retire.ts';
import { spendVoices } from '../../../src/storage/ballots.ts';
import { emptyWorld, type ReviewWorld, reviewWorld } from '../../support/review.ts';

let world: ReviewWorld;

beforeAll(async () => {
  world = await reviewWorld();
});

afterAll(() => world.close());

beforeEach(() => emptyWorld(world));

const voices = async () => {
  const { rows } = await world.database.pool.query<{ key: Buffer; accepted: boolean }>(
    'select voice_key as key, accepted from spent_voices',
  );
  return rows.map(({ key, accepted }) => `${key.toString('hex')} ${accepted}`);
};

const run = (last?: Date) => retire({ database: world.database, store: world.store, now: () => world.clock.now, last });

async function decide(reading: string): Promise<void> {
  for (const reviewer of [await world.reviewer(), await world.reviewer()]) {
    await world.answer(reviewer, (await world.take(reviewer)).turn, reading);
  }
  await world.settle();
}

test('spent voices are shuffled after ballots were accepted, all of them, and only then', async () => {
  const spent = Array.from({ length: 200 }, () => ({
    voiceKey: randomBytes(32),
    electionId: world.place.electionId,
  }));
  await spendVoices(world.database.pool, spent, true);
  const before = await voices();
  await run();
  expect(await voices()).toEqual(before);

  await world.handIn('oak');
  await decide('choice:oak');
  const accepted = await voices();
  expect(accepted).toHaveLength(201);
  await run();
  const after = await voices();
  expect(after).not.toEqual(accepted);
  expect([...after].sort()).toEqual([...accepted].sort());
});

test('a worker that was away for hours shuffles spent voices when it comes; one that was there did so already', async () => {
  const spent = Array.from({ length: 200 }, () => ({ voiceKey: randomBytes(32), electionId: world.place.electionId }));
  await spendVoices(world.database.pool, spent, true);
  await world.handIn('oak');
  await decide('choice:oak');
  const accepted = await voices();
  world.pass(5 * 3_600);
  await run();
  const after = await voices();
  expect(after).not.toEqual(accepted);
  expect([...after].sort()).toEqual([...accepted].sort());
  const last = world.clock.now;
  world.pass(3_600);
  await run(last);
  expect(await voices()).toEqual(after);
  // It could not, for as long as it has not been able to.
  await run(new Date(last.getTime() - 5 * 3_600_000));
  expect(await voices()).not.toEqual(after);
});

test('turns that came to nothing go when their item is decided; what was answered stays', async () => {
  await world.handIn('oak');
  const [a, b] = [await world.reviewer(), await world.reviewer()];
  await world.take(a);
  world.pass(3_600);
  await world.settle();
  await run();
  const turns = async () => (await world.database.pool.query('select from review_turns')).rowCount;
  expect(await turns()).toBe(1);
  await world.answer(b, (await world.take(b)).turn, 'choice:oak');
  const c = await world.reviewer();
  await world.answer(c, (await world.take(c)).turn, 'choice:oak');
  await world.settle();
  await run();
  expect(await turns()).toBe(2);
});

test('the link of a rejected ballot stays while another one may come, and goes a fortnight after the election', async () => {
  await world.handIn('oak');
  await decide('altered');
  const links = async () =>
    (
      await world.database.pool.query(
        'select link_key from ballot_links union all select link_key from photos where link_key is not null',
      )
    ).rowCount;
  await run();
  expect(await links()).toBe(3);
  await world.database.pool.query(`update elections set closes_on = '2020-08-09'`);
  await run();
  expect(await links()).toBe(3);
  world.pass(15 * 86_400);
  await run();
  expect(await links()).toBe(0);
  await world.database.pool.query(`update elections set closes_on = '2099-12-31'`);
});

test('how fast reviewers were is kept for a week', async () => {
  await world.handIn('oak');
  await decide('choice:oak');
  const minutes = async () => (await world.database.pool.query('select from review_pace')).rowCount;
  await run();
  expect(await minutes()).toBe(1);
  world.pass(8 * 86_400);
  await run();
  expect(await minutes()).toBe(0);
});
