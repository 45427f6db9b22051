import fc from 'fast-check';
import { csvLine } from '../../../src/domain/csv-line.ts';
import { answerOptions, countsByOption, middleOf } from '../../../src/domain/results/answer-options.ts';
import { coarsened, type Traits } from '../../../src/domain/results/coarsen.ts';
import { exportColumns, exportRow } from '../../../src/domain/results/export-rows.ts';
import { surveyResults } from '../../../src/domain/results/survey-results.ts';
import { question, survey } from '../../support/survey-definitions.ts';

const counts = (of: Record<string, number>) => new Map(Object.entries(of));
const definition = survey([question('q1'), question('q2', { kind: 'several' }), question('q3', { kind: 'scale' })]);

test('shares of several-choice questions are counted an option, of everybody who answered', () => {
  const all = new Map([
    ['', counts({ '': 100, '(complete)': 80 })],
    ['q1', counts({ '(answered)': 100, a: 60, b: 40 })],
    ['q2', counts({ '(answered)': 80, '(skipped)': 20, a: 70, b: 50, c: 20 })],
    ['q3', counts({ '(answered)': 50, 1: 20, 5: 30 })],
  ]);
  const results = surveyResults(definition, { all, by: new Map(), combinations: [] }, [], []);
  expect(results).toMatchObject({ sets: 100, complete: 80, weighting: null });
  expect(results.questions.get('q2')).toMatchObject({ n: 80, skipped: 20, counts: [70, 50, 20] });
  expect(results.questions.get('q3')).toMatchObject({ counts: [20, 0, 0, 0, 30], middle: { mean: 3.4, median: 5 } });
});

test('a mean is not told where it would tell what is hidden', () => {
  const all = new Map([['q3', counts({ '(answered)': 103, 1: 3, 4: 40, 5: 60 })]]);
  const result = surveyResults(definition, { all, by: new Map(), combinations: [] }, [], []).questions.get('q3');
  expect(result?.counts).toEqual([null, 0, 0, null, 60]);
  expect(result?.middle).toBeNull();
});

test('numbers are put into as few ranges as are read at a glance, each into one', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -1_000_000_000, max: 999_999_999 }),
      fc.integer({ min: 1, max: 2_000_000 }),
      fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 1, maxLength: 20 }),
      (min, span, places) => {
        const max = Math.min(1_000_000_000, min + span);
        const asked = question('q', { kind: 'number', min, max });
        const options = answerOptions(asked);
        expect(options.length).toBeLessThanOrEqual(12);
        const answers = places.map((place) => `${min + Math.floor(place * (max - min + 1))}`);
        const found = new Map([...new Set(answers)].map((n) => [n, answers.filter((one) => one === n).length]));
        expect(countsByOption(asked, found).reduce((a, b) => a + b, 0)).toBe(answers.length);
      },
    ),
  );
});

test.each([
  [{ 1: 1 }, { mean: 1, median: 1 }],
  [
    { 1: 1, 2: 1 },
    { mean: 1.5, median: 1.5 },
  ],
  [
    { '-5': 2, 10: 1, '(answered)': 3 },
    { mean: 0, median: -5 },
  ],
])('the middle of %j', (of, middle) => {
  expect(middleOf(counts(of as Record<string, number>))).toEqual(middle);
});

test('no exported row is one of fewer than ten that say the same', () => {
  const trait = fc.constantFrom('', 'a', 'b', 'c');
  const group = fc.tuple(
    fc.record({ region: trait, sex: trait, ageGroup: trait, settlement: trait }),
    fc.integer({ min: 1, max: 15 }),
  );
  fc.assert(
    fc.property(fc.uniqueArray(group, { selector: ([traits]) => JSON.stringify(traits), maxLength: 40 }), (groups) => {
      const say = coarsened(groups as [Traits, number][], 10);
      const sums = new Map<string, number>();
      for (const [traits, count] of groups) {
        const said = JSON.stringify(Object.values(say(traits)));
        sums.set(said, (sums.get(said) ?? 0) + count);
      }
      const nothing = JSON.stringify(['', '', '', '']);
      for (const [said, sum] of sums) if (said !== nothing) expect(sum).toBeGreaterThanOrEqual(10);
    }),
  );
});

test.each([
  ['=1+1', `"'=1+1"`],
  ['+375', `"'+375"`],
  ['-x', `"'-x"`],
  ['@cmd', `"'@cmd"`],
  ['\t=1', `"'\t'=1"`],
  ['plain', 'plain'],
  ['a "b", c', '"a ""b"", c"'],
  ['two\nlines', '"two\nlines"'],
])('a cell %j is written %j', (cell, written) => {
  expect(csvLine([cell, -3, null])).toBe(`${written},-3,\r\n`);
});

test('a row has a cell for every column of the codebook', () => {
  const columns = exportColumns(definition, { texts: true });
  expect(columns.map(({ name }) => name)).toEqual([
    ...['complete', 'region', 'sex', 'age_group', 'settlement'],
    ...['q1', 'q2_a', 'q2_b', 'q2_c', 'q3'],
  ]);
  const traits = { region: 'North', sex: 'female', ageGroup: '', settlement: 'city' };
  expect(exportRow(columns, { answers: { q1: 'b', q2: ['a', 'c'] }, complete: true, traits })).toEqual([
    ...['1', 'North', 'female', null, 'city'],
    ...['b', 1, 0, 1, null],
  ]);
});
