import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { importOfficial } from '../../src/actions/import-official.ts';
import { saveProfile } from '../../src/actions/official/save-profile.ts';
import type { ColumnMap } from '../../src/domain/csv-dialect.ts';
import { OFFICIAL_COLUMNS } from '../../src/domain/official/columns.ts';
import { GUESSED_READING, MAX_HEADER_LINE, type OfficialReading } from '../../src/domain/official/reading.ts';
import { BLANKS, CONTRADICTIONS, OFFICIAL_SOURCES } from '../../src/domain/official/terms.ts';
import type { Database } from '../../src/storage/database.ts';
import { listOfficialProfiles } from '../../src/storage/official-profiles.ts';
import { Problem } from '../problem.ts';
import type { Command, CommandContext, ExitCode } from './command.ts';
import { importFile, oneFile, sizeOf } from './import-file.ts';
import { officialImportLines } from './official-lines.ts';
import { oneOf } from './one-of.ts';
import { onlyElection } from './only-election.ts';

/** `golos import official FILE` */
export const importOfficialCommand: Command = {
  name: 'import official',
  summary: 'import official results from a CSV file or a workbook',
  usage: `usage: golos import official FILE --source cec|protocol|observer [--election ID] [--profile NAME]
                            [--map COLUMN=HEADER]… [--sheet NAME] [--header-line N] [--blank missing|zero]
                            [--accept sums,negative] [--save-profile NAME] [--dry-run] [--json]

Imports official results from a CSV file or a workbook (.xlsx), all of it or nothing, as the newest version of
their source; earlier versions stay. Doing it again changes nothing. A row for each station and choice, or a row
for each station with a column for each choice; files as for stations.

  --source S            who says so: the election commission, stations' protocols, observers
  --election ID         which election; may be left out while there is only one
  --profile NAME        how to read the file, as it was saved here or in the console; what else is given comes first
  --map COLUMN=HEADER   where the file's own header is not understood; once for each column:
                        ${OFFICIAL_COLUMNS.join(', ')},
                        and choice:ID for the column of a choice; #3 is the third column, and nothing
                        after the = means that the file has no such column
  --sheet NAME          which sheet of a workbook (its first)
  --header-line N       on which line the headers stand (the first that looks like one)
  --blank B             what it means when a station has numbers for other choices only: that nothing is known
                        (missing), or that nobody voted so (zero)
  --accept LIST         what is refused otherwise, because the source really says so: votes over or under the
                        turnout, turnout over the register (sums), fewer than no votes (negative)
  --save-profile NAME   keeps how the file was read under this name, when it was imported
  --dry-run             says what would be imported, and imports nothing
  --json                print the result as JSON`,
  run,
};

async function run(argv: readonly string[], context: CommandContext): Promise<ExitCode> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    options: {
      source: { type: 'string' },
      election: { type: 'string' },
      profile: { type: 'string' },
      map: { type: 'string', multiple: true, default: [] },
      sheet: { type: 'string' },
      'header-line': { type: 'string' },
      blank: { type: 'string' },
      accept: { type: 'string' },
      'save-profile': { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  });
  const path = oneFile(positionals);
  if (values.source === undefined) throw new Problem(`Whose results? --source ${OFFICIAL_SOURCES.join(' | ')}`, 2);
  const source = oneOf('--source', OFFICIAL_SOURCES, values.source);
  const said = readingOf({ ...values, headerLine: values['header-line'] });
  const map = readMap(values.map);
  const size = await sizeOf(path);

  const database = await context.openDatabase();
  const electionId = values.election ?? (await onlyElection(database));
  const profile = await profileOf(database, electionId, values.profile);
  const reading: OfficialReading = { ...profile, ...said, map: { ...profile.map, ...map } };
  const at = context.now();
  const what = { ...reading, electionId, source, fileName: basename(path), at, dryRun: values['dry-run'] };
  const result = await importFile(context, { path, size }, (bytes) => importOfficial(database, { ...what, bytes }));
  if (values.json) context.print(JSON.stringify(result));
  else for (const [to, line] of officialImportLines(result, `${source} results of ${electionId}`)) context[to](line);
  const done = result.kind === 'imported' || result.kind === 'unchanged' || result.kind === 'fits';
  const name = values['save-profile'];
  if (done && name !== undefined) await keepProfile(database, { electionId, name, reading, at });
  return done ? 0 : 1;
}

/** What the command line says about reading; nothing that it does not say. */
function readingOf(values: {
  readonly sheet?: string | undefined;
  readonly headerLine?: string | undefined;
  readonly blank?: string | undefined;
  readonly accept?: string | undefined;
}): Partial<OfficialReading> {
  const { sheet, headerLine, blank, accept } = values;
  const line = Number(headerLine);
  if (headerLine !== undefined && !(Number.isInteger(line) && line >= 1 && line <= MAX_HEADER_LINE))
    throw new Problem(`--header-line ${headerLine}: should be a number from 1 to ${MAX_HEADER_LINE}.`, 2);
  const accepted = accept === undefined || accept === '' ? [] : accept.split(',');
  return {
    ...(sheet === undefined ? {} : { sheet }),
    ...(headerLine === undefined ? {} : { headerLine: line }),
    ...(blank === undefined ? {} : { blank: oneOf('--blank', BLANKS, blank) }),
    ...(accept === undefined ? {} : { accept: accepted.map((name) => oneOf('--accept', CONTRADICTIONS, name)) }),
  };
}

async function profileOf(database: Database, electionId: string, name: string | undefined): Promise<OfficialReading> {
  if (name === undefined) return GUESSED_READING;
  const profiles = await listOfficialProfiles(database.pool, electionId);
  const found = profiles.find((profile) => profile.name === name);
  if (found !== undefined) return found.reading;
  const names = profiles.map((profile) => profile.name).join(', ');
  throw new Problem(`There is no profile ${name}${names === '' ? '' : `, only: ${names}`}.`, 2);
}

async function keepProfile(
  database: Database,
  profile: { electionId: string; name: string; reading: OfficialReading; at: Date },
): Promise<void> {
  const saved = await saveProfile(database, { ...profile, organizerId: null });
  if (saved === 'bad-name') throw new Problem(`--save-profile ${profile.name}: a short name of letters and digits.`, 2);
}

/** The election knows which columns there are. */
function readMap(pairs: readonly string[]): ColumnMap {
  return Object.fromEntries(
    pairs.map((pair) => {
      const [, column, header] = /^([a-z0-9:-]+)=(.*)$/s.exec(pair) ?? [];
      if (column === undefined || header === undefined) throw new Problem(`--map ${pair}: should be COLUMN=HEADER.`, 2);
      return [column, header];
    }),
  );
}
