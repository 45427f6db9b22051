import { parseArgs } from 'node:util';
import { Problem } from '../problem.ts';
import { measureNearDuplicates, type NearDuplicateMeasure } from '../simulate/near-duplicates.ts';
import type { Command, CommandContext, ExitCode } from './command.ts';
import { writeDocsSection } from './docs-section.ts';
import { wholeNumber } from './whole-number.ts';

/** `golos calibrate near-duplicates` */
export const calibrateNearDuplicates: Command = {
  name: 'calibrate near-duplicates',
  summary: 'measure on rendered ballots how well copies of photos are told from other ballots',
  usage: `usage: golos calibrate near-duplicates [--ballots N] [--copied N] [--seed S] [--docs FILE] [--json]

Renders ballots of one form, all with the same choice marked, and compares each with each: how many different ballots
would be shown side by side as near-duplicates. Then copies some of them in the ways in which a photo is passed off as
another one, and counts the copies that would not be shown. Touches no database.

  --ballots N   how many are compared (600)
  --copied N    how many of them are copied, in every way (100)
  --seed S      another number, other ballots (1)
  --docs FILE   write the tables into this page, such as docs/REVIEW.md
  --json        print the figures as JSON`,
  run,
};

async function run(argv: readonly string[], context: CommandContext): Promise<ExitCode> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      ballots: { type: 'string', default: '600' },
      copied: { type: 'string', default: '100' },
      seed: { type: 'string', default: '1' },
      docs: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const ballots = wholeNumber('--ballots', values.ballots, 2);
  const copied = wholeNumber('--copied', values.copied, 0);
  if (copied > ballots) throw new Problem('--copied: no more than there are ballots.', 2);
  const seed = wholeNumber('--seed', values.seed, 0);
  const progress = context.progress('Ballots', ballots);
  const measure = await measureNearDuplicates({ ballots, copied, seed }, (done) => progress.update(done));
  progress.stop();
  const lines = nearDuplicateLines(measure);
  if (values.json) context.print(JSON.stringify(measure));
  else for (const line of lines) context.print(line);
  if (values.docs !== undefined) await writeDocsSection(values.docs, 'near-duplicates', lines);
  return 0;
}

/** The tables, in Markdown. */
function nearDuplicateLines({ ballots, pairs, falseMatches, within, copies }: NearDuplicateMeasure): string[] {
  const share = (count: number) => (count === 0 ? `0 (below ${rate(3 / pairs)}, 95 %)` : rate(count / pairs));
  const distances = within.bothSides.map((_, bits) => bits).filter((bits) => bits % 2 === 1 || bits === 0);
  return [
    `${number(ballots)} rendered ballots of one form with one choice marked, ${number(pairs)} pairs of different ballots. ` +
      `**False matches: ${number(falseMatches)}, ${share(falseMatches)} of the pairs.**`,
    '',
    '| bits that differ, at most | pairs with one side so close | pairs with both sides together so close |',
    '| ---: | ---: | ---: |',
    ...distances.map(
      (bits) => `| ${bits} | ${share(within.oneSide[bits] ?? 0)} | ${share(within.bothSides[bits] ?? 0)} |`,
    ),
    '',
    '| copied how | copies | missed | bits that differ, median |',
    '| --- | ---: | ---: | ---: |',
    ...copies.map(
      ({ copied, copies: all, missed, median }) =>
        `| ${copied} | ${number(all)} | ${((missed / all) * 100).toFixed(0)} % | ${median} |`,
    ),
  ];
}

function rate(value: number): string {
  return value >= 0.001 ? `${(value * 100).toFixed(1)} %` : `${(value * 1_000_000).toFixed(0)} in a million`;
}

function number(value: number): string {
  return value.toLocaleString('en');
}
