import { parseArgs } from 'node:util';
import { appendAudit } from '../../src/actions/audit.ts';
import { compareSurveyCounts, rewriteSurveyCounts, type SurveyDifference } from '../../src/storage/survey-recount.ts';
import { compareTallies, rewriteTallies, type TallyDifference } from '../../src/storage/tallies.ts';
import { Problem } from '../problem.ts';
import type { Command, CommandContext, ExitCode } from './command.ts';

/** `golos recount` */
export const recount: Command = {
  name: 'recount',
  summary: 'recompute every count from ballots, declarations and answers',
  usage: `usage: golos recount [--check] [--yes] [--json]

Recomputes every count from the stored ballots, declarations and survey answers, in one snapshot, and compares it
with the counts that are kept beside them. Lists what differs, and asks before it writes the recount over what is kept.
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
  const { ballots, surveys } = await database.transaction(async (client) => {
    await client.query('set transaction isolation level repeatable read read only');
    return { ballots: await compareTallies(client), surveys: await compareSurveyCounts(client) };
  });
  const found: Found = { differences: ballots.differences, surveyDifferences: surveys.differences };
  const cells = ballots.cells + surveys.cells;
  const differing = ballots.differences.length + surveys.differences.length;
  const rewrites = differing > 0 && !values.check && (values.yes || (await agreed(context, found, differing)));
  if (rewrites) {
    await database.transaction(async (client) => {
      await rewriteTallies(client);
      await rewriteSurveyCounts(client);
      const detail = { tallies: found.differences.length, surveys: found.surveyDifferences.length };
      const at = context.now();
      await appendAudit(client, { at, organizerId: null, action: 'counts.rewrite', subject: 'counts', detail });
    });
  }
  const rewritten = rewrites ? differing : 0;
  if (values.json) context.print(JSON.stringify({ cells, ...found, rewritten }));
  else {
    if (values.check || values.yes) list(found, context.print);
    context.print(summary(cells, differing, rewritten));
  }
  return differing > rewritten ? 1 : 0;
}

interface Found {
  readonly differences: readonly TallyDifference[];
  readonly surveyDifferences: readonly SurveyDifference[];
}

async function agreed(context: CommandContext, found: Found, differing: number): Promise<boolean> {
  list(found, context.note);
  const answer = await context.confirm(`Write the recount over ${differing} counts?`);
  if (answer === undefined) context.note('Nothing was written: nobody is there to ask. Use --yes.');
  return answer === true;
}

function list({ differences, surveyDifferences }: Found, line: (text: string) => void): void {
  for (const { electionId, stationId, choiceId, tier, kept, recounted } of differences) {
    const figures = (of: TallyDifference['kept']) =>
      `declared ${of.declared}, with photos ${of.photographed}, without ${of.withoutPhoto}, ` +
      `verified ${of.verified}, of these quarantined ${of.quarantined}`;
    line(
      `${electionId} · station ${stationId} · ${choiceId} · ${tier}: kept ${figures(kept)}; recounted ${figures(recounted)}`,
    );
  }
  for (const { surveyId, dimension, cell, questionId, optionId, kept, recounted } of surveyDifferences) {
    const where = dimension === '' ? 'all' : `${dimension} ${cell}`;
    line(`survey ${surveyId} · ${where} · ${questionId} · ${optionId}: kept ${kept}; recounted ${recounted}`);
  }
}

function summary(cells: number, differing: number, rewritten: number): string {
  const all = cells.toLocaleString('en');
  if (differing === 0) return `All ${all} counts agree.`;
  return `${differing} of ${all} counts ${rewritten > 0 ? 'were written anew' : 'differ'}.`;
}
