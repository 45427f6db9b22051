import type { ColumnMap } from '../../domain/csv-dialect.ts';
import type { TableFault } from '../../domain/table-faults.ts';
import { openCsv } from './open-csv.ts';
import { openWorkbook } from './open-workbook.ts';
import type { OpenedTable, TableBatch, TableRow } from './table.ts';

export interface TableOptions {
  /** Headers that the file may have, as values: a CSV file's separator is told by them. */
  readonly known: ColumnMap;
  /** Of a workbook; its first that is not hidden unless told. */
  readonly sheet?: string | null;
  /** The line of the headers; unless told, the first of those rows at the beginning that are worth most as headers. */
  readonly headerLine?: number | null;
  headerWorth(headers: readonly string[]): number;
}

export type TableFile =
  | {
      readonly ok: true;
      readonly headers: readonly string[];
      readonly headerLine: number;
      readonly sheet: string | null;
      readonly sheets: readonly string[];
      /** Every row below the header once, as the file is read. */
      readonly batches: AsyncIterable<TableBatch>;
      close(): Promise<void>;
    }
  | { readonly ok: false; readonly line?: number; readonly fault: TableFault };

/** Rows among which the headers are looked for: titles and explanations stand above them in workbooks. */
const HEAD_ROWS = 20;

/** Opens a table, CSV or workbook by its first bytes, and finds its headers. */
export async function readTable(bytes: AsyncIterable<Uint8Array>, options: TableOptions): Promise<TableFile> {
  const table = await open(bytes, options);
  if (!table.ok) return table;
  const head = await readHead(table.batches, options.headerLine ?? HEAD_ROWS);
  const header = findHeader(head.rows, options);
  if (header === undefined) {
    await table.close();
    if (head.broken !== undefined) return { ok: false, line: head.broken.line, fault: head.broken.fault };
    const line = `${options.headerLine}`;
    return { ok: false, fault: head.rows.length === 0 ? { kind: 'empty' } : { kind: 'no-header-line', line } };
  }
  const { sheet, sheets, batches, close } = table;
  const rows = head.rows.filter(({ line }) => line > header.line);
  return {
    ok: true,
    headers: header.cells.map((cell) => cell.trim()),
    headerLine: header.line,
    sheet,
    sheets,
    batches: goOn(rows, head.broken, batches),
    close,
  };
}

/** Why a row has not the width of its header; cells beyond it may be empty. */
export function wrongWidth(cells: readonly string[], width: number): boolean {
  return cells.length < width || cells.slice(width).some((cell) => cell.trim() !== '');
}

async function open(bytes: AsyncIterable<Uint8Array>, { known, sheet }: TableOptions): Promise<OpenedTable> {
  const chunks = bytes[Symbol.asyncIterator]();
  let head: Uint8Array = new Uint8Array();
  while (head.length < 4) {
    const next = await chunks.next();
    if (next.done) break;
    head = Buffer.concat([head, next.value]);
  }
  const all = from(head, chunks);
  // A zip file's first entry; an OLE2 file, which old Excel files and those with a password are.
  const hex = Buffer.from(head.subarray(0, 4)).toString('hex');
  const begins = (magic: string) => hex === magic;
  const refuse = async (fault: TableFault) => {
    await chunks.return?.();
    return { ok: false, fault } as const;
  };
  if (begins('d0cf11e0')) return refuse({ kind: 'old-workbook' });
  // A zero byte is in no text but UTF-16, which begins with a byte order mark.
  if (head.includes(0) && !/^(fffe|feff|504b0304)/.test(hex)) return refuse({ kind: 'no-table' });
  return begins('504b0304') ? openWorkbook(all, sheet ?? null) : openCsv(all, known);
}

async function* from(head: Uint8Array, chunks: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield head;
    for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value;
  } finally {
    await chunks.return?.();
  }
}

/** Rows up to a line, and some more: as many as came with them. */
async function readHead(
  batches: AsyncGenerator<TableBatch>,
  upTo: number,
): Promise<{ rows: TableRow[]; broken?: Extract<TableBatch, { ok: false }> }> {
  const rows: TableRow[] = [];
  // Not `for await`: the rest is still needed.
  for (let next = await batches.next(); !next.done; next = await batches.next()) {
    if (!next.value.ok) return { rows, broken: next.value };
    rows.push(...next.value.rows);
    if ((rows.at(-1)?.line ?? 0) >= upTo) break;
  }
  return { rows };
}

function findHeader(rows: readonly TableRow[], { headerLine, headerWorth }: TableOptions): TableRow | undefined {
  if (typeof headerLine === 'number') return rows.find(({ line }) => line === headerLine);
  const candidates = rows.slice(0, HEAD_ROWS);
  const worths = candidates.map(({ cells }) => headerWorth(cells.map((cell) => cell.trim())));
  return candidates[worths.indexOf(Math.max(...worths))];
}

async function* goOn(
  rows: readonly TableRow[],
  broken: TableBatch | undefined,
  rest: AsyncIterable<TableBatch>,
): AsyncGenerator<TableBatch> {
  yield { ok: true, rows };
  if (broken === undefined) yield* rest;
  else yield broken;
}
