import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CsvError, parse } from 'csv-parse';
import {
  type ColumnMap,
  detectSeparator,
  type MappedColumns,
  mapColumns,
  type Separator,
} from '../domain/csv-dialect.ts';
import { type CheckedRow, checkStationRow } from '../domain/stations.ts';
import { decodeText, UndecodableText } from '../domain/text-encoding.ts';

export type StationFile =
  | {
      readonly ok: true;
      readonly columns: Extract<MappedColumns, { ok: true }>;
      readonly separator: Separator;
      /** Every row once, checked, as the file is read. Lines count from 1, the header's. */
      readonly rows: AsyncIterable<StationFileRow>;
      /** Lets go of the file; to be called also when not all of it was read. */
      close(): Promise<void>;
    }
  | { readonly ok: false; readonly reasons: readonly string[] };

export type StationFileRow =
  | { readonly line: number; readonly checked: CheckedRow }
  /** Nothing can be read from here on. */
  | { readonly line: number; readonly broken: string };

/** A row of a station file is some 500 bytes. What is longer is a quotation mark that nobody closed. */
const MAX_ROW = 64 * 1024;

/** Opens a CSV file of stations: tells its encoding, separator and columns, and reads row by row. */
export async function readStationFile(bytes: AsyncIterable<Uint8Array>, map: ColumnMap): Promise<StationFile> {
  const text = decodeText(bytes);
  const head = await readFirstLine(text);
  if (!head.ok) {
    await text.return(undefined);
    return head;
  }
  const separator = detectSeparator(head.line, map);
  const records = readRecords(head.read, text, separator);
  const first = await records.next();
  if (first.done) return { ok: false, reasons: ['the file is empty'] };
  if (!first.value.ok) return { ok: false, reasons: [`line ${first.value.line}: ${first.value.reason}`] };
  const headers = first.value.record.map((header) => header.trim());
  const columns = mapColumns(headers, map);
  if (!columns.ok) {
    await records.return(undefined);
    return columns;
  }
  return {
    ok: true,
    columns,
    separator,
    rows: checkRows(records, headers.length, columns.pick),
    close: async () => void (await records.return(undefined)),
  };
}

type ReadRecord =
  | { readonly ok: true; readonly line: number; readonly record: readonly string[] }
  | { readonly ok: false; readonly line: number; readonly reason: string };

/** What the file holds up to the end of its first line, and perhaps some more. */
async function readFirstLine(
  text: AsyncGenerator<string>,
): Promise<{ ok: true; read: string; line: string } | { ok: false; reasons: string[] }> {
  let read = '';
  try {
    // Not `for await`: that would close the generator, of which the rest is still needed.
    for (let next = await text.next(); !next.done; next = await text.next()) {
      read += next.value;
      if (/[\r\n]/.test(read.trimStart()) || read.length > MAX_ROW) break;
    }
  } catch (error) {
    if (error instanceof UndecodableText) return { ok: false, reasons: [`the file is ${error.message}`] };
    throw error;
  }
  if (read.includes('\0')) return { ok: false, reasons: ['the file is not text: is it a spreadsheet? Save it as CSV'] };
  return { ok: true, read, line: read.trimStart().split(/[\r\n]/, 1)[0] ?? '' };
}

async function* readRecords(
  read: string,
  rest: AsyncGenerator<string>,
  separator: Separator,
): AsyncGenerator<ReadRecord, void, undefined> {
  let line = 0;
  const parser = parse({
    delimiter: separator,
    info: true,
    // Wrong lengths and stray quotation marks are judged row by row.
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: MAX_ROW,
    // Those that were read, but not handed on when something broke, count too.
    on_record: (record: string[], { lines }) => {
      line = lines;
      return record;
    },
  });
  const source = (async function* () {
    yield read;
    yield* rest;
  })();
  // Whatever fails on the way in ends the loop below, too.
  const feeding = pipeline(Readable.from(source), parser).catch(() => {});
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      // A spreadsheet's empty rows.
      if (record.some((cell) => cell.trim() !== '')) yield { ok: true, line: info.lines, record };
    }
  } catch (error) {
    if (error instanceof UndecodableText)
      yield { ok: false, line: line + 1, reason: `this or one soon after is ${error.message}` };
    else if (error instanceof CsvError) yield { ok: false, line: line + 1, reason: plainReason(error) };
    else throw error;
  } finally {
    parser.destroy();
    await feeding;
  }
}

async function* checkRows(
  records: AsyncIterable<ReadRecord>,
  width: number,
  pick: (record: readonly string[]) => Parameters<typeof checkStationRow>[0],
): AsyncGenerator<StationFileRow> {
  for await (const read of records) {
    if (!read.ok) yield { line: read.line, broken: read.reason };
    else yield { line: read.line, checked: checkWidth(read.record, width) ?? checkStationRow(pick(read.record)) };
  }
}

function checkWidth(record: readonly string[], width: number): CheckedRow | undefined {
  const superfluous = record.slice(width).some((cell) => cell.trim() !== '');
  if (record.length >= width && !superfluous) return undefined;
  return { ok: false, reasons: [`it has ${record.length} columns, the header has ${width}`] };
}

function plainReason({ code }: CsvError): string {
  if (code === 'CSV_QUOTE_NOT_CLOSED' || code === 'CSV_MAX_RECORD_SIZE')
    return 'a quotation mark is opened here and never closed';
  return `it cannot be read as CSV (${code})`;
}
