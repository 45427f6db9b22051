import type { SurveyView } from '../../src/actions/look-ups.ts';
import type { Localized } from '../../src/domain/languages.ts';
import type { Question, SurveyDefinition } from '../../src/domain/surveys/definition.ts';
import type { Queryable } from '../../src/storage/database.ts';

/** The same words in every language, told apart by it. */
export function inAll(text: string): Localized {
  return { be: `${text} (be)`, ru: `${text} (ru)`, en: text };
}

const common = (id: string, text: string) => ({ id, text: inAll(text), optional: false, branches: [] });
const options = (...ids: string[]) => ids.map((id) => ({ id, label: inAll(`Option ${id}`) }));

/** One question of each kind; who is against roads is asked why and nothing else of the kind. */
export const QUESTIONS: readonly Question[] = [
  {
    kind: 'one',
    ...common('roads', 'Are the roads good?'),
    options: options('good', 'bad', 'none'),
    branches: [{ question: 'roads', anyOf: ['none'], to: 'why' }],
  },
  {
    kind: 'several',
    ...common('use', 'What do you use?'),
    options: options('bus', 'car', 'foot', 'bike'),
    min: 1,
    max: 3,
  },
  {
    kind: 'scale',
    ...common('mark', 'How happy are you?'),
    from: 1,
    to: 5,
    low: inAll('not at all'),
    high: inAll('very'),
  },
  { kind: 'yes-no', ...common('move', 'Would you move away?'), optional: true },
  { kind: 'number', ...common('walk', 'How many minutes to the bus?'), min: 0, max: 240 },
  { kind: 'text', ...common('why', 'Why?'), longest: 100, optional: true },
];

export function someSurvey(changes: Partial<SurveyDefinition> = {}): SurveyDefinition {
  return {
    title: inAll('Roads'),
    intro: inAll('A few words about roads.'),
    thanks: inAll('Thanks for the roads.'),
    questions: [...QUESTIONS],
    asksProfile: false,
    partner: null,
    liveCounter: false,
    ...changes,
  };
}

export function surveyView(changes: Partial<SurveyView> = {}): SurveyView {
  return { id: 'roads-1', definition: someSurvey(), phase: 'open', changeable: true, ...changes };
}

/** Puts a survey into the database, open unless said otherwise. */
export async function addSurvey(
  q: Queryable,
  options: {
    readonly id?: string;
    readonly definition?: SurveyDefinition;
    readonly state?: 'draft' | 'open' | 'closed';
    readonly changeable?: boolean;
  } = {},
): Promise<string> {
  const { id = 'roads-1', definition = someSurvey(), state = 'open', changeable = true } = options;
  await q.query('insert into surveys (id, definition, state, changeable) values ($1, $2, $3, $4)', [
    id,
    JSON.stringify(definition),
    state,
    changeable,
  ]);
  return id;
}
