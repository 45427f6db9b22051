import { errorBound, expectedWrong } from '../../../src/domain/review/expectations.ts';

test('ten per cent malicious: the figures of the literature', () => {
  const { twoOfTwo, twoOfThree } = expectedWrong(0.1);
  expect(twoOfTwo).toBeCloseTo(0.01, 10);
  expect(twoOfThree).toBeCloseTo(0.028, 10);
});

test.each([
  { checked: 0, bound: 1 },
  { checked: 300, bound: 0.01 },
  { checked: 1_000, bound: 0.003 },
])('no error in $checked: below $bound', ({ checked, bound }) => {
  expect(errorBound(checked)).toBeCloseTo(bound, 3);
});
