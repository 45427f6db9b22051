import { passPractice } from '../../../src/actions/review/pass-practice.ts';
import type { TestConsole, Visitor } from '../../support/console.ts';
import {
  emptyProtocols,
  entry,
  type ProtocolWorld,
  protocolConsole,
  protocolWorld,
  SHEET,
} from '../../support/protocols.ts';

let world: ProtocolWorld;
let console: TestConsole;

beforeAll(async () => {
  world = await protocolWorld();
  console = await protocolConsole(world);
});
afterEach(() => emptyProtocols(world));
afterAll(async () => {
  expect(console.failures).toEqual([]);
  await console.close();
  await world.close();
});

/** Somebody who has passed the practice items. */
async function practised(role: 'reviewer' | 'administrator' = 'reviewer'): Promise<Visitor> {
  const visitor = await console.as(role);
  await passPractice(world.database.pool, visitor.organizer?.id ?? '', world.clock.now);
  return visitor;
}

const FIELDS = Object.fromEntries(Object.entries(SHEET).map(([id, value]) => [`n:${id}`, `${value}`]));

/** The sheet that a page shows. */
function shownSheet(body: string): string {
  return /name="protocol" value="([^"]+)"/.exec(body)?.[1] ?? '';
}

async function typed(by: Visitor, fields: Record<string, string> = {}) {
  await by.post('/console/typing/next');
  const { body } = await by.get('/console/typing');
  const protocol = shownSheet(body);
  const answer = await by.post('/console/typing', { protocol, answer: 'numbers', ...FIELDS, ...fields });
  await world.drive();
  return { protocol, answer };
}

describe('typing', () => {
  test('says that nothing waits, and what to know before the first sheet', async () => {
    const reviewer = await practised();
    const { body } = await reviewer.get('/console/typing');
    expect(body).toContain('No sheet waits');
    expect(body).toContain('Type what is printed, also when it cannot be true');
    await reviewer.post('/console/typing/next');
    expect((await reviewer.get('/console/typing')).body).toContain('Nothing waits for you');
  });

  test('comes after practice, as for ballots', async () => {
    await world.send();
    const reviewer = await console.as('reviewer');
    await reviewer.post('/console/typing/next');
    const { body } = await reviewer.get('/console/typing');
    expect(body).toContain('First, a little practice');
    expect(body).toContain('href="/console/review/practice"');
    expect(shownSheet(body)).toBe('');
    expect(body).not.toContain('action="/console/typing/next"');
    await passPractice(world.database.pool, reviewer.organizer?.id ?? '', world.clock.now);
    await reviewer.post('/console/typing/next');
    expect(shownSheet((await reviewer.get('/console/typing')).body)).not.toBe('');
  });

  test('photos beside the fields of the election, in its order; two alike agree', async () => {
    await world.send();
    const [first, second] = [await practised(), await practised()];
    await first.post('/console/typing/next');
    const { body } = await first.get('/console/typing');
    expect(body).toContain('Result sheet of station 01-1');
    expect([...body.matchAll(/name="n:([^"]+)"/g)].map(([, id]) => id)).toEqual(Object.keys(SHEET));
    expect(body.match(/data-photo/g)?.length).toBeGreaterThanOrEqual(2);
    const { protocol, answer } = await typed(first);
    expect(answer.headers.location).toBe('/console/typing');
    expect((await first.get('/console/typing')).body).toContain('Saved.');
    await typed(second);
    expect(await world.protocol(protocol)).toMatchObject({ state: 'agreed', numbers: SHEET });
  });

  test('a photo opens for whoever holds the sheet, while they do, uncached and audited', async () => {
    const { protocolId } = await world.send();
    const [holder, other] = [await practised(), await console.as('administrator')];
    await holder.post('/console/typing/next');
    const photo = `/console/typing/photos/${protocolId}/0`;
    const opened = await holder.get(photo);
    expect([opened.statusCode, opened.headers['content-type']]).toEqual([200, 'image/jpeg']);
    expect(opened.headers['cache-control']).toContain('no-store');
    const { rows } = await world.database.pool.query(
      `select organizer_id as by, detail from audit_entries where subject = $1 and action = 'protocol.view-photo'`,
      [protocolId],
    );
    expect(rows).toEqual([{ by: holder.organizer?.id, detail: { position: 0 } }]);
    expect((await other.get(photo)).statusCode).toBe(403);
    expect((await holder.get(`/console/typing/photos/${protocolId}/7`)).statusCode).toBe(403);
    world.pass(16 * 60);
    expect((await holder.get(photo)).statusCode).toBe(403);
  });

  test('what does not add up is said while typing, and stands in nobody’s way', async () => {
    await world.send();
    const reviewer = await practised();
    await reviewer.post('/console/typing/next');
    const protocol = shownSheet((await reviewer.get('/console/typing')).body);
    const htmx = { 'hx-request': 'true' };
    const check = (fields: Record<string, string>) =>
      reviewer.post('/console/typing/check', { protocol, ...FIELDS, ...fields }, htmx);
    expect((await check({})).body).toBe('');
    expect((await check({ 'n:in-box': '700' })).body).toContain('add up to 790, in the boxes were 700');
    expect((await check({ 'n:in-box': '', 'n:registered': '' })).body).not.toContain('Blank');
    const { answer } = await typed(reviewer, { 'n:in-box': '700' });
    expect(answer.statusCode).toBe(303);
  });

  test('what is no number is told at its field, and nothing typed is lost', async () => {
    await world.send();
    const reviewer = await practised();
    const { answer } = await typed(reviewer, { 'n:issued': 'eight hundred', 'n:choice:oak': '5 00' });
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('Digits only');
    expect(answer.body).toContain('value="eight hundred"');
    expect(answer.body).toContain('value="5 00"');
    const votes = { 'n:choice:oak': '', 'n:choice:birch': '', 'n:choice:pine': '' };
    expect((await typed(reviewer, votes)).answer.body).toContain('No choice has a number');
  });

  test('a sheet that is none is said by a button', async () => {
    const { protocolId } = await world.send();
    for (const who of [await practised(), await practised()]) {
      await typed(who, { answer: 'not-a-protocol' });
    }
    expect(await world.protocol(protocolId)).toMatchObject({ state: 'rejected', problem: 'not-a-protocol' });
  });

  test('put back, it is somebody else’s at once', async () => {
    const { protocolId } = await world.send();
    await world.typedBySomebody(entry());
    const [first, second] = [await practised(), await practised()];
    await first.post('/console/typing/next');
    await second.post('/console/typing/next');
    expect(shownSheet((await second.get('/console/typing')).body)).toBe('');
    await first.post('/console/typing/back', { protocol: protocolId });
    await second.post('/console/typing/next');
    expect(shownSheet((await second.get('/console/typing')).body)).toBe(protocolId);
  });

  test('an entry for a sheet that was settled meanwhile is told so', async () => {
    const { protocolId } = await world.send();
    const slow = await practised();
    await slow.post('/console/typing/next');
    world.pass(16 * 60);
    await world.typedBySomebody(entry());
    await world.typedBySomebody(entry());
    await slow.post('/console/typing', { protocol: protocolId, answer: 'numbers', ...FIELDS });
    expect((await slow.get('/console/typing')).body).toContain('is settled');
  });
});

describe('what administrators see', () => {
  test('nothing yet, and then figures, stations and flags', async () => {
    const reader = await console.as('reader');
    expect((await reader.get('/console/protocols')).body).toContain('No result sheets yet');
    await world.send();
    const { body } = await reader.get('/console/protocols');
    expect(body).toContain('2 entries wanted');
    expect(body).toContain('No station is agreed yet');
    const odd = entry({ 'choice:oak': 5_000 });
    await world.typedBySomebody(odd);
    await world.typedBySomebody(odd);
    const agreed = (await reader.get('/console/protocols?show=flagged')).body;
    expect(agreed).toContain('does not add up');
    expect(agreed).not.toContain('Take the agreed numbers in</button>');
    expect((await reader.get('/console/protocols?show=differing')).body).toContain('All versions are alike');
  });

  test('differing versions stand side by side, none counts until one is chosen, and it can be looked at again', async () => {
    const administrator = await console.as('administrator');
    const versions = [entry(), entry({ invalid: 9, 'choice:oak': 501 })];
    const ids: string[] = [];
    for (const version of versions) {
      ids.push((await world.send()).protocolId);
      await world.typedBySomebody(version);
      await world.typedBySomebody(version);
    }
    const here = `/console/protocols/stations/${world.place.stationIds[0]}`;
    const { body } = await administrator.get(here);
    expect(body).toContain('2 versions of this station’s sheet');
    expect(body).toContain('They differ in: Invalid ballots; oak');
    expect(body).toContain('None counts until you choose');
    await administrator.post(`/console/protocols/${ids[1]}/choose`);
    await world.drive();
    expect((await administrator.get(here)).body).toContain('The chosen one counts');

    await administrator.post(`/console/protocols/${ids[0]}/open-again`);
    await world.drive();
    expect(await world.protocol(ids[0] ?? '')).toMatchObject({ state: 'disputed', shown: 2 });
    expect((await administrator.get('/console/protocols')).body).toContain('To be resolved');
  });

  test('of rejected ones with the same pictures only the one that has them can be opened again', async () => {
    const administrator = await console.as('administrator');
    const pictures = ['front page', 'back page'];
    const [{ protocolId: first }, { protocolId: second }] = [
      await world.send({ pictures }),
      await world.send({ pictures }),
    ];
    for (let times = 0; times < 2; times++) await world.typedBySomebody({ kind: 'problem', problem: 'unreadable' });
    const { body } = await administrator.get('/console/protocols');
    expect(body).toContain(`action="/console/protocols/${first}/open-again"`);
    expect(body).not.toContain(`/console/protocols/${second}/open-again`);
    expect(body.match(/Its photos are those of another sheet/g)).toHaveLength(1);
    // On a page from before it was rejected.
    await administrator.post(`/console/protocols/${second}/open-again`);
    expect((await administrator.get('/console/protocols')).body.match(/photos are those of another/g)).toHaveLength(2);
    await world.drive();
    expect(await world.protocol(second)).toMatchObject({ state: 'rejected' });
  });

  test('a dispute is resolved field by field, beside the photos, by somebody who has not typed it', async () => {
    const { protocolId } = await world.send();
    const typist = await practised('administrator');
    await typed(typist, { 'n:invalid': '11' });
    await world.typedBySomebody(entry({ invalid: 12 }));
    await world.typedBySomebody(entry({ invalid: 13 }));
    await typist.post(`/console/protocols/${protocolId}/open`);
    expect((await typist.get('/console/protocols')).body).toContain('you have typed it in yourself');

    const administrator = await console.as('administrator');
    await administrator.post(`/console/protocols/${protocolId}/open`);
    const { body } = await administrator.get(`/console/protocols/${protocolId}/resolve`);
    expect(body).toContain('Resolve station 01-1');
    expect([...body.matchAll(/data-fill="(\d+)"/g)].map(([, value]) => value).sort()).toEqual(['11', '12', '13']);
    expect(body).toMatch(/name="n:issued"[^>]*value="800"|value="800"[^>]*name="n:issued"/);
    expect((await administrator.get(`/console/typing/photos/${protocolId}/1`)).statusCode).toBe(200);
    await administrator.post(`/console/protocols/${protocolId}/resolve`, { answer: 'numbers', ...FIELDS });
    await world.drive();
    expect(await world.protocol(protocolId)).toMatchObject({ state: 'agreed', numbers: SHEET });
    expect((await administrator.get(`/console/typing/photos/${protocolId}/1`)).statusCode).toBe(403);
  });

  test('the agreed numbers become the newest official results of source protocol, once', async () => {
    const organizer = await console.as('organizer');
    await world.send();
    await world.typedBySomebody(entry({ 'choice:oak': 600, early: null }));
    await world.typedBySomebody(entry({ 'choice:oak': 600, early: null }));
    await organizer.post('/console/protocols/adopt');
    expect((await organizer.get('/console/protocols')).body).toContain('They are being taken in');
    await world.drive();
    expect((await organizer.get('/console/protocols')).body).toContain('Last taken in as version 1');
    const { rows } = await world.database.pool.query(
      `select i.source, i.version, i.imported_by as by, i.cells, n.values from official_imports i join official_numbers n on n.import_id = i.id`,
    );
    const [row] = rows as { cells: string[]; values: (number | null)[]; source: string; by: string }[];
    const value = (cell: string) => row?.values[row.cells.indexOf(cell)];
    expect([row?.source, row?.by]).toEqual(['protocol', organizer.organizer?.id]);
    expect(['choice:oak', 'choice:birch', 'turnout', 'registered', 'spoiled'].map(value)).toEqual([
      600, 200, 790, 1_000, 10,
    ]);
    world.pass(60);
    await organizer.post('/console/protocols/adopt');
    await world.drive();
    expect((await organizer.get('/console/protocols')).body).toContain('Nothing has changed since version 1');
  });

  test.each([
    '/console/protocols/stations/nothing',
    '/console/protocols/stations/00000000-0000-4000-8000-000000000000',
  ])('%s is not there', async (path) => {
    expect((await (await console.as('reader')).get(path)).statusCode).toBe(404);
  });
});

test('reviewers see no list, readers type nothing', async () => {
  expect((await (await console.as('reviewer')).get('/console/protocols')).statusCode).toBe(403);
  expect((await (await console.as('reader')).get('/console/typing')).statusCode).toBe(403);
  expect((await (await console.as('organizer')).post('/console/protocols/x/open')).statusCode).toBe(403);
});
