import { cpus, totalmem } from 'node:os';
import type { Result } from './result.ts';

/** A figure's cells; the first two say which it is. */
export const HEAD = ['figure', 'backend', 'value', 'limit', 'ratio', 'goal', 'met', 'note'];

/** A plain table for the terminal. */
export function table(results: readonly Result[]): string {
  const rows = [HEAD, ...results.map(cells)];
  const widths = HEAD.map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** The machine, in words. */
export function machine(): string {
  return `${cpus().length} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GiB of memory, Node ${process.version}`;
}

/** A figure as cells of `HEAD`. */
export function cells(r: Result): string[] {
  return [
    r.name,
    r.backend,
    `${figure(r.value)} ${r.unit}`,
    figure(r.limit),
    r.ratio.toFixed(2),
    r.goal,
    r.met ? 'yes' : 'no',
    r.note ?? '',
  ];
}

function figure(n: number): string {
  return n >= 100 ? Math.round(n).toLocaleString('en') : n.toFixed(1);
}
