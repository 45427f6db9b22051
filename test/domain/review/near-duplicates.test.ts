import fc from 'fast-check';
import {
  ballotDistance,
  isNearDuplicate,
  NEARLY_THE_SAME,
  NEARLY_THE_SAME_ALONE,
} from '../../../src/domain/review/near-duplicates.ts';

const hash = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });

/** The hash with its lowest `bits` bits turned over. */
function turned(of: bigint, bits: number): bigint {
  return BigInt.asIntN(64, of ^ (2n ** BigInt(bits) - 1n));
}

test('bits of both sides are counted together, in either order', () => {
  fc.assert(
    fc.property(hash, hash, fc.nat(64), fc.nat(64), (front, back, one, other) => {
      const [a, b] = [
        [front, back],
        [turned(front, one), turned(back, other)],
      ];
      expect(ballotDistance(a, b)).toBe(one + other);
      expect(ballotDistance(b, a)).toBe(one + other);
      expect(isNearDuplicate(a, b)).toBe(one + other <= NEARLY_THE_SAME || one === 0 || other === 0);
    }),
  );
});

test('a single side is held to a stricter limit', () => {
  fc.assert(
    fc.property(hash, fc.nat(64), (front, bits) => {
      expect(isNearDuplicate([front], [turned(front, bits)])).toBe(bits <= NEARLY_THE_SAME_ALONE);
    }),
  );
});

test.each([
  { name: 'no photos', a: [], b: [] },
  { name: 'another number of sides', a: [1n], b: [1n, 2n] },
])('$name: nothing can be said', ({ a, b }) => {
  expect(ballotDistance(a, b)).toBeUndefined();
  expect(isNearDuplicate(a, b)).toBe(false);
});
