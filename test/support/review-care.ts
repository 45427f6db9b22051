import { randomInt } from 'node:crypto';
import { type Database, openDatabase } from '../../src/storage/database.ts';
import { compareTallies } from '../../src/storage/tallies.ts';
import { addElection, type Place, testKeys } from './builders.ts';
import { type ClonedDatabase, cloneDatabase } from './database.ts';

/** A database of a test with an election, and what the worker's care for review is given. */
export interface ReviewWorld {
  readonly database: Database;
  readonly place: Place;
  readonly keys: ReturnType<typeof testKeys>;
  readonly deps: {
    readonly database: Database;
    readonly keys: ReturnType<typeof testKeys>;
    readonly random: (limit: number) => number;
    readonly now: () => Date;
  };
  /** The counts of a station's choice: handed in with photos, accepted, of these in quarantine. */
  counts(station?: number, choice?: number): Promise<[photographed: number, verified: number, quarantined: number]>;
  /** Cells that a recount finds to be otherwise. */
  differences(): Promise<unknown[]>;
  /** One value of one row. */
  one<T>(sql: string, ...values: unknown[]): Promise<T>;
  /** What the audit trail says was done, in order. */
  audited(): Promise<string[]>;
  close(): Promise<void>;
}

export async function openReviewWorld(): Promise<ReviewWorld> {
  const clone: ClonedDatabase = await cloneDatabase();
  const database = openDatabase({ url: clone.url, max: 4, onIdleError: () => undefined });
  const place = await addElection(database.pool);
  const keys = testKeys();
  const now = () => new Date('2026-01-03T12:00:00Z');
  return {
    database,
    place,
    keys,
    deps: { database, keys, random: (limit) => randomInt(limit), now },
    async counts(station = 0, choice = 0) {
      const { rows } = await database.pool.query<{ counts: [number, number, number] }>(
        `select array[sum(photographed), sum(verified), sum(quarantined)]::int[] as counts from tallies
         where station_id = $1 and choice_id = $2`,
        [place.stationIds[station], place.choiceIds[choice]],
      );
      return rows[0]?.counts ?? [0, 0, 0];
    },
    differences: async () => (await compareTallies(database.pool)).differences,
    async one<T>(sql: string, ...values: unknown[]) {
      const { rows } = await database.pool.query<Record<string, T>>(sql, values);
      return Object.values(rows[0] ?? {})[0] as T;
    },
    async audited() {
      const { rows } = await database.pool.query<{ action: string }>(
        'select action from audit_entries order by number',
      );
      return rows.map(({ action }) => action);
    },
    async close() {
      await database.close();
      await clone.drop();
    },
  };
}

/** An official result of the commission at a station, for the first choice. */
export async function addOfficial({ database, place }: ReviewWorld, votes: readonly number[]): Promise<void> {
  const { rows } = await database.pool.query<{ id: string }>(
    `insert into official_imports (election_id, source, version, file_name, sha256, columns, cells, blank, accepted, imported_on)
     values ($1, 'cec', 1, 'results.csv', sha256('x'), '{}', array['choice:oak'], 'missing', '{}', '2026-01-02') returning id`,
    [place.electionId],
  );
  for (const [station, number] of votes.entries()) {
    await database.pool.query(
      'insert into official_numbers (import_id, station_id, values, lines) values ($1, $2, $3, $4)',
      [rows[0]?.id, place.stationIds[station], [number], [station + 2]],
    );
  }
}
