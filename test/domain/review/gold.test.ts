import fc from 'fast-check';
import { FORGIVEN, goldAccuracy, isBelowFloor, USUAL_GOLD_TERMS as USUAL } from '../../../src/domain/review/gold.ts';

test.each([
  { name: 'nothing answered yet', right: 0, wrong: 0, below: false },
  { name: 'two slips at the very beginning', right: 0, wrong: 2, below: false },
  { name: 'wrong on purpose from the beginning', right: 0, wrong: 3, below: true },
  { name: 'three of ten wrong', right: 7, wrong: 3, below: true },
  { name: 'three of thirty wrong: just at the floor', right: 27, wrong: 3, below: false },
  { name: 'a long record with few mistakes', right: 990, wrong: 10, below: false },
])('$name', ({ right, wrong, below }) => {
  expect(isBelowFloor({ right, wrong }, USUAL)).toBe(below);
});

test('accuracy is a share, and more right answers never pause anybody', () => {
  expect(goldAccuracy({ right: 0, wrong: 0 })).toBeUndefined();
  fc.assert(
    fc.property(fc.nat(1_000), fc.nat(1_000), fc.integer({ min: 50, max: 99 }), (right, wrong, floor) => {
      const accuracy = goldAccuracy({ right, wrong }) ?? 1;
      expect(accuracy).toBeGreaterThanOrEqual(0);
      expect(accuracy).toBeLessThanOrEqual(1);
      if (!isBelowFloor({ right, wrong }, { floor }))
        expect(isBelowFloor({ right: right + 1, wrong }, { floor })).toBe(false);
      if (isBelowFloor({ right, wrong }, { floor })) {
        expect(wrong).toBeGreaterThan(FORGIVEN);
        expect(accuracy).toBeLessThan(floor / 100);
      }
    }),
  );
});
