import { sum } from '../sums.ts';

/** What a variable's categories are to sum up to, such as people by sex. */
export interface Margin {
  readonly variable: string;
  readonly targets: ReadonlyMap<string, number>;
}

/** Everybody who is alike in every variable. */
export interface RakingCell {
  /** Their category in each margin, in the margins' order. */
  readonly categories: readonly string[];
  /** How many they are, or what they weigh to begin with. */
  readonly count: number;
}

export type RakingProblem =
  /** The margins sum up to different totals, so nothing can fit both. */
  | { readonly kind: 'contradictory'; readonly variable: string; readonly other: string }
  /** A category is wanted, and nobody is in it: no weight makes somebody of nobody. */
  | { readonly kind: 'empty-category'; readonly variable: string; readonly category: string }
  /** People are in a category that the margin does not name. */
  | { readonly kind: 'no-target'; readonly variable: string; readonly category: string }
  /** A target is not a number from 0 on, or all of a margin's targets are 0. */
  | { readonly kind: 'bad-target'; readonly variable: string }
  /** The margins cannot be met together by these people, or not within the rounds. */
  | { readonly kind: 'no-convergence'; readonly rounds: number };

export type Raked =
  /** `factors`: by what each cell's count is multiplied, in the cells' order; a person's weight when counts are people. */
  { readonly kind: 'raked'; readonly factors: readonly number[]; readonly rounds: number } | RakingProblem;

/** Totals of two margins that are the same but for what a census rounds away. */
const SAME_TOTAL = 1e-6;
/** How far a margin may be off at the end, as a part of the total. */
const TOLERANCE = 1e-10;
const ROUNDS = 2_000;

/**
 * Raking, or iterative proportional fitting (Deming & Stephan 1940): scales the cells to one margin after the other
 * until all of them fit. Either every margin is met or there is a problem and no number.
 */
export function rake(cells: readonly RakingCell[], margins: readonly Margin[]): Raked {
  const problem = problemOf(cells, margins);
  if (problem !== undefined) return problem;
  const totals = margins.map(({ targets }) => sum(targets.values()));
  const total = totals[0] ?? 0;
  // Categories by number: what runs in every round touches no map.
  const categories = margins.map(({ targets }) => [...targets.keys()]);
  // Scaled to one total, so that what rounding left between the margins does not keep them from meeting.
  const wanted = margins.map(({ targets }, v) =>
    Float64Array.from(targets.values(), (target) => (target * total) / (totals[v] ?? total)),
  );
  const places = margins.map((_, v) =>
    Int32Array.from(cells, (cell) => (categories[v] ?? []).indexOf(cell.categories[v] ?? '')),
  );
  const sums = Float64Array.from(cells, ({ count }) => count);
  for (let round = 1; round <= ROUNDS; round += 1) {
    let off = 0;
    for (const [v, place] of places.entries()) {
      const targets = wanted[v] ?? new Float64Array();
      const found = summed(sums, place, targets.length);
      for (const [c, target] of targets.entries()) off = Math.max(off, Math.abs((found[c] ?? 0) - target));
      for (const [i, c] of place.entries()) {
        const has = found[c] ?? 0;
        sums[i] = has > 0 ? ((sums[i] ?? 0) * (targets[c] ?? 0)) / has : 0;
      }
    }
    if (off <= TOLERANCE * total) {
      return {
        kind: 'raked',
        factors: cells.map(({ count }, i) => (count > 0 ? (sums[i] ?? 0) / count : 0)),
        rounds: round,
      };
    }
  }
  return { kind: 'no-convergence', rounds: ROUNDS };
}

function problemOf(cells: readonly RakingCell[], margins: readonly Margin[]): RakingProblem | undefined {
  let first: { readonly variable: string; readonly total: number } | undefined;
  for (const [v, { variable, targets }] of margins.entries()) {
    const values = [...targets.values()];
    const total = sum(values);
    if (values.some((target) => !Number.isFinite(target) || target < 0) || !(total > 0)) {
      return { kind: 'bad-target', variable };
    }
    first ??= { variable, total };
    if (Math.abs(total - first.total) > SAME_TOTAL * first.total) {
      return { kind: 'contradictory', variable: first.variable, other: variable };
    }
    const people = new Map<string, number>();
    for (const { categories, count } of cells) {
      if (count < 0 || !Number.isFinite(count)) throw new RangeError('A cell cannot have a count below 0');
      const category = categories[v] ?? '';
      people.set(category, (people.get(category) ?? 0) + count);
    }
    for (const [category, count] of people) {
      if (count > 0 && !targets.has(category)) return { kind: 'no-target', variable, category };
    }
    for (const [category, target] of targets) {
      if (target > 0 && !((people.get(category) ?? 0) > 0)) return { kind: 'empty-category', variable, category };
    }
  }
  return undefined;
}

function summed(values: Float64Array, places: Int32Array, size: number): Float64Array {
  const sums = new Float64Array(size);
  for (const [i, place] of places.entries()) sums[place] = (sums[place] ?? 0) + (values[i] ?? 0);
  return sums;
}
