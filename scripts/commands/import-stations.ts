import { parseArgs } from 'node:util';
import { importStations, type StationImportResult } from '../../src/actions/import-stations.ts';
import { COLUMNS, type ColumnMap } from '../../src/domain/csv-dialect.ts';
import { Problem } from '../problem.ts';
import type { Command, CommandContext, ExitCode } from './command.ts';
import { importFile, oneFile, sizeOf } from './import-file.ts';
import { onlyElection } from './only-election.ts';

/** `golos import stations FILE.csv` */
export const importStationsCommand: Command = {
  name: 'import stations',
  summary: 'import polling stations from a CSV file or a workbook',
  usage: `usage: golos import stations FILE.csv [--election ID] [--map COLUMN=HEADER]… [--json]

Imports polling stations (CSV or .xlsx), all of the file or nothing. Doing it again changes nothing; stations that the
file no longer has stay. UTF-8, UTF-16 and Windows-1251, separated by commas, semicolons or tabs.

  --election ID         which election; may be left out while there is only one
  --map COLUMN=HEADER   where the file's own header is not understood; once for each column:
                        ${COLUMNS.slice(0, 6).join(', ')},
                        ${COLUMNS.slice(6).join(', ')}
  --json                print the result as JSON

Needed are a code and one level (region … town). A station keeps its identity as long as it keeps its code.
docs/ELECTION-FILE.md lists the headers that are understood.`,
  run,
};

async function run(argv: readonly string[], context: CommandContext): Promise<ExitCode> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    options: {
      election: { type: 'string' },
      map: { type: 'string', multiple: true, default: [] },
      json: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  });
  const path = oneFile(positionals);
  const map = readMap(values.map);
  const size = await sizeOf(path);

  const database = await context.openDatabase();
  const electionId = values.election ?? (await onlyElection(database));
  const result = await importFile(context, { path, size }, (bytes) =>
    importStations(database, { electionId, map, bytes }),
  );
  if (values.json) context.print(JSON.stringify(result));
  else describe(result, electionId, context);
  return result.kind === 'imported' ? 0 : 1;
}

function readMap(pairs: readonly string[]): ColumnMap {
  return Object.fromEntries(
    pairs.map((pair) => {
      const [, column, header] = /^([a-z0-9]+)=(.+)$/s.exec(pair) ?? [];
      if (column === undefined || header === undefined || !COLUMNS.includes(column))
        throw new Problem(`--map ${pair}: should be COLUMN=HEADER, with a column of ${COLUMNS.join(', ')}.`, 2);
      return [column, header];
    }),
  );
}

function describe(result: StationImportResult, electionId: string, { print, note }: CommandContext): void {
  const count = (number: number) => number.toLocaleString('en');
  switch (result.kind) {
    case 'imported': {
      const { added, changed, unchanged, missing, columns } = result;
      print(
        `Stations of ${electionId}: ${count(added)} new, ${count(changed)} changed, ${count(unchanged)} unchanged.`,
      );
      const used = Object.entries(columns.used).map(([column, header]) => `${column} = "${header}"`);
      print(
        `Columns: ${used.join(', ')}${columns.unused.length > 0 ? `; not used: ${columns.unused.join(', ')}` : ''}.`,
      );
      if (missing.count > 0) {
        const rest = missing.count > missing.codes.length ? ', …' : '';
        print(`Not in the file, and left as they are: ${count(missing.count)} (${missing.codes.join(', ')}${rest}).`);
      }
      return;
    }
    case 'no-such-election':
      note(`There is no election ${electionId}.`);
      return;
    case 'unusable-file':
      for (const reason of result.reasons) note(reason);
      note('Nothing was imported.');
      return;
    case 'bad-rows':
      for (const { line, reason } of result.rows) note(`line ${line}: ${reason}`);
      if (result.count > result.rows.length) note(`… and ${count(result.count - result.rows.length)} more`);
      note(`${count(result.count)} bad ${result.count === 1 ? 'row' : 'rows'}. Nothing was imported.`);
      return;
  }
}
