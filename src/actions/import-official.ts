import { createHash } from 'node:crypto';
import type { ColumnMap } from '../domain/csv-dialect.ts';
import { dayIn, type Election } from '../domain/elections.ts';
import { knownOfficialHeaders, mapOfficialColumns, type OfficialColumns } from '../domain/official/columns.ts';
import { createOfficialSheet, type OfficialSheet, type Remark } from '../domain/official/sheet.ts';
import type { Blank, Contradiction, OfficialSource, OfficialStationNumbers } from '../domain/official/terms.ts';
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
import { type CsvFile, readCsvFile, wrongWidth } from './read-csv-file.ts';

export interface OfficialImportRequest {
  readonly electionId: string;
  readonly source: OfficialSource;
  /** As people will read it; without a folder. */
  readonly fileName: string;
  /** The file's bytes, read once and never held as a whole. */
  readonly bytes: AsyncIterable<Uint8Array>;
  /** Our column to the file's header: see `OFFICIAL_COLUMNS`, and `choice:ID`. */
  readonly map?: ColumnMap;
  /** What a blank next to a number means; `missing` unless told. */
  readonly blank?: Blank;
  /** Nonsense that is the source's own; refused unless it is named here. */
  readonly accept?: readonly Contradiction[];
  readonly organizerId?: string | null;
  readonly at?: Date;
}

/** The first thousand in the order of their lines, and how many there are. */
export interface Remarks {
  readonly count: number;
  readonly rows: readonly { readonly line: number; readonly reason: string }[];
}

export type OfficialImportResult =
  | {
      readonly kind: 'imported';
      readonly version: number;
      readonly sha256: string;
      readonly shape: 'long' | 'wide';
      readonly numbers: number;
      readonly stations: { readonly withResult: number; readonly without: number };
      /** Nonsense that was accepted. */
      readonly accepted: Remarks;
      readonly columns: { readonly used: ColumnMap; readonly unused: readonly string[] };
      /** Choices that the file says nothing about. */
      readonly withoutNumbers: readonly string[];
    }
  /** The newest import of the source is this very file, read in the same way. */
  | { readonly kind: 'unchanged'; readonly version: number; readonly sha256: string; readonly importedOn: string }
  | { readonly kind: 'no-such-election' }
  | { readonly kind: 'unusable-file'; readonly reasons: readonly string[] }
  | ({ readonly kind: 'bad-rows' } & Remarks);

const BATCH = 2_000;
const MAX_LISTED = 1_000;

/**
 * Imports a CSV file of official results, all of it or nothing, in one transaction, as the newest version of its
 * source; earlier versions stay. The same file once more changes nothing.
 */
export async function importOfficial(
  database: Database,
  request: OfficialImportRequest,
): Promise<OfficialImportResult> {
  return database.transaction(async (client) => {
    const election = await lockElection(client, request.electionId);
    if (election === undefined) return { kind: 'no-such-election' };
    const hash = createHash('sha256');
    const map = request.map ?? {};
    const file = await readCsvFile(hashed(request.bytes, hash), knownOfficialHeaders(election.choices, map));
    if (!file.ok) return { kind: 'unusable-file', reasons: file.reasons };
    try {
      const columns = mapOfficialColumns(file.headers, election.choices, map);
      if (!columns.ok) return { kind: 'unusable-file', reasons: columns.reasons };
      return await importFile(client, { request, election, file, columns, digest: () => hash.digest('hex') });
    } finally {
      await file.close();
    }
  });
}

interface Opened {
  readonly request: OfficialImportRequest;
  readonly election: Election;
  readonly file: Extract<CsvFile, { ok: true }>;
  readonly columns: Extract<OfficialColumns, { ok: true }>;
  /** To be asked once, when all of the file is read. */
  readonly digest: () => string;
}

async function importFile(client: Queryable, opened: Opened): Promise<OfficialImportResult> {
  const { request, election, columns } = opened;
  const { source, blank = 'missing', accept = [] } = request;
  const choiceIds = election.choices.map(({ id }) => id);
  const stations = await stationCodes(client, election.id);
  const sheet = createOfficialSheet(stations, choiceIds, columns.shape);
  const { bad, accepted, broken } = await readRows(opened, sheet, new Set(accept));
  if (broken !== undefined) return { kind: 'unusable-file', reasons: [broken] };
  if (bad.count > 0) return { kind: 'bad-rows', ...listed(bad) };
  const withResult = sheet.stationsWithResult();
  if (withResult === 0) return { kind: 'unusable-file', reasons: ['the file has no number for any choice'] };
  const withoutNumbers = choiceIds.filter((_, choice) => sheet.stationsWith(choice) === 0);
  if (blank === 'zero' && withoutNumbers.length > 0) {
    const reason = `the file says nothing about ${withoutNumbers.join(', ')}: blanks cannot mean zero`;
    return { kind: 'unusable-file', reasons: [reason] };
  }

  const sha256 = opened.digest();
  const [newest] = await listOfficialImports(client, election.id, source);
  const read = { sha256, columns: columns.used, blank, accepted: [...new Set(accept)].sort() };
  if (newest !== undefined && readsTheSame(newest, read))
    return { kind: 'unchanged', version: newest.version, sha256, importedOn: newest.importedOn };

  const version = (newest?.version ?? 0) + 1;
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
  const numbers = await insertAll(client, importId, sheet);
  // The planner would take a new table for empty.
  await client.query('analyze official_numbers');
  const detail = { source, version, sha256, numbers };
  await appendAudit(client, { at, organizerId, action: 'official.import', subject: election.id, detail });
  return {
    kind: 'imported',
    version,
    sha256,
    shape: columns.shape,
    numbers,
    stations: { withResult, without: stations.length - withResult },
    accepted: listed(accepted),
    columns: { used: columns.used, unused: columns.unused },
    withoutNumbers,
  };
}

/** Everything into the sheet; what is wrong is counted, and listed up to a length. */
async function readRows(
  { file, columns }: Opened,
  sheet: OfficialSheet,
  accept: ReadonlySet<Contradiction>,
): Promise<{ bad: Tally; accepted: Tally; broken?: string }> {
  const [bad, accepted]: [Tally, Tally] = [
    { count: 0, rows: [] },
    { count: 0, rows: [] },
  ];
  const note = (remark: Remark) => {
    const { line, reason, contradiction } = remark;
    const to = contradiction !== undefined && accept.has(contradiction) ? accepted : bad;
    to.count += 1;
    if (to.rows.length < MAX_LISTED) to.rows.push({ line, reason });
  };
  for await (const read of file.records) {
    const { line } = read;
    if (!read.ok) return { bad, accepted, broken: `line ${line}: ${read.reason}` };
    const wrong = wrongWidth(read.record, file.headers.length);
    if (wrong !== undefined) note({ line, reason: wrong });
    else for (const remark of sheet.add(line, columns.pick(read.record))) note(remark);
  }
  for (const remark of sheet.sums()) note(remark);
  return { bad, accepted };
}

interface Tally {
  count: number;
  rows: { line: number; reason: string }[];
}

function listed({ count, rows }: Tally): Remarks {
  return { count, rows: [...rows].sort((a, b) => a.line - b.line) };
}

/** @returns how many numbers. */
async function insertAll(client: Queryable, importId: string, sheet: OfficialSheet): Promise<number> {
  let batch: OfficialStationNumbers[] = [];
  let inserted = 0;
  for (const station of sheet.numbers()) {
    batch.push(station);
    inserted += station.lines.filter((line) => line !== null).length;
    if (batch.length < BATCH) continue;
    await insertOfficialNumbers(client, importId, batch);
    batch = [];
  }
  if (batch.length > 0) await insertOfficialNumbers(client, importId, batch);
  return inserted;
}

function readsTheSame(
  newest: OfficialImport,
  { sha256, columns, blank, accepted }: Pick<OfficialImport, 'sha256' | 'columns' | 'blank' | 'accepted'>,
): boolean {
  const profile = (of: ColumnMap) => JSON.stringify(Object.entries(of).sort(([a], [b]) => (a < b ? -1 : 1)));
  return (
    newest.sha256 === sha256 &&
    newest.blank === blank &&
    newest.accepted.join() === accepted.join() &&
    profile(newest.columns) === profile(columns)
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
