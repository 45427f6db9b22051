import type { Election } from '../domain/elections.ts';
import {
  knownOfficialHeaders,
  mapOfficialColumns,
  type OfficialColumns,
  officialHeaderWorth,
} from '../domain/official/columns.ts';
import type { OfficialFault } from '../domain/official/faults.ts';
import type { OfficialReading } from '../domain/official/reading.ts';
import type { OfficialSheet, Remark } from '../domain/official/sheet.ts';
import type { Contradiction } from '../domain/official/terms.ts';
import type { Faults } from '../domain/official/uploads.ts';
import type { TableFault } from '../domain/table-faults.ts';
import { readTable, type TableFile, wrongWidth } from './tables/read-table.ts';

type Table = Extract<TableFile, { ok: true }>;

export type OfficialFile =
  | { readonly ok: true; readonly table: Table; readonly columns: Extract<OfficialColumns, { ok: true }> }
  | { readonly ok: false; readonly faults: readonly OfficialFault[] };

type HowRead = Pick<OfficialReading, 'map' | 'sheet' | 'headerLine'>;

/** Opens a file of official results, CSV or workbook, and finds its columns. To be closed (`table.close`). */
export async function openOfficialFile(
  bytes: AsyncIterable<Uint8Array>,
  election: Pick<Election, 'choices'>,
  reading: HowRead,
): Promise<OfficialFile> {
  const opened = await openOfficialTable(bytes, election, reading);
  if (!opened.ok) return { ok: false, faults: [opened.fault] };
  const { table, columns } = opened;
  if (columns.ok) return { ok: true, table, columns };
  await table.close();
  return { ok: false, faults: columns.faults };
}

/** The same, also of a file whose columns are not all understood. */
export async function openOfficialTable(
  bytes: AsyncIterable<Uint8Array>,
  { choices }: Pick<Election, 'choices'>,
  { map, sheet, headerLine }: HowRead,
): Promise<
  { readonly ok: true; readonly table: Table; readonly columns: OfficialColumns } | Extract<TableFile, { ok: false }>
> {
  const table = await readTable(bytes, {
    known: knownOfficialHeaders(choices, map),
    sheet,
    headerLine,
    headerWorth: (headers) => officialHeaderWorth(headers, choices, map),
  });
  return table.ok ? { ok: true, table, columns: mapOfficialColumns(table.headers, choices, map) } : table;
}

/** What was wrong with a file's rows. */
export interface ReadRows {
  readonly bad: Faults;
  /** Nonsense that was accepted. */
  readonly accepted: Faults;
  /** Why nothing could be read from some line on. */
  readonly broken?: { readonly line: number; readonly fault: TableFault };
}

/** Everything into the sheet; what is wrong is counted, and listed up to a length, in the order of lines. */
export async function readOfficialRows(
  { table, columns }: Extract<OfficialFile, { ok: true }>,
  sheet: OfficialSheet,
  { accept, listAtMost }: { readonly accept: readonly Contradiction[]; readonly listAtMost: number },
): Promise<ReadRows> {
  const [bad, accepted] = [createTally(listAtMost), createTally(listAtMost)];
  const note = (remark: Remark) => {
    const { contradiction } = remark;
    (contradiction !== undefined && accept.includes(contradiction) ? accepted : bad).add(remark);
  };
  for await (const batch of table.batches) {
    if (!batch.ok) return { bad: bad.faults(), accepted: accepted.faults(), broken: batch };
    for (const { line, cells } of batch.rows) {
      if (wrongWidth(cells, table.headers.length)) {
        note({ line, fault: { kind: 'width', columns: cells.length, header: table.headers.length } });
      } else for (const remark of sheet.add(line, columns.pick(cells))) note(remark);
    }
  }
  for (const remark of sheet.sums()) note(remark);
  return { bad: bad.faults(), accepted: accepted.faults() };
}

function createTally(listAtMost: number): { add(remark: Remark): void; faults(): Faults } {
  const rows: { line: number; fault: OfficialFault }[] = [];
  let count = 0;
  return {
    add: ({ line, fault }) => {
      count += 1;
      if (rows.length < listAtMost) rows.push({ line, fault });
    },
    faults: () => ({ count, rows: [...rows].sort((a, b) => a.line - b.line) }),
  };
}
