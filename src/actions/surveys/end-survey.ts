import type { Database } from '../../storage/database.ts';
import { appendAudit } from '../audit.ts';
import { closeSurvey } from '../close-survey.ts';

/**
 * Closes a survey that is open, for good. Soon after nobody can say any more who answered what
 * (`unlinkClosedSurveys`). False when it is not
 * open. `by` is null for the schedule.
 */
export async function endSurvey(
  { database, now }: { readonly database: Pick<Database, 'transaction'>; readonly now: () => Date },
  { id, by }: { readonly id: string; readonly by: string | null },
): Promise<boolean> {
  return database.transaction(async (client) => {
    if (!(await closeSurvey(client, id, now()))) return false;
    const detail = { scheduled: by === null };
    await appendAudit(client, { at: now(), organizerId: by, action: 'survey.close', subject: id, detail });
    return true;
  });
}
