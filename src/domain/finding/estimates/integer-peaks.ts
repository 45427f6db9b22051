import type { Estimate, EstimateStation } from './estimate.ts';

/** Percentages that are compared with whole numbers: turnout of the registered, or a choice's share of the turnout. */
export type Percentage = 'turnout' | 'share';

/** How many stations have a percentage next to a whole number, and how many would by chance. */
export interface IntegerPeaks extends Estimate {
  readonly of: Percentage;
  /** Null for turnout. */
  readonly choiceId: string | null;
  /** Stations whose percentage is within `NEAR` of a whole number. */
  readonly whole: number;
  /** How many there would be if every vote fell by itself. */
  readonly expected: number;
  /** Of that number, by chance. */
  readonly standardDeviation: number;
  /** By how many standard deviations there are more; null where nothing can vary. */
  readonly excess: number | null;
  /** For each distance from the whole number below, a tenth of a percentage point each: stations, and as expected. */
  readonly byFraction: readonly { readonly stations: number; readonly expected: number }[];
}

/** In percentage points. */
const NEAR = 0.05;

/** Few voters have few percentages, most of them whole: at fifty voters every second. */
export const FEWEST = 100;

/** Far less than any two percentages differ by, and far more than rounding in binary. */
const HAIR = 1e-9;

/** Parts of the most probable number's probability. */
const NEGLIGIBLE = 1e-9;

/** Tenths of a percentage point; the first and the last half of one belong to whole numbers. */
const TENTHS = 10;

/**
 * Whole percentages, after D. Kobak, S. Shpilkin and M. Pshenichnikov, “Integer percentages as electoral falsification
 * fingerprints”, Annals of Applied Statistics 10 (2016) 54: who makes a result up likes 75 % better than 74.7 %. What
 * they simulate is computed here instead: each of a station's n voters counts with its own observed rate k / n, so that
 * k is binomial; the chance that 100 k / n is within 0.05 of a whole number is a sum over the binomial distribution, and
 * the sums over all stations have the mean and the variance of independent trials.
 */
export function integerPeaks(
  stations: readonly EstimateStation[],
  of: Percentage,
  choice: number | null,
  choiceId: string | null,
): IntegerPeaks {
  const points = stations.flatMap((station) => {
    const [k, n] = fractionOf(station, of, choice);
    // At 0 and at 100 % nothing varies.
    return k === null || n === null || n < FEWEST || k <= 0 || k >= n ? [] : [[k, n] as const];
  });
  const found = new Array<number>(TENTHS).fill(0);
  const expected = new Array<number>(TENTHS).fill(0);
  let variance = 0;
  for (const [k, n] of points) {
    const tenth = tenthOf(k, n);
    found[tenth] = (found[tenth] ?? 0) + 1;
    const chances = tenthChances(k, n);
    for (let at = 0; at < TENTHS; at += 1) expected[at] = (expected[at] ?? 0) + (chances[at] ?? 0);
    const whole = chances[0] ?? 0;
    variance += whole * (1 - whole);
  }
  const [whole = 0] = found;
  const [mean = 0] = expected;
  const standardDeviation = Math.sqrt(variance);
  return {
    of,
    choiceId,
    stations: points.length,
    leftOut: stations.length - points.length,
    whole,
    expected: mean,
    standardDeviation,
    excess: standardDeviation > 1e-9 ? (whole - mean) / standardDeviation : null,
    byFraction: found.map((count, at) => ({ stations: count, expected: expected[at] ?? 0 })),
    assumptions: ['official-as-published', 'independent-votes'],
    limits: ['no-station', 'rounding', 'special-stations', 'reporting-stations'],
  };
}

function fractionOf(
  { registered, turnout, official }: EstimateStation,
  of: Percentage,
  choice: number | null,
): readonly [number | null, number | null] {
  if (of === 'turnout') return [turnout, registered];
  return [choice === null ? null : (official[choice] ?? null), turnout];
}

/** Which tenth of a percentage point above a whole number: 0 is within `NEAR` of one, on either side. */
function tenthOf(k: number, n: number): number {
  const percent = (100 * k) / n;
  return tenthAt(percent - Math.floor(percent));
}

/** The same of what stands behind the point. The borders belong to the whole number, whatever binary makes of them. */
function tenthAt(fraction: number): number {
  return fraction >= 1 - NEAR - HAIR ? 0 : Math.trunc((fraction + NEAR - HAIR) * TENTHS);
}

/**
 * How probable each tenth is for a binomial number of n with the rate k / n: its probabilities, each from the one beside
 * it, out from the most probable number to where they are negligible.
 */
export function tenthChances(k: number, n: number): number[] {
  const chances = new Array<number>(TENTHS).fill(0);
  const odds = k / (n - k);
  const percent = (100 * k) / n;
  const step = 100 / n;
  // k is the most probable number, since it is the mean and whole; probabilities are as parts of its own.
  let [chance, fraction, total] = [1, percent - Math.floor(percent), 0];
  for (let at = k; chance > NEGLIGIBLE; at += 1) {
    const tenth = tenthAt(fraction);
    chances[tenth] = (chances[tenth] ?? 0) + chance;
    total += chance;
    if (at === n) break;
    chance *= ((n - at) / (at + 1)) * odds;
    fraction += step;
    if (fraction >= 1) fraction -= 1;
  }
  [chance, fraction] = [1, percent - Math.floor(percent)];
  for (let at = k; at > 0; at -= 1) {
    chance *= at / (n - at + 1) / odds;
    if (chance <= NEGLIGIBLE) break;
    fraction -= step;
    if (fraction < 0) fraction += 1;
    const tenth = tenthAt(fraction);
    chances[tenth] = (chances[tenth] ?? 0) + chance;
    total += chance;
  }
  return chances.map((one) => one / total);
}
