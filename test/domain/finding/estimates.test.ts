import fc from 'fast-check';
import { earlyVotes } from '../../../src/domain/finding/estimates/early-votes.ts';
import { type EstimateStation, histogram, quartiles } from '../../../src/domain/finding/estimates/estimate.ts';
import { FEWEST, integerPeaks, tenthChances } from '../../../src/domain/finding/estimates/integer-peaks.ts';
import { photographedAndOfficial } from '../../../src/domain/finding/estimates/photographed.ts';
import { turnoutAndShare } from '../../../src/domain/finding/estimates/turnout-and-share.ts';

const count = fc.integer({ min: 0, max: 3_000 });
const maybe = fc.option(fc.integer({ min: -5, max: 3_000 }));
const station: fc.Arbitrary<EstimateStation> = fc.record({
  registered: maybe,
  turnout: maybe,
  early: maybe,
  official: fc.tuple(maybe, maybe),
  ours: fc.tuple(count, count),
});
const stations = fc.array(station, { maxLength: 60 });
const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);

const all = (of: readonly EstimateStation[]) =>
  [
    turnoutAndShare(of, 0, 'oak'),
    earlyVotes(of, 0, 'oak'),
    integerPeaks(of, 'turnout', null, null),
    integerPeaks(of, 'share', 0, 'oak'),
    photographedAndOfficial(of, 0, 'oak'),
  ] as const;

test('every estimate says which stations it rests on, what it assumes and what does not follow', () => {
  fc.assert(
    fc.property(stations, (of) => {
      for (const estimate of all(of)) {
        expect(estimate.stations + estimate.leftOut).toBe(of.length);
        expect(estimate.assumptions.length).toBeGreaterThan(0);
        expect(estimate.limits).toContain('no-station');
        expect(JSON.stringify(estimate)).not.toMatch(/NaN|Infinity/);
      }
    }),
  );
});

test('the order of stations changes nothing', () => {
  const rounded = (value: unknown) =>
    JSON.parse(JSON.stringify(value, (_, one) => (typeof one === 'number' ? Number(one.toPrecision(9)) : one)));
  fc.assert(
    fc.property(
      stations.chain((of) => fc.tuple(fc.constant(of), fc.shuffledSubarray(of, { minLength: of.length }))),
      ([of, shuffled]) => expect(rounded(all(shuffled))).toEqual(rounded(all(of))),
    ),
  );
});

test('every station is counted once in each distribution', () => {
  fc.assert(
    fc.property(stations, (of) => {
      const [turnout, early, peaks, shares, photographed] = all(of);
      expect([sum(turnout.byTurnout), sum(turnout.byShare), sum(turnout.grid.flat())]).toEqual(
        Array(3).fill(turnout.stations),
      );
      expect(turnout.correlation === null || Math.abs(turnout.correlation) <= 1).toBe(true);
      expect(sum(early.byEarly)).toBe(early.stations);
      expect(early.early).toBeLessThanOrEqual(early.turnout);
      for (const one of [peaks, shares]) {
        expect(sum(one.byFraction.map((part) => part.stations))).toBe(one.stations);
        expect(sum(one.byFraction.map((part) => part.expected))).toBeCloseTo(one.stations, 6);
        expect(one.byFraction[0]).toEqual({ stations: one.whole, expected: one.expected });
      }
      expect(sum(photographed.grid.flat())).toBeLessThanOrEqual(photographed.stations);
    }),
  );
});

test('of no stations there is nothing to say', () => {
  expect(turnoutAndShare([], 0, 'oak')).toMatchObject({ stations: 0, correlation: null });
  expect(earlyVotes([], 0, 'oak')).toMatchObject({ quartiles: null, shareByBand: Array(10).fill(null) });
  expect(integerPeaks([], 'turnout', null, null)).toMatchObject({ whole: 0, expected: 0, excess: null });
  expect(photographedAndOfficial([], 0, 'oak')).toMatchObject({ perVote: null, ours: 0 });
});

/** ln of the binomial coefficient, by adding logarithms up. */
function lnChoose(n: number, k: number): number {
  let ln = 0;
  for (let at = 1; at <= k; at += 1) ln += Math.log(n - k + at) - Math.log(at);
  return ln;
}

test('the chances of a whole percentage are those of the binomial distribution', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: FEWEST, max: 400 }).chain((n) => fc.tuple(fc.constant(n), fc.integer({ min: 1, max: n - 1 }))),
      ([n, k]) => {
        let whole = 0;
        for (let at = 0; at <= n; at += 1) {
          const distance = Math.abs((100 * at) / n - Math.round((100 * at) / n));
          const chance = Math.exp(lnChoose(n, at) + at * Math.log(k / n) + (n - at) * Math.log(1 - k / n));
          if (distance <= 0.05 + 1e-9) whole += chance;
        }
        expect(tenthChances(k, n)[0]).toBeCloseTo(whole, 6);
        expect(sum(tenthChances(k, n))).toBeCloseTo(1, 9);
      },
    ),
    { numRuns: 60 },
  );
});

/** A station with this many registered, and as many voters as `turnout` says. */
const stationOf = (registered: number, turnout: number): EstimateStation => ({
  registered,
  turnout,
  early: null,
  official: [null, null],
  ours: [0, 0],
});

test('results that were made up stand out, those that vary by themselves do not', () => {
  // A generator of its own, so that the same stations are looked at each time.
  let state = 42;
  const random = () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
  const honest = Array.from({ length: 800 }, () => {
    const registered = 500 + Math.floor(random() * 2_000);
    const rate = 0.4 + random() * 0.4;
    let turnout = 0;
    for (let voter = 0; voter < registered; voter += 1) if (random() < rate) turnout += 1;
    return stationOf(registered, turnout);
  });
  const plain = integerPeaks(honest, 'turnout', null, null);
  expect(Math.abs(plain.excess ?? 99)).toBeLessThan(4);
  const madeUp = honest.map(({ registered }, at) =>
    stationOf(registered ?? 0, Math.round(((registered ?? 0) * (60 + (at % 35))) / 100)),
  );
  expect(integerPeaks([...honest, ...madeUp.slice(0, 80)], 'turnout', null, null).excess).toBeGreaterThan(5);
});

test('turnout and share that rise together are seen to', () => {
  const rising = Array.from({ length: 40 }, (_, at) => ({
    ...stationOf(1_000, 500 + at * 10),
    official: [300 + at * 10, 200],
  }));
  expect(turnoutAndShare(rising, 0, 'oak').correlation).toBeGreaterThan(0.98);
  expect(turnoutAndShare(rising, 1, 'elm').correlation).toBeLessThan(-0.98);
  const same = rising.map((one) => ({ ...one, turnout: 500, official: [300, 200] }));
  expect(turnoutAndShare(same, 0, 'oak').correlation).toBeNull();
});

test('impossible stations are left out, and counted as that', () => {
  const bad = [
    { ...stationOf(100, 120), official: [50, 50] },
    { ...stationOf(100, 80), official: [90, 0] },
    { ...stationOf(100, 80), official: [-3, 0] },
    { ...stationOf(100, 0), official: [0, 0] },
  ];
  expect(turnoutAndShare(bad, 0, 'oak')).toMatchObject({ stations: 0, leftOut: 4 });
});

test('what we hold is compared where there is both, by its quartiles', () => {
  const at = (ours: number, official: number | null) => ({
    ...stationOf(1_000, 900),
    official: [official, 0],
    ours: [ours, 10],
  });
  const estimate = photographedAndOfficial([at(50, 100), at(100, 100), at(150, 100), at(7, null), at(5, 0)], 0, 'oak');
  expect(estimate).toMatchObject({ stations: 4, leftOut: 1, ours: 305, official: 300, perVote: [0.75, 1, 1.25] });
});

test('parts and quartiles', () => {
  expect(histogram([0, 0.49, 0.5, 1], 2)).toEqual([2, 2]);
  expect(quartiles([4, 1, 3, 2])).toEqual([1.75, 2.5, 3.25]);
  expect(quartiles([])).toBeNull();
});
