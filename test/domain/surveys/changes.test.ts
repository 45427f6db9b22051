import { frozenChanges } from '../../../src/domain/surveys/changes.ts';
import { inAll, options, question, survey } from '../../support/survey-definitions.ts';

const before = survey([question('q1'), question('q2', { kind: 'scale' })]);

test('words may be put right', () => {
  const after = survey(
    [
      question('q1', {
        text: inAll('Better?'),
        options: options('a', 'b').map((o) => ({ ...o, label: inAll(`New ${o.id}`) })),
      }),
      question('q2', { kind: 'scale', low: inAll('bad') }),
    ],
    { thanks: inAll('Thank you!'), liveCounter: false },
  );
  expect(frozenChanges(before, after)).toEqual([]);
});

test.each([
  [
    'an option more',
    survey([question('q1', { options: options('a', 'b', 'c') }), question('q2', { kind: 'scale' })]),
    'questions.0.options',
  ],
  [
    'options in another order',
    survey([question('q1', { options: options('b', 'a') }), question('q2', { kind: 'scale' })]),
    'questions.0.options',
  ],
  ['another scale', survey([question('q1'), question('q2', { kind: 'scale', to: 7 })]), 'questions.1.to'],
  ['another kind', survey([question('q1', { kind: 'yes-no' }), question('q2', { kind: 'scale' })]), 'questions.0.kind'],
  [
    'a branch',
    survey([
      question('q1', { branches: [{ question: 'q1', anyOf: ['a'], to: 'end' }] }),
      question('q2', { kind: 'scale' }),
    ]),
    'questions.0.branches',
  ],
  ['a question less', survey([question('q1')]), 'questions'],
  ['questions in another order', survey([question('q2', { kind: 'scale' }), question('q1')]), 'questions'],
  [
    'no longer optional',
    survey([question('q1', { optional: true }), question('q2', { kind: 'scale' })]),
    'questions.0.optional',
  ],
])('%s is refused', (_name, after, place) => {
  expect(frozenChanges(before, after)).toContainEqual({ place, code: 'frozen' });
});
