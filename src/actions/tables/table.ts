import type { TableFault } from '../../domain/table-faults.ts';

/** A row that has anything in it. */
export interface TableRow {
  /** From 1, as the file's own program shows it; a row of several lines is on its last. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** Some rows, or why nothing can be read from here on. */
export type TableBatch =
  | { readonly ok: true; readonly rows: readonly TableRow[] }
  | { readonly ok: false; readonly line: number; readonly fault: TableFault };

/** A file as it is read: every row once, header or not, in batches as large as came in at once. */
export interface Table {
  readonly ok: true;
  /** Of a workbook: the sheet that is read, and all there are. */
  readonly sheet: string | null;
  readonly sheets: readonly string[];
  readonly batches: AsyncGenerator<TableBatch, void, undefined>;
  /** Lets go of the file; to be called also when not all of it was read. */
  close(): Promise<void>;
}

export type OpenedTable = Table | { readonly ok: false; readonly fault: TableFault };
