import { existsSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readFinding } from '../../src/actions/read-finding.ts';
import { type Database, openDatabase } from '../../src/storage/database.ts';
import { migrateDatabase } from '../../src/storage/migrate.ts';
import { startEmbeddedPostgres } from '../embedded-postgres.ts';
import { NO_PARTS } from '../export/site-parts.ts';
import { checkOut, writeSite } from '../export/write-site.ts';
import { Problem } from '../problem.ts';
import { load2020 } from '../replay/load-2020.ts';
import { publish2020, REPLAYED } from '../replay/publish-2020.ts';
import type { Command, CommandContext, ExitCode } from './command.ts';
import { findingLines } from './finding-lines.ts';

const MIGRATIONS = fileURLToPath(new URL('../../../migrations', import.meta.url));

/** `golos replay FOLDER` */
export const replayCommand: Command = {
  name: 'replay',
  summary: 'load the data of 2020 into a scratch database, print its finding, and leave its public site',
  usage: `usage: golos replay FOLDER [--out DIR] [--keep]

Loads stations.csv and counts.csv of the data set of 2020 into a scratch database of its own, through the imports
that everybody uses, and prints what they say of stations at home, with suspect stations and without. The data has
counts of photos and no ballots: tallies are written directly, and the basis is ballots handed in. Then it is published as
an edition, and its whole public site is written as files to look at and to check with golos verify.
Nothing of what is configured is touched.

  --out DIR   where the site is left: a folder that is not there yet, or is empty; one of its own unless told
  --keep      leave the database's folder, too, and say where it is`,
  run,
};

async function run(argv: readonly string[], context: CommandContext): Promise<ExitCode> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    options: { keep: { type: 'boolean', default: false }, out: { type: 'string' } },
    allowPositionals: true,
  });
  const [folder, ...more] = positionals;
  if (folder === undefined || more.length > 0) throw new Problem('Which folder?', 2);
  for (const file of ['stations.csv', 'counts.csv'])
    if (!existsSync(join(folder, file))) throw new Problem(`There is no ${file} in ${folder}.`);
  const out = resolve(values.out ?? (await mkdtemp(join(tmpdir(), 'golos-replay-site-'))));
  await checkOut(out);
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
    const { edition, sha256 } = await publish2020(database, context.now);
    const { files } = await writeSite(edition, NO_PARTS, out, context);
    context.print('');
    context.print(`The public site, ${files} files: open ${join(out, 'index.html')}`);
    context.print(`Check it with: npm run golos -- verify ${out} --sha256 ${sha256}`);
  } finally {
    await database.close();
    await postgres.stop();
  }
  if (values.keep) context.print(`Kept: start with DATA_DIR=${dataDir} to look at it.`);
  return 0;
}

async function print(database: Database, withSuspect: boolean, context: CommandContext): Promise<void> {
  const { electionId, basis, except } = REPLAYED;
  const finding = await readFinding(database, { electionId, basis, except, source: 'cec', withSuspect });
  if (finding === undefined) throw new Error('the replayed election is gone');
  context.print('');
  context.print(withSuspect ? 'With suspect stations' : 'Without suspect stations');
  for (const line of findingLines(finding)) context.print(line);
}
