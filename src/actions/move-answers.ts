import type { PoolClient } from 'pg';
import { movesBetween, type SurveyMove } from '../domain/surveys/counting.ts';
import { surveyDefinition } from '../domain/surveys/definition.ts';
import {
  type AnsweredSurvey,
  deleteParticipation,
  holdSurveys,
  listAnsweredSurveyIds,
  lockParticipations,
  type Participation,
  relinkParticipation,
} from '../storage/answers.ts';
import { surveyKeyOf } from './voice-keys.ts';

/**
 * Gives what one account answered in surveys to another one of the same person, in the worker's
 * transaction. Where both have answered, one answer set stays: one that nobody can take back any more,
 * else a complete one, else the other account's own. `moves` is given how the counts change.
 */
export async function moveAnswers(
  client: PoolClient,
  linkKey: Buffer,
  from: { readonly personKey: Buffer },
  to: { readonly personKey: Buffer },
  moves: SurveyMove[],
): Promise<void> {
  const surveys = await holdSurveys(client, await listAnsweredSurveyIds(client));
  if (surveys.size === 0) return;
  const keyOf = (person: { readonly personKey: Buffer }, surveyId: string) =>
    surveyKeyOf(linkKey, person.personKey, surveyId);
  const parts = await lockParticipations(
    client,
    [...surveys.keys()].flatMap((surveyId) => [
      { surveyId, linkKey: keyOf(from, surveyId) },
      { surveyId, linkKey: keyOf(to, surveyId) },
    ]),
  );
  for (const [surveyId, survey] of surveys) {
    const own = keyOf(to, surveyId);
    const partOf = (key: Buffer) => parts.find((part) => part.surveyId === surveyId && part.linkKey.equals(key));
    const [theirs, ours] = [partOf(keyOf(from, surveyId)), partOf(own)];
    if (theirs === undefined) continue;
    if (ours !== undefined) {
      const dropped = staysTheirs(theirs, ours) ? ours : theirs;
      moves.push(...takenBack(survey, dropped));
      await deleteParticipation(client, dropped);
      if (dropped === theirs) continue;
    }
    await relinkParticipation(client, theirs, own);
  }
}

/** Which of two parts in one survey is the one that stays. */
function staysTheirs(theirs: Participation, ours: Participation): boolean {
  if (ours.answers === null) return false;
  return theirs.answers === null || (theirs.complete && !ours.complete);
}

function takenBack({ id, definition }: AnsweredSurvey, part: Participation): SurveyMove[] {
  const { answers, complete, respondent } = part;
  if (answers === null || respondent === null) return [];
  return movesBetween(id, surveyDefinition.parse(definition), { answers, complete, respondent }, undefined);
}
