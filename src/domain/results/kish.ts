/** So many people with the same weight. */
export interface Weighed {
  readonly count: number;
  readonly weight: number;
}

export interface DesignEffect {
  /** How many times larger the variance is than with equal weights. */
  readonly deff: number;
  /** The size of a sample with equal weights that would tell as much. */
  readonly effectiveN: number;
}

/**
 * What unequal weights cost: deff = n·Σw² / (Σw)², effective n = n / deff (Kish 1965, Survey Sampling, 11.7).
 * Undefined when nobody has a weight.
 */
export function kish(weighed: Iterable<Weighed>): DesignEffect | undefined {
  let [n, sum, squares] = [0, 0, 0];
  for (const { count, weight } of weighed) {
    n += count;
    sum += count * weight;
    squares += count * weight * weight;
  }
  if (!(sum > 0)) return undefined;
  const deff = (n * squares) / (sum * sum);
  return { deff, effectiveN: n / deff };
}

/**
 * A modelled interval of a share at 95 %: Wilson's with the effective n in place of n (Korn & Graubard 1998 discuss
 * such substitutions). It holds only under the assumption that within each group that is weighted, those who answered
 * are like those who did not. It is no margin of error: nobody drew this sample.
 */
export function modelledInterval(share: number, effectiveN: number): { readonly low: number; readonly high: number } {
  const z = 1.959963984540054;
  const z2n = (z * z) / effectiveN;
  const middle = (share + z2n / 2) / (1 + z2n);
  const half = (z / (1 + z2n)) * Math.sqrt((share * (1 - share)) / effectiveN + z2n / (4 * effectiveN));
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}
