import { passPractice } from '../../../src/actions/review/pass-practice.ts';
import { pauseReviewer } from '../../../src/actions/review/pause-reviewer.ts';
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

/** Somebody who has passed the practice items, and has taken a sheet. */
async function withSheet(): Promise<{ readonly reviewer: Visitor; readonly protocolId: string }> {
  const { protocolId } = await world.send();
  const reviewer = await console.as('reviewer');
  await passPractice(world.database.pool, reviewer.organizer?.id ?? '', world.clock.now);
  await reviewer.post('/console/typing/next');
  expect(shownSheet((await reviewer.get('/console/typing')).body)).toBe(protocolId);
  return { reviewer, protocolId };
}

const FIELDS = Object.fromEntries(Object.entries(SHEET).map(([id, value]) => [`n:${id}`, `${value}`]));

/** The sheet that a page shows. */
function shownSheet(body: string): string {
  return /name="protocol" value="([^"]+)"/.exec(body)?.[1] ?? '';
}

test.each([
  ['a pause of a quarter of an hour', async () => world.pass(16 * 60)],
  ['“Put it back”', (reviewer: Visitor, protocol: string) => reviewer.post('/console/typing/back', { protocol })],
])('after %s there is a way on: nothing is shown whose photos do not open', async (_, away) => {
  const { reviewer, protocolId } = await withSheet();
  await away(reviewer, protocolId);
  const { body } = await reviewer.get('/console/typing');
  expect(shownSheet(body)).toBe('');
  expect(body).toContain('action="/console/typing/next"');
  await reviewer.post('/console/typing/next');
  expect(shownSheet((await reviewer.get('/console/typing')).body)).toBe(protocolId);
  expect((await reviewer.get(`/console/typing/photos/${protocolId}/0`)).statusCode).toBe(200);
});

test.each([
  ['looking at what does not add up', '/console/typing/check', {}],
  ['sending what is no number', '/console/typing', { answer: 'numbers', 'n:issued': 'eight hundred' }],
])('who comes back to the page after a pause goes on by %s', async (_, path, fields) => {
  const { reviewer, protocolId: protocol } = await withSheet();
  world.pass(16 * 60);
  const { body } = await reviewer.post(path, { protocol, ...FIELDS, ...fields }, { 'hx-request': 'true' });
  expect(body).not.toContain('no longer in your hands');
  expect((await reviewer.get(`/console/typing/photos/${protocol}/0`)).statusCode).toBe(200);
});

test('what is held comes before what was held once', async () => {
  const { reviewer, protocolId: before } = await withSheet();
  world.pass(16 * 60);
  await world.typedBySomebody(entry());
  const { protocolId } = await world.send();
  await world.database.pool.query(
    `insert into protocol_entries (protocol_id, reviewer_id, round, leased_until, day) values ($1, $2, 1, $3, '2020-08-10')`,
    [protocolId, reviewer.organizer?.id, new Date(world.clock.now.getTime() + 600_000)],
  );
  expect(protocolId).not.toBe(before);
  expect(shownSheet((await reviewer.get('/console/typing')).body)).toBe(protocolId);
});

test('who is paused while holding a sheet is told so, and sees no sheet', async () => {
  const { reviewer } = await withSheet();
  const { database, clock } = world;
  const reviewerId = reviewer.organizer?.id ?? '';
  await pauseReviewer({ database, now: () => clock.now }, { reviewerId, because: 'A doubt', by: null });
  const { body } = await reviewer.get('/console/typing');
  expect(body).toContain('Your reviewing is paused');
  expect(shownSheet(body)).toBe('');
  expect(body).not.toContain('action="/console/typing/next"');
});
