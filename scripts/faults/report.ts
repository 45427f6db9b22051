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

/** The matrix for docs/RELIABILITY.md. */
export function tableOf(results: readonly RowResult[]): string[] {
  const groups = [...new Set(results.map(({ group }) => group))];
  return groups.flatMap((group) => [
    `### ${group}`,
    '',
    '| what goes wrong | queues on | updates | came again | told, stored | uncertain, seen twice | reply p50, p99 | result |',
    '| --- | --- | --- | --- | --- | --- | --- | --- |',
    ...results.filter((result) => result.group === group).map(cells),
    '',
  ]);
}

function cells(result: RowResult): string {
  const { fault, backend, skipped, updates, redelivered, acknowledged, stored, uncertain, seenTwice, reply } = result;
  const what = result.remark === '' ? fault : `${fault} (${result.remark})`;
  if (skipped !== undefined) return `| ${what} | ${backend} | | | | | | not run: ${skipped} |`;
  const verdict = result.differences.length === 0 ? 'holds' : `**${result.differences.length} differences**`;
  const times = `${(reply.p50 / 1_000).toFixed(1)} s, ${(reply.p99 / 1_000).toFixed(1)} s`;
  return `| ${what} | ${backend} | ${updates} | ${redelivered} | ${acknowledged}, ${stored} | ${uncertain}, ${seenTwice} | ${times} | ${verdict} |`;
}
