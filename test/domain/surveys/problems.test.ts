import fc from 'fast-check';
import { type SurveyDefinition, surveyDefinition } from '../../../src/domain/surveys/definition.ts';
import { problemsOf } from '../../../src/domain/surveys/problems.ts';
import { inAll, options, question, survey } from '../../support/survey-definitions.ts';

const partner = { name: inAll('Fund'), line: inAll(''), link: 'https://fund.example', logo: null };

test('nothing is wrong with a whole survey', () => {
  const whole = survey(
    [
      question('q1'),
      question('q2', { kind: 'several' }),
      question('q3', { kind: 'scale' }),
      question('q4', { kind: 'yes-no', branches: [{ question: 'q4', anyOf: ['no'], to: 'end' }] }),
      question('q5', { kind: 'text' }),
      question('q6', { kind: 'number' }),
    ],
    { partner },
  );
  expect(problemsOf('first-survey', whole)).toEqual([]);
  expect(surveyDefinition.safeParse(whole).success).toBe(true);
});

const branch = (on: string, anyOf: string[], to: string) => [{ question: on, anyOf, to }];

const CASES: readonly [name: string, definition: SurveyDefinition, place: string, code: string][] = [
  [
    'a language missing',
    survey([question('q1', { text: { ...inAll('x'), ru: ' ' } })]),
    'questions.0.text.ru',
    'missing',
  ],
  ['no title at all', survey([question('q1')], { title: inAll('') }), 'title.be', 'missing'],
  ['an intro in one language', survey([question('q1')], { intro: { ...inAll(''), en: 'x' } }), 'intro.be', 'missing'],
  ['too long a title', survey([question('q1')], { title: inAll('x'.repeat(121)) }), 'title.en', 'too-long'],
  [
    'too long a label',
    survey([question('q1', { options: [...options('a'), { id: 'b', label: inAll('x'.repeat(61)) }] })]),
    'questions.0.options.1.label.be',
    'too-long',
  ],
  [
    'a label that Viber cannot show',
    survey([question('q1', { options: [...options('a'), { id: 'b', label: inAll('"'.repeat(50)) }] })]),
    'questions.0.options.1.label.be',
    'too-long-for-viber',
  ],
  ['no questions', survey([]), 'questions', 'no-questions'],
  [
    'too many questions',
    survey(Array.from({ length: 41 }, (_, i) => question(`q${i}`))),
    'questions',
    'too-many-questions',
  ],
  ['one option', survey([question('q1', { options: options('a') })]), 'questions.0.options', 'too-few-options'],
  [
    'too many options',
    survey([question('q1', { options: options(...Array.from({ length: 21 }, (_, i) => `o${i}`)) })]),
    'questions.0.options',
    'too-many-options',
  ],
  ['an id twice', survey([question('q1'), question('q1')]), 'questions.1.id', 'doubled-id'],
  ['an id of capitals', survey([question('Q1')]), 'questions.0.id', 'bad-id'],
  ['a question called end', survey([question('end')]), 'questions.0.id', 'reserved-id'],
  [
    'an option id twice',
    survey([question('q1', { options: options('a', 'a') })]),
    'questions.0.options.1.id',
    'doubled-id',
  ],
  [
    'two options that read the same',
    survey([
      question('q1', {
        options: [
          { id: 'a', label: inAll('Yes') },
          { id: 'b', label: inAll('yes ') },
        ],
      }),
    ]),
    'questions.0.options.1.label.ru',
    'doubled-label',
  ],
  [
    'too long an id for a button',
    survey([question('q1', { options: [...options('a'), { id: 'b'.repeat(60), label: inAll('x') }] })]),
    'questions.0.options.1.id',
    'too-long-id',
  ],
  [
    'more at least than at most',
    survey([question('q', { kind: 'several', min: 3, max: 2 })]),
    'questions.0.min',
    'min-above-max',
  ],
  [
    'more than there are',
    survey([question('q', { kind: 'several', min: 1, max: 4 })]),
    'questions.0.max',
    'max-above-options',
  ],
  [
    'a number that is none',
    survey([question('q', { kind: 'number', min: Number.NaN })]),
    'questions.0.min',
    'not-a-number',
  ],
  ['half a number', survey([question('q', { kind: 'number', max: 1.5 })]), 'questions.0.max', 'not-a-number'],
  ['a scale to 11', survey([question('q', { kind: 'scale', to: 11 })]), 'questions.0.to', 'out-of-range'],
  ['a text of 5,000', survey([question('q', { kind: 'text', longest: 5_000 })]), 'questions.0.longest', 'out-of-range'],
  [
    'a partner without a link',
    survey([question('q')], { partner: { ...partner, link: '' } }),
    'partner.link',
    'missing',
  ],
  [
    'a link that is not https',
    survey([question('q')], { partner: { ...partner, link: 'http://a.example' } }),
    'partner.link',
    'bad-link',
  ],
  [
    'a partner without a name',
    survey([question('q')], { partner: { ...partner, name: inAll('') } }),
    'partner.name.en',
    'missing',
  ],
  [
    'a branch to itself',
    survey([question('q', { branches: branch('q', ['a'], 'q') })]),
    'questions.0.branches.0.to',
    'branch-endless',
  ],
  [
    'a branch back',
    survey([question('p'), question('q', { branches: branch('q', ['a'], 'p') })]),
    'questions.1.branches.0.to',
    'branch-endless',
  ],
  [
    'a branch to nowhere',
    survey([question('q', { branches: branch('q', ['a'], 'z') })]),
    'questions.0.branches.0.to',
    'branch-nowhere',
  ],
  [
    'a branch on nothing',
    survey([question('q', { branches: branch('z', ['a'], 'end') })]),
    'questions.0.branches.0.question',
    'branch-unknown-question',
  ],
  [
    'a branch on what comes later',
    survey([question('p', { branches: branch('q', ['a'], 'end') }), question('q')]),
    'questions.0.branches.0.question',
    'branch-later-question',
  ],
  [
    'a branch on no answer',
    survey([question('q', { branches: branch('q', [], 'end') })]),
    'questions.0.branches.0.anyOf',
    'branch-no-answer',
  ],
  [
    'a branch on another option',
    survey([question('q', { branches: branch('q', ['z'], 'end') })]),
    'questions.0.branches.0.anyOf',
    'branch-unknown-answer',
  ],
  [
    'a branch on a free text',
    survey([question('q', { kind: 'text', branches: branch('q', ['a'], 'end') })]),
    'questions.0.branches.0.anyOf',
    'branch-on-text',
  ],
  [
    'a branch on a number out of range',
    survey([question('q', { kind: 'number', branches: branch('q', ['121'], 'end') })]),
    'questions.0.branches.0.anyOf',
    'branch-unknown-answer',
  ],
  [
    'a question that nothing leads to',
    survey([question('p', { branches: branch('p', ['a', 'b'], 'r') }), question('q'), question('r')]),
    'questions.1',
    'unreachable',
  ],
];

test.each(CASES)('%s', (_name, definition, place, code) => {
  expect(problemsOf('some-survey', definition)).toContainEqual(expect.objectContaining({ place, code }));
});

test.each([
  ['', 'missing'],
  ['Ab', 'bad-id'],
  ['a', 'bad-id'],
  ['-ab', 'bad-id'],
  ['a'.repeat(32), 'bad-id'],
])('a survey called %j', (id, code) => {
  expect(problemsOf(id, survey([question('q')]))).toEqual([{ place: 'id', code }]);
});

test('what has no problems is a definition that is taken', () => {
  const text = fc.constantFrom('', 'x', '"'.repeat(45), 'y'.repeat(70), 'z'.repeat(1_100));
  const localized = fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(inAll('x'), inAll('y')) },
    { weight: 1, arbitrary: fc.record({ be: text, ru: text, en: text }) },
  );
  const id = fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom('a', 'b', 'c') },
    { weight: 1, arbitrary: fc.constantFrom('end', 'TOO', '') },
  );
  const whole = fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(0, 1, 2, 10) },
    { weight: 1, arbitrary: fc.oneof(fc.integer({ min: -2, max: 22 }), fc.constantFrom(Number.NaN, 0.5, 2e9)) },
  );
  const common = {
    id,
    text: localized,
    optional: fc.boolean(),
    branches: fc.array(fc.record({ question: id, anyOf: fc.array(id, { maxLength: 2 }), to: id }), { maxLength: 1 }),
  };
  const labelled = fc.oneof(
    fc.constant(options('a', 'b')),
    fc.array(fc.record({ id, label: localized }), { maxLength: 3 }),
  );
  const any = fc.oneof(
    fc.record({ kind: fc.constant('one' as const), ...common, options: labelled }),
    fc.record({ kind: fc.constant('several' as const), ...common, options: labelled, min: whole, max: whole }),
    fc.record({
      kind: fc.constant('scale' as const),
      ...common,
      from: whole,
      to: whole,
      low: localized,
      high: localized,
    }),
    fc.record({ kind: fc.constant('yes-no' as const), ...common }),
    fc.record({ kind: fc.constant('text' as const), ...common, longest: whole }),
    fc.record({ kind: fc.constant('number' as const), ...common, min: whole, max: whole }),
  );
  const link = fc.oneof(
    fc.webUrl(),
    fc.constantFrom('', 'https://', 'https://a', 'https://a.b', 'https://u:p@a.b', 'x'),
  );
  let taken = 0;
  fc.assert(
    fc.property(
      fc.array(any, { maxLength: 2 }),
      fc.option(fc.record({ name: fc.constant(inAll('n')), line: localized, link, logo: fc.constant(null) })),
      (questions, given) => {
        const definition = survey(questions, { partner: given });
        const accepted = surveyDefinition.safeParse(definition).success;
        if (problemsOf('a-survey', definition).length > 0) return;
        taken += 1;
        expect(accepted).toBe(true);
      },
    ),
    { numRuns: 1_000 },
  );
  expect(taken).toBeGreaterThan(10);
});
