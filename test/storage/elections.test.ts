import { createElection } from '../../src/actions/create-election.ts';
import type { Election } from '../../src/domain/elections.ts';
import { type Database, openDatabase } from '../../src/storage/database.ts';
import { currentElection, listElections, loadElection } from '../../src/storage/elections.ts';
import { type ClonedDatabase, cloneDatabase } from '../support/database.ts';

const name = { be: 'а', ru: 'б', en: 'c' };
const [oak, elm, fir] = ['oak', 'elm', 'fir'].map((id) => ({ id, name })) as [
  Election['choices'][number],
  Election['choices'][number],
  Election['choices'][number],
];

function election(id: string, opensOn: string, closesOn: string, more: Partial<Election> = {}): Election {
  return {
    id,
    name,
    choices: [oak, elm],
    opensOn,
    closesOn,
    timeZone: 'UTC',
    trustedPrefixes: ['+375'],
    photoSides: 2,
    ...more,
  };
}

let clone: ClonedDatabase;
let database: Database;

beforeAll(async () => {
  clone = await cloneDatabase();
  database = openDatabase({ url: clone.url, max: 4 });
});

afterAll(async () => {
  await database.close();
  await clone.drop();
});

beforeEach(async () => {
  // Truncating elections would empty editions too, which stay: these have none.
  await database.pool.query('truncate stations, choices cascade');
  await database.pool.query('delete from elections');
});

async function vote(electionId: string): Promise<void> {
  const { rows } = await database.pool.query<{ id: string }>(
    `insert into stations (election_id, code, levels, name, address, search_text)
     values ($1, '1', '{Town}', '', '', '') returning id`,
    [electionId],
  );
  await database.pool.query(
    `insert into declarations (link_key, election_id, station_id, choice_id, tier) values ('\\x01', $1, $2, 'oak', 'verified')`,
    [electionId, rows[0]?.id],
  );
}

describe('createElection', () => {
  const may = election('e', '2026-05-01', '2026-05-31');

  test('stores the whole file, once', async () => {
    expect(await createElection(database, may)).toEqual({ kind: 'created' });
    expect(await loadElection(database.pool, 'e')).toEqual(may);
    expect(await createElection(database, may)).toEqual({ kind: 'unchanged' });
    expect(await loadElection(database.pool, 'other')).toBeUndefined();
  });

  test('changes everything while nobody has voted', async () => {
    await createElection(database, may);
    const changed = election('e', '2026-06-01', '2026-06-30', {
      choices: [fir, oak],
      photoSides: 1,
      timeZone: 'Europe/Minsk',
    });
    expect(await createElection(database, changed)).toEqual({ kind: 'changed' });
    expect(await loadElection(database.pool, 'e')).toEqual(changed);
  });

  test('keeps the choices once somebody has', async () => {
    await createElection(database, may);
    await vote('e');
    expect(await createElection(database, { ...may, choices: [oak, elm, fir] })).toEqual({
      kind: 'refused',
      problems: [{ path: 'choices[2]', reason: 'fir is new, and votes are there already' }],
    });
    expect(await loadElection(database.pool, 'e')).toEqual(may);
    const longer = { ...may, name: { ...name, en: 'Longer' }, closesOn: '2026-06-30' };
    expect(await createElection(database, longer)).toEqual({ kind: 'changed' });
    expect(await loadElection(database.pool, 'e')).toEqual(longer);
  });

  test('twice at the same moment creates one', async () => {
    const results = await Promise.all([createElection(database, may), createElection(database, may)]);
    expect(results.map(({ kind }) => kind).sort()).toEqual(['created', 'unchanged']);
  });
});

describe('currentElection', () => {
  test.each<[string, string, string | undefined]>([
    ['before all: the next', '2019-12-31T12:00:00Z', 'first'],
    ['between two: the next', '2020-06-01T12:00:00Z', 'second'],
    ['on the first day', '2020-01-01T00:00:00Z', 'first'],
    ['on the last day', '2020-02-01T23:59:00Z', 'first'],
    ['of two that are open, the one that closes first', '2020-09-10T12:00:00Z', 'short'],
    ['after all: the last', '2030-01-01T00:00:00Z', 'second'],
  ])('%s', async (_, at, id) => {
    await createElection(database, election('first', '2020-01-01', '2020-02-01'));
    await createElection(database, election('second', '2020-09-01', '2020-09-30'));
    await createElection(database, election('short', '2020-09-09', '2020-09-12'));
    expect((await currentElection(database.pool, new Date(at)))?.id).toBe(id);
  });

  test('counts days in the time zone of the election', async () => {
    await createElection(database, election('minsk', '2020-08-09', '2020-08-09', { timeZone: 'Europe/Minsk' }));
    await createElection(database, election('later', '2020-08-10', '2020-08-10', { timeZone: 'Europe/Minsk' }));
    expect((await currentElection(database.pool, new Date('2020-08-08T21:00:00Z')))?.id).toBe('minsk');
    expect((await currentElection(database.pool, new Date('2020-08-09T20:59:59Z')))?.id).toBe('minsk');
    expect((await currentElection(database.pool, new Date('2020-08-09T21:00:00Z')))?.id).toBe('later');
  });

  test('is none when there is none', async () => {
    expect(await currentElection(database.pool, new Date())).toBeUndefined();
  });
});

test('listElections lists the newest first', async () => {
  await createElection(database, election('old', '2019-01-01', '2019-02-01'));
  await createElection(database, election('new', '2021-01-01', '2021-02-01'));
  expect((await listElections(database.pool)).map(({ id }) => id)).toEqual(['new', 'old']);
});
