import { answerProblem, countedOptions, typedNumber } from '../../../src/domain/surveys/answers.ts';
import type { Answer, Question } from '../../../src/domain/surveys/definition.ts';
import { question } from '../../support/survey-definitions.ts';

test.each<[name: string, asked: Question, answer: Answer, problem: string | undefined]>([
  ['an option', question('q'), 'a', undefined],
  ['another option', question('q'), 'z', 'unknown-option'],
  ['a list for one', question('q'), ['a'], 'wrong-kind'],
  ['skipped', question('q', { optional: true }), null, undefined],
  ['skipped though needed', question('q'), null, 'needed'],
  ['yes', question('q', { kind: 'yes-no' }), 'yes', undefined],
  ['maybe', question('q', { kind: 'yes-no' }), 'maybe', 'unknown-option'],
  ['two of several', question('q', { kind: 'several' }), ['a', 'c'], undefined],
  ['none of several', question('q', { kind: 'several' }), [], 'too-few'],
  ['the same twice counts once', question('q', { kind: 'several', min: 2 }), ['a', 'a'], 'too-few'],
  ['too many', question('q', { kind: 'several' }), ['a', 'b', 'c'], 'too-many'],
  ['several with another', question('q', { kind: 'several' }), ['a', 'z'], 'unknown-option'],
  ['on the scale', question('q', { kind: 'scale' }), 5, undefined],
  ['off the scale', question('q', { kind: 'scale' }), 6, 'out-of-range'],
  ['a word on the scale', question('q', { kind: 'scale' }), '5', 'wrong-kind'],
  ['a number', question('q', { kind: 'number' }), 120, undefined],
  ['half a number', question('q', { kind: 'number' }), 1.5, 'not-a-number'],
  ['a text', question('q', { kind: 'text' }), 'words', undefined],
  ['too long a text', question('q', { kind: 'text' }), 'x'.repeat(101), 'too-long'],
  ['blanks', question('q', { kind: 'text' }), ' \n', 'empty'],
])('%s', (_name, asked, answer, problem) => {
  expect(answerProblem(asked, answer)).toBe(problem);
});

test.each<[name: string, asked: Question, answer: Answer, counted: string[]]>([
  ['one', question('q'), 'a', ['(answered)', 'a']],
  ['several, each once', question('q', { kind: 'several' }), ['b', 'a', 'b'], ['(answered)', 'b', 'a']],
  ['none of several', question('q', { kind: 'several', min: 0 }), [], ['(answered)']],
  ['a number', question('q', { kind: 'number' }), 42, ['(answered)', '42']],
  ['a text', question('q', { kind: 'text' }), 'words', ['(answered)']],
  ['skipped', question('q', { optional: true }), null, ['(skipped)']],
])('%s is counted', (_name, asked, answer, counted) => {
  expect(countedOptions(asked, answer)).toEqual(counted);
});

test.each<[string, number | undefined]>([
  ['42', 42],
  [' 1 000 ', 1_000],
  ['1\u00a0000', 1_000],
  ['+7', 7],
  ['−3', -3],
  ['-0', 0],
  ['3,5', undefined],
  ['3.5', undefined],
  ['ten', undefined],
  ['', undefined],
  ['1e5', undefined],
])('%j is typed for %j', (text, number) => {
  expect(typedNumber(text)).toBe(number);
});
