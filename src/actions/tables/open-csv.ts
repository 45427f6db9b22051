import { CsvError, Parser } from 'csv-parse';
import { type ColumnMap, detectSeparator, type Separator } from '../../domain/csv-dialect.ts';
import type { TableFault } from '../../domain/table-faults.ts';
import { decodeText, UndecodableText } from '../../domain/text-encoding.ts';
import type { OpenedTable, TableBatch, TableRow } from './table.ts';

/** A row is some 500 bytes. What is longer is a quotation mark that nobody closed. */
const MAX_ROW = 64 * 1024;

/** Lines among which the headers are looked for, to tell the separator by. */
const HEAD_LINES = 20;

/**
 * Opens a CSV file: tells its encoding and separator, and reads row by row. `known` has headers that the file may
 * have as its values: the separator that finds most of them is taken.
 */
export async function openCsv(bytes: AsyncIterable<Uint8Array>, known: ColumnMap): Promise<OpenedTable> {
  const text = decodeText(bytes);
  const head = await readHead(text);
  if (!head.ok) {
    await text.return(undefined);
    return head;
  }
  const batches = readBatches(head.read, text, detectSeparator(head.read, known));
  const close = async () => {
    await batches.return(undefined);
    // A generator that was never begun does not end what it would have read.
    await text.return(undefined);
  };
  return { ok: true, sheet: null, sheets: [], batches, close };
}

/** What the file holds up to the end of its first lines, and perhaps some more. */
async function readHead(
  text: AsyncGenerator<string>,
): Promise<{ ok: true; read: string } | { ok: false; fault: TableFault }> {
  let read = '';
  try {
    // Not `for await`: that would close the generator, of which the rest is still needed.
    for (let next = await text.next(); !next.done; next = await text.next()) {
      read += next.value;
      if (read.length > MAX_ROW || read.split('\n', HEAD_LINES + 1).length > HEAD_LINES) break;
    }
  } catch (error) {
    if (error instanceof UndecodableText) return { ok: false, fault: { kind: 'encoding', encoding: error.encoding } };
    throw error;
  }
  return read.includes('\0') ? { ok: false, fault: { kind: 'no-table' } } : { ok: true, read };
}

async function* readBatches(
  read: string,
  rest: AsyncGenerator<string>,
  separator: Separator,
): AsyncGenerator<TableBatch, void, undefined> {
  const parser = new CollectingParser({
    delimiter: separator,
    // Wrong lengths and stray quotation marks are judged row by row.
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: MAX_ROW,
  });
  // Whatever fails rejects the write, too.
  parser.on('error', () => undefined);
  try {
    await written((done) => parser.write(read, done));
    yield { ok: true, rows: parser.takeRows() };
    for await (const text of rest) {
      await written((done) => parser.write(text, done));
      yield { ok: true, rows: parser.takeRows() };
    }
    await written((done) => parser.end(done));
    yield { ok: true, rows: parser.takeRows() };
  } catch (error) {
    const fault = faultOf(error);
    // What was read before it broke counts.
    yield { ok: true, rows: parser.takeRows() };
    yield { ok: false, line: parser.line + 1, fault };
  } finally {
    parser.destroy();
  }
}

/**
 * The library's parser, handing rows over as they are found: through its own stream, with an object of information for
 * each, half a million rows took ten times as long.
 */
class CollectingParser extends Parser {
  /** Of the last row. */
  line = 0;
  #rows: TableRow[] = [];

  override push(record: unknown): boolean {
    if (!Array.isArray(record)) return true;
    const cells: readonly string[] = record;
    this.line = this.info.lines;
    // A spreadsheet's empty rows.
    if (cells.some((cell) => cell.trim() !== '')) this.#rows.push({ line: this.line, cells });
    return true;
  }

  takeRows(): readonly TableRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }
}

function written(write: (done: (error?: Error | null) => void) => unknown): Promise<void> {
  return new Promise((resolve, reject) => {
    write((error) => (error ? reject(error) : resolve()));
  });
}

/** @throws what is no fault of the file. */
function faultOf(error: unknown): TableFault {
  if (error instanceof UndecodableText) return { kind: 'encoding', encoding: error.encoding };
  if (!(error instanceof CsvError)) throw error;
  const { code } = error;
  if (code === 'CSV_QUOTE_NOT_CLOSED' || code === 'CSV_MAX_RECORD_SIZE') return { kind: 'open-quote' };
  return { kind: 'unreadable', code };
}
