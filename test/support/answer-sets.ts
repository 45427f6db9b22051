import { randomBytes, randomUUID } from 'node:crypto';
import { type AnswerSet, movesBetween, type Respondent } from '../../src/domain/surveys/counting.ts';
import type { Answer, Question, SurveyDefinition } from '../../src/domain/surveys/definition.ts';
import { moveSurveyCounts, writeAnswerSets } from '../../src/storage/answers.ts';
import type { Queryable } from '../../src/storage/database.ts';

/** Puts answer sets into a survey, and counts them, as the worker does. */
export async function addAnswerSets(
  q: Queryable,
  surveyId: string,
  definition: SurveyDefinition,
  sets: readonly AnswerSet[],
): Promise<void> {
  for (let from = 0; from < sets.length; from += 500) {
    const part = sets.slice(from, from + 500);
    await writeAnswerSets(
      q,
      part.map((set) => ({ ...set, id: randomUUID(), surveyId, linkKey: randomBytes(32) })),
    );
    await moveSurveyCounts(
      q,
      part.flatMap((set) => movesBetween(surveyId, definition, undefined, set)),
    );
  }
}

/** Numbers from 0 to 1 that are the same every time. */
export function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    // Numerical Recipes' linear congruential generator.
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** So many people who answer somehow, the earlier options more often. */
export function somePeople(definition: SurveyDefinition, count: number, roll = dice(7)): AnswerSet[] {
  return Array.from({ length: count }, () => {
    const complete = roll() < 0.9;
    const asked = complete ? definition.questions : definition.questions.slice(0, 1);
    const answers = Object.fromEntries(asked.map((question) => [question.id, answerTo(question, roll)]));
    return { answers, complete, respondent: somebody(roll) };
  });
}

export function somebody(roll: () => number): Respondent {
  const pick = <T>(...of: readonly T[]): T => of[Math.floor(roll() ** 1.6 * of.length)] as T;
  return {
    messenger: pick('telegram', 'viber'),
    language: pick('be', 'ru', 'en'),
    tier: pick('verified', 'unverified'),
    region: pick('Мінск', 'Гродзенская вобласць', 'Віцебская вобласць', 'Брэсцкая вобласць', ''),
    sex: pick('female', 'male', null),
    ageGroup: pick('18-29', '30-44', '45-59', '60+', null),
    settlement: pick('capital', 'city', 'town', 'village', null),
  };
}

function answerTo(question: Question, roll: () => number): Answer {
  const skewed = () => roll() ** 1.8;
  if (question.optional && roll() < 0.3) return null;
  switch (question.kind) {
    case 'one':
      return question.options[Math.floor(skewed() * question.options.length)]?.id ?? null;
    case 'several': {
      const chosen = question.options.filter((_, i) => roll() < 0.6 / (i + 1)).map(({ id }) => id);
      return chosen.slice(0, question.max).length === 0
        ? [question.options[0]?.id ?? '']
        : chosen.slice(0, question.max);
    }
    case 'scale':
      return question.from + Math.floor(roll() * (question.to - question.from + 1));
    case 'yes-no':
      return skewed() < 0.5 ? 'yes' : 'no';
    case 'number':
      return question.min + Math.floor(skewed() * (question.max - question.min + 1));
    case 'text':
      return `Text ${Math.floor(roll() * 1_000)}`;
    default:
      return question satisfies never;
  }
}
