import fc from 'fast-check';
import {
  answered,
  departed,
  handful,
  intervalFor,
  mayLeaveAt,
  noDepartures,
  type SendingRate,
  silence,
  takePlace,
} from '../../src/domain/sending-rate.ts';

const fresh = (perSecond: number): SendingRate => ({ intervalMs: intervalFor(perSecond), nextAt: 0, silentUntil: 0 });

test('places never come closer than the interval, and none lies within a silence', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1_000 }),
      fc.array(
        fc.oneof(
          fc.record({ wait: fc.nat(500), take: fc.integer({ min: 1, max: 9 }) }),
          fc.record({ wait: fc.nat(500), silent: fc.integer({ min: 1, max: 5 }) }),
        ),
        { maxLength: 60 },
      ),
      (perSecond, acts) => {
        let rate = fresh(perSecond);
        let now = 0;
        let last = Number.NEGATIVE_INFINITY;
        let silentUntil = 0;
        for (const act of acts) {
          now += act.wait;
          if ('silent' in act) {
            rate = silence(rate, now, act.silent);
            silentUntil = Math.max(silentUntil, now + act.silent * 1_000);
            continue;
          }
          const taken = takePlace(rate, now, act.take);
          rate = taken.rate;
          expect(taken.at).toBeGreaterThanOrEqual(Math.max(now, silentUntil));
          expect(taken.at - last).toBeGreaterThanOrEqual(intervalFor(perSecond) - 1e-6);
          last = taken.at + (act.take - 1) * intervalFor(perSecond);
        }
      },
    ),
  );
});

test('whoever always takes the next place uses at least 99 % of what is allowed', () => {
  let rate = fresh(30);
  let taken = 0;
  for (let now = 0; now < 60_000; now += 5) {
    if (rate.nextAt > now + 150) continue;
    rate = takePlace(rate, now, handful(rate.intervalMs)).rate;
    taken += handful(rate.intervalMs);
  }
  expect(taken / (30 * 60)).toBeGreaterThan(0.99);
  expect(taken / (30 * 60)).toBeLessThanOrEqual(1.01);
});

test('however late some leave, never more than allowed leave within any second', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 40 }),
      fc.array(fc.nat(120), { minLength: 50, maxLength: 200 }),
      (perSecond, delays) => {
        let departures = noDepartures(perSecond);
        const left: number[] = [];
        let now = 0;
        for (const [i, delay] of delays.entries()) {
          now = Math.max(now, mayLeaveAt(departures, Math.max(now, i * intervalFor(perSecond)))) + delay;
          now = mayLeaveAt(departures, now);
          departures = departed(departures, now);
          left.push(now);
        }
        for (const [i, at] of left.entries()) {
          const before = left[i - perSecond];
          if (before !== undefined) expect(at - before).toBeGreaterThan(999.999);
        }
      },
    ),
  );
});

test('however long some are on their way, never more than allowed come within any second', () => {
  const SHORTEST_TRIP = 4;
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 20 }),
      // The usual trip is told from the latest 64.
      fc.array(fc.nat(300), { minLength: 30, maxLength: 60 }),
      (perSecond, delays) => {
        let departures = noDepartures(perSecond);
        const came: number[] = [];
        /** Those on their way: an answer takes half of the shortest trip from there. */
        let onWay: { leftAt: number; cameAt: number }[] = [];
        let now = 0;
        for (const [i, delay] of delays.entries()) {
          now = Math.max(now, i * intervalFor(perSecond));
          for (let last = Number.NaN; last !== now; ) {
            last = now;
            for (const { leftAt, cameAt } of onWay.filter(({ cameAt }) => cameAt + SHORTEST_TRIP / 2 <= now)) {
              departures = answered(departures, leftAt, cameAt + SHORTEST_TRIP / 2);
            }
            onWay = onWay.filter(({ cameAt }) => cameAt + SHORTEST_TRIP / 2 > now);
            now = mayLeaveAt(departures, now);
          }
          departures = departed(departures, now);
          onWay.push({ leftAt: now, cameAt: now + SHORTEST_TRIP / 2 + delay });
          came.push(now + SHORTEST_TRIP / 2 + delay);
        }
        came.sort((a, b) => a - b);
        for (const [i, at] of came.entries()) {
          const before = came[i - perSecond];
          if (before !== undefined) expect(at - before).toBeGreaterThan(999.999);
        }
      },
    ),
  );
});

test('without a limit nothing is spaced', () => {
  expect(intervalFor(Number.POSITIVE_INFINITY)).toBe(0);
  expect(handful(0)).toBe(Number.POSITIVE_INFINITY);
});
