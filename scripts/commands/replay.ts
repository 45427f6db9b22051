import { existsSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readFinding } from '../../src/actions/read-finding.ts';
import { type Database, openDatabase } from '../../src/storage/database.ts';
import { migrateDatabase } from '../../src/storage/migrate.ts';
import { startEmbeddedPostgres } from '../embedded-postgres.ts';
import { Problem } from '../problem.ts';
import { ELECTION_2020 } from '../replay/election-2020.ts';
import { load2020 } from '../replay/load-2020.ts';
import type { Command, CommandContext, ExitCode } from './command.ts';
import { findingLines } from './finding-lines.ts';

const MIGRATIONS = fileURLToPath(new URL('../../../migrations', import.meta.url));

/** `golos replay FOLDER` */
export const replayCommand: Command = {
  name: 'replay',
  summary: 'load the data of 2020 into a scratch database, and print its finding',
  usage: `usage: golos replay FOLDER [--keep]

Loads stations.csv and counts.csv of the data set of 2020 into a scratch database of its own, through the imports
that everybody uses, and prints what they say of stations at home, with suspect stations and without. The data has
counts of photos and no ballots: tallies are written directly, and the basis is ballots handed in.
Nothing of what is configured is touched.

  --keep   leave the database's folder, and say where it is`,
  run,
};

async function run(argv: readonly string[], context: CommandContext): Promise<ExitCode> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    options: { keep: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const [folder, ...more] = positionals;
  if (folder === undefined || more.length > 0) throw new Problem('Which folder?', 2);
  for (const file of ['stations.csv', 'counts.csv'])
    if (!existsSync(join(folder, file))) throw new Problem(`There is no ${file} in ${folder}.`);
  const dataDir = await mkdtemp(join(tmpdir(), 'golos-replay-'));
  const postgres = await startEmbeddedPostgres({ dataDir, durable: values.keep, temporary: !values.keep });
  const database = openDatabase({ url: postgres.url, max: 4 });
  try {
    await migrateDatabase(database, MIGRATIONS);
    const { accepted } = await load2020(database, folder);
    context.print(
      `Accepted as the source's own nonsense: ${accepted.count} (sums over the turnout, negative numbers).`,
    );
    for (const withSuspect of [true, false]) await print(database, withSuspect, context);
  } finally {
    await database.close();
    await postgres.stop();
  }
  if (values.keep) context.print(`Kept: start with DATA_DIR=${dataDir} to look at it.`);
  return 0;
}

async function print(database: Database, withSuspect: boolean, context: CommandContext): Promise<void> {
  const finding = await readFinding(database, { ...REPLAYED, withSuspect });
  if (finding === undefined) throw new Error('the replayed election is gone');
  context.print('');
  context.print(withSuspect ? 'With suspect stations' : 'Without suspect stations');
  for (const line of findingLines(finding)) context.print(line);
}

const REPLAYED = { electionId: ELECTION_2020.id, source: 'cec', basis: 'handed-in', except: ['Abroad'] } as const;
