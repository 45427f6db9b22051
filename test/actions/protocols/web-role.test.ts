import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { createAuditWriter } from '../../../src/actions/audit-writer.ts';
import { askWorker } from '../../../src/actions/protocols/ask-worker.ts';
import { holdDisputedSheet, keepSheet, nextSheet, putSheetBack } from '../../../src/actions/protocols/next-sheet.ts';
import { openSheetPhoto } from '../../../src/actions/protocols/open-sheet-photo.ts';
import { protocolNumbers } from '../../../src/actions/protocols/protocol-numbers.ts';
import { typeSheet } from '../../../src/actions/protocols/type-sheet.ts';
import { type Database, openDatabase } from '../../../src/storage/database.ts';
import { grantToRole } from '../../../src/storage/database-roles.ts';
import { entry, type ProtocolWorld, protocolWorld } from '../../support/protocols.ts';

const role = `golos_web_${randomBytes(6).toString('hex')}`;
let world: ProtocolWorld;
let web: Database;
beforeAll(async () => {
  world = await protocolWorld();
  const password = randomBytes(8).toString('hex');
  await world.database.pool.query(`create role ${role} login password '${password}'`);
  expect(await world.database.transaction((client) => grantToRole(client, role, 'web'))).toBe('granted');
  const { rows } = await world.database.pool.query<{ port: string; name: string }>(
    `select current_setting('port') as port, current_database() as name`,
  );
  web = openDatabase({ url: `postgres://${role}:${password}@127.0.0.1:${rows[0]?.port}/${rows[0]?.name}`, max: 4 });
});
afterAll(async () => {
  await web.close();
  await world.database.pool.query(`drop owned by ${role}`);
  await world.database.pool.query(`drop role ${role}`);
  await world.close();
});

test('the web process types, looks, puts back, resolves and asks, by its own role', async () => {
  const now = () => world.clock.now;
  const deps = { database: web, now, random: () => 0 };
  const photos = { reviewKey: world.keys.review, store: world.store, audit: createAuditWriter(web) };
  const { protocolId } = await world.send();
  for (const invalid of [1, 2, 3]) {
    const reviewerId = await world.reviewer();
    const key = { protocolId, reviewerId };
    expect((await nextSheet(deps, reviewerId))?.protocolId).toBe(protocolId);
    await putSheetBack(deps, key);
    await nextSheet(deps, reviewerId);
    expect(await keepSheet(deps, key)).toBe(true);
    expect((await openSheetPhoto({ ...photos, database: web, now }, { ...key, position: 0 })).kind).toBe('photo');
    expect(await typeSheet(deps, { ...key, answer: entry({ invalid }) })).toEqual({ kind: 'taken' });
    await world.drive();
  }
  const reviewerId = await world.reviewer('administrator');
  expect(await holdDisputedSheet(deps, { protocolId, reviewerId })).toBe(true);
  expect(await typeSheet(deps, { protocolId, reviewerId, answer: entry() })).toEqual({ kind: 'taken' });
  await world.drive();
  const { electionId } = world.place;
  expect((await protocolNumbers(web.pool, electionId)).stations).toHaveLength(1);
  await askWorker(deps, { electionId, kind: 'adopt', protocolId: null, by: reviewerId });
  await world.drive();
});

test.each([
  ['say what is agreed', `update protocols set state = 'agreed', numbers = '{}'`],
  [
    'make a sheet up',
    `insert into protocols (id, election_id, station_id, state, pick, day) select gen_random_uuid(), election_id, station_id, 'open', 1, day from protocols`,
  ],
  ['connect anybody with a sheet', `insert into protocol_links select '\\x00', station_id, id, '\\x00' from protocols`],
  ['give itself a photo', `insert into protocol_photos select id, 9, id, '\\x00' from protocols`],
  ['take an entry away', 'delete from protocol_entries'],
  ['put an entry on another sheet', 'update protocol_entries set protocol_id = protocol_id'],
  ['say that an entry was considered', 'update protocol_entries set considered = true'],
  ['answer its own request', `update protocol_requests set outcome = 'done'`],
])('it cannot %s', async (_name, sql) => {
  const code = await web.pool.query(sql).then(
    () => 'done',
    (error: pg.DatabaseError) => error.code,
  );
  expect(code).toBe('42501');
});
