import { createAuditWriter } from '../../../../src/actions/audit-writer.ts';
import { PAIR_READINGS, REJECTIONS } from '../../../../src/domain/review/readings.ts';
import {
  choiceKey,
  OTHER_PHOTO_KEY,
  PAIR_KEYS,
  REJECTION_KEYS,
  TOOL_KEYS,
  UNDO_KEY,
} from '../../../../src/http/console/review/keys.ts';
import { reviewRoutes } from '../../../../src/http/console/review/routes.ts';
import { type Database, openDatabase } from '../../../../src/storage/database.ts';
import { addElection } from '../../../support/builders.ts';
import { openConsole, type TestConsole, type Visitor } from '../../../support/console.ts';
import { type ClonedDatabase, cloneDatabase } from '../../../support/database.ts';
import { type ReviewItems, reviewItems } from '../../../support/review-items.ts';
import { until } from '../../../support/until.ts';

let clone: ClonedDatabase;
let database: Database;
let console_: TestConsole;
let items: ReviewItems;
/** How far the clock is put forward, in milliseconds. */
let ahead: number;

beforeAll(async () => {
  clone = await cloneDatabase();
  database = openDatabase({ url: clone.url, max: 6 });
  items = reviewItems(database.pool, await addElection(database.pool));
  console_ = await openConsole({
    database,
    routes: reviewRoutes({
      database,
      now: () => new Date(Date.now() + ahead),
      random: () => 0,
      photos: { reviewKey: items.reviewKey, store: items.store, audit: createAuditWriter(database) },
      goldPercent: 0,
      everyMs: 50,
    }),
  });
});
afterAll(async () => {
  await console_.close();
  await database.close();
  await clone.drop();
});
beforeEach(async () => {
  ahead = 0;
  await database.pool.query('delete from review_items');
});
afterEach(() => {
  expect(console_.failures).toEqual([]);
});

async function practised(): Promise<Visitor> {
  const visitor = await console_.as('reviewer');
  await database.pool.query('insert into reviewers (organizer_id, practised_on) values ($1, now())', [
    visitor.organizer?.id,
  ]);
  return visitor;
}

const photosOf = (body: string) =>
  [...body.matchAll(/src="(\/console\/review\/photos\/[^"]+)"/g)].map(([, at = '']) => at);
const turnOf = (body: string) => /name="turn" value="([^"]+)"/.exec(body)?.[1] ?? '';
const JPEG = Buffer.from('not really a photo');

describe('a photo', () => {
  test('opens for whoever holds its item, is kept nowhere, and each view is in the trail', async () => {
    const itemId = await items.add([JPEG, JPEG]);
    const holder = await practised();
    const [front = '', back = '', ...more] = photosOf((await holder.get('/console/review')).body);
    expect(more).toEqual([]);
    const seen = await holder.get(front);
    expect([seen.statusCode, seen.body]).toEqual([200, JPEG.toString()]);
    expect(seen.headers).toMatchObject({
      'cache-control': 'no-store',
      'content-type': 'image/jpeg',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect((await holder.get(back)).statusCode).toBe(200);
    const { rows } = await database.pool.query<{ row: string }>(
      `select concat_ws(' ', organizer_id, action, subject, detail ->> 'position') as row
       from audit_entries where subject = $1 order by number`,
      [itemId],
    );
    const entry = `${holder.organizer?.id} review.view-photo ${itemId}`;
    expect(rows.map(({ row }) => row)).toEqual([`${entry} 0`, `${entry} 1`]);
  });

  test.each<[string, (address: string) => Promise<{ statusCode: number; body: string }>, number]>([
    ['another reviewer', async (address) => (await practised()).get(address), 403],
    ['an administrator', async (address) => (await console_.as('administrator')).get(address), 403],
    ['a reader', async (address) => (await console_.as('reader')).get(address), 403],
    ['a stranger', (address) => console_.stranger().get(address), 303],
  ])('does not open for %s, and leaves no entry', async (_who, open, status) => {
    const itemId = await items.add([JPEG, JPEG]);
    const [front = ''] = photosOf((await (await practised()).get('/console/review')).body);
    const answer = await open(front);
    expect(answer.statusCode).toBe(status);
    expect(answer.body).not.toContain(JPEG.toString());
    expect((await database.pool.query('select from audit_entries where subject = $1', [itemId])).rowCount).toBe(0);
  });

  test('does not open any more when the lease is over, once it is answered, or at a place where there is none', async () => {
    await items.add([JPEG, JPEG]);
    const holder = await practised();
    const { body } = await holder.get('/console/review');
    const [front = ''] = photosOf(body);
    for (const odd of ['2', '-1', 'x', '0.5', '99999999999']) {
      expect([odd, (await holder.get(front.replace(/0$/, odd))).statusCode]).toEqual([odd, 403]);
    }
    ahead = 601_000;
    expect((await holder.get(front)).statusCode).toBe(403);
    ahead = 0;
    await holder.post('/console/review/answer', { turn: turnOf(body), reading: 'unreadable' });
    expect((await holder.get(front)).statusCode).toBe(403);
  });

  test('that was destroyed says what to answer', async () => {
    await items.destroy(await items.add([JPEG, JPEG]));
    const holder = await practised();
    const [front = ''] = photosOf((await holder.get('/console/review')).body);
    const answer = await holder.get(front, { 'hx-request': 'true' });
    expect(answer.statusCode).toBe(410);
    expect(answer.body).toContain('Answer “Unreadable”');
  });
});

test('there is no way to photos but item by item', () => {
  const routes = reviewRoutes({ database, now: () => new Date() } as Parameters<typeof reviewRoutes>[0]);
  const withPhotos = routes.filter(({ path }) => /photo/.test(path)).map(({ method, path }) => `${method} ${path}`);
  expect(withPhotos).toEqual(['GET /review/photos/:turn/:position']);
});

describe('answers', () => {
  test.each<[string, (visitor: Visitor, turn: string) => Promise<unknown>, string, string]>([
    ['are taken', async () => undefined, 'choice:birch', 'taken'],
    ['that are no reading', async () => undefined, 'choice:elephant', 'not-a-reading'],
    [
      'that come twice',
      (by, turn) => by.post('/console/review/answer', { turn, reading: 'altered' }),
      'altered',
      'already-answered',
    ],
    ['after somebody stopped', (by) => by.post('/console/review/stop'), 'altered', 'lapsed'],
  ])('%s', async (_name, before, reading, outcome) => {
    await items.add([JPEG, JPEG]);
    const reviewer = await practised();
    const turn = turnOf((await reviewer.get('/console/review')).body);
    await before(reviewer, turn);
    const answer = await reviewer.post('/console/review/answer', { turn, reading }, { 'hx-request': 'true' });
    expect(answer.body).toContain(`data-outcome="${outcome}"`);
  });

  test.each(['', 'x', '00000000-0000-4000-8000-000000000000.1'])(
    'to something that was never asked (%p) change nothing',
    async (turn) => {
      const reviewer = await practised();
      const answer = await reviewer.post('/console/review/answer', { turn, reading: 'same' });
      expect([answer.statusCode, answer.headers.location]).toEqual([303, '/console/review']);
      expect((await reviewer.get('/console/review')).body).toContain('It was decided or taken back meanwhile');
    },
  );

  test('can be taken back for a moment only', async () => {
    await items.add([JPEG, JPEG]);
    const reviewer = await practised();
    const htmx = { 'hx-request': 'true' };
    const turn = turnOf((await reviewer.get('/console/review')).body);
    await reviewer.post('/console/review/answer', { turn, reading: 'altered' });
    expect((await reviewer.post('/console/review/undo', { turn }, htmx)).body).toContain('data-outcome="undone"');
    expect(turnOf((await reviewer.get('/console/review')).body)).toBe(turn);
    await reviewer.post('/console/review/answer', { turn, reading: 'altered' });
    ahead = 6_000;
    expect((await reviewer.post('/console/review/undo', { turn }, htmx)).body).toContain('data-outcome="too-late"');
  });
});

test('an election with one side asks for no back', async () => {
  await database.pool.query('update elections set photo_sides = 1');
  await items.add([JPEG]);
  const reviewer = await practised();
  // An election may be remembered for a moment.
  const body = await until(async () => {
    const page = await reviewer.get('/console/review');
    return !page.body.includes('back-missing') && page.body;
  });
  await database.pool.query('update elections set photo_sides = 2');
  expect(body).toContain('value="altered"');
});

test('nobody gets a real ballot before practice, and a wrong answer comes again', async () => {
  await items.add([JPEG, JPEG]);
  const reviewer = await console_.as('reviewer');
  expect((await reviewer.get('/console/review')).body).toContain('data-nothing="practise-first"');
  const at = '/console/review/practice';
  expect((await reviewer.post(at, { turn: 'cross', reading: 'choice:oak' })).body).toContain('comes again');
  expect(turnOf((await reviewer.get(at)).body)).toBe('turned');
  // An old page, and something that is no answer.
  expect((await reviewer.post(at, { turn: 'cross', reading: 'choice:birch' })).headers.location).toBe(at);
  expect((await reviewer.post(at, { turn: 'turned', reading: 'choice:pine' })).headers.location).toBe(at);
  expect((await reviewer.get('/console/review')).body).toContain('data-nothing="practise-first"');
});

describe('the queue', () => {
  test('tells how much waits, and moves by itself', async () => {
    await items.add([JPEG, JPEG]);
    await items.add([JPEG, JPEG]);
    await database.pool.query(`update review_items set priority = 0 where ctid = (select min(ctid) from review_items)`);
    await database.pool.query('update reviewers set last_answer_at = null');
    const reviewer = await practised();
    const body = await until(async () => {
      const page = await reviewer.get('/console/review/queue');
      return page.body.includes('Nobody is reading at the moment') && page.body;
    });
    expect(body).toContain('1 of them could change a station’s finding');
    expect(body).toContain('Aug 9, 2020');

    const controller = new AbortController();
    const live = await fetch(`${console_.url}/console/review/queue/live`, {
      headers: { accept: 'text/event-stream', cookie: reviewer.cookie() },
      signal: controller.signal,
    });
    const reader = live.body?.pipeThrough(new TextDecoderStream()).getReader();
    let heard = '';
    const hears = (words: RegExp) =>
      until(async () => {
        heard += (await reader?.read())?.value ?? '';
        return words.test(heard);
      });
    await hears(/<strong class="stat-value">2</);
    await database.pool.query(
      `insert into review_pace (minute, answers, decided) values (date_trunc('minute', now()), 100, 40)`,
    );
    await hears(/<strong class="stat-value">160<.*from 400 answers/);
    expect(heard).toContain('Result sheets to be typed');
    expect(heard).toContain('under a minute');
    controller.abort();
  });
});

test.each(['be', 'ru', 'en'] as const)('guide and practice in %s have pictures that are there', async (language) => {
  const reviewer = await console_.as('reviewer', { language });
  for (const page of ['guide', 'practice']) {
    const { statusCode, body } = await reviewer.get(`/console/review/${page}`);
    expect(statusCode).toBe(200);
    const pictures = [...body.matchAll(/src="(\/assets\/practice\/[^"]+)"/g)].map(([, at = '']) => at);
    expect(pictures.length).toBeGreaterThan(1);
    for (const picture of pictures) {
      const { statusCode: found, headers } = await reviewer.get(picture);
      expect([picture, found, headers['content-type']]).toEqual([picture, 200, 'image/jpeg']);
    }
  }
});

test('no key does two things', () => {
  const looking = [...Object.values(TOOL_KEYS), OTHER_PHOTO_KEY, UNDO_KEY];
  const choices = Array.from({ length: 20 }, (_, place) => choiceKey(place) ?? '');
  const ofBallot = [...looking, ...choices, ...REJECTIONS.map((reading) => REJECTION_KEYS[reading])];
  const ofPair = [...looking, ...PAIR_READINGS.map((reading) => PAIR_KEYS[reading])];
  for (const keys of [ofBallot, ofPair]) expect(keys).toEqual([...new Set(keys)]);
  expect([choiceKey(0), choiceKey(9), choiceKey(10), choiceKey(20)]).toEqual(['1', '0', 'shift+1', undefined]);
});

// The last one: it leaves nothing behind.
test('the queue says so when nothing waits, and when there is no election', async () => {
  const reviewer = await practised();
  await until(async () => (await reviewer.get('/console/review/queue')).body.includes('Everything has been read'));
  for (const table of ['ballots', 'stations', 'choices', 'elections'])
    await database.pool.query(`delete from ${table}`);
  await until(async () => (await reviewer.get('/console/review/queue')).body.includes('There is no election yet'));
});
