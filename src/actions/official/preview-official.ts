import type { Election } from '../../domain/elections.ts';
import type { OfficialColumns } from '../../domain/official/columns.ts';
import type { OfficialFault } from '../../domain/official/faults.ts';
import type { OfficialReading } from '../../domain/official/reading.ts';
import { openOfficialTable } from '../read-official-file.ts';
import type { TableRow } from '../tables/table.ts';

/** The beginning of a file, read in a way. */
export type OfficialPreview =
  | {
      readonly ok: true;
      readonly headers: readonly string[];
      readonly headerLine: number;
      readonly sheet: string | null;
      readonly sheets: readonly string[];
      readonly rows: readonly TableRow[];
      /** What was found among the headers, or why that is not enough. */
      readonly columns: OfficialColumns;
    }
  | { readonly ok: false; readonly line?: number; readonly fault: OfficialFault };

const ROWS = 8;

/** Reads the first rows of a file of official results. */
export async function previewOfficial(
  bytes: AsyncIterable<Uint8Array>,
  election: Pick<Election, 'choices'>,
  reading: OfficialReading,
): Promise<OfficialPreview> {
  const opened = await openOfficialTable(bytes, election, reading);
  if (!opened.ok) return opened;
  const { table, columns } = opened;
  try {
    const rows: TableRow[] = [];
    for await (const batch of table.batches) {
      if (!batch.ok) break;
      rows.push(...batch.rows.slice(0, ROWS - rows.length));
      if (rows.length >= ROWS) break;
    }
    const { headers, headerLine, sheet, sheets } = table;
    return { ok: true, headers, headerLine, sheet, sheets, rows, columns };
  } finally {
    await table.close();
  }
}
