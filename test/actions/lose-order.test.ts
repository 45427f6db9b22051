import { randomBytes, randomUUID } from 'node:crypto';
import { loseOrder } from '../../src/actions/lose-order.ts';
import { type Database, openDatabase } from '../../src/storage/database.ts';
import { grantToRole } from '../../src/storage/database-roles.ts';
import { IN_ORDER_OF_ARRIVAL } from '../../src/storage/disorder.ts';
import { addElection, type Place } from '../support/builders.ts';
import { type ClonedDatabase, cloneDatabase } from '../support/database.ts';
import { rankCorrelation } from '../support/rank-correlation.ts';

const DAYS = { closedBefore: '2020-08-10', today: '2020-08-12', tomorrow: '2020-08-13' };
const PEOPLE = 1_500;

let clone: ClonedDatabase;
let owner: Database;
/** With the rights that the worker has. */
let worker: Database;
let place: Place;
const role = `golos_worker_${randomBytes(6).toString('hex')}`;
/** Keys of each table's rows, in the order in which people handed in. */
let arrived: ReadonlyMap<string, readonly string[]>;

beforeEach(async () => {
  clone = await cloneDatabase();
  owner = openDatabase({ url: clone.url, max: 3 });
  await owner.pool.query(`create role ${role} login password 'x'`);
  await owner.transaction((client) => grantToRole(client, role, 'worker'));
  const url = new URL(clone.url);
  url.username = role;
  url.password = 'x';
  worker = openDatabase({ url: url.href, max: 2 });
  place = await addElection(owner.pool);
  await owner.pool.query(`update elections set closes_on = '2020-08-09'`);
  arrived = await handInOneAfterAnother();
});
afterEach(async () => {
  await worker.close();
  await owner.pool.query(`drop owned by ${role}`);
  await owner.pool.query(`drop role ${role}`);
  await owner.close();
  await clone.drop();
});

async function handInOneAfterAnother(): Promise<Map<string, readonly string[]>> {
  const { electionId, stationIds, choiceIds } = place;
  const uuids = () => Array.from({ length: PEOPLE }, () => randomUUID());
  const hashes = () => Array.from({ length: PEOPLE }, () => randomBytes(32));
  const [ballots, photos, items, links, declared] = [uuids(), uuids(), uuids(), hashes(), hashes()];
  const each = (sql: string, ...values: unknown[]) => owner.pool.query(sql, values);
  await each(
    `insert into ballots (id, election_id, station_id, choice_id, tier, kind, state, day)
     select id, $2, $3, $4, 'verified', 'photographed', 'handed-in', '2020-08-09' from unnest($1::uuid[]) id`,
    ...[ballots, electionId, stationIds[0], choiceIds[0]],
  );
  await each(
    'insert into ballot_links (link_key, ballot_id) select * from unnest($1::bytea[], $2::uuid[])',
    links,
    ballots,
  );
  await each(
    `insert into declarations (link_key, election_id, station_id, choice_id, tier)
     select k, $2, $3, $4, 'verified' from unnest($1::bytea[]) k`,
    ...[declared, electionId, stationIds[0], choiceIds[0]],
  );
  await each(
    `insert into photos (id, ballot_id, side, outcome, refusal, day)
     select p, b, 1, 'refused', 'damaged', '2020-08-09' from unnest($1::uuid[], $2::uuid[]) as n (p, b)`,
    ...[photos, ballots],
  );
  await each(`insert into photo_keys (photo_id, wrapped_key) select p, '\\x00' from unnest($1::uuid[]) p`, photos);
  await each(
    `insert into review_items (id, election_id, ballot_id, station_id, kind, pick, day)
     select i, $3, b, $4, 'ballot', 0, '2020-08-09' from unnest($1::uuid[], $2::uuid[]) as n (i, b)`,
    ...[items, ballots, electionId, stationIds[0]],
  );
  await each(
    `insert into review_photos (item_id, position, photo_id, wrapped_key)
     select i, 0, p, '\\x00' from unnest($1::uuid[], $2::uuid[]) as n (i, p)`,
    ...[items, photos],
  );
  const hex = (keys: readonly Buffer[]) => keys.map((key) => `\\x${key.toString('hex')}`);
  return new Map([
    ['ballots', ballots],
    ['ballot_links', hex(links)],
    ['declarations', hex(declared)],
    ['photos', photos],
    ['photo_keys', photos],
    ['review_items', items],
    ['review_photos', items],
  ]);
}

const lying = async (table: string, key: string, order = 'ctid') => {
  const { rows } = await owner.pool.query<{ key: string }>(
    `select ${key}::text as key from ${table} order by ${order}`,
  );
  return rows.map((row) => row.key);
};

/** How much a table's order on the disk, and the numbers of the transactions that wrote it, say of who came when. */
async function tells(table: string, key: string): Promise<number> {
  const places = arrived.get(table) ?? [];
  return Math.max(
    Math.abs(rankCorrelation(places, await lying(table, key))),
    Math.abs(rankCorrelation(places, await lying(table, key, `age(xmin) desc, ${key}`))),
  );
}

async function whole(): Promise<Map<string, unknown>> {
  const found = new Map<string, unknown>();
  for (const { table, key } of IN_ORDER_OF_ARRIVAL)
    found.set(table, (await owner.pool.query(`select * from ${table} order by ${key}`)).rows);
  return found;
}

test('rows lie as people came until their election is over, and then in an order that says nothing, all still there', async () => {
  for (const { table, key } of IN_ORDER_OF_ARRIVAL) expect([table, await tells(table, key)]).toEqual([table, 1]);
  const before = await whole();
  // Not yet: a photo of the last day may be on its way.
  await loseOrder(worker, { ...DAYS, closedBefore: '2020-08-09' });
  expect(await lying('ballots', 'id')).toEqual(arrived.get('ballots'));

  await loseOrder(worker, DAYS);
  for (const { table, key } of IN_ORDER_OF_ARRIVAL)
    expect([table, (await tells(table, key)) < 0.15]).toEqual([table, true]);
  expect(await whole()).toEqual(before);
});

test('it is done once an election, and again for one that was opened anew', async () => {
  await loseOrder(worker, DAYS);
  const places = () => lying('ballots', `id::text || ctid::text`);
  await owner.pool.query('update ballots set day = day where id = any ($1)', [arrived.get('ballots')?.slice(0, 700)]);
  const moved = await places();
  await loseOrder(worker, DAYS);
  expect(await places()).toEqual(moved);

  await owner.pool.query(`update elections set closes_on = '2020-08-14'`);
  await loseOrder(worker, { closedBefore: '2020-08-16', today: '2020-08-18', tomorrow: '2020-08-19' });
  expect(await places()).not.toEqual(moved);
});

test('nothing is held up while another election takes ballots, or does so tomorrow', async () => {
  const other = (opens: string, closes: string) =>
    owner.pool.query(
      `insert into elections (id, name, opens_on, closes_on, time_zone, trusted_prefixes, photo_sides)
       values ('other', '{}', $1, $2, 'UTC', '{}', 1)
       on conflict (id) do update set opens_on = $1, closes_on = $2`,
      [opens, closes],
    );
  for (const [opens, closes] of [
    ['2020-08-01', '2020-08-30'],
    ['2020-08-13', '2020-08-30'],
    ['2020-08-01', '2020-08-11'],
  ] as const) {
    await other(opens, closes);
    await loseOrder(worker, DAYS);
    expect(await lying('ballots', 'id')).toEqual(arrived.get('ballots'));
  }
  await other('2020-08-14', '2020-08-30');
  await loseOrder(worker, DAYS);
  expect(await tells('ballots', 'id')).toBeLessThan(0.15);
});

test('a table that somebody holds is left alone, and all of it is done the next time', async () => {
  const reading = await owner.pool.connect();
  await reading.query('begin');
  await reading.query('select from photos limit 1');
  await loseOrder(worker, DAYS);
  expect((await owner.pool.query('select disordered_on as day from elections')).rows).toEqual([{ day: null }]);
  await reading.query('commit');
  reading.release();
  await loseOrder(worker, DAYS);
  for (const { table, key } of IN_ORDER_OF_ARRIVAL)
    expect([table, (await tells(table, key)) < 0.15]).toEqual([table, true]);
});
