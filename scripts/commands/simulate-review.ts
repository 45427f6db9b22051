import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { errorBound, expectedWrong } from '../../src/domain/review/expectations.ts';
import { USUAL_GOLD_TERMS } from '../../src/domain/review/gold.ts';
import { Problem } from '../problem.ts';
import type { ReviewOutcome } from '../simulate/review/outcome.ts';
import { simulateReview } from '../simulate/review/run.ts';
import type { Command, CommandContext, ExitCode } from './command.ts';
import { writeDocsSection } from './docs-section.ts';
import { wholeNumber } from './whole-number.ts';

const MIGRATIONS = fileURLToPath(new URL('../../../migrations', import.meta.url));

/** `golos simulate review` */
export const simulateReviewCommand: Command = {
  name: 'simulate review',
  summary: 'let made-up reviewers read ballots, some of them maliciously, and count what was accepted wrongly',
  usage: `usage: golos simulate review [--reviewers N] [--malicious SHARE] [--items N] [--gold PERCENT] [--slips PERCENT]
                             [--seed S] [--docs FILE] [--json]

Lets reviewers read ballots with the engine as it is, on a scratch database, in a time of their own. Malicious ones know
one another and answer the same wrong thing everywhere. Three times: without gold items, which is what arithmetic
expects; with them; and with an administrator who reopens whatever a paused reviewer had read.

  --reviewers N      how many (50)
  --malicious SHARE  of them, 0 to 1 (0.1)
  --items N          ballots to be read (20000); a quarter of them without gold items
  --gold PERCENT     of a hundred items, how many have a known answer (${USUAL_GOLD_TERMS.percent})
  --slips PERCENT    of a hundred readings of honest reviewers, how many are slips (1)
  --seed S           another number, other people (1)
  --docs FILE        write the table into this page, such as docs/REVIEW.md
  --json             print the outcomes as JSON

Exit code 1: a count differs from a recount.`,
  run,
};

async function run(argv: readonly string[], context: CommandContext): Promise<ExitCode> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      reviewers: { type: 'string', default: '50' },
      malicious: { type: 'string', default: '0.1' },
      items: { type: 'string', default: '20000' },
      gold: { type: 'string', default: `${USUAL_GOLD_TERMS.percent}` },
      slips: { type: 'string', default: '1' },
      seed: { type: 'string', default: '1' },
      docs: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const common = {
    reviewers: wholeNumber('--reviewers', values.reviewers, 3),
    malicious: share('--malicious', values.malicious),
    slips: 100 * share('--slips', `${Number(values.slips) / 100}`),
    seed: wholeNumber('--seed', values.seed, 0),
    migrations: MIGRATIONS,
  };
  const items = wholeNumber('--items', values.items, 10);
  const goldPercent = wholeNumber('--gold', values.gold, 1);
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop);
  const outcomes: ReviewOutcome[] = [];
  for (const part of [
    { title: 'Without gold items', items: Math.ceil(items / 4), goldPercent: 0, reopen: false },
    { title: 'With gold items', items, goldPercent, reopen: false },
    { title: 'Reopening', items, goldPercent, reopen: true },
  ]) {
    const progress = context.progress(part.title, part.items);
    const outcome = await simulateReview({ ...common, ...part }, progress.update, stopping.signal);
    progress.stop();
    if (outcome === undefined) {
      context.note('Stopped.');
      return 1;
    }
    outcomes.push(outcome);
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, stop);
  const lines = reviewLines(outcomes);
  if (values.json) context.print(JSON.stringify(outcomes));
  else for (const line of lines) context.print(line);
  if (values.docs !== undefined) await writeDocsSection(values.docs, 'review', lines);
  return outcomes.every(({ differences }) => differences === 0) ? 0 : 1;
}

/** A column an outcome, in Markdown. */
function reviewLines(outcomes: readonly ReviewOutcome[]): string[] {
  const [first] = outcomes;
  if (first === undefined) return [];
  const { reviewers, malicious, slips } = first.options;
  const expected = expectedWrong(malicious);
  const row = (name: string, cell: (of: ReviewOutcome) => string) => `| ${[name, ...outcomes.map(cell)].join(' | ')} |`;
  return [
    `${reviewers} reviewers, ${percent(malicious)} of them malicious and of one mind, honest ones with ${slips} slips in a hundred. ` +
      `Expected without gold items: ${percent(expected.twoOfThree)} accepted wrongly ` +
      `(two of three agree; ${percent(expected.twoOfTwo)} if only the first two counted).`,
    '',
    row('', ({ options: { goldPercent, reopen } }) =>
      goldPercent === 0
        ? 'without gold items'
        : `${goldPercent} % gold items${reopen ? ', what the paused had read reopened' : ''}`,
    ),
    `| --- ${outcomes.map(() => '| ---: ').join('')}|`,
    row('ballots decided', ({ decided, options }) => `${number(decided)} of ${number(options.items)}`),
    row(
      'decided wrongly',
      ({ wrong, decided }) => `${number(wrong)}, ${percent(wrong / decided)}${interval(wrong, decided)}`,
    ),
    row('accuracy', ({ wrong, decided }) => `${((1 - wrong / decided) * 100).toFixed(2)} %`),
    row('decided by the administrator', ({ byAdministrator, decided }) => percent(byAdministrator / decided)),
    row('answers a ballot, gold items not counted', ({ answers, goldAnswers, decided }) =>
      ((answers - goldAnswers) / decided).toFixed(2),
    ),
    row('malicious reviewers paused', (o) => `${o.maliciousPaused} of ${o.malicious}`),
    row('their answers until then, each', (o) => (o.malicious === 0 ? '–' : number(o.maliciousAnswers / o.malicious))),
    row('honest reviewers paused', (o) => `${o.honestPaused} of ${o.options.reviewers - o.malicious}`),
    row('ballots an hour, all reviewers', ({ itemsPerHour }) => number(itemsPerHour)),
    row('answers a second, this machine', ({ answersPerSecond }) => number(answersPerSecond)),
    row('counts that differ from a recount', ({ differences }) => number(differences)),
  ];
}

/** With 95 % confidence; after Wilson. */
function interval(wrong: number, all: number): string {
  if (wrong === 0) return ` (below ${percent(errorBound(all))})`;
  const z = 1.96;
  const p = wrong / all;
  const middle = (p + z ** 2 / (2 * all)) / (1 + z ** 2 / all);
  const half = (z / (1 + z ** 2 / all)) * Math.sqrt((p * (1 - p)) / all + z ** 2 / (4 * all ** 2));
  return ` (${percent(middle - half)} to ${percent(middle + half)})`;
}

function share(option: string, value: string): number {
  const number = Number(value);
  if (!(number >= 0 && number <= 1)) throw new Problem(`${option} ${value}: should be from 0 to 1.`, 2);
  return number;
}

function percent(value: number): string {
  return `${(value * 100).toFixed(value < 0.01 ? 2 : 1)} %`;
}

function number(value: number): string {
  return Math.round(value).toLocaleString('en');
}
