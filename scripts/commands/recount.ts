import { parseArgs } from 'node:util';
import { compareTallies, rewriteTallies, type TallyDifference } from '../../src/storage/tallies.ts';
import { Problem } from '../problem.ts';
import type { Command, CommandContext, ExitCode } from './command.ts';

/** `golos recount` */
export const recount: Command = {
  name: 'recount',
  summary: 'recompute every count from the ballots and declarations',
  usage: `usage: golos recount [--check] [--yes] [--json]

Recomputes every count from the stored ballots and declarations, in one snapshot, and compares it with the
counts that are kept beside them. Lists what differs, and asks before it writes the recount over what is kept.
A difference is a fault of the system: find its reason before you write over it.

  --check   only compare; exit code 1 when something differs
  --yes     write without asking
  --json    print the result as JSON`,
  run,
};

async function run(argv: readonly string[], context: CommandContext): Promise<ExitCode> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      check: { type: 'boolean', default: false },
      yes: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  });
  if (values.check && values.yes) throw new Problem('Either --check or --yes.', 2);
  const database = await context.openDatabase();
  const { cells, differences } = await compareTallies(database.pool);
  const rewrites = differences.length > 0 && !values.check && (values.yes || (await agreed(context, differences)));
  if (rewrites) await database.transaction(rewriteTallies);
  const rewritten = rewrites ? differences.length : 0;
  if (values.json) context.print(JSON.stringify({ cells, differences, rewritten }));
  else {
    if (values.check || values.yes) list(differences, context.print);
    context.print(summary(cells, differences.length, rewritten));
  }
  return differences.length > rewritten ? 1 : 0;
}

async function agreed(context: CommandContext, differences: readonly TallyDifference[]): Promise<boolean> {
  list(differences, context.note);
  const answer = await context.confirm(`Write the recount over ${differences.length} counts?`);
  if (answer === undefined) context.note('Nothing was written: nobody is there to ask. Use --yes.');
  return answer === true;
}

function list(differences: readonly TallyDifference[], line: (text: string) => void): void {
  for (const { electionId, stationId, choiceId, tier, kept, recounted } of differences) {
    const figures = (of: TallyDifference['kept']) => `declared ${of[0]}, with photos ${of[1]}, without ${of[2]}`;
    line(
      `${electionId} · station ${stationId} · ${choiceId} · ${tier}: kept ${figures(kept)}; recounted ${figures(recounted)}`,
    );
  }
}

function summary(cells: number, differing: number, rewritten: number): string {
  const all = cells.toLocaleString('en');
  if (differing === 0) return `All ${all} counts agree.`;
  return `${differing} of ${all} counts ${rewritten > 0 ? 'were written anew' : 'differ'}.`;
}
