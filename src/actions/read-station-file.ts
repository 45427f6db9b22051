import { type ColumnMap, type MappedColumns, mapColumns, type Separator } from '../domain/csv-dialect.ts';
import { type CheckedRow, checkStationRow } from '../domain/stations.ts';
import { type CsvRecord, readCsvFile, wrongWidth } from './read-csv-file.ts';

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

/** Opens a CSV file of stations: tells its encoding, separator and columns, and reads row by row. */
export async function readStationFile(bytes: AsyncIterable<Uint8Array>, map: ColumnMap): Promise<StationFile> {
  const file = await readCsvFile(bytes, map);
  if (!file.ok) return file;
  const columns = mapColumns(file.headers, map);
  if (!columns.ok) {
    await file.close();
    return columns;
  }
  return {
    ok: true,
    columns,
    separator: file.separator,
    rows: checkRows(file.records, file.headers.length, columns.pick),
    close: file.close,
  };
}

async function* checkRows(
  records: AsyncIterable<CsvRecord>,
  width: number,
  pick: (record: readonly string[]) => Parameters<typeof checkStationRow>[0],
): AsyncGenerator<StationFileRow> {
  for await (const read of records) {
    if (!read.ok) yield { line: read.line, broken: read.reason };
    else yield { line: read.line, checked: checkWidth(read.record, width) ?? checkStationRow(pick(read.record)) };
  }
}

function checkWidth(record: readonly string[], width: number): CheckedRow | undefined {
  const reason = wrongWidth(record, width);
  return reason === undefined ? undefined : { ok: false, reasons: [reason] };
}
