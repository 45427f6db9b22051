import { seeded } from '../../bots/playground/sample-ballots/seeded.ts';
import { coefficients, drawDeviation, noiseAt, standardNormal } from '../../src/domain/marches/noise.ts';
import { publishedCount } from '../../src/domain/marches/published.ts';

/** How the draws of a series become the noise of its windows. */
export type Mechanism = 'kept' | 'fresh' | 'none';

export interface Attack {
  readonly windows: number;
  /** Everybody but the victim, the attacker's fakes among them: known to the attacker to a person. */
  readonly others: (window: number) => number;
  /** The victim's visit, if they make it. */
  readonly from: number;
  readonly to: number;
  readonly mechanism: Mechanism;
}

/**
 * The differencing attacker: sees every number that was ever published of a zone, knows everybody else who is in it, has
 * fakes of their own where they help most, and knows when the victim would come and go. Guesses whether they did.
 * Resolves to the share of right guesses, of victims of whom half were there.
 */
export function guessRight(attack: Attack, trials: number, seed: string): number {
  const { windows, others, mechanism, from, to } = attack;
  const random = seeded(seed);
  const f = coefficients(windows);
  const deviation = mechanism === 'none' ? 0 : drawDeviation(windows);
  const visit = Array.from({ length: windows }, (_, w) => (w >= from && w < to ? 1 : 0));
  const known = Array.from({ length: windows }, (_, w) => others(w));
  // What the victim's visit does to what the draws are added to: the best test weighs by it (Neyman and Pearson).
  const weights = mechanism === 'kept' ? unmixed(visit, f) : visit;
  let right = 0;
  for (let trial = 0; trial < trials; trial += 1) {
    const isThere = random.next() < 0.5;
    const draws = Array.from({ length: windows }, () => standardNormal(1 - random.next(), random.next()) * deviation);
    const published = known.map((count, w) => {
      const noise = mechanism === 'kept' ? noiseAt(draws, w, f) : (draws[w] ?? 0);
      return publishedCount(count + (isThere ? (visit[w] ?? 0) : 0), noise);
    });
    if (guess(published, known, mechanism === 'kept' ? f : undefined, weights, deviation) === isThere) right += 1;
  }
  return right / trials;
}

/**
 * The same attacker, before a history that the publisher made: what they say of one victim, from what is published where that
 * one would be (whichever way it was come by) and from everybody else who is there.
 */
export function guessVisit(
  published: readonly (number | null)[],
  known: readonly number[],
  { from, to }: { readonly from: number; readonly to: number },
  deviation: number,
): boolean {
  const f = coefficients(published.length);
  const visit = published.map((_, w) => (w >= from && w < to ? 1 : 0));
  return guess(published, known, f, unmixed(visit, f), deviation);
}

/** What the attacker says of one history. */
function guess(
  published: readonly (number | null)[],
  known: readonly number[],
  f: Float64Array | undefined,
  weights: readonly number[],
  deviation: number,
): boolean {
  // Of a hidden window the attacker learns that it was below the threshold, and of others how they were rounded: without
  // noise that is everything.
  if (deviation === 0) return published.some((count, w) => count !== publishedCount(known[w] ?? 0, 0));
  const more = published.map((count, w) => (count === null ? 0 : count - (known[w] ?? 0)));
  const seen = f === undefined ? more : unmixed(more, f);
  const score = seen.reduce((sum, one, w) => sum + one * (weights[w] ?? 0), 0);
  return score > weights.reduce((sum, one) => sum + one * one, 0) / 2;
}

/** Undoes what turns draws into noise: solves B·z = noise, B being the triangular matrix of the coefficients. */
function unmixed(noise: readonly number[], f: Float64Array): number[] {
  const z: number[] = [];
  for (let w = 0; w < noise.length; w += 1) {
    let rest = noise[w] ?? 0;
    for (let k = 1; k <= w; k += 1) rest -= (f[k] ?? 0) * (z[w - k] ?? 0);
    z.push(rest);
  }
  return z;
}
