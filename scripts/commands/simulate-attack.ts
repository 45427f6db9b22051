import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Problem } from '../problem.ts';
import { withScratchRecord } from '../scratch-record.ts';
import { ATTACKS, type AttackName } from '../simulate/attack/attacks.ts';
import { alarmsByRecord } from '../simulate/attack/record.ts';
import { type AttackOptions, type AttackOutcome, attackedWorld, simulateAttack } from '../simulate/attack/run.ts';
import type { Command, CommandContext, ExitCode } from './command.ts';
import { writeDocsSection } from './docs-section.ts';
import { wholeNumber } from './whole-number.ts';

const MIGRATIONS = fileURLToPath(new URL('../../../migrations', import.meta.url));
const NAMES = Object.keys(ATTACKS) as AttackName[];

/** `golos simulate attack` */
export const simulateAttackCommand: Command = {
  name: 'simulate attack',
  summary: 'put attacks into made-up countries, and count what is noticed and what is a false alarm',
  usage: `usage: golos simulate attack [ATTACK …] [--runs N] [--stations N] [--days N] [--strength X] [--seed S]
                             [--record] [--docs FILE] [--json]

Makes countries of honest people, each another one, puts an attack into each, and has the same rules look at them that
the console's page “Signs of attack” has. Says in how many runs it was noticed, how much of what was attacked was
named, and how often somebody was named whom nobody had attacked: also when there is no attack at all, and when
everything comes at once after three days without a network. Without ATTACK: all of them.

${NAMES.map((name) => `  ${name.padEnd(22)} ${wrapped(ATTACKS[name].summary)}`).join('\n')}

  --runs N       countries for each attack (20)
  --stations N   of each country (400)
  --days N       of collecting (8)
  --strength X   so many times as strong as described (1)
  --seed S       another number, other countries (1)
  --record       write the first country of each attack into a scratch database, row by row, and compare
  --docs FILE    write the table into this page, such as docs/THREATS.md
  --json         print the outcomes as JSON

Exit code 1: by the record an alarm differs.`,
  run,
};

async function run(argv: readonly string[], context: CommandContext): Promise<ExitCode> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      runs: { type: 'string', default: '20' },
      stations: { type: 'string', default: '400' },
      days: { type: 'string', default: '8' },
      strength: { type: 'string', default: '1' },
      seed: { type: 'string', default: '1' },
      record: { type: 'boolean', default: false },
      docs: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const attacks = positionals.length === 0 ? NAMES : positionals.map(attackNamed);
  const common = {
    runs: wholeNumber('--runs', values.runs, 1),
    stations: wholeNumber('--stations', values.stations, 20),
    days: wholeNumber('--days', values.days, 6),
    strength: strengthOf(values.strength),
    seed: wholeNumber('--seed', values.seed, 0),
  };
  const outcomes: AttackOutcome[] = [];
  for (const attack of attacks) {
    const options: AttackOptions = { ...common, attack };
    context.note(`${attack}: ${ATTACKS[attack].summary}`);
    const outcome = simulateAttack(options);
    outcomes.push(values.record ? { ...outcome, differences: await byRecord(options) } : outcome);
  }
  const lines = attackLines(outcomes, common);
  if (values.json) context.print(JSON.stringify(outcomes));
  else for (const line of lines) context.print(line);
  if (values.docs !== undefined) await writeDocsSection(values.docs, 'attacks', lines);
  const differences = outcomes.flatMap((outcome) => outcome.differences ?? []);
  for (const line of differences) context.note(`differs: ${line}`);
  return differences.length === 0 ? 0 : 1;
}

function byRecord(options: AttackOptions): Promise<string[]> {
  return withScratchRecord({ name: 'attack', migrations: MIGRATIONS, max: 2 }, ({ pool }) =>
    alarmsByRecord(pool, attackedWorld(options, 0).world),
  );
}

/** A row an attack, in Markdown. */
function attackLines(
  outcomes: readonly AttackOutcome[],
  { stations, days, runs, strength }: Omit<AttackOptions, 'attack' | 'seed'>,
): string[] {
  const share = (part: number, whole: number) => (whole === 0 ? '–' : `${Math.round((100 * part) / whole)} %`);
  return [
    `${runs} countries for each, of ${stations} stations, ${days} days and 40 reviewers${strength === 1 ? '' : `; ${strength} times as strong as described`}.`,
    '',
    '| attack | noticed | of what was attacked, named | false alarms a country | of innocents, named |',
    '| --- | ---: | ---: | ---: | ---: |',
    ...outcomes.map(({ attack, runs: all, noticed, attacked, named, falseAlarms, innocent }) => {
      const wrong = Object.values(falseAlarms).reduce((total, count) => total + count, 0);
      const kinds = Object.entries(falseAlarms).map(([kind, count]) => `${kind} ${count}`);
      const detail = kinds.length === 0 ? '' : ` (${kinds.join(', ')} in all)`;
      const noticedIn = attacked === 0 ? '–' : share(noticed, all);
      return `| ${attack} | ${noticedIn} | ${share(named, attacked)} | ${(wrong / all).toFixed(2)}${detail} | ${((100 * wrong) / innocent).toFixed(3)} % |`;
    }),
    ...(outcomes.some(({ differences }) => differences !== undefined)
      ? [
          '',
          `By the record: ${outcomes.reduce((total, { differences = [] }) => total + differences.length, 0)} alarms differ.`,
        ]
      : []),
  ];
}

function attackNamed(name: string): AttackName {
  const known = NAMES.find((one) => one === name);
  if (known === undefined) throw new Problem(`There is no attack ${name}. There are: ${NAMES.join(', ')}.`, 2);
  return known;
}

function strengthOf(text: string): number {
  const strength = Number(text);
  if (!(strength > 0 && strength <= 100)) throw new Problem('--strength takes a number above 0, 100 at most.', 2);
  return strength;
}

/** On lines that stand below one another. */
function wrapped(text: string): string {
  const lines = [''];
  for (const word of text.split(' ')) {
    const last = lines.at(-1) ?? '';
    if (last.length + word.length > 90) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines.join(`\n${' '.repeat(25)}`);
}
