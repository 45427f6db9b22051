import type { RowResult } from './run-row.ts';

/** One line on a terminal. */
export function resultLine(result: RowResult): string {
  const { id, backend, skipped, differences, seconds, remark } = result;
  const head = `${id.padEnd(24)} ${backend.padEnd(9)}`;
  if (skipped !== undefined) return `${head} not run: ${skipped}`;
  const counts = `${result.citizens} citizens, ${result.updates} updates, ${result.acknowledged} acknowledged, ${result.stored} stored`;
  const verdict = differences.length === 0 ? 'ok' : `${differences.length} DIFFERENCES`;
  return `${head} ${verdict.padEnd(5)} ${seconds.toFixed(0).padStart(4)} s  ${counts}${remark === '' ? '' : `; ${remark}`}`;
}

/** The columns of docs/RELIABILITY.md; the first three say which row it is. */
export const HEAD = [
  '',
  'what goes wrong',
  'queues on',
  'updates',
  'came again',
  'told, stored',
  'uncertain, seen twice',
  'reply p50, p99',
  'result',
  'remark',
];

/** A row's cells. */
export function cells(result: RowResult): string[] {
  const { group, fault, backend, skipped, updates, redelivered, acknowledged, stored, uncertain, seenTwice } = result;
  const head = [group, fault, backend];
  if (skipped !== undefined) return [...head, '', '', '', '', '', 'not run', skipped];
  const { reply, differences, remark } = result;
  const verdict = differences.length === 0 ? 'holds' : `**${differences.length} differences**`;
  const times = `${(reply.p50 / 1_000).toFixed(1)} s, ${(reply.p99 / 1_000).toFixed(1)} s`;
  const counts = [`${updates}`, `${redelivered}`, `${acknowledged}, ${stored}`, `${uncertain}, ${seenTwice}`];
  return [...head, ...counts, times, verdict, remark];
}
