import { createHash } from 'node:crypto';
import { dayIn, type Election } from '../domain/elections.ts';
import type { OfficialFault } from '../domain/official/faults.ts';
import { GUESSED_READING, type OfficialReading } from '../domain/official/reading.ts';
import { createOfficialSheet, type OfficialSheet } from '../domain/official/sheet.ts';
import type { OfficialSource, OfficialStationNumbers } from '../domain/official/terms.ts';
import type { Faults, ReadSummary } from '../domain/official/uploads.ts';
import type { Database, Queryable } from '../storage/database.ts';
import { lockElection } from '../storage/elections.ts';
import {
  insertOfficialImport,
  insertOfficialNumbers,
  listOfficialImports,
  type OfficialImport,
  stationCodes,
} from '../storage/official.ts';
import { appendAudit } from './audit.ts';
import { type OfficialFile, openOfficialFile, readOfficialRows } from './read-official-file.ts';

export interface OfficialImportRequest extends Partial<OfficialReading> {
  readonly electionId: string;
  readonly source: OfficialSource;
  /** As people will read it; without a folder. */
  readonly fileName: string;
  /** The file's bytes, read once; of a CSV file never held as a whole. */
  readonly bytes: AsyncIterable<Uint8Array>;
  readonly organizerId?: string | null;
  readonly at?: Date;
  /** Only says what would be imported. */
  readonly dryRun?: boolean;
  /** Faults that are listed at most; a thousand unless told. */
  readonly listAtMost?: number;
  /** What must be written together with the import, in its transaction. */
  readonly together?: (client: Queryable, importId: string, result: OfficialImportResult) => Promise<void>;
}

export type OfficialImportResult =
  | ({ readonly kind: 'imported' } & ReadSummary)
  /** A dry run found nothing wrong: this would be imported. */
  | ({ readonly kind: 'fits' } & ReadSummary)
  /** The newest import of the source is this very file, read in the same way. */
  | { readonly kind: 'unchanged'; readonly version: number; readonly sha256: string; readonly importedOn: string }
  | { readonly kind: 'no-such-election' }
  /** Nothing was imported, because of the file as a whole, or from some line on. */
  | { readonly kind: 'unusable-file'; readonly line?: number; readonly faults: readonly OfficialFault[] }
  /** Nothing was imported, because of these rows. */
  | ({ readonly kind: 'bad-rows' } & Faults);

const BATCH = 2_000;
const LISTED = 1_000;

/**
 * Imports a file of official results (CSV or .xlsx), all of it or nothing, in one transaction, as the newest version of
 * its source; earlier versions stay. The same file once more changes nothing.
 */
export async function importOfficial(
  database: Database,
  request: OfficialImportRequest,
): Promise<OfficialImportResult> {
  return database.transaction(async (client) => {
    const election = await lockElection(client, request.electionId);
    if (election === undefined) return { kind: 'no-such-election' };
    const hash = createHash('sha256');
    const reading: OfficialReading = {
      map: request.map ?? GUESSED_READING.map,
      sheet: request.sheet ?? null,
      headerLine: request.headerLine ?? null,
      blank: request.blank ?? GUESSED_READING.blank,
      accept: [...new Set(request.accept)].sort(),
    };
    const file = await openOfficialFile(hashed(request.bytes, hash), election, reading);
    if (!file.ok) return { kind: 'unusable-file', faults: file.faults };
    try {
      return await importFile(client, { request, reading, election, file, digest: () => hash.digest('hex') });
    } finally {
      await file.table.close();
    }
  });
}

interface Opened {
  readonly request: OfficialImportRequest;
  readonly reading: OfficialReading;
  readonly election: Election;
  readonly file: Extract<OfficialFile, { ok: true }>;
  /** To be asked once, when all of the file is read. */
  readonly digest: () => string;
}

async function importFile(client: Queryable, opened: Opened): Promise<OfficialImportResult> {
  const { request, reading, election, file } = opened;
  const { source } = request;
  const { blank, accept: accepts } = reading;
  const { columns } = file;
  const choiceIds = election.choices.map(({ id }) => id);
  const stations = await stationCodes(client, election.id);
  const sheet = createOfficialSheet(stations, choiceIds, columns.shape);
  const listAtMost = request.listAtMost ?? LISTED;
  const { bad, accepted, broken } = await readOfficialRows(file, sheet, { accept: accepts, listAtMost });
  if (broken !== undefined) return { kind: 'unusable-file', line: broken.line, faults: [broken.fault] };
  if (bad.count > 0) return { kind: 'bad-rows', ...bad };
  const withResult = sheet.stationsWithResult();
  if (withResult === 0) return { kind: 'unusable-file', faults: [{ kind: 'no-numbers' }] };
  const withoutNumbers = choiceIds.filter((_, choice) => sheet.stationsWith(choice) === 0);
  if (blank === 'zero' && withoutNumbers.length > 0)
    return { kind: 'unusable-file', faults: [{ kind: 'blank-choices', choices: withoutNumbers.join(', ') }] };

  const sha256 = opened.digest();
  const [newest] = await listOfficialImports(client, election.id, source);
  const read = { sha256, columns: columns.used, sheet: file.table.sheet, blank, accepted: accepts };
  if (newest !== undefined && readsTheSame(newest, read))
    return { kind: 'unchanged', version: newest.version, sha256, importedOn: newest.importedOn };

  const version = (newest?.version ?? 0) + 1;
  const summary: ReadSummary = {
    version,
    sha256,
    shape: columns.shape,
    numbers: sheet.count(),
    stations: { withResult, without: stations.length - withResult },
    accepted,
    columns: { used: columns.used, unused: columns.unused },
    sheet: file.table.sheet,
    withoutNumbers,
  };
  if (request.dryRun === true) return { kind: 'fits', ...summary };

  const at = request.at ?? new Date();
  const organizerId = request.organizerId ?? null;
  const importId = await insertOfficialImport(client, {
    ...read,
    cells: sheet.cells,
    electionId: election.id,
    source,
    version,
    fileName: request.fileName,
    importedOn: dayIn(election.timeZone, at),
    importedBy: organizerId,
  });
  await insertAll(client, importId, sheet);
  // The planner would take a new table for empty.
  await client.query('analyze official_numbers');
  const result: OfficialImportResult = { kind: 'imported', ...summary };
  await request.together?.(client, importId, result);
  const detail = { source, version, sha256, numbers: summary.numbers };
  await appendAudit(client, { at, organizerId, action: 'official.import', subject: election.id, detail });
  return result;
}

async function insertAll(client: Queryable, importId: string, sheet: OfficialSheet): Promise<void> {
  let batch: OfficialStationNumbers[] = [];
  for (const station of sheet.numbers()) {
    batch.push(station);
    if (batch.length < BATCH) continue;
    await insertOfficialNumbers(client, importId, batch);
    batch = [];
  }
  if (batch.length > 0) await insertOfficialNumbers(client, importId, batch);
}

function readsTheSame(
  newest: OfficialImport,
  read: Pick<OfficialImport, 'sha256' | 'columns' | 'sheet' | 'blank' | 'accepted'>,
): boolean {
  const columns = (of: OfficialImport['columns']) =>
    JSON.stringify(Object.entries(of).sort(([a], [b]) => (a < b ? -1 : 1)));
  return (
    newest.sha256 === read.sha256 &&
    newest.sheet === read.sheet &&
    newest.blank === read.blank &&
    newest.accepted.join() === read.accepted.join() &&
    columns(newest.columns) === columns(read.columns)
  );
}

async function* hashed(
  bytes: AsyncIterable<Uint8Array>,
  hash: { update(chunk: Uint8Array): unknown },
): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    hash.update(chunk);
    yield chunk;
  }
}
