import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { importOfficial, type OfficialImportResult } from '../../src/actions/import-official.ts';
import type { ColumnMap } from '../../src/domain/csv-dialect.ts';
import { OFFICIAL_COLUMNS } from '../../src/domain/official/columns.ts';
import { BLANKS, CONTRADICTIONS, OFFICIAL_SOURCES } from '../../src/domain/official/terms.ts';
import { Problem } from '../problem.ts';
import type { Command, CommandContext, ExitCode } from './command.ts';
import { importFile, oneFile, sizeOf } from './import-file.ts';
import { oneOf } from './one-of.ts';
import { onlyElection } from './only-election.ts';

/** `golos import official FILE` */
export const importOfficialCommand: Command = {
  name: 'import official',
  summary: 'import official results from a CSV file',
  usage: `usage: golos import official FILE.csv --source cec|protocol|observer [--election ID] [--map COLUMN=HEADER]…
                            [--blank missing|zero] [--accept sums,negative] [--json]

Imports official results, all of the file or nothing, as the newest version of their source; earlier versions
stay. Doing it again changes nothing. A row for each station and choice, or a row for each station with a column
for each choice; files as for stations.

  --source S            who says so: the election commission, stations' protocols, observers
  --election ID         which election; may be left out while there is only one
  --map COLUMN=HEADER   where the file's own header is not understood; once for each column:
                        ${OFFICIAL_COLUMNS.join(', ')},
                        and choice:ID for the column of a choice
  --blank B             what it means when a station has numbers for other choices only: that nothing is known
                        (missing), or that nobody voted so (zero)
  --accept LIST         what is refused otherwise, because the source really says so: votes over the turnout,
                        turnout over the register (sums), fewer than no votes (negative)
  --json                print the result as JSON`,
  run,
};

async function run(argv: readonly string[], context: CommandContext): Promise<ExitCode> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    options: {
      source: { type: 'string' },
      election: { type: 'string' },
      map: { type: 'string', multiple: true, default: [] },
      blank: { type: 'string', default: 'missing' },
      accept: { type: 'string', default: '' },
      json: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  });
  const path = oneFile(positionals);
  if (values.source === undefined) throw new Problem(`Whose results? --source ${OFFICIAL_SOURCES.join(' | ')}`, 2);
  const source = oneOf('--source', OFFICIAL_SOURCES, values.source);
  const blank = oneOf('--blank', BLANKS, values.blank);
  const names = values.accept === '' ? [] : values.accept.split(',');
  const accept = names.map((name) => oneOf('--accept', CONTRADICTIONS, name));
  const map = readMap(values.map);
  const size = await sizeOf(path);

  const database = await context.openDatabase();
  const electionId = values.election ?? (await onlyElection(database));
  const what = { electionId, source, fileName: basename(path), map, blank, accept, at: context.now() };
  const result = await importFile(context, { path, size }, (bytes) => importOfficial(database, { ...what, bytes }));
  if (values.json) context.print(JSON.stringify(result));
  else for (const [to, line] of linesOf(result, `${source} results of ${electionId}`)) context[to](line);
  return result.kind === 'imported' || result.kind === 'unchanged' ? 0 : 1;
}

/** The election knows which columns there are. */
function readMap(pairs: readonly string[]): ColumnMap {
  return Object.fromEntries(
    pairs.map((pair) => {
      const [, column, header] = /^([a-z0-9:-]+)=(.+)$/s.exec(pair) ?? [];
      if (column === undefined || header === undefined) throw new Problem(`--map ${pair}: should be COLUMN=HEADER.`, 2);
      return [column, header];
    }),
  );
}

type Line = readonly [to: 'print' | 'note', line: string];

function linesOf(result: OfficialImportResult, what: string): Line[] {
  const count = (number: number) => number.toLocaleString('en');
  switch (result.kind) {
    case 'imported': {
      const { version, shape, numbers, stations, accepted, columns, withoutNumbers, sha256 } = result;
      const used = Object.entries(columns.used).map(([column, header]) => `${column} = "${header}"`);
      const unused = columns.unused.length > 0 ? `; not used: ${columns.unused.join(', ')}` : '';
      return [
        ...listed(accepted),
        ['print', `Version ${version} of the ${what}: ${count(numbers)} numbers (${shape}).`],
        ['print', `Stations with a result: ${count(stations.withResult)}; without: ${count(stations.without)}.`],
        ['print', `Columns: ${used.join(', ')}${unused}.`],
        ['print', `SHA-256: ${sha256}`],
        ...(withoutNumbers.length > 0 ? [['print', `Without any number: ${withoutNumbers.join(', ')}.`] as const] : []),
        ...(accepted.count > 0 ? [['print', `Accepted as the source's own: ${count(accepted.count)}.`] as const] : []),
      ];
    }
    case 'unchanged':
      return [['print', `Nothing to change: version ${result.version} of the ${what} is this very file.`]];
    case 'no-such-election':
      return [['note', `There is no such election: ${what}.`]];
    case 'unusable-file':
      return [...result.reasons.map((reason) => ['note', reason] as const), ['note', 'Nothing was imported.']];
    case 'bad-rows':
      return [...listed(result), ['note', `${count(result.count)} faults. Nothing was imported.`]];
  }
}

function listed({ count, rows }: { count: number; rows: readonly { line: number; reason: string }[] }): Line[] {
  const lines = rows.map(({ line, reason }): Line => ['note', `line ${line}: ${reason}`]);
  return count > rows.length ? [...lines, ['note', `… and ${(count - rows.length).toLocaleString('en')} more`]] : lines;
}
