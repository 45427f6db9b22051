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
      readonly rows: AsyncIterable<{ readonly line: number; readonly checked: CheckedRow }>;
    }
  | { readonly ok: false; readonly reasons: readonly string[] };

/** A row of a station file is some 500 bytes. What is longer is a quotation mark that nobody closed. */
const MAX_ROW = 64 * 1024;

/** Opens a CSV file of stations: tells its encoding, separator and columns, and reads row by row. */
export async function readStationFile(bytes: AsyncIterable<Uint8Array>, map: ColumnMap): Promise<StationFile> {
  const text = decodeText(bytes);
  const head = await readFirstLine(text);
  if (!head.ok) return head;
  const separator = detectSeparator(head.line, map);
  const records = readRecords(head.read, text, separator);
  const first = await records.next();
  if (first.done) return { ok: false, reasons: ['the file is empty'] };
  if (!first.value.ok) return { ok: false, reasons: first.value.reasons };
  const headers = first.value.record.map((header) => header.trim());
  const columns = mapColumns(headers, map);
  if (!columns.ok) {
    await records.return(undefined);
    return columns;
  }
  return { ok: true, columns, separator, rows: checkRows(records, headers.length, columns.pick) };
}

type ReadRecord =
  | { readonly ok: true; readonly line: number; readonly record: readonly string[] }
  | { readonly ok: false; readonly line: number; readonly reasons: readonly string[] };

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
  const parser = parse({
    delimiter: separator,
    info: true,
    // Wrong lengths and stray quotation marks are judged row by row.
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: MAX_ROW,
  });
  const source = (async function* () {
    yield read;
    yield* rest;
  })();
  // Whatever fails on the way in ends the loop below, too.
  const feeding = pipeline(Readable.from(source), parser).catch(() => {});
  let line = 0;
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      line = info.lines;
      // A spreadsheet's empty rows.
      if (record.some((cell) => cell.trim() !== '')) yield { ok: true, line, record };
    }
  } catch (error) {
    if (error instanceof UndecodableText)
      yield { ok: false, line: line + 1, reasons: [`from about here on the file is ${error.message}`] };
    else if (error instanceof CsvError) yield { ok: false, line: line + 1, reasons: [plainReason(error)] };
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
): AsyncGenerator<{ readonly line: number; readonly checked: CheckedRow }> {
  for await (const read of records) {
    if (!read.ok) yield { line: read.line, checked: { ok: false, reasons: read.reasons } };
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
    return 'a quotation mark is opened here and never closed; nothing after it could be read';
  return `it cannot be read as CSV (${code}); nothing after it could be read`;
}
