import type { PoolClient } from 'pg';
import { movesBetween, type SurveyMove } from '../domain/surveys/counting.ts';
import { surveyDefinition } from '../domain/surveys/definition.ts';
import {
  holdSurveys,
  listLinkedSurveyIds,
  lockParticipations,
  readRespondents,
  type WrittenSet,
  writeAnswerSets,
} from '../storage/answers.ts';
import { surveyKeyOf } from './voice-keys.ts';

/**
 * Counts what a person answered under what they are now: tier, region, language, profile. Only where it
 * can still be told to be theirs. `moves` is given how the counts change.
 */
export async function countAnew(
  client: PoolClient,
  linkKey: Buffer,
  person: { readonly id: string; readonly personKey: Buffer },
  moves: SurveyMove[],
): Promise<void> {
  const surveys = await holdSurveys(client, await listLinkedSurveyIds(client));
  const respondent = (await readRespondents(client, [person.id])).get(person.id);
  if (surveys.size === 0 || respondent === undefined) return;
  const parts = await lockParticipations(
    client,
    [...surveys.keys()].map((surveyId) => ({ surveyId, linkKey: surveyKeyOf(linkKey, person.personKey, surveyId) })),
  );
  const written: WrittenSet[] = [];
  for (const { surveyId, linkKey: key, answers, answerSetId, complete, respondent: before } of parts) {
    const survey = surveys.get(surveyId);
    if (survey === undefined || answers === null || answerSetId === null || before === null) continue;
    const definition = surveyDefinition.parse(survey.definition);
    const set = { answers, complete };
    moves.push(...movesBetween(surveyId, definition, { ...set, respondent: before }, { ...set, respondent }));
    written.push({ id: answerSetId, surveyId, linkKey: key, ...set, respondent });
  }
  await writeAnswerSets(client, written);
}
