import { type MarchTimes, windowEnd, windowsOf } from '../../../src/domain/marches/march.ts';
import { noiseDeviation } from '../../../src/domain/marches/noise.ts';
import { ROUND_TO, THRESHOLD } from '../../../src/domain/marches/published.ts';
import type { Database } from '../../../src/storage/database.ts';
import type { PublishedWindow } from '../../../src/storage/march-series.ts';
import type { WalkLedger } from './walk-ledger.ts';

/** So many deviations of the noise: one in ten million numbers is farther off. */
const DEVIATIONS = 5.4;

/** By how much a published number may differ from what was counted. */
export function tolerance(window: number, march: MarchTimes): number {
  return DEVIATIONS * noiseDeviation(window, windowsOf(march)) + ROUND_TO / 2;
}

/** Whether a number may have been published where so many were counted, at least and at most. */
export function isPlausible(published: number | null, least: number, most: number, off: number): boolean {
  if (published === null) return least - off < THRESHOLD;
  return published >= least - off && published <= most + off;
}

/**
 * Compares the series with the ledgers of verified and unverified walkers: each window with what may have been counted at
 * its end, and the last one with where everybody is in the end. A line a difference.
 */
export function compareSeries(
  march: MarchTimes,
  series: readonly PublishedWindow[],
  ledgers: Readonly<Record<'verified' | 'unverified', WalkLedger>>,
  lagMs: number,
): string[] {
  const differences: string[] = [];
  const last = series.at(-1);
  for (const tier of ['verified', 'unverified'] as const) {
    for (const row of series) {
      const off = tolerance(row.window, march);
      for (const [zone, published] of row[tier].entries()) {
        // What was asked for until the number was made may be in it.
        const at = Math.max(windowEnd(march, row.window).getTime(), row.at.getTime());
        const ledger = ledgers[tier];
        const { least, most } =
          row === last ? { least: ledger.finally(zone), most: ledger.finally(zone) } : ledger.between(zone, at, lagMs);
        if (isPlausible(published, least, most, off)) continue;
        differences.push(
          `window ${row.window}, ${tier}, zone ${zone + 1}: published ${published ?? 'nothing'}, ledger ${least} to ${most}, ± ${Math.ceil(off)}`,
        );
      }
    }
  }
  return differences;
}

/** What is left of who walked, once the march is closed: a line each; none is as it should be. */
export async function leftBehind({ pool }: Database): Promise<string[]> {
  const left: string[] = [];
  for (const table of ['march_keys', 'march_check_ins', 'march_draws']) {
    const { rows } = await pool.query<{ n: number }>(`select count(*)::int as n from ${table}`);
    if (rows[0]?.n !== 0) left.push(`${table}: ${rows[0]?.n} rows are left`);
  }
  const { rows } = await pool.query<{ n: number }>(
    `select (select count(*) from broadcast_recipients where broadcast_id in (select broadcast_id from march_milestones))::int +
            (select count(*) from broadcast_outcomes where broadcast_id in (select broadcast_id from march_milestones))::int as n`,
  );
  if (rows[0]?.n !== 0) left.push(`milestones: ${rows[0]?.n} recipients and sums are left`);
  return left;
}
