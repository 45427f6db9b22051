import { pauseReviewer, resumeReviewer } from '../../../src/actions/review/pause-reviewer.ts';
import type { SheetDecision } from '../../../src/domain/protocols/entries.ts';
import { anybodyWaits } from '../../support/database.ts';
import { emptyProtocols, entry, type ProtocolWorld, protocolWorld } from '../../support/protocols.ts';
import { until } from '../../support/until.ts';

let world: ProtocolWorld;
beforeAll(async () => {
  world = await protocolWorld();
});
afterEach(() => emptyProtocols(world));
afterAll(() => world.close());

// With the rights of the web process, where administrators pause people.
const deps = () => ({ database: world.web, now: () => world.clock.now });

/** Resolves to how many of their answers and entries do not count any more. */
async function pause(reviewerId: string): Promise<number | undefined> {
  const administrator = await world.reviewer('administrator');
  const voided = await pauseReviewer(deps(), { reviewerId, because: 'Types anything', by: administrator });
  await world.drive();
  return voided;
}

async function typeAll(answers: readonly SheetDecision[]): Promise<string[]> {
  const typists: string[] = [];
  for (const answer of answers) typists.push((await world.typedBySomebody(answer)).reviewerId);
  return typists;
}

test('what a paused reviewer typed makes no quorum', async () => {
  const { protocolId } = await world.send();
  const wrong = entry({ 'choice:oak': 1 });
  const [typist = ''] = await typeAll([wrong]);
  expect(await pause(typist)).toBe(1);
  await typeAll([wrong]);
  expect(await world.protocol(protocolId)).toMatchObject({ state: 'open', wanted: 2 });
  await typeAll([entry(), entry()]);
  expect(await world.protocol(protocolId)).toMatchObject({ state: 'agreed', numbers: { 'choice:oak': 500 } });
});

test('nor does what the worker has not looked at yet', async () => {
  const { protocolId } = await world.send();
  const typist = await world.reviewer();
  await world.takeSheet(typist);
  await world.type(typist, protocolId, entry({ invalid: 1 }));
  expect(await pause(typist)).toBe(1);
  await typeAll([entry({ invalid: 1 })]);
  expect(await world.protocol(protocolId)).toMatchObject({ state: 'open' });
  await typeAll([entry({ invalid: 1 })]);
  expect(await world.protocol(protocolId)).toMatchObject({ state: 'agreed' });
});

test('a dispute that they made is over: others type the sheet', async () => {
  const { protocolId } = await world.send();
  const [, typist = ''] = await typeAll([entry(), entry({ invalid: 1 }), entry({ invalid: 2 })]);
  const administrator = await world.reviewer('administrator');
  expect(await world.hold(administrator, protocolId)).toBe(true);
  expect(await pause(typist)).toBe(1);
  expect(await world.protocol(protocolId)).toMatchObject({ state: 'open', wanted: 3, links: 1, shown: 2 });
  expect((await world.type(administrator, protocolId, entry({ invalid: 9 }))).kind).toBe('closed');
  await typeAll([entry()]);
  expect(await world.protocol(protocolId)).toMatchObject({ state: 'agreed', numbers: { invalid: 10 } });
});

test('what is settled stays, and so does what an administrator opened again', async () => {
  const { protocolId } = await world.send();
  const [typist = '', other = ''] = await typeAll([entry(), entry()]);
  expect(await pause(typist)).toBe(0);
  expect(await world.protocol(protocolId)).toMatchObject({ state: 'agreed' });
  await world.database.pool.query(`update protocols set state = 'disputed', round = round + 1 where id = $1`, [
    protocolId,
  ]);
  expect(await pause(other)).toBe(0);
  expect(await world.protocol(protocolId)).toMatchObject({ state: 'disputed' });
});

test('what is being settled at this very moment stays', async () => {
  const { protocolId } = await world.send();
  const [typist = ''] = await typeAll([entry()]);
  const { pool } = world.database;
  const settling = await pool.connect();
  try {
    await settling.query('begin');
    await settling.query('update protocol_entries set considered = true where protocol_id = $1', [protocolId]);
    await settling.query(`update protocols set state = 'agreed', numbers = '{}' where id = $1`, [protocolId]);
    const pausing = pause(typist);
    await until(() => anybodyWaits(pool), 60_000);
    await settling.query('commit');
    expect(await pausing).toBe(0);
  } finally {
    settling.release();
  }
  const { rows } = await pool.query('select state from protocol_entries where protocol_id = $1', [protocolId]);
  expect(rows).toEqual([{ state: 'typed' }]);
});

test('what they held is free at once, and who is let go on does not type the same sheet again', async () => {
  const first = await world.send();
  const [typist = ''] = await typeAll([entry()]);
  const second = await world.send();
  expect((await world.takeSheet(typist)).protocolId).toBe(second.protocolId);
  await world.takeSheet(await world.reviewer());
  await pause(typist);
  const others = [await world.reviewer(), await world.reviewer(), await world.reviewer()];
  for (const other of others) expect(await world.nextSheet(other)).toBeDefined();
  expect(await resumeReviewer(deps(), { reviewerId: typist, by: others[0] ?? '' })).toBe(true);
  expect(await world.nextSheet(typist)).toBeUndefined();
  expect((await world.type(typist, first.protocolId, entry())).kind).toBe('closed');
});
