import fc from 'fast-check';
import {
  BEST_GUESS,
  coefficients,
  drawDeviation,
  MU,
  noiseAt,
  noiseDeviation,
  standardNormal,
  visitSensitivity,
} from '../../../src/domain/marches/noise.ts';
import { THRESHOLD } from '../../../src/domain/marches/published.ts';
import { type Attack, guessRight } from '../../support/march-attacker.ts';

test('the coefficients, multiplied by themselves, turn changes into counts', () => {
  const f = coefficients(200);
  for (let n = 0; n < 200; n += 1) {
    let sum = 0;
    for (let k = 0; k <= n; k += 1) sum += (f[k] ?? 0) * (f[n - k] ?? 0);
    expect(sum).toBeCloseTo(1, 10);
  }
});

test('no visit, whenever it begins and ends, moves more than the sensitivity says', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 120 }), fc.nat(), fc.nat(), (windows, a, b) => {
      const from = a % windows;
      const to = from + 1 + (b % (windows - from));
      const f = coefficients(windows);
      let square = 0;
      for (let w = from; w < windows; w += 1) square += ((f[w - from] ?? 0) - (w >= to ? (f[w - to] ?? 0) : 0)) ** 2;
      expect(Math.sqrt(square)).toBeLessThanOrEqual(visitSensitivity(windows) + 1e-9);
    }),
  );
});

test('the noise has the deviation that is told', () => {
  const windows = 50;
  const f = coefficients(windows);
  const sum = f.reduce((all, one) => all + one * one, 0);
  expect(noiseDeviation(windows - 1, windows)).toBeCloseTo(drawDeviation(windows) * Math.sqrt(sum), 10);
  // A draw moves every later window by its coefficient.
  expect(Array.from({ length: 5 }, (_, w) => noiseAt([2, 0, 0, 0, 0], w, f))).toEqual([2, 1, 0.75, 0.625, 0.546875]);
  expect(noiseDeviation(1_439, 1_441)).toBeLessThan(9);
});

test('a draw is normal', () => {
  const n = 4_096;
  const draws = Array.from({ length: n }, (_, i) => standardNormal((i + 0.5) / n, ((i * 2_477) % n) / n));
  const mean = draws.reduce((sum, one) => sum + one, 0) / n;
  const square = draws.reduce((sum, one) => sum + one * one, 0) / n;
  expect(Math.abs(mean)).toBeLessThan(0.02);
  expect(Math.abs(square - 1)).toBeLessThan(0.02);
  // A uniform number of 1 is no draw of infinity.
  expect(standardNormal(1, 0.3)).toBeCloseTo(0, 10);
});

test('the bound that is told is that of the parameter', () => {
  // Φ(μ/2), by its series: Abramowitz and Stegun, 26.2.10.
  const x = MU / 2;
  let term = x;
  let sum = x;
  for (let n = 1; n < 20; n += 1) {
    term *= (-x * x * (2 * n - 1)) / (2 * n * (2 * n + 1));
    sum += term;
  }
  expect(0.5 + sum / Math.sqrt(2 * Math.PI)).toBeCloseTo(BEST_GUESS, 3);
});

describe('the differencing attacker, with every number ever published and fakes of their own', () => {
  const fakes = THRESHOLD - 1;
  const windows = 120;
  const cases: [string, Omit<Attack, 'mechanism'>][] = [
    [
      'k − 1 fakes, so that the victim lifts the zone over the threshold',
      { windows, others: () => fakes, from: 30, to: 99 },
    ],
    ['fakes at the edge of rounding, for hours', { windows, others: () => THRESHOLD + 504, from: 0, to: windows }],
    ['the visit that tells most', { windows, others: () => THRESHOLD + 500, from: 0, to: 99 }],
    ['a crowd that comes and goes', { windows, others: (w) => 5_000 + w * 37 - (w % 7) * 90, from: 50, to: 90 }],
    ['one window only', { windows, others: () => 954, from: 60, to: 61 }],
    ['fakes that come and go every window', { windows, others: (w) => 400 + (w % 2) * fakes, from: 15, to: 114 }],
  ];
  const trials = 1_000;
  /** Three deviations of a share of so many guesses. */
  const chance = 3 * Math.sqrt(0.25 / trials);

  test.each(cases)('%s: not better than the bound', (name, attack) => {
    expect(guessRight({ ...attack, mechanism: 'kept' }, trials, name)).toBeLessThanOrEqual(BEST_GUESS + chance);
  });

  test('this attacker comes close to the bound: no better one is hidden from the test', () => {
    const attack = { windows, others: () => THRESHOLD + 500, from: 0, to: 99, mechanism: 'kept' } as const;
    expect(guessRight(attack, 3_000, 'strong')).toBeGreaterThan(0.56);
  });

  test.each(cases.filter(([, { others }]) => others(0) === fakes || others(0) % 10 === 4))(
    '%s: without the noise, always right',
    (name, attack) => {
      expect(guessRight({ ...attack, mechanism: 'none' }, 200, name)).toBe(1);
    },
  );

  test('with fresh noise for every window, which averages away, the attacker would be right far too often', () => {
    const attack = { windows: 480, others: () => THRESHOLD + 500, from: 0, to: 480, mechanism: 'fresh' } as const;
    expect(guessRight(attack, 300, 'fresh')).toBeGreaterThan(0.9);
  });
});
