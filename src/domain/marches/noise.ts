/**
 * The noise in published counts of a march, so that the whole history of a zone tells little about any one person:
 * the factorization mechanism for counting under continual observation, with the square-root factorization (Fichtenberger,
 * Henzinger, Upadhyay: "Constant matters", ICML 2023; Henzinger, Upadhyay, Upadhyay: "Almost tight error bounds", SODA
 * 2023) and Gaussian differential privacy (Dong, Roth, Su: "Gaussian Differential Privacy", JRSS B 2022). The
 * derivation of what it promises is in `docs/decisions/marches-noise.md`.
 */

/**
 * How much may be told about one visit (a check-in with its leaving), in all windows together: no test for it is better than
 * telling one draw of N(0, 1) from one of N(MU, 1).
 */
export const MU = 0.5;

/** Guessing whether somebody made a certain visit, a coin being right in half of the cases, is right in at most so many: Φ(μ/2). */
export const BEST_GUESS = 0.5987;

/**
 * The first `length` coefficients of (1 − x)^(−1/2): the Toeplitz matrix of them, multiplied by itself, is the
 * matrix of ones that turns changes into counts.
 */
export function coefficients(length: number): Float64Array {
  const f = new Float64Array(length);
  let last = 1;
  for (let k = 0; k < length; k += 1) {
    if (k > 0) last *= (2 * k - 1) / (2 * k);
    f[k] = last;
  }
  return f;
}

/**
 * How far one visit moves what the draws are added to, at most, over a march of so many windows: the largest
 * Euclidean length of f shifted by the window of the check-in less f shifted by that of the leaving. The check-in in
 * the first window is the worst one; which leaving is, is looked for.
 */
export function visitSensitivity(windows: number): number {
  const f = coefficients(windows);
  let largest = f.reduce((sum, one) => sum + one * one, 0);
  let before = 0;
  for (let stay = 1; stay < windows; stay += 1) {
    before += (f[stay - 1] ?? 0) ** 2;
    let after = 0;
    for (let j = 0; j < windows - stay; j += 1) after += ((f[j] ?? 0) - (f[j + stay] ?? 0)) ** 2;
    largest = Math.max(largest, before + after);
  }
  return Math.sqrt(largest);
}

/** The standard deviation of each draw, in a march of so many windows. */
export function drawDeviation(windows: number): number {
  return visitSensitivity(windows) / MU;
}

/** A draw from N(0, 1) of two numbers that are uniform in (0, 1] (Box and Muller, 1958). */
export function standardNormal(first: number, second: number): number {
  return Math.sqrt(-2 * Math.log(first)) * Math.cos(2 * Math.PI * second);
}

/** The noise in a window's count, from the stored draws of its zone up to that window, each from N(0, `drawDeviation`). */
export function noiseAt(draws: readonly number[], window: number, f: Float64Array): number {
  let noise = 0;
  for (let k = 0; k <= window; k += 1) noise += (f[k] ?? 0) * (draws[window - k] ?? 0);
  return noise;
}

/** The standard deviation of the noise in a window's count: it grows with the logarithm of how many came before. */
export function noiseDeviation(window: number, windows: number): number {
  const f = coefficients(window + 1);
  return drawDeviation(windows) * Math.sqrt(f.reduce((sum, one) => sum + one * one, 0));
}
