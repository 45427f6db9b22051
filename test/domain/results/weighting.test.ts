import fc from 'fast-check';
import { kish, modelledInterval } from '../../../src/domain/results/kish.ts';
import { roundedCount } from '../../../src/domain/results/rounded-count.ts';
import {
  LARGEST_WEIGHT,
  trim,
  type WeightingCell,
  weigh,
  weightedShares,
} from '../../../src/domain/results/weighting.ts';

const each = (weights: readonly number[]) => weights.map((weight) => ({ count: 1, weight }));

test.each([
  [[0, 1, 2, 3], 1.5555555555555556],
  [[1, 1, 1000], 2.9880418803112336],
  [[1, 1, 1, 1], 1],
])('deff of %j', (weights, deff) => {
  expect(kish(each(weights))?.deff).toBe(deff);
});

test('equal weights cost nothing', () => {
  expect(kish(each([1, 1, 1, 1]))?.effectiveN).toBe(4);
  expect(kish(each([]))).toBeUndefined();
  expect(kish(each([0, 0]))).toBeUndefined();
});

test('people with one weight count as so many', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.record({ count: fc.integer({ min: 1, max: 5 }), weight: fc.double({ min: 0.01, max: 100, noNaN: true }) }),
        {
          minLength: 1,
          maxLength: 10,
        },
      ),
      (groups) => {
        const one = kish(groups);
        const other = kish(groups.flatMap(({ count, weight }) => each(Array.from({ length: count }, () => weight))));
        expect(one?.deff).toBeCloseTo(other?.deff ?? Number.NaN, 9);
        expect(one?.deff).toBeGreaterThanOrEqual(1 - 1e-12);
      },
    ),
  );
});

test('an interval holds its share, within 0 and 1, and shrinks as more answer', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 1, max: 1e6, noNaN: true }),
      (share, n) => {
        const { low, high } = modelledInterval(share, n);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(share + 1e-12);
        expect(high).toBeGreaterThanOrEqual(share - 1e-12);
        const more = modelledInterval(share, n * 4);
        expect(more.high - more.low).toBeLessThan(high - low);
      },
    ),
  );
  // Wilson's interval for 81 of 263, as in Newcombe 1998, table I: 0.2553 to 0.3662.
  const { low, high } = modelledInterval(81 / 263, 263);
  expect([low.toFixed(4), high.toFixed(4)]).toEqual(['0.2553', '0.3662']);
});

test('trimming keeps the sum, and leaves no weight over the largest', () => {
  const weighed = fc.record({
    count: fc.integer({ min: 1, max: 100 }),
    // None at all, or one that raking could give: not the smallest number that a computer knows.
    weight: fc.oneof(fc.constant(0), fc.double({ min: 0.001, max: 1_000, noNaN: true })),
  });
  fc.assert(
    fc.property(
      fc.array(weighed, { minLength: 1, maxLength: 20 }),
      fc.double({ min: 1.1, max: 10, noNaN: true }),
      (groups, largest) => {
        const total = groups.reduce((sum, { count, weight }) => sum + count * weight, 0);
        fc.pre(total > 1e-6);
        const n = groups.reduce((sum, { count }) => sum + count, 0);
        const trimmed = trim(groups, largest);
        expect(Math.max(...trimmed)).toBeLessThanOrEqual(((largest * total) / n) * (1 + 1e-9));
        const after = groups.reduce((sum, { count }, i) => sum + count * (trimmed[i] ?? 0), 0);
        // What nobody else has a weight to carry is lost.
        const heavy = groups.filter(({ weight }) => weight > 0).reduce((sum, { count }) => sum + count, 0);
        if (heavy * largest >= n) expect(after / total).toBeCloseTo(1, 6);
      },
    ),
  );
});

const cell = (sex: string, region: string, count: number): WeightingCell => ({ categories: { sex, region }, count });
const sexes = {
  variable: 'sex',
  targets: new Map([
    ['female', 54],
    ['male', 46],
  ]),
};

test('weights have the mean 1, and leave out who did not say what is weighted by', () => {
  const weighted = weigh([cell('female', 'North', 20), cell('male', '', 60), cell('', 'North', 7)], [sexes]);
  if (weighted.kind !== 'weighted') throw new Error(weighted.kind);
  expect(weighted).toMatchObject({ n: 80, leftOut: 7, trimmed: 0, off: 0 });
  expect(weighted.weights[0]).toBeCloseTo(0.54 * 4, 9);
  expect(weighted.weights[1]).toBeCloseTo((0.46 * 4) / 3, 9);
  expect(weighted.weights[2]).toBeUndefined();
});

test('a weight over the largest is cut, and it says by how much that is off', () => {
  const weighted = weigh([cell('female', 'North', 5), cell('male', 'North', 995)], [sexes]);
  if (weighted.kind !== 'weighted') throw new Error(weighted.kind);
  expect(weighted.weights[0]).toBeCloseTo(LARGEST_WEIGHT, 9);
  expect(weighted.trimmed).toBe(5);
  expect(weighted.off).toBeCloseTo(0.54 - 0.025, 9);
});

test('a problem of raking is told as it is', () => {
  expect(weigh([cell('female', 'North', 5)], [sexes])).toEqual({
    kind: 'empty-category',
    variable: 'sex',
    category: 'male',
  });
  expect(weigh([cell('', 'North', 5)], [sexes])).toEqual({ kind: 'nobody' });
});

test('weighted shares, with what belongs beside them', () => {
  const weighted = weigh([cell('female', 'North', 20), cell('male', 'North', 60)], [sexes]);
  if (weighted.kind !== 'weighted') throw new Error(weighted.kind);
  // All women say the first, all men the second; several answers are counted an option.
  const shares = weightedShares(
    weighted,
    [
      { answered: 20, chosen: [20, 0] },
      { answered: 60, chosen: [0, 60] },
    ],
    2,
  );
  expect(shares?.options[0]?.share).toBeCloseTo(0.54, 9);
  expect(shares?.options[1]?.share).toBeCloseTo(0.46, 9);
  expect(shares?.n).toBe(80);
  expect(shares?.effectiveN).toBeLessThan(80);
  expect(shares?.smallest).toBeCloseTo((0.46 * 4) / 3, 9);
  expect(
    weightedShares(
      weighted,
      [
        { answered: 0, chosen: [0] },
        { answered: 0, chosen: [0] },
      ],
      1,
    ),
  ).toBeUndefined();
});

test.each([
  [0, 0],
  [9, 0],
  [10, 10],
  [19, 10],
  [999, 990],
  [1_234, 1_200],
  [99_999, 99_900],
  [1_234_567, 1_234_000],
])('%i people are shown as %i', (count, shown) => {
  expect(roundedCount(count)).toBe(shown);
});
