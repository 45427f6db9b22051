/**
 * What estimates rest on. Findings hold whatever people are like; estimates hold only as far as these do. Each is said in
 * words beside every figure that needs it.
 */
export const ASSUMPTIONS = [
  /** Official numbers of stations are as they were published, and were read without a mistake. */
  'official-as-published',
  /** Without interference turnout and shares vary smoothly from station to station. */
  'smooth',
  /** Without interference nobody aims at round percentages: each vote falls by itself, at its station's own rate. */
  'independent-votes',
  /** Early votes are reported as they were cast. */
  'early-as-cast',
  /** At one station, supporters of different choices differ in how readily they send a photo. Not assumed: that they do not. */
  'photos-differ',
] as const;

export type Assumption = (typeof ASSUMPTIONS)[number];

/** What does not follow, however tempting it is. */
export const LIMITS = [
  /** Not which station, who, or how many votes. */
  'no-station',
  /** Town and country differ in both turnout and choice, without anybody's doing. */
  'honest-differences',
  /** Hospitals, barracks, prisons and small stations have odd numbers for good reasons. */
  'special-stations',
  /** A peak can come from a few people who round, not from the result. */
  'rounding',
  /** People choose when they vote; who votes early may choose otherwise. */
  'early-differ',
  /** Our users are no sample: nothing about a country's shares follows from photos. */
  'no-sample',
  /** Stations that report are no sample of all stations. */
  'reporting-stations',
] as const;

export type Limit = (typeof LIMITS)[number];

/** What every estimate carries. */
export interface Estimate {
  /** Stations that it rests on, and those that lack a number it needs or have an impossible one. */
  readonly stations: number;
  readonly leftOut: number;
  readonly assumptions: readonly Assumption[];
  readonly limits: readonly Limit[];
}

/** What estimates need of a station. Null: not known. */
export interface EstimateStation {
  readonly registered: number | null;
  readonly turnout: number | null;
  readonly early: number | null;
  /** In the order of the ballot paper. */
  readonly official: readonly (number | null)[];
  readonly ours: readonly number[];
}

/** How many values fall into each of `bins` equal parts from 0 to 1; 1 itself is in the last. */
export function histogram(values: readonly number[], bins: number): number[] {
  const counts = new Array<number>(bins).fill(0);
  for (const value of values) {
    const bin = binOf(value, bins);
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts;
}

export function binOf(value: number, bins: number): number {
  return Math.min(bins - 1, Math.max(0, Math.floor(value * bins)));
}

/** The values below which a quarter, half and three quarters lie; null of none. Linear between two (R's type 7). */
export function quartiles(values: readonly number[]): readonly [number, number, number] | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const at = (part: number) => {
    const place = (sorted.length - 1) * part;
    const [low, high] = [sorted[Math.floor(place)] ?? 0, sorted[Math.ceil(place)] ?? 0];
    return low + (high - low) * (place - Math.floor(place));
  };
  return [at(0.25), at(0.5), at(0.75)];
}
