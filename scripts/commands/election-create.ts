import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { createElection } from '../../src/actions/create-election.ts';
import { type ElectionProblem, readElectionFile } from '../../src/domain/election-file.ts';
import { codeOf } from '../postgres/place.ts';
import { Problem } from '../problem.ts';
import type { Command, CommandContext, ExitCode } from './command.ts';

/** `golos election create FILE` */
export const electionCreate: Command = {
  name: 'election create',
  summary: 'create or change an election from a JSON file',
  usage: `usage: golos election create FILE [--json]

Creates the election that FILE describes: names in three languages, choices, dates, time zone, trusted
phone prefixes, photo sides. docs/ELECTION-FILE.md explains the file. Doing it again with the same file
changes nothing; with a changed file, it changes the election, but never the choices once somebody voted.

  --json   print the result as JSON`,
  run,
};

async function run(argv: readonly string[], context: CommandContext): Promise<ExitCode> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    options: { json: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const [file, ...more] = positionals;
  if (file === undefined) throw new Problem('Which file?', 2);
  if (more.length > 0) throw new Problem(`One file at a time, not also ${more.join(', ')}.`, 2);

  const text = await readFile(file, 'utf8').catch((error) => {
    throw new Problem(`Cannot read ${file} (${codeOf(error)}).`);
  });
  const read = readElectionFile(text);
  if (!read.ok) return fail(context, values.json, { kind: 'invalid-file', problems: read.problems }, file);

  const { election } = read;
  const result = await createElection(await context.openDatabase(), election);
  if (result.kind === 'refused') return fail(context, values.json, result, file);
  if (values.json) context.print(JSON.stringify({ ...result, id: election.id }));
  else
    context.print(
      `${DONE[result.kind]} ${election.id}: ${election.choices.length} choices, ballots from ${election.opensOn} to ${election.closesOn} (${election.timeZone}).`,
    );
  return 0;
}

const DONE = { created: 'Created', changed: 'Changed', unchanged: 'Nothing to change in' };

function fail(
  context: CommandContext,
  json: boolean,
  result: { readonly kind: string; readonly problems: readonly ElectionProblem[] },
  file: string,
): ExitCode {
  if (json) context.print(JSON.stringify(result));
  else {
    for (const { path, reason } of result.problems) context.note(`${path === '' ? file : path}: ${reason}`);
    context.note('Nothing was changed.');
  }
  return 1;
}
