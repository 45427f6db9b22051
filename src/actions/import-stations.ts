import type { ColumnMap } from '../domain/csv-dialect.ts';
import type { Database, Queryable } from '../storage/database.ts';
import {
  type ImportCounts,
  lockElectionForImport,
  openStaging,
  refreshStationSearch,
  type StagedRow,
  stagedDuplicates,
  stageRows,
  stationsNotStaged,
  takeOverStaged,
} from '../storage/station-import.ts';
import { appendAudit } from './audit.ts';
import { readStationFile, type StationFile } from './read-station-file.ts';

export interface StationImport {
  readonly electionId: string;
  /** The file's bytes, read once and never held as a whole. */
  readonly bytes: AsyncIterable<Uint8Array>;
  /** Our column to the file's header, where the file's own names are not understood. */
  readonly map?: ColumnMap;
  /** Told how many rows were read so far, now and then. */
  readonly onProgress?: (rows: number) => void;
  /** The time of the audit trail's entry; now, unless told. */
  readonly at?: Date;
}

export interface BadRow {
  readonly line: number;
  readonly reason: string;
}

export type StationImportResult =
  | ({
      readonly kind: 'imported';
      /** Stations of the record that the file no longer has. They stay: ballots may name them. */
      readonly missing: { readonly count: number; readonly codes: readonly string[] };
      readonly columns: { readonly used: ColumnMap; readonly unused: readonly string[] };
    } & ImportCounts)
  | { readonly kind: 'no-such-election' }
  /** The file as a whole cannot be used. Nothing was imported. */
  | { readonly kind: 'unusable-file'; readonly reasons: readonly string[] }
  /** Nothing was imported. The first thousand bad rows in the order of their lines, and how many there are. */
  | { readonly kind: 'bad-rows'; readonly count: number; readonly rows: readonly BadRow[] };

type OpenFile = Extract<StationFile, { ok: true }>;

const BATCH = 1_000;
const MAX_LISTED = 1_000;
const MAX_MISSING_LISTED = 20;

/**
 * Imports a CSV file of polling stations, all of it or nothing, in one transaction. Importing it again
 * changes nothing; a station keeps its id for as long as it keeps its code.
 */
export async function importStations(database: Database, request: StationImport): Promise<StationImportResult> {
  const file = await readStationFile(request.bytes, request.map ?? {});
  if (!file.ok) return { kind: 'unusable-file', reasons: file.reasons };
  try {
    return await database.transaction((client) => importFile(client, file, request));
  } finally {
    await file.close();
  }
}

async function importFile(client: Queryable, file: OpenFile, request: StationImport): Promise<StationImportResult> {
  if (!(await lockElectionForImport(client, request.electionId))) return { kind: 'no-such-election' };
  await openStaging(client);
  const bad = await stageFile(client, file, request.onProgress);
  if (bad.broken !== undefined) return { kind: 'unusable-file', reasons: [bad.broken] };
  const duplicates = await stagedDuplicates(client, MAX_LISTED);
  if (bad.count + duplicates.count > 0) {
    const rows = [...bad.rows, ...duplicates.rows.map(reasonOfDuplicate)].sort((a, b) => a.line - b.line);
    return { kind: 'bad-rows', count: bad.count + duplicates.count, rows: rows.slice(0, MAX_LISTED) };
  }
  const { has, used, unused } = file.columns;
  const counts = await takeOverStaged(client, request.electionId, { place: !has.place, voters: !has.voters });
  if (counts.added + counts.changed + counts.unchanged === 0)
    return { kind: 'unusable-file', reasons: ['the file has a header and no rows'] };
  const missing = await stationsNotStaged(client, request.electionId, MAX_MISSING_LISTED);
  if (counts.added + counts.changed > 0) {
    await refreshStationSearch(client, request.electionId);
    const { electionId: subject, at = new Date() } = request;
    const detail = { added: counts.added, changed: counts.changed };
    await appendAudit(client, { at, organizerId: null, action: 'stations.import', subject, detail });
  }
  return { kind: 'imported', ...counts, missing, columns: { used, unused } };
}

/** Puts the good rows where nobody sees them yet, and lists the bad ones. */
async function stageFile(
  client: Queryable,
  file: OpenFile,
  onProgress: (rows: number) => void = () => {},
): Promise<{ count: number; rows: BadRow[]; broken?: string }> {
  const bad = { count: 0, rows: [] as BadRow[] };
  let batch: StagedRow[] = [];
  let read = 0;
  for await (const found of file.rows) {
    const { line } = found;
    if ('broken' in found) return { ...bad, broken: `line ${line}: ${found.broken}` };
    const { checked } = found;
    read += 1;
    if (checked.ok) batch.push({ line, row: checked.row });
    else {
      bad.count += 1;
      if (bad.rows.length < MAX_LISTED) bad.rows.push({ line, reason: checked.reasons.join('; ') });
    }
    if (batch.length === BATCH) {
      await stageRows(client, batch);
      batch = [];
    }
    if (read % BATCH === 0) onProgress(read);
  }
  if (batch.length > 0) await stageRows(client, batch);
  onProgress(read);
  return bad;
}

function reasonOfDuplicate({ line, code, firstLine }: { line: number; code: string; firstLine: number }): BadRow {
  return { line, reason: `the code ${code} is already on line ${firstLine}` };
}
