import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CsvError, parse } from 'csv-parse';
import { type ColumnMap, detectSeparator, type Separator } from '../domain/csv-dialect.ts';
import { decodeText, UndecodableText } from '../domain/text-encoding.ts';

/** A row, or why nothing can be read from here on. Lines count from 1, the header's. */
export type CsvRecord =
  | { readonly ok: true; readonly line: number; readonly record: readonly string[] }
  | { readonly ok: false; readonly line: number; readonly reason: string };

export type CsvFile =
  | {
      readonly ok: true;
      readonly headers: readonly string[];
      readonly separator: Separator;
      /** Every row below the header once, as the file is read; empty ones are passed over. */
      readonly records: AsyncIterable<CsvRecord>;
      /** Lets go of the file; to be called also when not all of it was read. */
      close(): Promise<void>;
    }
  | { readonly ok: false; readonly reasons: readonly string[] };

/** A row is some 500 bytes. What is longer is a quotation mark that nobody closed. */
const MAX_ROW = 64 * 1024;

/**
 * Opens a CSV file: tells its encoding and separator, and reads row by row. `known` has headers that the file may
 * have as its values: the separator that finds most of them is taken.
 */
export async function readCsvFile(bytes: AsyncIterable<Uint8Array>, known: ColumnMap): Promise<CsvFile> {
  const text = decodeText(bytes);
  const head = await readFirstLine(text);
  if (!head.ok) {
    await text.return(undefined);
    return head;
  }
  const separator = detectSeparator(head.line, known);
  const records = readRecords(head.read, text, separator);
  const first = await records.next();
  if (first.done) return { ok: false, reasons: ['the file is empty'] };
  if (!first.value.ok) return { ok: false, reasons: [`line ${first.value.line}: ${first.value.reason}`] };
  const headers = first.value.record.map((header) => header.trim());
  return { ok: true, headers, separator, records, close: async () => void (await records.return(undefined)) };
}

/** Why a row has not the width of its header; cells beyond it may be empty. */
export function wrongWidth(record: readonly string[], width: number): string | undefined {
  const superfluous = record.slice(width).some((cell) => cell.trim() !== '');
  if (record.length >= width && !superfluous) return undefined;
  return `it has ${record.length} columns, the header has ${width}`;
}

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
): AsyncGenerator<CsvRecord, void, undefined> {
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

function plainReason({ code }: CsvError): string {
  if (code === 'CSV_QUOTE_NOT_CLOSED' || code === 'CSV_MAX_RECORD_SIZE')
    return 'a quotation mark is opened here and never closed';
  return `it cannot be read as CSV (${code})`;
}
