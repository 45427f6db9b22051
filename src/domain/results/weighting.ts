import { kish, modelledInterval, type Weighed } from './kish.ts';
import { type Margin, type RakingProblem, rake } from './raking.ts';

/** Everybody with the same region and profile; an empty category: not known. */
export interface WeightingCell {
  /** By variable. */
  readonly categories: Readonly<Record<string, string>>;
  /** How many answer sets. */
  readonly count: number;
}

/** No weight is more than so many times the mean: a few people must not speak for everybody. */
export const LARGEST_WEIGHT = 5;

/** Weights of a survey: one an answer set, the mean is 1. */
export interface Weighting {
  readonly kind: 'weighted';
  readonly variables: readonly string[];
  /** A cell's weight in the cells' order; undefined: left out, because something to weight by is not known. */
  readonly weights: readonly (number | undefined)[];
  /** Answer sets that have a weight, and those that have none. */
  readonly n: number;
  readonly leftOut: number;
  /** How many of them had a larger weight before it was cut to `LARGEST_WEIGHT`. */
  readonly trimmed: number;
  /** By how much a margin's share is off after cutting, at most; 0 when nothing was cut. */
  readonly off: number;
}

export type WeightingProblem =
  | RakingProblem
  /** There is nobody of whom everything to weight by is known. */
  | { readonly kind: 'nobody' };

/** Weights by raking, then trimming. A problem means that there are no weights at all. */
export function weigh(cells: readonly WeightingCell[], margins: readonly Margin[]): Weighting | WeightingProblem {
  const variables = margins.map(({ variable }) => variable);
  const known = cells.flatMap(({ categories, count }, i) => {
    const own = variables.map((variable) => categories[variable] ?? '');
    return count > 0 && own.every((category) => category !== '') ? [{ i, categories: own, count }] : [];
  });
  const n = known.reduce((sum, { count }) => sum + count, 0);
  if (n === 0) return { kind: 'nobody' };
  const raked = rake(known, margins);
  if (raked.kind !== 'raked') return raked;
  const mean = known.reduce((sum, { count }, i) => sum + count * (raked.factors[i] ?? 0), 0) / n;
  const before = known.map(({ count }, i) => ({ count, weight: (raked.factors[i] ?? 0) / mean }));
  const after = trim(before, LARGEST_WEIGHT);
  const weights: (number | undefined)[] = cells.map(() => undefined);
  for (const [i, { i: place }] of known.entries()) weights[place] = after[i];
  return {
    kind: 'weighted',
    variables,
    weights,
    n,
    leftOut: cells.reduce((sum, { count }) => sum + count, 0) - n,
    trimmed: before.reduce((sum, { count, weight }) => sum + (weight > LARGEST_WEIGHT ? count : 0), 0),
    off: farthestOff(known, after, margins, n),
  };
}

/**
 * Cuts weights to `largest` times the mean and gives what was cut to the others in proportion, until none is larger.
 * The sum stays what it was.
 */
export function trim(weighed: readonly Weighed[], largest: number): readonly number[] {
  const n = weighed.reduce((sum, { count }) => sum + count, 0);
  const total = weighed.reduce((sum, { count, weight }) => sum + count * weight, 0);
  const cap = (largest * total) / n;
  const cut = weighed.map(() => false);
  const weights = weighed.map(({ weight }) => weight);
  for (;;) {
    const over = weights.flatMap((weight, i) => (!cut[i] && weight > cap * (1 + 1e-12) ? [i] : []));
    if (over.length === 0) return weights;
    for (const i of over) cut[i] = true;
    let [free, given] = [0, 0];
    for (const [i, { count }] of weighed.entries()) {
      if (cut[i]) given += count * cap;
      else free += count * (weights[i] ?? 0);
    }
    for (const i of weights.keys())
      weights[i] = cut[i] ? cap : free > 0 ? ((weights[i] ?? 0) * (total - given)) / free : 0;
  }
}

function farthestOff(
  cells: readonly { readonly categories: readonly string[]; readonly count: number }[],
  weights: readonly number[],
  margins: readonly Margin[],
  n: number,
): number {
  let off = 0;
  for (const [v, { targets }] of margins.entries()) {
    let total = 0;
    for (const target of targets.values()) total += target;
    for (const [category, target] of targets) {
      const found = cells.reduce((s, c, i) => s + (c.categories[v] === category ? c.count * (weights[i] ?? 0) : 0), 0);
      off = Math.max(off, Math.abs(found / n - target / total));
    }
  }
  return off < 1e-9 ? 0 : off;
}

/** A question's answers in one cell. */
export interface CellAnswers {
  /** How many answered it. */
  readonly answered: number;
  /** How often each option was chosen, in the options' order. */
  readonly chosen: readonly number[];
}

/** A question's weighted shares, with everything that belongs beside them. */
export interface WeightedShares {
  /** Answers with a weight, and how many equally weighted ones would tell as much. */
  readonly n: number;
  readonly effectiveN: number;
  readonly smallest: number;
  readonly largest: number;
  readonly options: readonly { readonly share: number; readonly low: number; readonly high: number }[];
}

/** Shares of one question under a survey's weights; undefined when nobody who has a weight answered it. */
export function weightedShares(
  weighting: Weighting,
  cells: readonly CellAnswers[],
  optionCount: number,
): WeightedShares | undefined {
  const answered: Weighed[] = [];
  const chosen = Array.from({ length: optionCount }, () => 0);
  let base = 0;
  let [smallest, largest] = [Number.POSITIVE_INFINITY, 0];
  for (const [i, cell] of cells.entries()) {
    const weight = weighting.weights[i];
    if (weight === undefined || cell.answered === 0) continue;
    answered.push({ count: cell.answered, weight });
    base += cell.answered * weight;
    smallest = Math.min(smallest, weight);
    largest = Math.max(largest, weight);
    for (const [o, count] of cell.chosen.entries()) chosen[o] = (chosen[o] ?? 0) + count * weight;
  }
  const effect = kish(answered);
  if (effect === undefined) return undefined;
  return {
    n: answered.reduce((sum, { count }) => sum + count, 0),
    effectiveN: effect.effectiveN,
    smallest,
    largest,
    options: chosen.map((weight) => {
      const share = Math.min(1, weight / base);
      return { share, ...modelledInterval(share, effect.effectiveN) };
    }),
  };
}
