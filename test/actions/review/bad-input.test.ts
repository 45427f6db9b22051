import { randomUUID } from 'node:crypto';
import { releaseItems } from '../../../src/actions/review/release-items.ts';
import { decryptPhoto } from '../../../src/storage/photo-crypto.ts';
import { compareTallies } from '../../../src/storage/tallies.ts';
import { emptyWorld, type ReviewWorld, reviewWorld } from '../../support/review.ts';

let world: ReviewWorld;

beforeAll(async () => {
  world = await reviewWorld();
});

afterAll(() => world.close());

beforeEach(() => emptyWorld(world));

afterEach(async () => {
  expect((await compareTallies(world.database.pool)).differences).toEqual([]);
});

/** Two reviewers who agree about whatever comes next. */
async function accept(): Promise<string[]> {
  const turns: string[] = [];
  for (const reviewer of [await world.reviewer(), await world.reviewer()]) {
    const { turn } = await world.take(reviewer);
    await world.answer(reviewer, turn, 'choice:oak');
    turns.push(turn);
  }
  await world.settle();
  return turns;
}

test('a decision twice: the first one stays, and the second is told so', async () => {
  await world.handIn('oak');
  const reviewer = await world.reviewer();
  const { turn } = await world.take(reviewer);
  const both = await Promise.all([
    world.answer(reviewer, turn, 'choice:oak'),
    world.answer(reviewer, turn, 'choice:pine'),
  ]);
  expect(both.map(({ kind }) => kind).sort()).toEqual(['already-answered', 'taken']);
  await world.settle();
  expect(await world.answer(reviewer, turn, 'choice:pine')).toMatchObject({ kind: 'already-answered' });
});

test('a decision on an item that closed meanwhile: told so, and nothing changes', async () => {
  const { ballotId } = await world.handIn('oak');
  const [a, b, c] = [await world.reviewer(), await world.reviewer(), await world.reviewer()];
  await world.database.pool.query('update review_items set wanted = 3');
  const turns = [await world.take(a), await world.take(b), await world.take(c)].map(({ turn }) => turn);
  await world.answer(a, turns[0] ?? '', 'choice:oak');
  await world.answer(b, turns[1] ?? '', 'choice:oak');
  await world.settle();
  expect(await world.ballot(ballotId)).toMatchObject({ state: 'verified' });
  expect(await world.answer(c, turns[2] ?? '', 'choice:pine')).toEqual({ kind: 'closed' });
  expect(await world.photo(c, turns[2] ?? '')).toEqual({ kind: 'not-yours' });
  expect(await world.next(c)).toEqual({ kind: 'nothing' });
  world.pass(3_600);
  expect(await world.settle()).toMatchObject({ closed: 0 });
});

test('an item that was reopened meanwhile: turns of before do not count', async () => {
  await world.handIn('oak');
  const reviewer = await world.reviewer();
  const { turn } = await world.take(reviewer);
  await world.database.pool.query('update review_items set round = 2, taken = 0');
  expect(await world.answer(reviewer, turn, 'choice:oak')).toEqual({ kind: 'closed' });
  await world.settle();
  expect((await accept())[0]).toMatch(/\.2$/);
});

test.each([
  ['nothing', ''],
  ['a choice that is on no ballot', 'choice:elm'],
  ['a reading of a pair', 'same'],
  ['anything', '<script>'],
  ['something long', 'x'.repeat(10_000)],
])('a reading that is none (%s) is refused; the item stays held', async (_, reading) => {
  await world.handIn('oak');
  const reviewer = await world.reviewer();
  const { turn } = await world.take(reviewer);
  expect(await world.answer(reviewer, turn, reading)).toEqual({ kind: 'not-a-reading' });
  expect((await world.take(reviewer)).turn).toBe(turn);
});

test.each([
  ['nobody’s', () => `${randomUUID()}.1`],
  ['no', () => 'nonsense'],
  ['an empty', () => ''],
  ['one with a round too large for a number of the database', () => `${randomUUID()}.99999`],
  ['one with more after it', () => `${randomUUID()}.1; drop table ballots`],
])('%s turn is closed, and shows no photo', async (_, turn) => {
  await world.handIn('oak');
  const reviewer = await world.reviewer();
  expect(await world.answer(reviewer, turn(), 'choice:oak')).toEqual({ kind: 'closed' });
  expect(await world.photo(reviewer, turn())).toEqual({ kind: 'not-yours' });
});

test('somebody else’s turn is nobody else’s', async () => {
  await world.handIn('oak');
  const [a, b] = [await world.reviewer(), await world.reviewer()];
  const { turn } = await world.take(a);
  expect(await world.answer(b, turn, 'choice:oak')).toEqual({ kind: 'closed' });
  expect(await world.photo(b, turn)).toEqual({ kind: 'not-yours' });
});

describe('a reviewer who is removed or paused while holding items', () => {
  test.each([
    ['removed', 'update organizers set active = false where id = $1'],
    ['paused', `update reviewers set paused_on = '2020-08-10' where organizer_id = $1`],
  ])('(%s) can neither look nor answer; the items go to others', async (_, sql) => {
    const { ballotId } = await world.handIn('oak');
    const reviewer = await world.reviewer();
    const { turn } = await world.take(reviewer);
    await world.database.pool.query(sql, [reviewer]);
    expect(await world.photo(reviewer, turn)).toEqual({ kind: 'not-yours' });
    expect(await world.answer(reviewer, turn, 'choice:pine')).toEqual({ kind: 'not-allowed' });
    expect(await releaseItems(world.web.pool, reviewer, world.clock.now)).toBe(1);
    await world.settle();
    await accept();
    expect(await world.ballot(ballotId)).toEqual({ state: 'verified', accepted: 'oak' });
  });

  test('without letting go of them, too: leases run out', async () => {
    const { ballotId } = await world.handIn('oak');
    const reviewer = await world.reviewer();
    await world.take(reviewer);
    await world.database.pool.query('update organizers set active = false where id = $1', [reviewer]);
    world.pass(3_600);
    await world.settle();
    await accept();
    expect(await world.ballot(ballotId)).toMatchObject({ state: 'verified' });
  });
});

describe('photos', () => {
  test('open for who holds the item, each view in the audit trail', async () => {
    const { ballotId } = await world.handIn('oak');
    const reviewer = await world.reviewer();
    const { turn } = await world.take(reviewer);
    const { rows } = await world.database.pool.query<{ id: string }>(
      'select id from photos where ballot_id = $1 order by side',
      [ballotId],
    );
    for (const [position, { id }] of rows.entries()) {
      expect(await world.photo(reviewer, turn, position)).toEqual({
        kind: 'photo',
        jpeg: Buffer.from(`jpeg of ${id}`),
      });
    }
    const { rows: views } = await world.database.pool.query(
      `select organizer_id, subject, detail from audit_entries where action = 'review.view-photo' and organizer_id = $1 order by number`,
      [reviewer],
    );
    const view = { organizer_id: reviewer, subject: turn.split('.')[0] };
    expect(views).toEqual([
      { ...view, detail: { position: 0 } },
      { ...view, detail: { position: 1 } },
    ]);
  });

  test.each([-1, 2, 0.5, Number.NaN])('that are not there (position %d) do not open', async (position) => {
    await world.handIn('oak');
    const reviewer = await world.reviewer();
    const { turn } = await world.take(reviewer);
    expect(await world.photo(reviewer, turn, position)).toEqual({ kind: 'not-yours' });
  });

  test('close with the answer, and their keys go with the item', async () => {
    await world.handIn('oak');
    const reviewer = await world.reviewer();
    const { turn } = await world.take(reviewer);
    const other = await world.reviewer();
    const { turn: second } = await world.take(other);
    await world.answer(reviewer, turn, 'choice:oak');
    expect(await world.photo(reviewer, turn)).toEqual({ kind: 'not-yours' });
    await world.settle();
    expect(await world.photo(other, second)).toMatchObject({ kind: 'photo' });
    await world.answer(other, second, 'choice:oak');
    await world.settle();
    expect((await world.database.pool.query('select from review_photos')).rowCount).toBe(0);
  });

  test.each([
    ['its key is another one', `update review_photos set wrapped_key = '\\x01020304'`],
    ['its bytes are gone', undefined],
  ])('that were destroyed (%s) are told to be, and the item is decided all the same', async (_, sql) => {
    const { citizen } = await world.handIn('oak');
    if (sql !== undefined) await world.database.pool.query(sql);
    else for await (const id of world.store.ids()) await world.store.delete(id);
    for (const reviewer of [await world.reviewer(), await world.reviewer()]) {
      const { turn } = await world.take(reviewer);
      expect(await world.photo(reviewer, turn)).toEqual({ kind: 'destroyed' });
      await world.answer(reviewer, turn, 'unreadable');
    }
    await world.settle();
    expect(await world.notices(citizen)).toEqual([{ kind: 'ballot-rejected', reason: 'unreadable' }]);
  });

  test('whose keys were destroyed before they came under review have no place in the item', async () => {
    await world.handIn('oak');
    await world.database.pool.query('delete from review_photos');
    const reviewer = await world.reviewer();
    const item = await world.take(reviewer);
    expect(item.photos).toBe(0);
    expect(await world.answer(reviewer, item.turn, 'unreadable')).toMatchObject({ kind: 'taken' });
  });

  test('cannot be opened with the review key once it is not under review: only the worker’s key opens it', async () => {
    await world.handIn('oak');
    await accept();
    const { rows } = await world.database.pool.query<{ id: string; key: Buffer }>(
      'select photo_id as id, wrapped_key as key from photo_keys',
    );
    for (const { id, key } of rows) {
      const sealed = (await world.store.get(id)) ?? Buffer.alloc(0);
      expect(decryptPhoto(id, sealed, key, world.keys.review)).toMatchObject({ ok: false });
      expect(decryptPhoto(id, sealed, key, world.keys.photo)).toMatchObject({ ok: true });
    }
  });
});
