import type { Spread } from './measures.ts';
import type { SimulationResult } from './run.ts';

/** Differences that are listed; the rest is only counted. */
const LISTED = 40;

/** What a simulation ends with. */
export function resultLines(result: SimulationResult): string[] {
  const { reconciled, differences } = result;
  const figures: [string, string][] = [
    ['citizens', `${count(result.citizens)} in ${count(result.chats)} chats, ${result.seconds.toFixed(1)} s`],
    ['updates', `${count(result.updates)}, ${count(result.updatesPerSecond)} a second`],
    ['webhook’s answer', times(result.answer)],
    ['reply on the screen', times(result.reply)],
    ['messages sent', count(result.sent)],
    ['delivered again', `${count(result.redelivered)} not taken at first, ${count(result.duplicated)} taken already`],
    ['uncertain sends', `${count(result.uncertain)}; seen twice by citizens: ${count(result.seenTwice)}`],
    ...(result.killed.length === 0 ? [] : [['killed', result.killed.join(', ')] as [string, string]]),
  ];
  return [
    '',
    ...figures.map(([name, value]) => `  ${name.padEnd(22)}${value}`),
    '',
    `  ${'reconciliation'.padEnd(34)}${'acknowledged'.padStart(14)}${'stored'.padStart(10)}${'differ'.padStart(10)}`,
    ...reconciled.map(
      ({ what, acknowledged, stored, differences: own }) =>
        `  ${what.padEnd(34)}${count(acknowledged).padStart(14)}${count(stored).padStart(10)}${count(own.length).padStart(10)}`,
    ),
    '',
    differences.length === 0 ? '  Zero difference.' : `  ${count(differences.length)} differences:`,
    ...differences.slice(0, LISTED).map((line) => `    ${line}`),
    ...(differences.length > LISTED ? [`    … and ${count(differences.length - LISTED)} more`] : []),
  ];
}

function count(number: number): string {
  return Math.round(number).toLocaleString('en');
}

function times({ p50, p95, p99 }: Spread): string {
  return `p50 ${p50.toFixed(0)} ms, p95 ${p95.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms`;
}
