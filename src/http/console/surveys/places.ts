import type { TimeProblem } from '../../../actions/surveys/save-survey.ts';
import type { FrozenChange } from '../../../domain/surveys/changes.ts';
import type { SurveyProblem } from '../../../domain/surveys/problems.ts';
import type { Translate } from '../../../i18n/translate.ts';

/** Something wrong with one field of the page. */
export type FieldProblem =
  | SurveyProblem
  | FrozenChange
  | TimeProblem
  | { readonly place: string; readonly code: 'bad-time' | 'id-taken' };

/** What is wrong, field by field, in the reader's language. */
export class FieldErrors {
  private readonly byPlace = new Map<string, string>();

  /** In the order of the page. */
  readonly problems: readonly FieldProblem[];

  constructor(t: Translate, problems: readonly FieldProblem[]) {
    this.problems = [...problems].sort((one, other) => rankOf(one.place) - rankOf(other.place));
    // The first thing that is wrong with a field is said in its place.
    for (const problem of problems) {
      if (!this.byPlace.has(problem.place)) this.byPlace.set(problem.place, problemText(t, problem));
    }
  }

  /** Of one field. */
  at(place: string): string | undefined {
    return this.byPlace.get(place);
  }

  /** Of a text's three fields. */
  localized(place: string): { be?: string; ru?: string; en?: string } {
    const [be, ru, en] = ['be', 'ru', 'en'].map((language) => this.at(`${place}.${language}`));
    return { ...(be !== undefined && { be }), ...(ru !== undefined && { ru }), ...(en !== undefined && { en }) };
  }

  /** Whether anything is wrong at a place or below it. */
  within(place: string): boolean {
    return this.problems.some((problem) => problem.place === place || problem.place.startsWith(`${place}.`));
  }
}

/** Where a place stands on the page, roughly: what is above the questions, each question, its branches, the rest. */
function rankOf(place: string): number {
  const [first = '', number = '', part = ''] = place.split('.');
  const above = ['id', 'title', 'intro', 'thanks', 'name', 'line', 'link', 'partner'].indexOf(first);
  if (above !== -1) return above - 100;
  if (first !== 'questions') return 100_000;
  return number === '' ? 0 : Number(number) * 10 + 1 + (part === 'branches' ? 5 : 0);
}

export function problemText(t: Translate, problem: FieldProblem): string {
  const limit = 'limit' in problem ? (problem.limit ?? 0) : 0;
  const actual = 'actual' in problem ? (problem.actual ?? 0) : 0;
  return t(`surveys-problem-${problem.code}`, { limit, actual });
}

/** Where on the page a field is: “Question 3, option 2, русский”. */
export function placeText(t: Translate, place: string): string {
  const [first = '', ...rest] = place.split('.');
  if (first !== 'questions') return withLanguage(t, [t(`surveys-place-${nameOf(first)}`)], rest);
  const [number, ...inner] = rest;
  if (number === undefined) return t('surveys-questions');
  return withLanguage(t, [t('surveys-question-number', { number: Number(number) + 1 })], inner);
}

/** The names of fields that a place may have, as keys of texts. */
const NAMES = [
  'id',
  'title',
  'intro',
  'thanks',
  'partner',
  'name',
  'line',
  'link',
  'opensAt',
  'closesAt',
  'kind',
  'text',
  'optional',
  'min',
  'max',
  'from',
  'to',
  'low',
  'high',
  'longest',
  'asksProfile',
  'liveCounter',
  'changeable',
] as const;

function nameOf(segment: string): (typeof NAMES)[number] | 'other' {
  return NAMES.find((name) => name === segment) ?? 'other';
}

function withLanguage(t: Translate, said: readonly string[], segments: readonly string[]): string {
  const parts = [...said];
  for (const [i, segment] of segments.entries()) {
    const next = Number(segments[i + 1]) + 1;
    if (segment === 'be' || segment === 'ru' || segment === 'en') parts.push(t(`language-${segment}`));
    else if (segment === 'options') parts.push(t('surveys-option-number', { number: next || 0 }));
    else if (segment === 'branches') parts.push(t('surveys-branch-number', { number: next || 0 }));
    // A label is what an option is; its id is not shown to anybody.
    else if (segment !== 'label' && segment !== 'id' && segment !== 'anyOf' && !/^\d+$/.test(segment)) {
      parts.push(t(`surveys-place-${nameOf(segment)}`));
    }
  }
  return parts.join(', ');
}

/** The id of the element on the page that a place is shown at. */
export function anchorOf(place: string): string {
  const shown = place
    .replace(/^(questions\.\d+)\.(id|optional)$/, '$1')
    .replace(/^(questions\.\d+\.options\.\d+)\.id$/, '$1.label.be');
  return `f-${shown.replace(/[^\w-]/g, '-')}`;
}
