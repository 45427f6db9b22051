import { noiseDeviation } from './noise.ts';

/** Published counts are multiples of this. */
export const ROUND_TO = 10;

/** Below it, of the count with its noise, nothing is shown: five times the noise's deviation. */
export const THRESHOLD = 50;

/** Check-ins of one zone at the end of a window, by distinct accounts; null: too few to be shown. */
export interface ZoneCount {
  readonly verified: number | null;
  readonly unverified: number | null;
}

/** What everybody may see of a count: with its noise, rounded; null where it is below the threshold. */
export function publishedCount(count: number, noise: number): number | null {
  const noisy = count + noise;
  return noisy < THRESHOLD ? null : Math.round(noisy / ROUND_TO) * ROUND_TO;
}

/**
 * The country: the sum of what is shown of its zones. Zones with too few are left out of it, so that no
 * subtraction gives them back. Null where nothing is shown.
 */
export function countryCount(zones: readonly (number | null)[]): number | null {
  const shown = zones.filter((count) => count !== null);
  return shown.length === 0 ? null : shown.reduce((sum, count) => sum + count, 0);
}

/** By how much a published count may be off, in nineteen of twenty windows: noise of two deviations, and rounding. */
export function plusMinus(window: number, windows: number): number {
  return Math.ceil(2 * noiseDeviation(window, windows) + ROUND_TO / 2);
}

/** Counts of a whole march that those who walk may be told of. */
export const MILESTONES = [1_000, 10_000, 100_000, 1_000_000] as const;

/** The milestones that a published count has passed and that have not been reached before, the lowest first. */
export function newMilestones(count: number | null, reached: readonly number[]): number[] {
  return MILESTONES.filter((milestone) => (count ?? 0) >= milestone && !reached.includes(milestone));
}
