import type { SheetStation } from '../domain/official/sheet.ts';
import type { Blank, Contradiction, OfficialSource, OfficialStationNumbers } from '../domain/official/terms.ts';
import type { Queryable } from './database.ts';

/** A file of official results as it was imported. */
export interface OfficialImport {
  readonly id: string;
  readonly version: number;
  readonly fileName: string;
  /** Of the file's bytes, in hexadecimal. */
  readonly sha256: string;
  readonly columns: Readonly<Record<string, string>>;
  /** Of a workbook; null for CSV. */
  readonly sheet: string | null;
  /** What the values of its numbers are, in their order. */
  readonly cells: readonly string[];
  readonly blank: Blank;
  readonly accepted: readonly Contradiction[];
  /** YYYY-MM-DD in the election's time zone. */
  readonly importedOn: string;
}

export interface NewOfficialImport extends Omit<OfficialImport, 'id'> {
  readonly electionId: string;
  readonly source: OfficialSource;
  /** The organizer; null for the command line. */
  readonly importedBy: string | null;
}

/** Columns of an import, for `select`. */
export const IMPORT = `id, version, file_name as "fileName", encode(sha256, 'hex') as sha256, columns, sheet, cells, blank, accepted,
  imported_on::text as "importedOn"`;

/** Every import of a source, the newest first. */
export async function listOfficialImports(
  q: Queryable,
  electionId: string,
  source: OfficialSource,
): Promise<readonly OfficialImport[]> {
  const { rows } = await q.query<OfficialImport>(
    `select ${IMPORT} from official_imports where election_id = $1 and source = $2 order by version desc`,
    [electionId, source],
  );
  return rows;
}

/** Ids and codes of an election's stations. */
export async function stationCodes(q: Queryable, electionId: string): Promise<readonly SheetStation[]> {
  const { rows } = await q.query<SheetStation>('select id, code from stations where election_id = $1 order by code', [
    electionId,
  ]);
  return rows;
}

/** @returns its id. */
export async function insertOfficialImport(q: Queryable, of: NewOfficialImport): Promise<string> {
  const { rows } = await q.query<{ id: string }>(
    `insert into official_imports
       (election_id, source, version, file_name, sha256, columns, sheet, cells, blank, accepted, imported_on, imported_by)
     values ($1, $2, $3, $4, decode($5, 'hex'), $6, $7, $8, $9, $10, $11, $12) returning id`,
    [
      of.electionId,
      of.source,
      of.version,
      of.fileName,
      of.sha256,
      JSON.stringify(of.columns),
      of.sheet,
      of.cells,
      of.blank,
      of.accepted,
      of.importedOn,
      of.importedBy,
    ],
  );
  const [row] = rows;
  if (row === undefined) throw new Error('an import was not inserted');
  return row.id;
}

export async function insertOfficialNumbers(
  q: Queryable,
  importId: string,
  numbers: readonly OfficialStationNumbers[],
): Promise<void> {
  // Postgres has no array of arrays of different lengths or with nulls only: each goes as its text.
  const literal = (of: readonly (number | null)[]) => `{${of.map((number) => number ?? 'NULL').join()}}`;
  await q.query({
    name: 'insert-official-numbers',
    text: `insert into official_numbers (import_id, station_id, values, lines)
           select $1::uuid, s, v::int[], l::int[] from unnest($2::uuid[], $3::text[], $4::text[]) as n (s, v, l)`,
    values: [
      importId,
      numbers.map(({ stationId }) => stationId),
      numbers.map(({ values }) => literal(values)),
      numbers.map(({ lines }) => literal(lines)),
    ],
  });
}

/** All numbers of an import. */
export async function loadOfficialNumbers(q: Queryable, importId: string): Promise<readonly OfficialStationNumbers[]> {
  const { rows } = await q.query<OfficialStationNumbers>(
    'select station_id as "stationId", values, lines from official_numbers where import_id = $1',
    [importId],
  );
  return rows;
}
