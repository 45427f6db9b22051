import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { fixRecipients } from '../../../src/actions/broadcasts/fix-recipients.ts';
import { broadcastProposalKind } from '../../../src/actions/broadcasts/start.ts';
import { keepPicture } from '../../../src/actions/keep-picture.ts';
import { type AnyProposalKind, decideProposal, type TwoPeopleDeps } from '../../../src/actions/two-people.ts';
import { type Audience, EVERYBODY } from '../../../src/domain/audience.ts';
import { broadcastRoutes } from '../../../src/http/console/broadcasts/routes.ts';
import { beginDue } from '../../../src/storage/broadcast-recipients.ts';
import { type Database, openDatabase } from '../../../src/storage/database.ts';
import { NEVER_ROTATED } from '../../../src/storage/lookup-keys.ts';
import { unknownPlaces } from '../../../src/storage/stations.ts';
import { addStarted } from '../../support/broadcasts.ts';
import { addElection, addPerson, type Place } from '../../support/builders.ts';
import { openConsole, type TestConsole, type Visitor } from '../../support/console.ts';
import { type ClonedDatabase, cloneDatabase } from '../../support/database.ts';

let cloned: ClonedDatabase;
let database: Database;
let console: TestConsole;
let place: Place;
let twoPeople: TwoPeopleDeps;
const link = Buffer.alloc(32, 7);

beforeAll(async () => {
  cloned = await cloneDatabase();
  database = openDatabase({ url: cloned.url, max: 8 });
  place = await addElection(database.pool);
  for (const messenger of ['telegram', 'telegram', 'viber'] as const) {
    await addPerson(database.pool, { messenger, stationId: place.stationIds[0] ?? '' });
  }
  await addPerson(database.pool, { tier: 'unverified' });
  const now = () => new Date();
  twoPeople = {
    database,
    kinds: [broadcastProposalKind as unknown as AnyProposalKind],
    handOver: { give: () => undefined },
    now,
  };
  const routes = broadcastRoutes({
    database,
    keys: { link, voice: link, lookup: NEVER_ROTATED },
    twoPeople,
    perSecond: { telegram: 30, viber: 100 },
    viberPrice: { amount: 0.02, currency: 'EUR' },
    timeZone: async () => 'Europe/Minsk',
    now,
    electionId: async () => place.electionId,
    regions: async () => ['North'],
    unknownPlaces: (paths) => unknownPlaces(database.pool, place.electionId, paths),
    surveys: async () => [{ id: 'mood', title: { be: 'Настрой', ru: 'Настроение', en: 'Mood' }, open: true }],
    keepPicture: (bytes) => keepPicture({ database, today: () => '2026-01-01' }, bytes),
  });
  console = await openConsole({ database, routes });
});
afterAll(async () => {
  expect(console.failures).toEqual([]);
  await console.close();
  await database.close();
  await cloned.drop();
});

const WRITTEN = {
  title: 'To everybody',
  'text.be': '*Прывітанне*',
  'text.ru': '*Привет*',
  'text.en': '*Hello* <b>there</b>',
};

async function written(by: Visitor, fields: Record<string, string | readonly string[]> = {}): Promise<string> {
  const answer = await by.post('/console/broadcasts/new', { ...WRITTEN, ...fields });
  expect(answer.statusCode).toBe(302 + 1);
  return answer.headers.location ?? '';
}

test('the list says what there could be, and a reader finds nothing to press', async () => {
  const reader = await console.as('reader');
  const page = await reader.get('/console/broadcasts');
  expect(page.body).toContain('No broadcasts yet');
  expect(page.body).not.toContain('/console/broadcasts/new');
  expect((await reader.get('/console/broadcasts/new')).statusCode).toBe(403);
  expect((await reader.post('/console/broadcasts/new', WRITTEN)).statusCode).toBe(403);
});

test('what is written is kept, and shown as both messengers will show it, with nobody’s markup in it', async () => {
  const organizer = await console.as('organizer');
  const at = await written(organizer, {
    regions: 'North',
    'link-url': 'https://example.org/',
    'link-label.en': 'More',
  });
  const { body } = await organizer.get(at);
  expect(body).toContain('<strong>Hello</strong> &lt;b>there');
  expect(body).toContain('More ↗');
  expect(body).toContain('North');
  expect(body).toContain('Words on the link’s button, Беларуская: missing');
});

test.each<[string, Record<string, string>, string]>([
  ['no title', { title: '' }, 'Give it a title'],
  ['a place that is none', { places: 'North › Atlantis' }, 'No polling station is in “North › Atlantis”'],
  ['an address that is none', { 'link-url': 'javascript:alert(1)' }, 'An address begins with https://'],
  ['hours that never come', { 'hours-from': '9', 'hours-to': '9' }, 'Two different hours'],
  ['a day that is none', { 'starts-at': '2026-02-31T10:00' }, 'This time does not exist'],
  ['answers to no survey', { answered: 'yes' }, 'Choose a survey'],
])('%s is told at its field, and nothing typed is lost', async (_name, fields, message) => {
  const organizer = await console.as('organizer');
  const answer = await organizer.post('/console/broadcasts/new', { ...WRITTEN, ...fields });
  expect(answer.statusCode).toBe(422);
  expect(answer.body).toContain(message);
  expect(answer.body).toContain('*Hello* &lt;b>there&lt;/b>');
  expect(answer.body).toContain('aria-invalid');
});

test('two who edit the same: the second is told, and nothing is overwritten', async () => {
  const [first, second] = [await console.as('organizer'), await console.as('administrator')];
  const at = await written(first);
  const edit = { ...WRITTEN, revision: '1' };
  expect((await first.post(`${at}/edit`, { ...edit, 'text.en': 'From the first' })).statusCode).toBe(303);
  const answer = await second.post(`${at}/edit`, { ...edit, 'text.en': 'From the second' });
  expect(answer.body).toContain('Somebody else has changed this broadcast meanwhile');
  expect(answer.body).toContain('From the second');
  expect((await first.get(at)).body).toContain('From the first');
});

test('the audience is counted while it is chosen, with time and cost', async () => {
  const organizer = await console.as('organizer');
  const htmx = { 'hx-request': 'true' };
  const all = await organizer.post('/console/broadcasts/estimate', {}, htmx);
  expect(all.body).toContain('>4<');
  expect(all.body).toContain('Telegram 3 · Viber 1');
  expect(all.body).toContain('€0.02');
  const some = await organizer.post('/console/broadcasts/estimate', { tiers: 'verified', messengers: 'viber' }, htmx);
  expect(some.body).toContain('>1<');
  const none = await organizer.post('/console/broadcasts/estimate', { ballot: 'yes' }, htmx);
  expect(none.body).toContain('Nobody is in this audience');
});

test('a picture is rebuilt, and what is none is refused', async () => {
  const organizer = await console.as('organizer');
  const png = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#336699' } })
    .withMetadata()
    .png()
    .toBuffer();
  const kept = await organizer.upload('/console/broadcasts/new', WRITTEN, {
    picture: { name: 'p.png', type: 'image/png', bytes: png },
  });
  expect(kept.statusCode).toBe(303);
  expect((await organizer.get(kept.headers.location ?? '')).body).toContain('/pictures/');
  const odd = await organizer.upload('/console/broadcasts/new', WRITTEN, {
    picture: { name: 'p.png', type: 'image/png', bytes: '<svg/>' },
  });
  expect(odd.statusCode).toBe(422);
  expect(odd.body).toContain('This is not a picture');
});

test('one asks, another agrees, it runs, is paused, goes on and is cancelled; each step is in the trail', async () => {
  const [first, second] = [await console.as('organizer'), await console.as('administrator')];
  const at = await written(first);
  const id = at.split('/').at(-1) ?? '';
  expect((await first.post(`${at}/propose`, { revision: '1' })).statusCode).toBe(303);
  expect((await first.get(at)).body).toContain('Waits for a second person');
  // Nothing can be changed meanwhile.
  await first.post(`${at}/edit`, { ...WRITTEN, revision: '1', title: 'Another' });
  expect((await first.get(at)).body).not.toContain('Another');

  const { rows } = await database.pool.query<{ id: string }>('select id from proposals where subject = $1', [id]);
  const decided = await decideProposal(twoPeople, {
    id: rows[0]?.id ?? '',
    by: second.organizer?.id ?? '',
    decision: 'approved',
  });
  expect(decided).toEqual({ kind: 'done' });
  await beginDue(database.pool, new Date());
  await fixRecipients(
    { database, keys: { link, voice: link, lookup: NEVER_ROTATED }, signal: new AbortController().signal },
    id,
  );
  const running = await first.get(at);
  expect(running.body).toContain('on its way');
  expect(running.body).toContain('0 of 4 done');

  expect((await first.post(`${at}/pause`)).statusCode).toBe(303);
  expect((await first.get(at)).body).toContain('paused');
  await first.post(`${at}/resume`);
  await first.post(`${at}/cancel`);
  expect((await first.post(`${at}/resume`)).statusCode).toBe(303);
  expect((await first.get(at)).body).toContain('It is: cancelled');
  const trail = await database.pool.query<{ action: string }>(
    'select action from audit_entries where subject = $1 order by number',
    [id],
  );
  expect(trail.rows.map((row) => row.action)).toEqual([
    'broadcast.save',
    'broadcast.start.prepare',
    'broadcast.start.approve',
    'broadcast.pause',
    'broadcast.resume',
    'broadcast.cancel',
  ]);
});

test('what is unfinished, or for nobody, is not proposed', async () => {
  const organizer = await console.as('organizer');
  const unfinished = await written(organizer, { 'text.be': '' });
  await organizer.post(`${unfinished}/propose`, { revision: '1' });
  expect((await organizer.get(unfinished)).body).toContain('Text, Беларуская: missing');
  const nobody = await written(organizer, { tiers: 'unregistered' });
  await organizer.post(`${nobody}/propose`, { revision: '1' });
  expect((await organizer.get(nobody)).body).toContain('Nobody is in this audience');
});

test.each(['scheduled', 'fixing', 'running', 'paused', 'finished', 'cancelled'] as const)(
  'how many those at a march are is shown to nobody, nor how long telling them took: %s',
  async (state) => {
    const audience: Audience = { ...EVERYBODY, march: { id: 'sunday' } };
    const id = await addStarted(database.pool, { audience });
    await database.pool.query(
      `insert into broadcast_outcomes (broadcast_id, messenger, outcome, code, count)
       values ($1, 'telegram', 'fixed', '', 4321), ($1, 'viber', 'fixed', '', 1234), ($1, 'telegram', 'sent', '', 4321),
              ($1, 'viber', 'failed', 'odd-code', 1234)`,
      [id],
    );
    const started = state !== 'scheduled';
    const finished = state === 'finished' || state === 'cancelled';
    await database.pool.query('update broadcasts set state = $2, started_at = $3, finished_at = $4 where id = $1', [
      id,
      state,
      started ? '2026-08-16T10:00:00Z' : null,
      finished ? '2026-08-16T23:00:00Z' : null,
    ]);
    const reader = await console.as('reader');
    const page = await reader.get(`/console/broadcasts/${id}`);
    expect(page.body).toContain('those who checked in at a march');
    expect(page.body).toContain('sunday');
    expect(page.body).not.toMatch(/Everybody who uses|data-live|Nobody is in|progress/);
    const list = await reader.get('/console/broadcasts');
    const row = list.body.split('<tr').find((one) => one.includes(id)) ?? '';
    expect(row).toContain('–');
    // It ends by itself, without a word.
    const live = await reader.get(`/console/broadcasts/${id}/live`);
    for (const shown of [page.body, row, live.body]) {
      expect(shown).not.toMatch(/4,?321|1,?234|5,?555|odd-code|data: |02:00/);
    }
    await database.pool.query('delete from broadcasts where id = $1', [id]);
  },
);

test.each(['/console/broadcasts/nothing', `/console/broadcasts/${randomUUID()}`])('%s is not there', async (path) => {
  const organizer = await console.as('organizer');
  expect((await organizer.get(path)).statusCode).toBe(404);
  expect((await organizer.post(`${path}/pause`)).statusCode).toBe(404);
});
