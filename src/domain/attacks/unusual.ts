import { sum } from '../sums.ts';

/**
 * Counts that stand out from their like. Honest counts differ by more than chance: one village is livelier than the
 * next. How much more is told by the counts themselves, without those that stand out the most, so that whoever pushes
 * some of them up does not make pushing look usual.
 */

/** A count with what it is to be measured by: people on the register, or photos looked at. */
export interface Measured {
  readonly count: number;
  readonly size: number;
}

/** Of a hundred, so many with the highest shares are left out when the usual is worked out; at least one. */
const LEFT_OUT = 0.05;

/** The share that is usual among these. */
export function usualShare(all: readonly Measured[]): number {
  const kept = without(all);
  const size = sum(kept.map((one) => one.size));
  return size === 0 ? 0 : sum(kept.map((one) => one.count)) / size;
}

/**
 * By how much counts differ beyond chance: φ of a variance μ + φμ². At least `least`, because few counts tell little.
 * Cameron & Trivedi, Regression Analysis of Count Data, 3.2 (NB2).
 */
export function spreadOf(all: readonly { readonly count: number; readonly expected: number }[], least: number): number {
  const seen = all
    .filter(({ expected }) => expected >= 1)
    .map(({ count, expected }) => ((count - expected) ** 2 - expected) / expected ** 2)
    .sort((a, b) => a - b);
  const kept = seen.slice(0, Math.ceil(seen.length * (1 - LEFT_OUT)));
  return kept.length < 20 ? least : Math.max(least, sum(kept) / kept.length);
}

/** How many deviations a count lies above what is expected, where counts have this spread. */
export function deviations(count: number, expected: number, spread: number): number {
  return (count - expected) / Math.sqrt(Math.max(expected, 0.5) + spread * expected ** 2);
}

/**
 * The same for a part of a whole, such as rejected ballots of those that were looked at: a beta-binomial, whose
 * members resemble each other with correlation ρ.
 */
export function shareDeviations({ count, size }: Measured, share: number, correlation: number): number {
  const likely = Math.min(1 - 1e-6, Math.max(share, 0.5 / Math.max(size, 1)));
  const variance = size * likely * (1 - likely) * (1 + (size - 1) * correlation);
  return variance === 0 ? 0 : (count - size * likely) / Math.sqrt(variance);
}

/** How much members of one whole resemble each other (ρ), at least `least`. */
export function correlationOf(all: readonly Measured[], share: number, least: number): number {
  const kept = without(all.filter(({ size }) => size >= 10));
  if (kept.length < 20 || share <= 0 || share >= 1) return least;
  const seen = kept.map(({ count, size }) => {
    const chance = size * share * (1 - share);
    return ((count - size * share) ** 2 / chance - 1) / (size - 1);
  });
  return Math.max(least, sum(seen) / seen.length);
}

function without(all: readonly Measured[]): Measured[] {
  const sorted = all.filter(({ size }) => size > 0).sort((a, b) => a.count / a.size - b.count / b.size);
  return sorted.slice(0, Math.max(1, sorted.length - Math.max(1, Math.ceil(sorted.length * LEFT_OUT))));
}
