import fc from 'fast-check';
import { readingWouldChangeFinding } from '../../../src/domain/review/priorities.ts';

const ordinary = { verified: 0, handedIn: 40, official: 900 };

test.each([
  { name: 'no official result', choices: [{ verified: 0, handedIn: 50, official: null }], first: false },
  {
    name: 'more handed in than reported, none read yet',
    choices: [{ verified: 0, handedIn: 50, official: 30 }],
    first: true,
  },
  { name: 'one more would prove it', choices: [{ verified: 30, handedIn: 50, official: 30 }], first: true },
  { name: 'proven already', choices: [{ verified: 31, handedIn: 50, official: 30 }], first: false },
  { name: 'no more handed in than reported', choices: [{ verified: 0, handedIn: 30, official: 30 }], first: false },
  { name: 'any choice is enough', choices: [ordinary, { verified: 3, handedIn: 12, official: 5 }], first: true },
  {
    name: 'proven for another choice',
    choices: [
      { verified: 10, handedIn: 12, official: 5 },
      { verified: 3, handedIn: 12, official: 5 },
    ],
    first: false,
  },
  { name: 'nothing at all', choices: [], first: false },
])('$name', ({ choices, first }) => {
  expect(readingWouldChangeFinding(choices)).toBe(first);
});

test('reading everything of a station that comes first proves it, if everything is accepted', () => {
  const choice = fc
    .record({ verified: fc.nat(100), more: fc.nat(100), official: fc.option(fc.nat(150)) })
    .map(({ verified, more, official }) => ({ verified, handedIn: verified + more, official }));
  fc.assert(
    fc.property(fc.array(choice, { maxLength: 6 }), (choices) => {
      const proven = (ours: (of: (typeof choices)[number]) => number) =>
        choices.some((of) => of.official !== null && ours(of) > of.official);
      expect(readingWouldChangeFinding(choices)).toBe(
        !proven(({ verified }) => verified) && proven(({ handedIn }) => handedIn),
      );
    }),
  );
});
