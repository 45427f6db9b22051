import { randomUUID } from 'node:crypto';
import type { PoolClient } from 'pg';
import { answerProblem } from '../domain/surveys/answers.ts';
import { movesBetween, type SurveyMove } from '../domain/surveys/counting.ts';
import { type Answer, type Question, type SurveyDefinition, surveyDefinition } from '../domain/surveys/definition.ts';
import { isComplete, onlyOnPath } from '../domain/surveys/next-question.ts';
import {
  holdSurveys,
  lockParticipations,
  readRespondents,
  type WrittenSet,
  writeAnswerSets,
} from '../storage/answers.ts';
import type { Intent } from './intents.ts';

export interface AnswerSurvey {
  readonly personId: string;
  /** `surveyKeyOf` the person and the survey. */
  readonly linkKey: Buffer;
  readonly wanted: Extract<Intent, { do: 'answer-survey' }>;
}

/**
 * Takes one answer of each of different people, in the worker's transaction: into their answer set, or
 * into a new one. Answers that are off the way since an earlier one was changed go. `moves` is given how
 * the counts change. Resolves to those whose answer came too late: the survey is closed for good, or
 * theirs was complete and must not change.
 */
export async function answerSurveys(
  client: PoolClient,
  all: readonly AnswerSurvey[],
  moves: SurveyMove[],
): Promise<readonly AnswerSurvey[]> {
  const surveys = await holdSurveys(client, [...new Set(all.map(({ wanted }) => wanted.surveyId))]);
  const definitions = new Map<string, SurveyDefinition>();
  for (const { id, definition } of surveys.values()) definitions.set(id, surveyDefinition.parse(definition));
  const parts = await lockParticipations(
    client,
    all.map(({ linkKey, wanted }) => ({ surveyId: wanted.surveyId, linkKey })),
  );
  const partOf = new Map(parts.map((part) => [keyOf(part.surveyId, part.linkKey), part]));
  const respondents = await readRespondents(
    client,
    all.map(({ personId }) => personId),
  );

  const late: AnswerSurvey[] = [];
  const written: WrittenSet[] = [];
  for (const one of all) {
    const { surveyId, questionId, answer } = one.wanted;
    const survey = surveys.get(surveyId);
    const definition = definitions.get(surveyId);
    const respondent = respondents.get(one.personId);
    const part = partOf.get(keyOf(surveyId, one.linkKey));
    if (respondent === undefined) continue;
    const isOver = survey === undefined || survey.state === 'draft' || survey.unlinked;
    const isFixed = part !== undefined && (part.answers === null || (part.complete && !survey?.changeable));
    if (isOver || isFixed || definition === undefined) {
      late.push(one);
      continue;
    }
    const question = definition.questions.find(({ id }) => id === questionId);
    // It was offered by an older form of the survey: there is nothing to count it under.
    if (question === undefined || answerProblem(question, answer) !== undefined) continue;
    const answers = onlyOnPath(definition, { ...part?.answers, [questionId]: inOrder(question, answer) });
    const now = { answers, complete: isComplete(definition, answers), respondent };
    const before =
      part?.answers == null || part.respondent === null
        ? undefined
        : { answers: part.answers, complete: part.complete, respondent: part.respondent };
    moves.push(...movesBetween(surveyId, definition, before, now));
    written.push({ id: part?.answerSetId ?? randomUUID(), surveyId, linkKey: one.linkKey, ...now });
  }
  await writeAnswerSets(client, written);
  return late;
}

/** Options in the question's order, whatever order they were ticked in: it is nobody's business. */
function inOrder(question: Question, answer: Answer): Answer {
  if (question.kind !== 'several' || !Array.isArray(answer)) return answer;
  return question.options.flatMap(({ id }) => (answer.includes(id) ? [id] : []));
}

function keyOf(surveyId: string, linkKey: Buffer): string {
  return `${surveyId}/${linkKey.toString('hex')}`;
}
