import { attackAlarms } from '../../src/domain/attacks/attack-alarms.ts';
import { readAttackFigures } from '../../src/storage/attack-figures.ts';
import { type Database, openDatabase } from '../../src/storage/database.ts';
import { addElection, addPerson, type Place } from '../support/builders.ts';
import { type ClonedDatabase, cloneDatabase } from '../support/database.ts';

let clone: ClonedDatabase;
let database: Database;
let place: Place;

beforeAll(async () => {
  clone = await cloneDatabase();
  database = openDatabase({ url: clone.url, max: 2 });
  place = await addElection(database.pool);
});

afterAll(async () => {
  await database.close();
  await clone.drop();
});

beforeEach(() => database.pool.query('truncate people, ballots, forgotten_days cascade'));

async function joined(...days: readonly string[]): Promise<void> {
  for (const day of days) {
    const { id } = await addPerson(database.pool, { stationId: place.stationIds[0] ?? '' });
    await database.pool.query('update people set joined_on = $2 where id = $1', [id, day]);
  }
}

async function voted(...days: readonly string[]): Promise<void> {
  await database.pool.query(
    `insert into ballots (id, election_id, station_id, choice_id, tier, kind, state, day)
     select gen_random_uuid(), $1, $2, 'oak', 'verified', 'photographed', 'handed-in', day from unnest($3::date[]) day`,
    [place.electionId, place.stationIds[0], days],
  );
}

async function erased(day: string, count: number): Promise<void> {
  await database.pool.query('insert into forgotten_days (day, count) values ($1, $2)', [day, count]);
}

const read = () => readAttackFigures(database.pool, place.electionId);

test('accounts that joined long before the first ballot, or long after the last, make no days', async () => {
  await joined('2019-08-09', '2020-01-15', '2020-08-01', '2020-08-02', '2020-08-09', '2020-08-17', '2020-08-18');
  await voted('2020-08-09', '2020-08-10');
  await erased('2019-12-24', 400);
  await erased('2020-08-05', 3);
  await erased('2021-03-01', 400);
  const figures = await read();
  expect([figures.days.at(0), figures.days.at(-1), figures.days.length]).toEqual(['2020-08-02', '2020-08-17', 16]);
  expect(figures.joinedBefore).toBe(3);
  const joins = figures.cells.filter((cell) => cell.joined > 0).map((cell) => [figures.days[cell.day], cell.joined]);
  expect(joins.sort()).toEqual([
    ['2020-08-02', 1],
    ['2020-08-09', 1],
    ['2020-08-17', 1],
  ]);
  expect(figures.deletions.map((count, day) => [figures.days[day], count]).filter(([, count]) => count !== 0)).toEqual([
    ['2020-08-05', 3],
  ]);
});

test('while nobody has voted, the last week of joining is looked at', async () => {
  await joined('2020-01-15', '2020-07-28', '2020-08-01', '2020-08-03');
  const { days, joinedBefore } = await read();
  expect([days.at(0), days.at(-1), joinedBefore]).toEqual(['2020-07-28', '2020-08-03', 1]);
});

test('while nobody has joined either, there is nothing', async () => {
  await erased('2020-08-05', 3);
  expect(await read()).toMatchObject({ days: [], joinedBefore: 0, cells: [], deletions: [] });
});

test('accounts of before are counted where erased ones are: the more there are, the more are erased on a usual day', async () => {
  await voted('2020-08-09', '2020-08-10', '2020-08-11');
  for (const [day, count] of Object.entries({ '2020-08-09': 10, '2020-08-10': 30, '2020-08-11': 10 })) {
    await erased(day, count);
  }
  expect(attackAlarms(await read()).map(({ kind }) => kind)).toEqual(['deletions']);
  await database.pool.query(
    `insert into people (person_key, messenger, sealed_address, language, consented, tier, station_id, joined_on)
     select sha256(n::text::bytea), 'telegram', '\\x00', 'en', true, 'verified', $1, '2020-01-15' from generate_series(1, 2000) n`,
    [place.stationIds[0]],
  );
  const figures = await read();
  expect(figures.joinedBefore).toBe(2_000);
  expect(figures.days).toHaveLength(3);
  expect(attackAlarms(figures)).toEqual([]);
});
