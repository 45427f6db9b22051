import fc from 'fast-check';
import { createRateHistory } from '../../src/domain/update-rate.ts';

const MINUTE = 60_000;
/** Beginning of a minute. */
const START = 1_000 * MINUTE;

test.each<[string, [seconds: number, count: number][], number, number | undefined]>([
  ['nothing is known', [], 60, undefined],
  ['one reading tells nothing', [[0, 500]], 10, undefined],
  [
    'two readings tell the time between them',
    [
      [0, 100],
      [30, 150],
    ],
    30,
    100,
  ],
  [
    'what is older than a minute does not count',
    [
      [0, 0],
      [60, 6_000],
      [120, 6_060],
    ],
    120,
    60,
  ],
  [
    'a reading that spans the beginning counts in part',
    [
      [0, 0],
      [90, 900],
      [120, 1_200],
    ],
    120,
    600,
  ],
  [
    'a count that began anew',
    [
      [0, 1_000],
      [30, 1_010],
      [60, 5],
    ],
    60,
    15,
  ],
])('%s', (_name, readings, now, expected) => {
  const history = createRateHistory(30);
  for (const [seconds, count] of readings) history.add({ at: START + seconds * 1_000, count });
  expect(history.perMinute(START + now * 1_000)).toEqual(expected === undefined ? undefined : expect.closeTo(expected));
});

test('minutes are whole, and one of which too little is known is left out', () => {
  const history = createRateHistory(5);
  for (let s = 100; s <= 300; s += 5) history.add({ at: START + s * 1_000, count: s * 2 });
  const known = expect.closeTo(120);
  expect(history.minutes(START + 310_000, 5)).toEqual([undefined, undefined, known, known, known]);
});

test('the minutes of a whole history add up to what it grew, and it forgets what is too old', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(1_000), { minLength: 60, maxLength: 60 }), (steps) => {
      const history = createRateHistory(10);
      let count = 0;
      history.add({ at: START, count });
      for (const [i, step] of steps.entries()) {
        count += step;
        history.add({ at: START + (i + 1) * 5_000, count });
      }
      const minutes = history.minutes(START + 5 * MINUTE, 5);
      expect(minutes.reduce((sum: number, value) => sum + (value ?? Number.NaN), 0)).toBeCloseTo(count);
      history.add({ at: START + 60 * MINUTE, count });
      expect(history.minutes(START + 60 * MINUTE, 5)).toEqual(Array(5).fill(undefined));
    }),
  );
});
