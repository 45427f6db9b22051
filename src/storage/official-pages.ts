import type { OfficialSource, OfficialStationNumbers } from '../domain/official/terms.ts';
import type { Queryable } from './database.ts';
import { IMPORT, type OfficialImport } from './official.ts';

/** An import as it is listed. */
export interface ListedImport extends OfficialImport {
  readonly electionId: string;
  readonly source: OfficialSource;
  /** Stations that its file names. */
  readonly stations: number;
  /** Who imported it; null for the command line. */
  readonly importedBy: string | null;
}

const LISTED = `${IMPORT}, election_id as "electionId", source,
  (select count(*)::int from official_numbers where import_id = official_imports.id) as stations,
  (select alias from organizers where organizers.id = imported_by) as "importedBy"`;

/** Every import of an election, the newest of each source first. */
export async function listAllImports(q: Queryable, electionId: string): Promise<readonly ListedImport[]> {
  const { rows } = await q.query<ListedImport>(
    `select ${LISTED} from official_imports where election_id = $1 order by source, version desc`,
    [electionId],
  );
  return rows;
}

export async function readListedImport(q: Queryable, id: string): Promise<ListedImport | undefined> {
  const { rows } = await q.query<ListedImport>(`select ${LISTED} from official_imports where id = $1`, [id]);
  return rows[0];
}

/** What a file says of some stations, by their ids; those that it does not name are left out. */
export async function numbersOfStations(
  q: Queryable,
  importId: string,
  stationIds: readonly string[],
): Promise<ReadonlyMap<string, OfficialStationNumbers>> {
  const { rows } = await q.query<OfficialStationNumbers>(
    `select station_id as "stationId", values, lines from official_numbers
     where import_id = $1 and station_id = any($2::uuid[])`,
    [importId, stationIds],
  );
  return new Map(rows.map((row) => [row.stationId, row]));
}

/** Stations that a file names, in the order of their codes. */
export async function stationsOfImport(
  q: Queryable,
  importId: string,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<readonly string[]> {
  const { rows } = await q.query<{ id: string }>(
    `select id from official_numbers join stations on stations.id = station_id
     where import_id = $1 order by code limit $2 offset $3`,
    [importId, limit, offset],
  );
  return rows.map(({ id }) => id);
}

/** What every import says of one station, the newest of each source first. */
export async function importsOfStation(
  q: Queryable,
  electionId: string,
  stationId: string,
): Promise<readonly { readonly importId: string; readonly numbers: OfficialStationNumbers }[]> {
  const { rows } = await q.query<OfficialStationNumbers & { importId: string }>(
    `select import_id as "importId", station_id as "stationId", values, lines
     from official_numbers join official_imports on official_imports.id = import_id
     where station_id = $2 and election_id = $1 order by source, version desc`,
    [electionId, stationId],
  );
  return rows.map(({ importId, ...numbers }) => ({ importId, numbers }));
}

/** How many numbers of a file are others than in the one before: changed, there only now, or no longer. */
export async function countChanges(
  q: Queryable,
  before: { readonly id: string; readonly cells: readonly string[] },
  now: { readonly id: string; readonly cells: readonly string[] },
): Promise<{ readonly changed: number; readonly added: number; readonly gone: number }> {
  const { rows } = await q.query<{ changed: number; added: number; gone: number }>(
    `with old as (select station_id, cell, value from official_numbers, unnest($2::text[], values) as c (cell, value)
                  where import_id = $1 and value is not null),
          new as (select station_id, cell, value from official_numbers, unnest($4::text[], values) as c (cell, value)
                  where import_id = $3 and value is not null)
     select count(*) filter (where old.value <> new.value)::int as changed,
            count(*) filter (where old.value is null)::int as added,
            count(*) filter (where new.value is null)::int as gone
     from old full join new using (station_id, cell)`,
    [before.id, before.cells, now.id, now.cells],
  );
  return rows[0] ?? { changed: 0, added: 0, gone: 0 };
}
