import { randomInt } from 'node:crypto';
import { driveProtocols } from '../../../src/actions/protocols/drive-protocols.ts';
import { nextSheet } from '../../../src/actions/protocols/next-sheet.ts';
import { emptyProtocols, entry, type ProtocolWorld, protocolWorld } from '../../support/protocols.ts';

let world: ProtocolWorld;
beforeAll(async () => {
  world = await protocolWorld();
});
afterEach(() => emptyProtocols(world));
afterAll(() => world.close());

async function reviewers(count: number): Promise<string[]> {
  return Promise.all(Array.from({ length: count }, () => world.reviewer()));
}

test('of twenty who want one sheet at the same moment, two get it', async () => {
  const { protocolId } = await world.send();
  const held = await Promise.all((await reviewers(20)).map((id) => world.nextSheet(id)));
  expect(held.filter((sheet) => sheet !== undefined).map((sheet) => sheet.protocolId)).toEqual([
    protocolId,
    protocolId,
  ]);
});

test('nobody is given a sheet twice, however many windows ask, and asking again gives the same', async () => {
  for (let sheet = 0; sheet < 4; sheet++) await world.send();
  const [one = ''] = await reviewers(1);
  const asked = await Promise.all(Array.from({ length: 6 }, () => world.nextSheet(one)));
  expect(new Set(asked.map((sheet) => sheet?.protocolId)).size).toBe(1);
  const { protocolId } = await world.takeSheet(one);
  expect((await world.type(one, protocolId, entry())).kind).toBe('taken');
  expect((await world.takeSheet(one)).protocolId).not.toBe(protocolId);
  expect((await world.type(one, protocolId, entry({ invalid: 1 }))).kind).toBe('already');
  const both = await Promise.all([world.drive(), world.drive()]);
  expect(both.reduce((sum, done) => sum + done, 0)).toBe(1);
});

test('an entry twice at the same moment is one entry', async () => {
  await world.send();
  const [one = ''] = await reviewers(1);
  const { protocolId } = await world.takeSheet(one);
  const typed = await Promise.all([1, 2, 3].map((invalid) => world.type(one, protocolId, entry({ invalid }))));
  expect(typed.map(({ kind }) => kind).sort()).toEqual(['already', 'already', 'taken']);
});

test('a sheet that is held too long is free for others; who comes late types it if it is still wanted', async () => {
  const { protocolId } = await world.send();
  const [slow = '', other = '', third = ''] = await reviewers(3);
  await world.takeSheet(slow);
  await world.takeSheet(other);
  expect(await world.nextSheet(third)).toBeUndefined();
  world.pass(16 * 60);
  // Nobody has taken the slot: what was typed is worth keeping.
  expect((await world.type(slow, protocolId, entry())).kind).toBe('taken');
  await world.takeSheet(third);
  expect((await world.type(third, protocolId, entry())).kind).toBe('taken');
  expect((await world.type(other, protocolId, entry())).kind).toBe('lapsed');
  await world.drive();
  expect((await world.type(other, protocolId, entry())).kind).toBe('closed');
  expect(await world.protocol(protocolId)).toMatchObject({ state: 'agreed' });
});

test('who is removed or paused in the middle loses photos and slot, and nothing is stuck', async () => {
  const { protocolId } = await world.send();
  const [removed = '', paused = '', third = '', fourth = ''] = await reviewers(4);
  await world.takeSheet(removed);
  await world.takeSheet(paused);
  await world.database.pool.query('update organizers set active = false where id = $1', [removed]);
  await world.database.pool.query(
    `insert into reviewers (organizer_id, paused_on) values ($1, '2020-08-10')
     on conflict (organizer_id) do update set paused_on = excluded.paused_on`,
    [paused],
  );
  expect((await world.sheetPhoto(removed, protocolId)).kind).toBe('not-yours');
  expect((await world.sheetPhoto(paused, protocolId)).kind).toBe('not-yours');
  expect((await world.type(paused, protocolId, entry())).kind).not.toBe('taken');
  expect(await world.nextSheet(removed)).toBeUndefined();
  expect(await world.nextSheet(paused)).toBeUndefined();
  world.pass(16 * 60);
  for (const id of [third, fourth]) {
    await world.takeSheet(id);
    await world.type(id, protocolId, entry());
  }
  await world.drive();
  expect(await world.protocol(protocolId)).toMatchObject({ state: 'agreed' });
});

test('photos whose key was destroyed are said to be gone, and the sheet can be said to be unreadable', async () => {
  const { citizen, protocolId, photoIds } = await world.send();
  const [one = ''] = await reviewers(1);
  await world.takeSheet(one);
  for (const id of photoIds) await world.store.delete(id);
  expect((await world.sheetPhoto(one, protocolId)).kind).toBe('destroyed');
  await world.type(one, protocolId, { kind: 'problem', problem: 'unreadable' });
  await world.typedBySomebody({ kind: 'problem', problem: 'unreadable' });
  expect((await world.notices(citizen)).at(-1)).toMatchObject({ kind: 'protocol-rejected' });
});

test('photos that cannot be opened any more are told to the sender, who may send others', async () => {
  const { citizen, protocolId } = await world.send();
  await world.database.pool.query(`update photo_keys set wrapped_key = '\\x00'`);
  await world.database.pool.query(`update protocols set state = 'receiving'`);
  await world.drive();
  expect(await world.protocol(protocolId)).toMatchObject({ state: 'refused' });
  expect((await world.notices(citizen)).at(-1)).toMatchObject({ kind: 'protocol-refused', refusal: 'damaged' });
});

test.each([
  ['a field too many', entry({ more: 1 })],
  ['a field missing', { kind: 'numbers', numbers: { 'choice:oak': 1 } }],
  ['a number below nothing', entry({ invalid: -1 })],
  ['half a ballot', entry({ invalid: 0.5 })],
  ['to have it typed anew, from somebody who is no administrator', { kind: 'again' }],
] as const)('%s is not taken', async (_name, answer) => {
  await world.send();
  const [one = ''] = await reviewers(1);
  const { protocolId } = await world.takeSheet(one);
  expect((await world.type(one, protocolId, answer)).kind).toBe('unfit');
});

test('a sheet that its sender replaced while it was typed is closed for its typist', async () => {
  const { citizen, protocolId } = await world.send();
  const [one = ''] = await reviewers(1);
  await world.takeSheet(one);
  await world.send({ citizen });
  expect((await world.type(one, protocolId, entry())).kind).toBe('closed');
  expect((await world.takeSheet(one)).protocolId).not.toBe(protocolId);
});

test('two administrators who resolve at once: the first decides', async () => {
  const { protocolId } = await world.send();
  for (const invalid of [1, 2, 3]) await world.typedBySomebody(entry({ invalid }));
  const [one, two] = [await world.reviewer('administrator'), await world.reviewer('administrator')];
  expect([await world.hold(one, protocolId), await world.hold(two, protocolId)]).toEqual([true, true]);
  await world.type(one, protocolId, entry({ invalid: 7 }));
  await world.drive();
  expect((await world.type(two, protocolId, entry({ invalid: 8 }))).kind).toBe('closed');
  expect(await world.protocol(protocolId)).toMatchObject({ state: 'agreed', numbers: { invalid: 7 } });
});

test('one sheet that cannot be settled rests, and the others are settled', async () => {
  const [first, second] = [await world.send(), await world.send({ station: 1 })];
  for (const { protocolId } of [first, second]) {
    for (const reviewer of await reviewers(2)) {
      await world.database.pool.query(
        `insert into protocol_entries (protocol_id, reviewer_id, round, state, answer, leased_until, day)
         values ($1, $2, 1, 'typed', $3, now(), '2020-08-10')`,
        [protocolId, reviewer, JSON.stringify(entry())],
      );
    }
  }
  // Whose link nobody can open any more.
  await world.database.pool.query(`update protocol_links set sealed_person = '\\x00' where protocol_id = $1`, [
    first.protocolId,
  ]);
  const failures: unknown[] = [];
  const { database, keys, store } = world;
  const deps = {
    database,
    keys,
    store,
    text: () => '',
    now: () => world.clock.now,
    handOver: { give: () => undefined },
    onFailure: (error: unknown) => failures.push(error),
    resting: new Map<string, number>(),
  };
  await driveProtocols(deps);
  await driveProtocols(deps);
  expect(failures).toHaveLength(1);
  expect(await world.protocol(second.protocolId)).toMatchObject({ state: 'agreed' });
  expect(await world.protocol(first.protocolId)).toMatchObject({ state: 'open' });
  world.pass(61);
  await driveProtocols(deps);
  expect(failures).toHaveLength(2);
});

test('sheets are given by lot within the oldest day', async () => {
  const old = (await Promise.all(Array.from({ length: 6 }, () => world.send()))).map(({ protocolId }) => protocolId);
  world.pass(86_400);
  await world.send({ station: 1 });
  const given = new Set<string>();
  const sheets = { database: world.database, now: () => world.clock.now, random: (limit: number) => randomInt(limit) };
  for (const id of await reviewers(6)) given.add((await nextSheet(sheets, id))?.protocolId ?? '');
  for (const id of given) expect(old).toContain(id);
  expect(given.size).toBeGreaterThan(1);
});
