import { randomUUID } from 'node:crypto';
import { backupTables, copyOut } from '../../src/storage/backup.ts';
import { type Database, openDatabase } from '../../src/storage/database.ts';
import { addElection } from '../support/builders.ts';
import { type ClonedDatabase, cloneDatabase } from '../support/database.ts';
import { rankCorrelation } from '../support/rank-correlation.ts';

let cloned: ClonedDatabase;
let database: Database;
beforeAll(async () => {
  cloned = await cloneDatabase();
  database = openDatabase({ url: cloned.url, max: 2 });
});
afterAll(async () => {
  await database.close();
  await cloned.drop();
});

/** Ids of a table's rows, in the order in which a backup has them. */
async function copied(table: string, column: string): Promise<string[]> {
  const client = await database.pool.connect();
  try {
    const found = (await backupTables(client)).find(({ name }) => name === table);
    if (found === undefined) throw new Error(`no table ${table}`);
    const chunks: Buffer[] = [];
    for await (const chunk of copyOut(client, found)) chunks.push(chunk);
    const at = found.columns.indexOf(column);
    return Buffer.concat(chunks)
      .toString()
      .trimEnd()
      .split('\n')
      .map((line) => line.split('\t')[at] ?? '');
  } finally {
    client.release();
  }
}

test('rows that arrived one after another leave in an order that says nothing, and in another one each time', async () => {
  const { electionId, stationIds, choiceIds } = await addElection(database.pool);
  const arrived = Array.from({ length: 2_000 }, () => randomUUID());
  await database.pool.query(
    `insert into ballots (id, election_id, station_id, choice_id, tier, kind, state, day)
     select id, $2, $3, $4, 'verified', 'without-photo', 'handed-in', '2020-08-09'
     from unnest($1::uuid[]) with ordinality as n (id, i) order by i`,
    [arrived, electionId, stationIds[0], choiceIds[0]],
  );
  const heap = await database.pool.query<{ id: string }>('select id from ballots order by ctid');
  expect(heap.rows.map(({ id }) => id)).toEqual(arrived);

  const [first, second] = [await copied('ballots', 'id'), await copied('ballots', 'id')];
  expect(new Set(first)).toEqual(new Set(arrived));
  // By chance it is more than this once in a hundred million runs.
  for (const [one, other] of [
    [arrived, first],
    [arrived, second],
    [first, second],
    [[...arrived].sort(), first],
  ] as const)
    expect(Math.abs(rankCorrelation(one, other))).toBeLessThan(0.13);
});
