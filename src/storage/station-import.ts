import { stationSearchText, wordsOf } from '../domain/station-search.ts';
import type { StationRow } from '../domain/stations.ts';
import type { Queryable } from './database.ts';

/** A checked row and where in the file it stands. */
export interface StagedRow {
  readonly line: number;
  readonly row: StationRow;
}

export interface ImportCounts {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
}

/** Between a staged row's levels. Rows hold no control characters. */
const UNIT_SEPARATOR = '\u001f';

/**
 * Keeps every other import of this election out until the transaction ends, and not those who hand in
 * ballots. False when there is no such election.
 */
export async function lockElectionForImport(client: Queryable, electionId: string): Promise<boolean> {
  const { rowCount } = await client.query('select from elections where id = $1 for no key update', [electionId]);
  return rowCount === 1;
}

/** A table for this transaction's rows, so that nothing is touched before the whole file is known to be good. */
export async function openStaging(client: Queryable): Promise<void> {
  await client.query(`create temporary table staged_stations (
    line integer, code text, levels text[], name text, address text,
    latitude double precision, longitude double precision, registered_voters integer, search_text text
  ) on commit drop`);
}

export async function stageRows(client: Queryable, staged: readonly StagedRow[]): Promise<void> {
  await client.query(
    `insert into staged_stations
     select line, code, string_to_array(levels, '${UNIT_SEPARATOR}'), name, address, latitude, longitude, voters, search_text
     from unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::text[], $6::float8[], $7::float8[], $8::int[], $9::text[])
       as row (line, code, levels, name, address, latitude, longitude, voters, search_text)`,
    [
      staged.map(({ line }) => line),
      staged.map(({ row }) => row.code),
      staged.map(({ row }) => row.levels.join(UNIT_SEPARATOR)),
      staged.map(({ row }) => row.name),
      staged.map(({ row }) => row.address),
      staged.map(({ row }) => row.place?.latitude ?? null),
      staged.map(({ row }) => row.place?.longitude ?? null),
      staged.map(({ row }) => row.registeredVoters ?? null),
      staged.map(({ row }) => stationSearchText(row)),
    ],
  );
}

/** Rows whose code an earlier line has already: the first `limit` of them, and how many there are. */
export async function stagedDuplicates(
  client: Queryable,
  limit: number,
): Promise<{ readonly count: number; readonly rows: readonly { line: number; code: string; firstLine: number }[] }> {
  const { rows } = await client.query<{ line: number; code: string; firstLine: number; count: number }>(
    `select line, code, first_line as "firstLine", count(*) over ()::int as count
     from (select line, code, min(line) over (partition by code) as first_line from staged_stations) as numbered
     where line > first_line order by line limit $1`,
    [limit],
  );
  return { count: rows[0]?.count ?? 0, rows };
}

/**
 * Takes the staged rows over. A station that is there already (same election and code) keeps its id. What
 * the file has no column for is left as it was.
 */
export async function takeOverStaged(
  client: Queryable,
  electionId: string,
  absent: { readonly place: boolean; readonly voters: boolean },
): Promise<ImportCounts> {
  await client.query('create index on staged_stations (code)');
  await client.query('analyze staged_stations');
  const kept = [
    ...(absent.place ? ['latitude = stations.latitude', 'longitude = stations.longitude'] : []),
    ...(absent.voters ? ['registered_voters = stations.registered_voters'] : []),
  ];
  if (kept.length > 0) {
    await client.query(
      `update staged_stations as staged set ${kept.join(', ')} from stations
       where stations.election_id = $1 and stations.code = staged.code`,
      [electionId],
    );
  }
  const columns = 'levels, name, address, latitude, longitude, registered_voters, search_text';
  const of = (table: string) => columns.replace(/\w+/g, `${table}.$&`);
  const { rows } = await client.query<{ added: number; changed: number; all: number }>(
    `with taken as (
       insert into stations (election_id, code, ${columns})
       select $1, code, ${columns} from staged_stations order by line
       on conflict (election_id, code) do update set (${columns}) = row(${of('excluded')})
       where (${of('stations')}) is distinct from (${of('excluded')})
       -- No transaction has ended a row that was just added.
       returning xmax = 0 as added
     )
     select count(*) filter (where added)::int as added, count(*) filter (where not added)::int as changed,
       (select count(*)::int from staged_stations) as all
     from taken`,
    [electionId],
  );
  const { added, changed, all } = rows[0] ?? { added: 0, changed: 0, all: 0 };
  return { added, changed, unchanged: all - added - changed };
}

/** Stations that the file no longer has: the first `limit` codes, and how many there are. */
export async function stationsNotStaged(
  client: Queryable,
  electionId: string,
  limit: number,
): Promise<{ readonly count: number; readonly codes: readonly string[] }> {
  const { rows } = await client.query<{ code: string; count: number }>(
    `select code, count(*) over ()::int as count from stations
     where election_id = $1 and not exists (select from staged_stations as staged where staged.code = stations.code)
     order by code limit $2`,
    [electionId, limit],
  );
  return { count: rows[0]?.count ?? 0, codes: rows.map(({ code }) => code) };
}

/** Brings the word list and the planner's knowledge up to the stations as they are now. */
export async function refreshStationSearch(client: Queryable, electionId: string): Promise<void> {
  const texts = await client.query<{ word: string }>(
    `select distinct word from stations, unnest(string_to_array(search_text, ' ')) as word where election_id = $1`,
    [electionId],
  );
  const words = wordsOf(texts.rows.map(({ word }) => word).join(' '));
  await client.query('delete from station_words where election_id = $1', [electionId]);
  await client.query('insert into station_words select $1, unnest($2::text[])', [electionId, words]);
  // New entries wait in a list that every search has to read, until somebody files them.
  await client.query(
    `select gin_clean_pending_list('stations_search'), gin_clean_pending_list('station_words_similar')`,
  );
  await client.query('analyze stations, station_words');
}
