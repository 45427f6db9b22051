import { createEditionReader } from '../../../src/actions/editions/current-edition.ts';
import { editionSha256 } from '../../../src/actions/editions/edition-bytes.ts';
import { editionProblems, editionSchema } from '../../../src/domain/finding/edition-schema.ts';
import { summarizeEdition } from '../../../src/domain/finding/edition-summary.ts';
import { type Database, openDatabase } from '../../../src/storage/database.ts';
import { grantToRole } from '../../../src/storage/database-roles.ts';
import type { Place } from '../../support/builders.ts';
import { type ClonedDatabase, cloneDatabase } from '../../support/database.ts';
import {
  addCountedElection,
  decide,
  handIn,
  importResults,
  prepare,
  publish,
  requestFor,
} from '../../support/editions.ts';
import { inAll } from '../../support/some-survey.ts';

let clone: ClonedDatabase;
let database: Database;
let place: Place;
let at: number;

beforeEach(async () => {
  clone = await cloneDatabase();
  database = openDatabase({ url: clone.url, max: 6 });
  place = await addCountedElection(database);
  at = Date.parse('2026-03-01T22:30:00Z');
});

afterEach(async () => {
  await database.close();
  await clone.drop();
});

const reader = () => createEditionReader({ database, now: () => new Date(at) });

test('nothing is public before two people published it', async () => {
  expect(await reader().current()).toBeUndefined();
  await prepare(database, requestFor(place));
  expect(await reader().current()).toBeUndefined();
});

test('an edition is the count as it was prepared, whatever comes meanwhile', async () => {
  const proposal = await prepare(database, requestFor(place));
  await handIn(database, place, 0, 500);
  expect(await decide(database, proposal, 'approved', new Date(at))).toEqual({ kind: 'done' });
  const published = await reader().current();
  const edition = published?.edition;
  expect(edition).toMatchObject({
    number: 1,
    publishedOn: '2026-03-01',
    basis: 'handed-in',
    sources: [{ source: 'cec', version: 1, fileName: 'results.csv' }],
    changes: [],
    earlier: [],
  });
  expect(edition?.stations.map(({ code, ours, official }) => ({ code, ours, official }))).toEqual([
    { code: '01-1', ours: [0, 30, 0], official: [[90, 10, 0]] },
    { code: '01-2', ours: [0, 20, 0], official: [[50, 50, 0]] },
  ]);
  if (edition === undefined) throw new Error('nothing was published');
  expect(summarizeEdition(edition).summary.country).toMatchObject({ proven: 1, missing: 20, leftOut: 0 });
  expect(editionSha256(edition)).toBe(published?.sha256);
  expect(editionSchema.parse(JSON.parse(JSON.stringify(edition)))).toEqual(edition);
  expect(editionProblems(edition)).toEqual([]);
});

test('a correction is the next edition, with what it changes and what was before', async () => {
  await publish(database, requestFor(place), new Date(at));
  await importResults(database, place.electionId, 'cec', 'station,oak,birch,pine\n01-1,90,12,0\n01-2,50,50,0\n');
  await importResults(database, place.electionId, 'protocol', 'station,oak,birch,pine\n01-1,60,40,0\n');
  await handIn(database, place, 0, 5);
  await publish(database, requestFor(place, { note: inAll('A sheet had been read wrongly.') }), new Date(at));
  const edition = (await reader().current())?.edition;
  expect(edition).toMatchObject({ number: 2, note: inAll('A sheet had been read wrongly.') });
  expect(edition?.sources.map(({ source, version }) => [source, version])).toEqual([
    ['cec', 2],
    ['protocol', 1],
  ]);
  expect(edition?.changes).toEqual([
    { stationCode: '01-1', what: 'ours:birch', before: 30, after: 35 },
    { stationCode: '01-1', what: 'official:cec:birch', before: 10, after: 12 },
    { stationCode: '01-1', what: 'official:protocol:oak', before: null, after: 60 },
    { stationCode: '01-1', what: 'official:protocol:birch', before: null, after: 40 },
    { stationCode: '01-1', what: 'official:protocol:pine', before: null, after: 0 },
  ]);
  expect(edition?.earlier).toEqual([{ number: 1, publishedOn: '2026-03-01', note: null, changes: [] }]);
  expect((await reader().numbered(place.electionId, 1))?.edition).toMatchObject({ number: 1, earlier: [] });
  expect(await reader().numbered(place.electionId, 3)).toBeUndefined();
  expect((await reader().list()).map(({ number }) => number)).toEqual([2, 1]);
});

test('of two that were prepared as the same number, one is published', async () => {
  const [one, other] = [await prepare(database, requestFor(place)), await prepare(database, requestFor(place))];
  expect(await decide(database, one)).toEqual({ kind: 'done' });
  expect(await decide(database, other)).toEqual({ kind: 'refused', why: 'changed' });
  expect(await reader().list()).toHaveLength(1);
});

test('what was refused is let go of, and cannot be published any more', async () => {
  const proposal = await prepare(database, requestFor(place));
  expect(await decide(database, proposal, 'refused')).toEqual({ kind: 'done' });
  expect((await database.pool.query('select from prepared_editions')).rowCount).toBe(0);
});

test('there is no edition without official results, nor of an election that there is not', async () => {
  await expect(prepare(database, requestFor(place, { sources: ['observer'] }))).rejects.toThrow('no-official-results');
  await expect(prepare(database, requestFor({ electionId: 'nowhere' }))).rejects.toThrow('unknown-election');
});

test('a new edition is served within five seconds, and the same object until then', async () => {
  await publish(database, requestFor(place));
  const { current } = reader();
  const first = await current();
  await publish(database, requestFor(place));
  expect(await current()).toBe(first);
  at += 4_000;
  expect((await current())?.edition.number).toBe(2);
});

test('while the database is away, what is known stays public', async () => {
  await publish(database, requestFor(place));
  const gone = openDatabase({ url: clone.url, max: 1 });
  const { current } = createEditionReader({ database: gone, now: () => new Date(at) });
  const known = await current();
  await gone.close();
  at += 60_000;
  expect(await current()).toBe(known);
});

describe('the database itself', () => {
  const refused = (sql: string) => expect(database.pool.query(sql)).rejects.toMatchObject({ code: '23001' });

  test('changes and deletes no edition', async () => {
    await publish(database, requestFor(place));
    await refused(`update editions set published_on = '2020-01-01'`);
    await refused('delete from editions');
    await refused('truncate editions');
    await refused(`update prepared_editions set content = ''`);
    await expect(database.pool.query('delete from prepared_editions')).rejects.toThrow('editions_prepared');
  });

  test('lets nothing in that nobody approved', async () => {
    const id = await prepare(database, requestFor(place));
    await refused(
      `insert into editions (election_id, number, prepared_id, proposal_id, published_on)
       select election_id, number, id, '${id}', current_date from prepared_editions`,
    );
  });

  test('lets the web process add editions, and no more', async () => {
    const role = `web_${clone.database}`;
    await database.pool.query(`create role ${role}`);
    try {
      await grantToRole(database.pool, role, 'web');
      const may = async (what: string) => {
        const { rows } = await database.pool.query(`select has_table_privilege($1, 'editions', $2) as may`, [
          role,
          what,
        ]);
        return rows[0].may;
      };
      expect([await may('select'), await may('insert')]).toEqual([true, true]);
      expect([await may('update'), await may('delete'), await may('truncate')]).toEqual([false, false, false]);
    } finally {
      await database.pool.query(`drop owned by ${role}; drop role ${role}`);
    }
  });
});
