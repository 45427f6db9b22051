import fc from 'fast-check';
import { LANGUAGES } from '../../../src/domain/languages.ts';
import type { Question } from '../../../src/domain/surveys/definition.ts';
import { MAX_OPTIONS, optionButtonId, parseButtonId } from '../../../src/domain/surveys/limits.ts';
import { questionPrompt } from '../../../src/domain/surveys/prompt.ts';
import { loadCatalogues } from '../../../src/i18n/catalogues.ts';
import { beginningMessages, promptWords } from '../../../src/i18n/survey-prompt.ts';
import { inAll, options, question, survey } from '../../support/survey-definitions.ts';

const t = loadCatalogues().translator('en');
const words = promptWords(t);
const ask = (asked: Question, change: Partial<Parameters<typeof questionPrompt>[1]> = {}) =>
  questionPrompt(asked, { surveyId: 'bus', language: 'en', words, canGoBack: true, ...change });
const labels = (prompt: ReturnType<typeof ask>) => prompt.options.map((row) => row.map(({ label }) => label));

test.each<[name: string, asked: Question, text: string, rows: string[][]]>([
  ['one', question('q'), 'Question q?', [['Option a'], ['Option b'], ['← Back']]],
  [
    'several',
    question('q', { kind: 'several' }),
    'Question q?\n\nChoose at most 2, then tap “Done”.',
    [['◻️ Option a'], ['◻️ Option b'], ['◻️ Option c'], ['Done ✓'], ['← Back']],
  ],
  [
    'yes or no',
    question('q', { kind: 'yes-no', optional: true }),
    'Question q?',
    [
      ['Yes', 'No'],
      ['← Back', 'Skip'],
    ],
  ],
  [
    'a scale',
    question('q', { kind: 'scale' }),
    'Question q?\n\n1 — low\n5 — high',
    [['1', '2', '3', '4', '5'], ['← Back']],
  ],
  [
    'a long scale in two rows',
    question('q', { kind: 'scale', from: 0, to: 10, low: inAll(''), high: inAll('') }),
    'Question q?',
    [['0', '1', '2', '3', '4', '5'], ['6', '7', '8', '9', '10'], ['← Back']],
  ],
  [
    'a text',
    question('q', { kind: 'text' }),
    'Question q?\n\nWrite your answer, at most 100 characters.',
    [['← Back']],
  ],
  ['a number', question('q', { kind: 'number' }), 'Question q?\n\nWrite a whole number from 0 to 120.', [['← Back']]],
])('%s', (_name, asked, text, rows) => {
  const prompt = ask(asked);
  expect([prompt.text, labels(prompt)]).toEqual([text, rows]);
});

test('the first question has no way back, and what is chosen is ticked', () => {
  const prompt = ask(question('q', { kind: 'several' }), {
    canGoBack: false,
    chosen: ['b'],
    position: { number: 1, of: 3 },
  });
  expect(prompt.text).toMatch(/^Question 1 of 3\n\n/);
  expect(labels(prompt)).toEqual([['◻️ Option a'], ['☑️ Option b'], ['◻️ Option c'], ['Done ✓']]);
});

test('whatever is asked, buttons stay within both messengers and say which question they belong to', () => {
  const ids = Array.from({ length: MAX_OPTIONS }, (_, index) => `o${index}`);
  const kinds = fc.constantFrom<Question['kind']>('one', 'several', 'yes-no', 'scale', 'text', 'number');
  fc.assert(
    fc.property(kinds, fc.integer({ min: 2, max: MAX_OPTIONS }), fc.boolean(), (kind, count, optional) => {
      const asked = {
        ...question('abcdefgh', { kind }),
        optional,
        ...(kind === 'one' || kind === 'several' ? { options: options(...ids.slice(0, count)) } : {}),
      } as Question;
      const surveyId = 'a'.repeat(31);
      const prompt = ask(asked, { surveyId });
      // Viber's 24 rows of buttons, and Telegram's 64 bytes.
      expect(prompt.options.length).toBeLessThanOrEqual(24);
      const buttons = prompt.options.flat().map(({ id }) => id);
      expect(new Set(buttons).size).toBe(buttons.length);
      for (const id of buttons) {
        expect(Buffer.byteLength(id)).toBeLessThanOrEqual(64);
        expect(parseButtonId(id)).toMatchObject({ surveyId, questionId: 'abcdefgh' });
      }
    }),
  );
  expect(optionButtonId('bus', 'q1', 'a')).toBe('sv:bus:q1:a');
});

describe('the beginning', () => {
  const partner = { name: inAll('Fund'), line: inAll(''), link: 'https://fund.example', logo: null };

  test('without a partner, and without an intro', () => {
    expect(beginningMessages(t, survey([]), 'en')).toEqual([{ text: 'Title\n\nIntro' }]);
    expect(beginningMessages(t, survey([], { intro: inAll('') }), 'en')).toEqual([{ text: 'Title' }]);
  });

  test('with a partner, and with a logo, which has a message of its own', () => {
    const about = 'Together with Fund\nhttps://fund.example';
    expect(beginningMessages(t, survey([], { partner }), 'en')).toEqual([{ text: `Title\n\nIntro\n\n${about}` }]);
    const logo = 'b6c9a1c4-0000-4000-8000-000000000000';
    expect(beginningMessages(t, survey([], { partner: { ...partner, logo } }), 'en')).toEqual([
      { text: about, picture: logo },
      { text: 'Title\n\nIntro' },
    ]);
  });

  test('a picture’s words fit under it in every language, however long they are', () => {
    const long = {
      ...partner,
      name: inAll('n'.repeat(80)),
      line: inAll('l'.repeat(200)),
      link: `https://a.example/${'x'.repeat(382)}`,
    };
    for (const language of LANGUAGES) {
      const texts = loadCatalogues().translator(language);
      const [first] = beginningMessages(texts, survey([], { partner: { ...long, logo: partner.link } }), language);
      expect(first?.text.length).toBeLessThanOrEqual(768);
    }
  });
});
