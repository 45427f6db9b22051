import type { Localized } from '../../src/domain/languages.ts';
import type { Question, SurveyDefinition } from '../../src/domain/surveys/definition.ts';

/** The same words in every language. */
export const inAll = (text: string): Localized => ({ be: text, ru: text, en: text });

export const options = (...ids: string[]) => ids.map((id) => ({ id, label: inAll(`Option ${id}`) }));

/** A question of one, of `a` and `b`, with what a test wants different. */
export function question<K extends Question['kind'] = 'one'>(
  id: string,
  change: Partial<Extract<Question, { kind: K }>> & { readonly kind?: K } = {},
): Question {
  const common = { id, text: inAll(`Question ${id}?`), optional: false, branches: [] };
  const kinds: Record<Question['kind'], Question> = {
    one: { kind: 'one', ...common, options: options('a', 'b') },
    several: { kind: 'several', ...common, options: options('a', 'b', 'c'), min: 1, max: 2 },
    scale: { kind: 'scale', ...common, from: 1, to: 5, low: inAll('low'), high: inAll('high') },
    'yes-no': { kind: 'yes-no', ...common },
    text: { kind: 'text', ...common, longest: 100 },
    number: { kind: 'number', ...common, min: 0, max: 120 },
  };
  return { ...kinds[change.kind ?? 'one'], ...change } as Question;
}

/** A survey of these questions that nothing is wrong with, as long as nothing is wrong with them. */
export function survey(questions: readonly Question[], change: Partial<SurveyDefinition> = {}): SurveyDefinition {
  return {
    title: inAll('Title'),
    intro: inAll('Intro'),
    thanks: inAll('Thanks'),
    questions: [...questions],
    asksProfile: true,
    partner: null,
    liveCounter: true,
    ...change,
  };
}
