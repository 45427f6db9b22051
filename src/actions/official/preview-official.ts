import type { Election } from '../../domain/elections.ts';
import {
  knownOfficialHeaders,
  mapOfficialColumns,
  type OfficialColumns,
  officialHeaderWorth,
} from '../../domain/official/columns.ts';
import type { OfficialFault } from '../../domain/official/faults.ts';
import type { OfficialReading } from '../../domain/official/reading.ts';
import { readTable } from '../tables/read-table.ts';
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
  { choices }: Pick<Election, 'choices'>,
  { map, sheet, headerLine }: OfficialReading,
): Promise<OfficialPreview> {
  const known = knownOfficialHeaders(choices, map);
  const headerWorth = (headers: readonly string[]) => officialHeaderWorth(headers, choices, map);
  const table = await readTable(bytes, { known, sheet, headerLine, headerWorth });
  if (!table.ok) return table;
  try {
    const rows: TableRow[] = [];
    for await (const batch of table.batches) {
      if (!batch.ok) break;
      rows.push(...batch.rows.slice(0, ROWS - rows.length));
      if (rows.length >= ROWS) break;
    }
    const { headers, sheets } = table;
    const columns = mapOfficialColumns(headers, choices, map);
    return { ok: true, headers, headerLine: table.headerLine, sheet: table.sheet, sheets, rows, columns };
  } finally {
    await table.close();
  }
}
