import { LANGUAGES, type Language } from '../../../domain/languages.ts';
import type { Question, SurveyDefinition } from '../../../domain/surveys/definition.ts';
import { localTimeOf } from '../../../domain/surveys/times.ts';
import type { StoredSurvey } from '../../../storage/surveys.ts';
import type { FormValues } from '../route.ts';

export type Kind = Question['kind'];

export const KINDS = ['one', 'several', 'yes-no', 'scale', 'text', 'number'] as const satisfies readonly Kind[];

export type DraftText = Readonly<Record<Language, string>>;

/**
 * A question as it stands on the page: everything that was typed, also what another kind of question would
 * need, so that changing the kind there and back loses nothing. Numbers are texts.
 */
export interface DraftQuestion {
  readonly id: string;
  readonly kind: Kind;
  readonly text: DraftText;
  readonly optional: boolean;
  readonly options: readonly DraftOption[];
  readonly min: string;
  readonly max: string;
  readonly from: string;
  readonly to: string;
  readonly low: DraftText;
  readonly high: DraftText;
  readonly longest: string;
  readonly branches: readonly DraftBranch[];
}

export interface DraftOption {
  readonly id: string;
  readonly label: DraftText;
}

export interface DraftBranch {
  readonly question: string;
  readonly anyOf: readonly string[];
  readonly to: string;
}

/** A survey as it stands on the editor's page. */
export interface SurveyDraft {
  readonly id: string;
  /** The revision that is being edited; empty for a survey that was never saved. */
  readonly revision: string;
  readonly title: DraftText;
  readonly intro: DraftText;
  readonly thanks: DraftText;
  readonly questions: readonly DraftQuestion[];
  readonly asksProfile: boolean;
  readonly liveCounter: boolean;
  readonly changeable: boolean;
  /** As `datetime-local` writes them; empty for none. */
  readonly opensAt: string;
  readonly closesAt: string;
}

export const NO_TEXT: DraftText = { be: '', ru: '', en: '' };

/** No more is read from a form: far above what may be saved. */
const MOST_QUESTIONS = 100;
const MOST_OPTIONS = 60;
const MOST_BRANCHES = 30;

export function emptyQuestion(id: string, kind: Kind): DraftQuestion {
  const options = ['a', 'b'].map((optionId) => ({ id: optionId, label: NO_TEXT }));
  return {
    id,
    kind,
    text: NO_TEXT,
    optional: false,
    options,
    min: kind === 'number' ? '0' : '1',
    max: kind === 'number' ? '100' : '2',
    from: '1',
    to: '5',
    low: NO_TEXT,
    high: NO_TEXT,
    longest: '500',
    branches: [],
  };
}

/** What somebody begins with who writes a new survey. */
export function emptyDraft(): SurveyDraft {
  return {
    id: '',
    revision: '',
    title: NO_TEXT,
    intro: NO_TEXT,
    thanks: NO_TEXT,
    questions: [emptyQuestion('q1', 'one')],
    asksProfile: true,
    liveCounter: true,
    changeable: true,
    opensAt: '',
    closesAt: '',
  };
}

/** A stored survey as the editor shows it. */
export function draftOf(survey: StoredSurvey, timeZone: string): SurveyDraft {
  const { id, definition, revision, opensAt, closesAt, changeable } = survey;
  const { title, intro, thanks, asksProfile, liveCounter } = definition;
  return {
    id,
    revision: String(revision),
    title,
    intro,
    thanks,
    asksProfile,
    liveCounter,
    changeable,
    questions: definition.questions.map(draftQuestion),
    opensAt: opensAt === null ? '' : localTimeOf(opensAt, timeZone),
    closesAt: closesAt === null ? '' : localTimeOf(closesAt, timeZone),
  };
}

function draftQuestion(question: Question): DraftQuestion {
  const { id, kind, text, optional, branches } = question;
  const common = { ...emptyQuestion(id, kind), text, optional, branches };
  switch (question.kind) {
    case 'one':
      return { ...common, options: question.options };
    case 'several':
      return { ...common, options: question.options, min: String(question.min), max: String(question.max) };
    case 'scale': {
      const { from, to, low, high } = question;
      return { ...common, from: String(from), to: String(to), low, high };
    }
    case 'text':
      return { ...common, longest: String(question.longest) };
    case 'number':
      return { ...common, min: String(question.min), max: String(question.max) };
    case 'yes-no':
      return common;
    default:
      return question satisfies never;
  }
}

/** What was typed, as a form sent it. Nothing is checked; what is not there is empty. */
export function readDraft(form: FormValues): SurveyDraft {
  const get = (name: string) => form.get(name) ?? '';
  return {
    id: get('id').trim(),
    revision: get('revision'),
    title: readText(form, 'title'),
    intro: readText(form, 'intro'),
    thanks: readText(form, 'thanks'),
    questions: listed(MOST_QUESTIONS, (i) => form.has(`questions.${i}.id`)).map((i) =>
      readQuestion(form, `questions.${i}`),
    ),
    asksProfile: form.has('asksProfile'),
    liveCounter: form.has('liveCounter'),
    changeable: form.has('changeable'),
    opensAt: get('opensAt'),
    closesAt: get('closesAt'),
  };
}

function readQuestion(form: FormValues, name: string): DraftQuestion {
  const get = (field: string) => form.get(`${name}.${field}`)?.trim() ?? '';
  const options = listed(MOST_OPTIONS, (i) => form.has(`${name}.options.${i}.id`));
  const branches = listed(MOST_BRANCHES, (i) => form.has(`${name}.branches.${i}.question`));
  return {
    id: get('id'),
    kind: KINDS.find((kind) => kind === get('kind')) ?? 'one',
    text: readText(form, `${name}.text`),
    optional: form.has(`${name}.optional`),
    options: options.map((i) => ({
      id: get(`options.${i}.id`),
      label: readText(form, `${name}.options.${i}.label`),
    })),
    min: get('min'),
    max: get('max'),
    from: get('from'),
    to: get('to'),
    low: readText(form, `${name}.low`),
    high: readText(form, `${name}.high`),
    longest: get('longest'),
    branches: branches.map((i) => ({
      question: get(`branches.${i}.question`),
      // Boxes send a value each; a number question's field sends all of them in one.
      anyOf: form
        .all(`${name}.branches.${i}.anyOf`)
        .flatMap((value) => value.split(/[\s,;]+/))
        .filter((value) => value !== ''),
      to: get(`branches.${i}.to`),
    })),
  };
}

function readText(form: FormValues, name: string): DraftText {
  const text = (language: Language) => form.get(`${name}.${language}`) ?? '';
  return { be: text('be'), ru: text('ru'), en: text('en') };
}

function listed(most: number, isThere: (index: number) => boolean): number[] {
  const indexes: number[] = [];
  while (indexes.length < most && isThere(indexes.length)) indexes.push(indexes.length);
  return indexes;
}

/** The definition that a draft describes; numbers that cannot be read are NaN, for `problemsOf` to find. */
export function definitionOf(draft: SurveyDraft, partner: SurveyDefinition['partner']): SurveyDefinition {
  const { asksProfile, liveCounter } = draft;
  return {
    title: trimmed(draft.title),
    intro: trimmed(draft.intro),
    thanks: trimmed(draft.thanks),
    questions: draft.questions.map(questionOf),
    asksProfile,
    liveCounter,
    partner,
  };
}

function questionOf(draft: DraftQuestion): Question {
  const { id, kind, optional } = draft;
  const branches = draft.branches.map(({ question, anyOf, to }) => ({ question, anyOf: [...new Set(anyOf)], to }));
  const common = { id, text: trimmed(draft.text), optional, branches };
  const options = draft.options.map((option) => ({ id: option.id, label: trimmed(option.label) }));
  switch (kind) {
    case 'one':
      return { kind, ...common, options };
    case 'several':
      return { kind, ...common, options, min: whole(draft.min), max: whole(draft.max) };
    case 'scale': {
      const ends = { low: trimmed(draft.low), high: trimmed(draft.high) };
      return { kind, ...common, from: whole(draft.from), to: whole(draft.to), ...ends };
    }
    case 'yes-no':
      return { kind, ...common };
    case 'text':
      return { kind, ...common, longest: whole(draft.longest) };
    case 'number':
      return { kind, ...common, min: whole(draft.min), max: whole(draft.max) };
    default:
      return kind satisfies never;
  }
}

function trimmed(text: DraftText): Record<Language, string> {
  const [be, ru, en] = LANGUAGES.map((language) => text[language].trim());
  return { be: be ?? '', ru: ru ?? '', en: en ?? '' };
}

function whole(text: string): number {
  return /^-?\d{1,15}$/.test(text.trim()) ? Number(text) || 0 : Number.NaN;
}
