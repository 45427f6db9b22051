import type { Database } from '../../storage/database.ts';
import { lockSurvey, setSurveyOpen } from '../../storage/surveys.ts';
import { appendAudit } from '../audit.ts';

export interface OpenedSurvey {
  readonly kind:
    | 'opened'
    | 'unknown'
    /** It is open, or has been closed: a survey opens once. */
    | 'not-a-draft'
    /** Somebody saved it after it was looked at. */
    | 'changed'
    /** Its closing time has gone by. */
    | 'over';
}

/**
 * Lets people answer a survey, from now on. `revision` is the one that was looked at, so that nobody opens
 * what somebody else has just changed; the schedule, which opens what there is, gives none. `by` is null
 * for the schedule.
 */
export async function openSurvey(
  { database, now }: { readonly database: Pick<Database, 'transaction'>; readonly now: () => Date },
  { id, revision, by }: { readonly id: string; readonly revision?: number; readonly by: string | null },
): Promise<OpenedSurvey> {
  const at = now();
  return database.transaction(async (client): Promise<OpenedSurvey> => {
    const survey = await lockSurvey(client, id);
    if (survey === undefined) return { kind: 'unknown' };
    if (survey.state !== 'draft') return { kind: 'not-a-draft' };
    if (revision !== undefined && survey.revision !== revision) return { kind: 'changed' };
    if (survey.closesAt !== null && survey.closesAt <= at) return { kind: 'over' };
    await setSurveyOpen(client, id, at);
    await appendAudit(client, {
      at,
      organizerId: by,
      action: 'survey.open',
      subject: id,
      detail: { revision: survey.revision, scheduled: by === null },
    });
    return { kind: 'opened' };
  });
}
