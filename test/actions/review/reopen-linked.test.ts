import { randomInt } from 'node:crypto';
import { carryOutNextOrder } from '../../../src/actions/review/carry-out-orders.ts';
import { pairNearDuplicates } from '../../../src/actions/review/pair-near-duplicates.ts';
import { placeOrder } from '../../../src/actions/review/place-order.ts';
import { compareTallies } from '../../../src/storage/tallies.ts';
import { type ReviewWorld, reviewWorld } from '../../support/review.ts';
import { addAnswer } from '../../support/review-ballots.ts';

let world: ReviewWorld;
beforeEach(async () => {
  world = await reviewWorld();
});
afterEach(() => world.close());

async function answer(itemId: string, reading: string, by?: readonly string[]): Promise<void> {
  const { pool } = world.database;
  for (const reviewer of by ?? [await world.reviewer(), await world.reviewer()]) {
    await addAnswer(pool, itemId, reviewer, reading);
  }
  await pool.query('update review_turns set due = true, leased_until = $2 where item_id = $1', [
    itemId,
    world.clock.now,
  ]);
  await world.settle();
}

async function count(sql: string, ...values: unknown[]): Promise<number> {
  return (await world.database.pool.query(sql, values)).rowCount ?? 0;
}

test.each([
  { when: 'before it was accepted', accepted: false },
  { when: 'after it was accepted', accepted: true },
])(
  'a ballot that liars set aside $when: counted again, its person told, one voice spent, no link left',
  async ({ accepted }) => {
    const { database, keys, clock, place } = world;
    const ballots = [await world.handIn(), await world.handIn()];
    const deps = { database, keys, random: (limit: number) => randomInt(limit), now: () => clock.now };
    await pairNearDuplicates(deps);
    const { rows } = await database.pool.query<{ pair: string; item: string; ballotId: string }>(
      `select p.id as pair, i.id as item, p.ballot_id as "ballotId" from review_items p
       join review_items i on i.ballot_id = p.ballot_id and i.kind = 'ballot' where p.kind = 'pair'`,
    );
    const [{ pair, item, ballotId } = { pair: '', item: '', ballotId: '' }] = rows;
    const citizen = ballots.find((one) => one.ballotId === ballotId)?.citizen ?? (await world.citizen());
    if (accepted) await answer(item, 'choice:oak');

    const liars = [await world.reviewer(), await world.reviewer()];
    await answer(pair, 'same', liars);
    expect((await world.ballot(ballotId))?.state).toBe('duplicate');

    const slice = { by: 'reviewer', value: liars[0] ?? '' } as const;
    const by = await world.reviewer('administrator');
    await placeOrder(deps, { electionId: place.electionId, content: { do: 'reopen', slice }, by, reason: 'Liars' });
    while (await carryOutNextOrder(deps));
    expect(await world.ballot(ballotId)).toEqual({ state: 'locked', accepted: null });
    expect(await count('select from ballot_links where ballot_id = $1', ballotId)).toBe(accepted ? 0 : 1);

    await answer(pair, 'different');
    await answer(item, 'choice:oak');
    expect(await world.ballot(ballotId)).toEqual({ state: 'verified', accepted: 'oak' });
    expect(await count('select from ballot_links where ballot_id = $1', ballotId)).toBe(0);
    expect(await count('select from spent_voices')).toBe(1);
    const told = (await world.notices(citizen)).map(({ kind }) => kind);
    expect(told).toEqual(accepted ? ['ballot-counted'] : ['ballot-duplicate', 'ballot-counted']);
    expect((await compareTallies(database.pool)).differences).toEqual([]);
  },
);
