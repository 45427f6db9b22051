import { LANGUAGES, type Language, type Localized } from '../languages.ts';
import { branchProblems, unreachableQuestions } from './branches.ts';
import { LARGEST_NUMBER, type Question, type SurveyDefinition } from './definition.ts';
import {
  MAX_BUTTON_ID_BYTES,
  MAX_LABEL,
  MAX_OPTIONS,
  MAX_QUESTIONS,
  MAX_VIBER_BUTTON,
  optionButtonId,
  SHORT_ID,
  SURVEY_ID,
  viberLength,
} from './limits.ts';

export type SurveyProblemCode =
  | 'missing'
  | 'too-long'
  | 'too-long-for-viber'
  | 'too-long-id'
  | 'bad-id'
  | 'reserved-id'
  | 'doubled-id'
  | 'doubled-label'
  | 'no-questions'
  | 'too-many-questions'
  | 'too-few-options'
  | 'too-many-options'
  | 'not-a-number'
  | 'out-of-range'
  | 'min-above-max'
  | 'max-above-options'
  | 'bad-link'
  | 'branch-no-answer'
  | 'branch-unknown-question'
  | 'branch-later-question'
  | 'branch-on-text'
  | 'branch-unknown-answer'
  | 'branch-nowhere'
  | 'branch-endless'
  | 'unreachable';

/** What is wrong and where: `place` is the field's path in the definition, such as `questions.2.options.0.label.ru`. */
export interface SurveyProblem {
  readonly place: string;
  readonly code: SurveyProblemCode;
  /** The limit that was passed, or how much there may be. */
  readonly limit?: number;
  /** How much there is, where a limit was passed. */
  readonly actual?: number;
}

/**
 * Everything that is wrong with a definition as somebody typed it; empty when it may be saved. A definition
 * without problems is one that `surveyDefinition` takes. Numbers that could not be read come as NaN.
 */
export function problemsOf(surveyId: string, definition: SurveyDefinition): readonly SurveyProblem[] {
  const { questions, partner } = definition;
  return [
    ...(SURVEY_ID.test(surveyId) ? [] : [{ place: 'id', code: surveyId === '' ? 'missing' : 'bad-id' } as const]),
    ...textProblems('title', definition.title, { longest: 120, needed: true }),
    ...textProblems('intro', definition.intro, { longest: 1_000, needed: false }),
    ...textProblems('thanks', definition.thanks, { longest: 1_000, needed: false }),
    ...(partner === null ? [] : partnerProblems(partner)),
    ...(questions.length === 0 ? [{ place: 'questions', code: 'no-questions' } as const] : []),
    ...countProblem('questions', questions.length, MAX_QUESTIONS, 'too-many-questions'),
    ...questions.flatMap((question, index) => questionProblems(surveyId, question, `questions.${index}`)),
    ...doubled(
      questions.map(({ id }) => id),
      (index) => `questions.${index}.id`,
      'doubled-id',
    ),
    ...questions.flatMap((_, index) => branchProblems(questions, index)),
    ...unreachableQuestions(questions).map((index) => ({ place: `questions.${index}`, code: 'unreachable' }) as const),
  ];
}

function partnerProblems(partner: NonNullable<SurveyDefinition['partner']>): SurveyProblem[] {
  const bad = partner.link !== '' && !isHttps(partner.link);
  return [
    ...textProblems('partner.name', partner.name, { longest: 80, needed: true }),
    ...textProblems('partner.line', partner.line, { longest: 200, needed: false }),
    ...(partner.link === '' ? [{ place: 'partner.link', code: 'missing' } as const] : []),
    ...(bad ? [{ place: 'partner.link', code: 'bad-link' } as const] : []),
    ...countProblem('partner.link', partner.link.length, 400, 'too-long'),
  ];
}

/** Whether a person can be sent there. */
function isHttps(link: string): boolean {
  try {
    const url = new URL(link);
    // The form that `surveyDefinition` takes: a host with a dot, and nobody's password.
    return /^https:\/\/[^\s/@]+\.[^\s/@]+/.test(link) && url.protocol === 'https:' && url.username === '';
  } catch {
    return false;
  }
}

function questionProblems(surveyId: string, question: Question, place: string): SurveyProblem[] {
  return [
    ...idProblems(question.id, `${place}.id`),
    ...textProblems(`${place}.text`, question.text, { longest: 1_000, needed: true }),
    ...kindProblems(surveyId, question, place),
  ];
}

function kindProblems(surveyId: string, question: Question, place: string): SurveyProblem[] {
  switch (question.kind) {
    case 'one':
      return optionProblems(surveyId, question, place);
    case 'several':
      return [
        ...optionProblems(surveyId, question, place),
        ...rangeProblems(place, question.min, question.max, { min: [0, MAX_OPTIONS], max: [1, MAX_OPTIONS] }),
        ...(question.max > question.options.length && question.max <= MAX_OPTIONS
          ? [{ place: `${place}.max`, code: 'max-above-options', limit: question.options.length } as const]
          : []),
      ];
    case 'scale':
      return [
        ...numberProblems(`${place}.from`, question.from, 0, 1),
        ...numberProblems(`${place}.to`, question.to, 2, 10),
        ...textProblems(`${place}.low`, question.low, { longest: 40, needed: false }),
        ...textProblems(`${place}.high`, question.high, { longest: 40, needed: false }),
      ];
    case 'text':
      return numberProblems(`${place}.longest`, question.longest, 10, 1_000);
    case 'number': {
      const range: Range = [-LARGEST_NUMBER, LARGEST_NUMBER];
      return rangeProblems(place, question.min, question.max, { min: range, max: range });
    }
    case 'yes-no':
      return [];
    default:
      return question satisfies never;
  }
}

type Range = readonly [number, number];

function rangeProblems(place: string, min: number, max: number, ranges: { min: Range; max: Range }): SurveyProblem[] {
  return [
    ...numberProblems(`${place}.min`, min, ...ranges.min),
    ...numberProblems(`${place}.max`, max, ...ranges.max),
    ...(min > max ? [{ place: `${place}.min`, code: 'min-above-max' } as const] : []),
  ];
}

function numberProblems(place: string, value: number, least: number, most: number): SurveyProblem[] {
  if (!Number.isSafeInteger(value)) return [{ place, code: 'not-a-number' }];
  if (value < least) return [{ place, code: 'out-of-range', limit: least, actual: value }];
  return value > most ? [{ place, code: 'out-of-range', limit: most, actual: value }] : [];
}

function optionProblems(
  surveyId: string,
  { id, options }: Extract<Question, { options: unknown }>,
  place: string,
): SurveyProblem[] {
  const label = (index: number, language: Language) => `${place}.options.${index}.label.${language}`;
  return [
    ...(options.length < 2
      ? [{ place: `${place}.options`, code: 'too-few-options', limit: 2, actual: options.length } as const]
      : []),
    ...countProblem(`${place}.options`, options.length, MAX_OPTIONS, 'too-many-options'),
    ...options.flatMap((option, index) => [
      ...idProblems(option.id, `${place}.options.${index}.id`),
      ...countProblem(
        `${place}.options.${index}.id`,
        new TextEncoder().encode(optionButtonId(surveyId, id, option.id)).length,
        MAX_BUTTON_ID_BYTES,
        'too-long-id',
      ),
      ...textProblems(`${place}.options.${index}.label`, option.label, { longest: MAX_LABEL, needed: true }),
      ...LANGUAGES.flatMap((language) =>
        option.label[language].length > MAX_LABEL
          ? []
          : countProblem(
              label(index, language),
              viberLength(option.label[language]),
              MAX_VIBER_BUTTON,
              'too-long-for-viber',
            ),
      ),
    ]),
    ...doubled(
      options.map((option) => option.id),
      (index) => `${place}.options.${index}.id`,
      'doubled-id',
    ),
    // A label may be typed in place of a tap: it has to name one option.
    ...LANGUAGES.flatMap((language) =>
      doubled(
        options.map((option) => option.label[language].trim().toLowerCase()),
        (index) => label(index, language),
        'doubled-label',
      ),
    ),
  ];
}

function idProblems(id: string, place: string): SurveyProblem[] {
  if (id === '') return [{ place, code: 'missing' }];
  if (!SHORT_ID.test(id)) return [{ place, code: 'bad-id' }];
  // A branch to `end` leads out of the survey.
  return id === 'end' ? [{ place, code: 'reserved-id' }] : [];
}

/**
 * A text that is needed is there in every language; one that is not is there in every language or in none.
 */
function textProblems(place: string, text: Localized, rule: { longest: number; needed: boolean }): SurveyProblem[] {
  const given = LANGUAGES.some((language) => text[language].trim() !== '');
  return LANGUAGES.flatMap((language): SurveyProblem[] => {
    const here = `${place}.${language}`;
    if (text[language].trim() === '') return rule.needed || given ? [{ place: here, code: 'missing' }] : [];
    return countProblem(here, text[language].length, rule.longest, 'too-long');
  });
}

function countProblem(place: string, actual: number, limit: number, code: SurveyProblemCode): SurveyProblem[] {
  return actual > limit ? [{ place, code, limit, actual }] : [];
}

/** The second and every later one of those that are the same; empty ones are reported as missing. */
function doubled(
  values: readonly string[],
  place: (index: number) => string,
  code: 'doubled-id' | 'doubled-label',
): SurveyProblem[] {
  return values.flatMap((value, index) =>
    value !== '' && values.indexOf(value) < index ? [{ place: place(index), code }] : [],
  );
}
