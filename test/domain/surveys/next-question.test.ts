import fc from 'fast-check';
import type { Answers, Question } from '../../../src/domain/surveys/definition.ts';
import { isComplete, nextQuestion, onlyOnPath, questionsOnPath } from '../../../src/domain/surveys/next-question.ts';
import { problemsOf } from '../../../src/domain/surveys/problems.ts';
import { question, survey } from '../../support/survey-definitions.ts';

const branching = survey([
  question('q1', { kind: 'yes-no', branches: [{ question: 'q1', anyOf: ['no'], to: 'q3' }] }),
  question('q2', { kind: 'several', branches: [{ question: 'q2', anyOf: ['c'], to: 'end' }] }),
  question('q3', { kind: 'scale', branches: [{ question: 'q2', anyOf: ['b'], to: 'q5' }] }),
  question('q4', { kind: 'number', optional: true, branches: [{ question: 'q4', anyOf: ['7'], to: 'end' }] }),
  question('q5', { kind: 'text' }),
]);

test.each<[name: string, answers: Answers, after: string | undefined, next: string]>([
  ['the first', {}, undefined, 'q1'],
  ['in order', { q1: 'yes' }, 'q1', 'q2'],
  ['a branch', { q1: 'no' }, 'q1', 'q3'],
  ['one of several', { q1: 'yes', q2: ['a', 'c'] }, 'q2', 'end'],
  ['on an earlier answer', { q1: 'yes', q2: ['a', 'b'], q3: 2 }, 'q3', 'q5'],
  ['an earlier answer that is not there', { q1: 'no', q3: 2 }, 'q3', 'q4'],
  ['a number', { q4: 7 }, 'q4', 'end'],
  ['a skipped question', { q4: null }, 'q4', 'q5'],
  ['after the last', { q5: 'x' }, 'q5', 'end'],
  ['after one that is not there', {}, 'zz', 'end'],
])('%s', (_name, answers, after, expected) => {
  const next = nextQuestion(branching, answers, after);
  expect(next === 'end' ? 'end' : next.id).toBe(expected);
});

test('an answer off the way decides nothing and is dropped', () => {
  // First yes, with b chosen; then the first answer was changed to no.
  const answers: Answers = { q1: 'no', q2: ['b'], q3: 4 };
  expect(questionsOnPath(branching, answers).map(({ id }) => id)).toEqual(['q1', 'q3', 'q4']);
  expect(onlyOnPath(branching, answers)).toEqual({ q1: 'no', q3: 4 });
  expect(isComplete(branching, answers)).toBe(false);
  expect(isComplete(branching, { ...answers, q4: null, q5: 'x' })).toBe(true);
});

test('every survey that may be saved ends, whatever is answered', () => {
  const ids = ['a1', 'b1', 'c1', 'd1'];
  const questions = fc.tuple(
    ...ids.map((id) =>
      fc
        .array(
          fc.record({
            question: fc.constantFrom(...ids),
            anyOf: fc.subarray(['yes', 'no'], { minLength: 1 }),
            to: fc.constantFrom(...ids, 'end'),
          }),
          { maxLength: 2 },
        )
        .map((branches): Question => question(id, { kind: 'yes-no', branches })),
    ),
  );
  fc.assert(
    fc.property(questions, fc.array(fc.constantFrom('yes', 'no'), { minLength: 4, maxLength: 4 }), (asked, given) => {
      const definition = survey(asked);
      const answers = Object.fromEntries(ids.map((id, i) => [id, given[i] ?? 'yes']));
      const path = questionsOnPath(definition, answers).map(({ id }) => id);
      expect(new Set(path).size).toBe(path.length);
      expect(isComplete(definition, answers)).toBe(true);
      if (problemsOf('ok', definition).length === 0) expect(path).toEqual([...path].sort());
    }),
  );
});
