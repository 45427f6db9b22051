import type { Language } from '../languages.ts';
import type { MessengerName, Tier } from '../people.ts';
import { countedOptions } from './answers.ts';
import { type Answers, DIMENSIONS, type Dimension, type Profile, type SurveyDefinition } from './definition.ts';

/** By what an answer set is broken down. */
export interface Respondent extends Profile {
  readonly messenger: MessengerName;
  readonly language: Language;
  readonly tier: Tier;
  /** The widest level of the person's station; empty when there is none. */
  readonly region: string;
}

/** One person's answers, as they are counted. */
export interface AnswerSet {
  readonly answers: Answers;
  readonly complete: boolean;
  readonly respondent: Respondent;
}

/** Stands for the question where the answer sets themselves are counted: all of them, and the complete ones. */
export const NO_QUESTION = '';
export const ALL_SETS = '';
export const COMPLETE_SETS = '(complete)';

/** How one count changes. `combination`: the count by region and profile together. */
export interface SurveyMove {
  readonly surveyId: string;
  readonly dimension: Dimension | '' | 'combination';
  readonly cell: string;
  readonly questionId: string;
  readonly optionId: string;
  readonly by: number;
}

type Questions = Pick<SurveyDefinition, 'questions'>;

/**
 * How the counts of a survey move when an answer set becomes another one; undefined: it is not there
 * before, or not any more. What is counted twice and what is not is decided here alone, so that a recount
 * from the answer sets is the same sum.
 */
export function movesBetween(
  surveyId: string,
  definition: Questions,
  before: AnswerSet | undefined,
  after: AnswerSet | undefined,
): SurveyMove[] {
  const [was, is] = [before && placesOf(definition, before), after && placesOf(definition, after)];
  if (was === undefined || is === undefined || was.key !== is.key) {
    return [...moved(surveyId, was, -1), ...moved(surveyId, is, 1)];
  }
  // Nearly always: who answered is the same, and one answer is new.
  const lost = was.counted.filter((pair) => !has(is.counted, pair));
  const gained = is.counted.filter((pair) => !has(was.counted, pair));
  return [...moved(surveyId, { ...was, counted: lost }, -1), ...moved(surveyId, { ...is, counted: gained }, 1)];
}

type Pair = readonly [questionId: string, optionId: string];

/** Where an answer set is counted: every pair in every cell. */
interface Places {
  readonly counted: readonly Pair[];
  readonly cells: ReturnType<typeof cellsOf>;
  /** The same for the same cells. */
  readonly key: string;
}

function placesOf(definition: Questions, set: AnswerSet): Places {
  const cells = cellsOf(set.respondent);
  return { counted: countedIn(definition, set), cells, key: JSON.stringify(cells) };
}

function moved(surveyId: string, places: Places | undefined, by: number): SurveyMove[] {
  if (places === undefined) return [];
  return places.counted.flatMap(([questionId, optionId]) =>
    places.cells.map(([dimension, cell]): SurveyMove => ({ surveyId, dimension, cell, questionId, optionId, by })),
  );
}

function has(pairs: readonly Pair[], [questionId, optionId]: Pair): boolean {
  return pairs.some(([question, option]) => question === questionId && option === optionId);
}

/** Question and option of everything that an answer set counts for. */
export function countedIn(
  { questions }: Questions,
  { answers, complete }: Pick<AnswerSet, 'answers' | 'complete'>,
): Pair[] {
  const counted: Pair[] = [[NO_QUESTION, ALL_SETS]];
  if (complete) counted.push([NO_QUESTION, COMPLETE_SETS]);
  for (const question of questions) {
    const answer = Object.hasOwn(answers, question.id) ? answers[question.id] : undefined;
    if (answer === undefined) continue;
    for (const optionId of countedOptions(question, answer)) counted.push([question.id, optionId]);
  }
  return counted;
}

/** The cell of every breakdown that a respondent belongs to; empty where they did not say. */
export function cellsOf(
  respondent: Respondent,
): readonly (readonly [dimension: SurveyMove['dimension'], cell: string])[] {
  const { messenger, language, region, tier, sex, ageGroup, settlement } = respondent;
  const values: Readonly<Record<Dimension, string>> = {
    messenger,
    language,
    region,
    tier,
    sex: sex ?? '',
    'age-group': ageGroup ?? '',
    settlement: settlement ?? '',
  };
  return [
    ['', ''],
    ...DIMENSIONS.map((dimension) => [dimension, values[dimension]] as const),
    ['combination', combinationOf(respondent)],
  ];
}

/** The cell of `survey_cells`: a JSON array of region, sex, age group and settlement. */
export function combinationOf({ region, sex, ageGroup, settlement }: Respondent): string {
  return JSON.stringify([region, sex ?? '', ageGroup ?? '', settlement ?? '']);
}
