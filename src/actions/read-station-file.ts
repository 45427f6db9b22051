import { type ColumnMap, type MappedColumns, mapColumns } from '../domain/csv-dialect.ts';
import { type CheckedRow, checkStationRow } from '../domain/stations.ts';
import { tableFaultReason } from '../domain/table-faults.ts';
import { readTable, wrongWidth } from './tables/read-table.ts';
import type { TableBatch } from './tables/table.ts';

export type StationFile =
  | {
      readonly ok: true;
      readonly columns: Extract<MappedColumns, { ok: true }>;
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

/** Opens a file of stations, CSV or a workbook's first sheet: finds its columns, and reads row by row. */
export async function readStationFile(bytes: AsyncIterable<Uint8Array>, map: ColumnMap): Promise<StationFile> {
  const headerWorth = (headers: readonly string[]) => (mapColumns(headers, map).ok ? 1 : 0);
  const file = await readTable(bytes, { known: map, headerWorth });
  if (!file.ok) {
    const reason = tableFaultReason(file.fault);
    return { ok: false, reasons: [file.line === undefined ? reason : `line ${file.line}: ${reason}`] };
  }
  const columns = mapColumns(file.headers, map);
  if (!columns.ok) {
    await file.close();
    return columns;
  }
  return {
    ok: true,
    columns,
    rows: checkRows(file.batches, file.headers.length, columns.pick),
    close: file.close,
  };
}

async function* checkRows(
  batches: AsyncIterable<TableBatch>,
  width: number,
  pick: (record: readonly string[]) => Parameters<typeof checkStationRow>[0],
): AsyncGenerator<StationFileRow> {
  for await (const batch of batches) {
    if (!batch.ok) yield { line: batch.line, broken: tableFaultReason(batch.fault) };
    else
      for (const { line, cells } of batch.rows)
        yield { line, checked: checkWidth(cells, width) ?? checkStationRow(pick(cells)) };
  }
}

function checkWidth(cells: readonly string[], width: number): CheckedRow | undefined {
  if (!wrongWidth(cells, width)) return undefined;
  return { ok: false, reasons: [`it has ${cells.length} columns, the header has ${width}`] };
}
