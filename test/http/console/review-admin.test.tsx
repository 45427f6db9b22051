import { randomInt, randomUUID } from 'node:crypto';
import { createAuditWriter } from '../../../src/actions/audit-writer.ts';
import { carryOutNextOrder } from '../../../src/actions/review/carry-out-orders.ts';
import { settleDue } from '../../../src/actions/review/settle-due.ts';
import { wrapPhotos } from '../../../src/actions/review/wrap-photos.ts';
import { reviewRoutes } from '../../../src/http/console/review/routes.ts';
import { reviewAdminRoutes } from '../../../src/http/console/review-admin/routes.ts';
import { createSignsCount } from '../../../src/http/console/review-admin/signs-count.ts';
import { encryptPhoto } from '../../../src/storage/photo-crypto.ts';
import { openConsole, type TestConsole, type Visitor } from '../../support/console.ts';
import { addAnswer, addBallotUnderReview, addOrganizer } from '../../support/review-ballots.ts';
import { addOfficial, openReviewWorld, type ReviewWorld } from '../../support/review-care.ts';
import { until } from '../../support/until.ts';

let world: ReviewWorld;
let console: TestConsole;
let administrator: Visitor;
const stored = new Map<string, Buffer>();

beforeEach(async () => {
  world = await openReviewWorld();
  const { database, keys } = world;
  const store = { get: async (id: string) => stored.get(id) };
  const photos = { reviewKey: keys.review, store, audit: createAuditWriter(database) };
  const deps = { database, now: () => new Date(), random: (limit: number) => randomInt(limit), photos };
  console = await openConsole({ database, routes: [...reviewRoutes(deps), ...reviewAdminRoutes(deps)] });
  administrator = await console.as('administrator');
});
afterEach(async () => {
  await console.close();
  await world.close();
});

const HOME = '/console/review-admin';

/** The worker, until nothing is left to do. */
async function work(): Promise<void> {
  while (await carryOutNextOrder(world.deps));
  const { database, keys } = world;
  const now = () => new Date();
  const text = () => ({ text: '' });
  const onFailure = (error: unknown) => {
    throw error;
  };
  await settleDue({ database, keys, text, now, handOver: { give: () => undefined }, onFailure }, new Map());
}

/** A ballot on which three said three different things. */
async function disputed(): Promise<{ readonly itemId: string; readonly ballotId: string }> {
  const { database, keys, place } = world;
  const ballot = await addBallotUnderReview(database.pool, keys, place);
  await wrapPhotos(database.pool, keys, [{ itemId: ballot.itemId, ballotIds: [ballot.ballotId] }]);
  for (const id of ballot.photoIds) {
    // The same key as in its row: encrypted once more, so that there is something to be opened.
    const { sealed, wrappedKey } = encryptPhoto(id, Buffer.from([0xff, 0xd8, 0xff]), keys.review);
    stored.set(id, sealed);
    await database.pool.query('update review_photos set wrapped_key = $2 where photo_id = $1', [id, wrappedKey]);
  }
  for (const answer of ['choice:oak', 'choice:birch', 'unreadable']) {
    await addAnswer(database.pool, ballot.itemId, await addOrganizer(database.pool), answer);
  }
  await database.pool.query(`update review_items set state = 'disputed', taken = 3, wanted = 3 where id = $1`, [
    ballot.itemId,
  ]);
  await database.pool.query(`update ballots set state = 'locked' where id = $1`, [ballot.ballotId]);
  return ballot;
}

test('what reviewers do not agree on is decided beside its photos', async () => {
  const { itemId, ballotId } = await disputed();
  const list = await administrator.get(HOME);
  expect(list.body).toContain(`${HOME}/items/${itemId}`);
  const page = await administrator.get(`${HOME}/items/${itemId}`);
  expect(page.body).toContain('birch / oak / Unreadable');
  const photos = [...page.body.matchAll(/src="(\/console\/review\/photos\/[^"]+)"/g)].map(
    ([, address]) => address ?? '',
  );
  expect(photos).toHaveLength(2);
  const photo = await administrator.get(photos[0] ?? '');
  expect([photo.statusCode, photo.headers['content-type'], photo.headers['cache-control']]).toEqual([
    200,
    'image/jpeg',
    'no-store',
  ]);
  // Nobody else opens it, not even another administrator who has not asked for the item.
  expect((await (await console.as('administrator')).get(photos[0] ?? '')).statusCode).toBe(403);

  const turn = /name="turn" value="([^"]+)"/.exec(page.body)?.[1] ?? '';
  await administrator.post(`${HOME}/items/${itemId}`, { turn, reading: 'choice:birch' });
  await work();
  expect(await world.one('select accepted_choice_id from ballots where id = $1', ballotId)).toBe('birch');
  expect(await world.counts(0, 1)).toEqual([0, 1, 0]);
  expect(await world.differences()).toEqual([]);
  expect((await administrator.get(HOME)).body).toContain('Nothing is disputed');
  expect((await administrator.get(`${HOME}/items/${itemId}`)).statusCode).toBe(404);
  expect(await world.audited()).toEqual(['review.view-photo', 'review.decide']);
});

test('an administrator who was one of its reviewers does not decide', async () => {
  const { itemId } = await disputed();
  await world.database.pool.query(
    `update review_turns set reviewer_id = $2 where item_id = $1 and answer = 'unreadable'`,
    [itemId, administrator.organizer?.id],
  );
  expect((await administrator.get(`${HOME}/items/${itemId}`)).statusCode).toBe(303);
});

test('reviewers are seen with their figures, paused with a reason and let go on', async () => {
  const { database } = world;
  const reviewer = await addOrganizer(database.pool);
  await database.pool.query(
    `update reviewers set answered = 40, seconds = 200, agreed = 30, disagreed = 10, gold_right = 9, gold_wrong = 1
     where organizer_id = $1`,
    [reviewer],
  );
  const page = await administrator.get(`${HOME}/reviewers`);
  expect(page.body).toContain('75%');
  expect(page.body).toContain('90%');
  const at = `${HOME}/reviewers/${reviewer}`;
  await administrator.post(`${at}/pause`, { because: ' ' });
  expect(await world.one('select paused_on is null from reviewers where organizer_id = $1', reviewer)).toBe(true);
  await administrator.post(`${at}/pause`, { because: 'Too quick' });
  expect((await administrator.get(`${HOME}/reviewers`)).body).toContain('Too quick');
  await administrator.post(`${at}/resume`);
  expect(await world.one('select paused_on is null from reviewers where organizer_id = $1', reviewer)).toBe(true);
  await administrator.post(`${at}/reopen`, { reason: 'A doubt' });
  expect(await world.audited()).toEqual(['review.pause', 'review.resume', 'review.reopen']);
});

test('a candidate becomes a gold item by what an administrator reads, who does not see what was agreed on', async () => {
  const { database, keys, place } = world;
  await addBallotUnderReview(database.pool, keys, place, { accepted: true });
  await administrator.post(`${HOME}/gold/propose`, { count: '5' });
  await work();
  const list = await administrator.get(`${HOME}/gold`);
  const itemId = /review-admin\/items\/([0-9a-f-]+)"/.exec(list.body)?.[1] ?? '';
  expect((await administrator.get(HOME)).body).toContain('Nothing is disputed');
  const page = await administrator.get(`${HOME}/items/${itemId}`);
  expect(page.body).toContain('without knowing what they said');
  await administrator.post(`${HOME}/items/${itemId}`, { reading: 'nonsense' });
  await administrator.post(`${HOME}/items/${itemId}`, { reading: 'choice:pine' });
  expect((await administrator.get(`${HOME}/gold`)).body).toContain('had agreed on something else');
  await work();
  expect(await world.one('select outcome from review_items where id = $1', itemId)).toBe('choice:pine');
  await administrator.post(`${HOME}/gold/${itemId}/retire`);
  await work();
  expect(await world.one('select state from review_items where id = $1', itemId)).toBe('closed');
  expect((await administrator.post(`${HOME}/gold/propose`, { count: '5000' })).statusCode).toBe(303);
});

test('how often gold items come, and how many must be read rightly, is set by an administrator', async () => {
  const at = `${HOME}/gold/terms`;
  expect((await administrator.get(`${HOME}/gold`)).body).toContain('8 of a hundred');
  for (const odd of [
    {},
    { percent: '', floor: '90' },
    { percent: '51', floor: '90' },
    { percent: '8', floor: '100' },
  ]) {
    await administrator.post(at, odd);
    expect((await administrator.get(`${HOME}/gold`)).body).toContain('Please give 0 to 50');
  }
  await administrator.post(at, { percent: '50', floor: '75' });
  await work();
  const page = await administrator.get(`${HOME}/gold`);
  expect(page.body).toContain('50 of a hundred');
  expect(page.body).toContain('fewer than 75');
  expect(await world.audited()).toEqual(['review.set-gold']);
  expect(await world.one(`select detail from audit_entries where action = 'review.set-gold'`)).toEqual({
    percent: 50,
    floor: 75,
  });
});

test('whoever at work has soon used up the gold items is told of, while there is time to make more', async () => {
  const { pool } = world.database;
  await pool.query(
    `insert into review_items (election_id, kind, pick, day, outcome)
     select $1, 'gold', n, '2026-01-02', 'choice:oak' from generate_series(1, 90) n`,
    [world.place.electionId],
  );
  const few = 'There are few gold items';
  const page = async () => (await administrator.get(`${HOME}/gold`)).body;
  expect(await page()).not.toContain(few);
  const reviewer = await addOrganizer(pool);
  const { rows } = await pool.query<{ id: string }>(`select id from review_items where kind = 'gold' limit 50`);
  for (const { id } of rows) await addAnswer(pool, id, reviewer, 'choice:oak');
  // Somebody who has not read for a month needs none.
  await pool.query(`update reviewers set last_answer_at = now() - interval '1 month'`);
  expect(await page()).not.toContain(few);
  await pool.query('update reviewers set last_answer_at = now()');
  const body = await page();
  expect(body).toContain(few);
  expect(body).toContain('about as many ballots as this: 500.');
});

test('an order that nobody carries out is seen to be stuck', async () => {
  const { pool } = world.database;
  const order = `insert into review_orders (election_id, content, by, ordered_at) values ($1, '{"do":"apply-quarantines"}', $2, now() - $3::interval)`;
  const by = await addOrganizer(pool, 'administrator');
  await pool.query(order, [world.place.electionId, by, '1 minute']);
  const stuck = 'not done for over ten minutes';
  expect((await administrator.get(`${HOME}/slices`)).body).not.toContain(stuck);
  await pool.query(order, [world.place.electionId, by, '11 minutes']);
  expect((await administrator.get(`${HOME}/slices`)).body).toContain(stuck);
});

test('a slice says what its quarantine would change, is set aside with a reason, and comes back', async () => {
  const { database, keys, place } = world;
  for (let i = 0; i < 3; i++) await addBallotUnderReview(database.pool, keys, place, { accepted: true });
  await addOfficial(world, [2]);
  const at = `${HOME}/slices`;
  expect((await administrator.get(`${at}?by=station&station=nowhere`)).body).toContain('There is no such station');
  const page = await administrator.get(`${at}?by=station&station=01-1`);
  expect(page.body).toContain('this would change the finding of 1 station');
  expect(page.body).toContain('1 station would no longer be proven');
  const value = place.stationIds[0] ?? '';
  expect((await administrator.post(`${at}/quarantine`, { by: 'station', value })).headers.location).toContain(value);
  await administrator.post(`${at}/quarantine`, { by: 'station', value, reason: 'Seen at two stations' });
  await work();
  expect(await world.counts()).toEqual([3, 3, 3]);
  const after = await administrator.get(at);
  expect(after.body).toContain('Quarantines change the finding of 1 station');
  expect(after.body).toContain('Seen at two stations');
  const id = new RegExp(`${at}/([0-9a-f-]+)/lift`).exec(after.body)?.[1] ?? '';
  await administrator.post(`${at}/${id}/lift`);
  await work();
  expect(await world.counts()).toEqual([3, 3, 0]);

  await administrator.post(`${at}/reopen`, { by: 'day', value: '2026-01-02', reason: 'To be sure' });
  await work();
  expect(await world.counts()).toEqual([3, 0, 0]);
  expect(await world.differences()).toEqual([]);
  expect((await administrator.get(at)).body).toContain('done: 3');
});

test.each(['nothing', randomUUID()])('items/%s is not there', async (id) => {
  expect((await administrator.get(`${HOME}/items/${id}`)).statusCode).toBe(404);
  expect((await administrator.post(`${HOME}/items/${id}`, { reading: 'choice:oak' })).statusCode).toBe(404);
});

test('what looks like an attack is listed, with where to look into it', async () => {
  const { database, place } = world;
  expect((await administrator.get(`${HOME}/signs`)).body).toContain('Nothing stands out');
  await database.pool.query('update stations set registered_voters = 3 where id = $1', [place.stationIds[0]]);
  await database.pool.query(
    `insert into ballots (id, election_id, station_id, choice_id, tier, kind, state, day)
     select gen_random_uuid(), $1, $2, $3, 'verified', 'without-photo', 'handed-in', '2026-01-02' from generate_series(1, 5)`,
    [place.electionId, place.stationIds[0], place.choiceIds[0]],
  );
  await database.pool.query(`insert into forgotten_days (day, count) values ('2026-01-02', 400)`);
  const page = await administrator.get(`${HOME}/signs`);
  expect(page.body).toContain('More ballots than people on the register');
  expect(page.body).toContain('Many accounts were erased');
  // The menu tells it, as soon as it has been looked for; no page waits for that.
  const count = createSignsCount(database, () => new Date());
  await until(async () => count() === 2);
  const [, link = ''] = /href="([^"]*slices\?by=station[^"]*)"/.exec(page.body) ?? [];
  expect((await administrator.get(link.replaceAll('&amp;', '&'))).statusCode).toBe(200);
  expect((await (await console.as('reviewer')).get(`${HOME}/signs`)).statusCode).toBe(403);
});
