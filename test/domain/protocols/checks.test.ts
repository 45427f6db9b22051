import fc from 'fast-check';
import { checkSheet, contradictsItself, LARGEST_STATION } from '../../../src/domain/protocols/checks.ts';
import type { SheetNumbers } from '../../../src/domain/protocols/entries.ts';
import { protocolForm } from '../../../src/domain/protocols/fields.ts';

const name = { be: 'а', ru: 'б', en: 'c' };
const { fields } = protocolForm({
  choices: [
    { id: 'oak', name },
    { id: 'elm', name },
  ],
});
const TRUE: SheetNumbers = {
  registered: 1_000,
  issued: 800,
  'in-box': 790,
  early: 300,
  'at-home': 50,
  invalid: 10,
  'choice:oak': 500,
  'choice:elm': 280,
};

test.each<[string, SheetNumbers, string[]]>([
  ['a sheet that adds up', {}, []],
  ['votes that do not add up to the boxes', { 'choice:elm': 281 }, ['votes-not-in-box']],
  ['too few votes', { 'choice:elm': 200 }, ['votes-not-in-box']],
  ['more issued than registered', { issued: 1_001 }, ['issued-over-registered']],
  ['more in the boxes than issued', { issued: 700 }, ['box-over-issued']],
  ['more early than in the boxes', { early: 791 }, ['early-over-box']],
  ['more at home than in the boxes', { 'at-home': 791 }, ['at-home-over-box']],
  ['early and at home over the boxes', { early: 700, 'at-home': 100 }, ['early-and-at-home-over-box']],
  [
    'a choice over everything',
    { 'choice:oak': 5_000 },
    ['choice-over-box', 'votes-not-in-box', 'votes-over-registered'],
  ],
  ['a number that no station has', { registered: LARGEST_STATION + 1 }, ['impossible']],
  ['a blank', { early: null }, ['blank']],
  ['a blank among the votes', { invalid: null }, ['blank']],
  [
    'a blank among the votes, and too many all the same',
    { invalid: null, 'choice:elm': 300 },
    ['votes-over-box', 'blank'],
  ],
  [
    'no boxes: votes are held against what was issued',
    { 'in-box': null, 'choice:elm': 400 },
    ['votes-over-issued', 'blank'],
  ],
  [
    'only the register: votes are held against it',
    { 'in-box': null, issued: null, 'choice:elm': 900 },
    ['votes-over-registered', 'blank'],
  ],
  [
    'boxes against the register where nothing was issued',
    { issued: null, registered: 700 },
    ['box-over-registered', 'votes-over-registered', 'blank'],
  ],
])('%s', (_name, change, checks) => {
  expect(checkSheet(fields, { ...TRUE, ...change }).map(({ check }) => check)).toEqual(checks);
});

test('the list of stations is compared, and far from it is a note only', () => {
  expect(checkSheet(fields, TRUE, 990)).toEqual([]);
  const flags = checkSheet(fields, TRUE, 400);
  expect(flags).toEqual([{ kind: 'note', check: 'far-from-list', fields: ['registered'], left: 1_000, right: 400 }]);
  expect(contradictsItself(flags)).toBe(false);
});

/** A sheet as an honest count makes it. */
const honest = fc
  .record({ oak: fc.nat(2_000), elm: fc.nat(2_000), invalid: fc.nat(50), unused: fc.nat(20), absent: fc.nat(3_000) })
  .chain(({ oak, elm, invalid, unused, absent }) => {
    const box = oak + elm + invalid;
    return fc.tuple(fc.nat(box), fc.nat(1_000)).map(
      ([early, home]): SheetNumbers => ({
        registered: box + unused + absent,
        issued: box + unused,
        'in-box': box,
        early,
        'at-home': Math.min(home, box - early),
        invalid,
        'choice:oak': oak,
        'choice:elm': elm,
      }),
    );
  });

test('an honest sheet is never flagged, nor with numbers left out a contradiction', () => {
  const some = fc.subarray(fields.map(({ id }) => id));
  fc.assert(
    fc.property(honest, some, (numbers, blank) => {
      expect(checkSheet(fields, numbers)).toEqual([]);
      const partly = { ...numbers, ...Object.fromEntries(blank.map((id) => [id, null])) };
      expect(contradictsItself(checkSheet(fields, partly))).toBe(false);
    }),
  );
});

test('votes that were added or taken away on a whole sheet are always seen', () => {
  fc.assert(
    fc.property(
      honest,
      fc.constantFrom('choice:oak', 'choice:elm', 'invalid'),
      fc.integer({ min: 1, max: 500 }),
      (numbers, id, by) => {
        const more = { ...numbers, [id]: (numbers[id] ?? 0) + by };
        expect(contradictsItself(checkSheet(fields, more))).toBe(true);
      },
    ),
  );
});

test('checking changes nothing and always ends, whatever was typed', () => {
  const anything = fc.dictionary(fc.constantFrom(...fields.map(({ id }) => id)), fc.option(fc.nat(999_999_999)));
  fc.assert(
    fc.property(anything, (numbers) => {
      const before = JSON.stringify(numbers);
      for (const flag of checkSheet(fields, numbers)) expect(flag.fields.length).toBeGreaterThan(0);
      expect(JSON.stringify(numbers)).toBe(before);
    }),
  );
});
