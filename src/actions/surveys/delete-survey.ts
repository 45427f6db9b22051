import type { Database } from '../../storage/database.ts';
import { deleteDraft } from '../../storage/surveys.ts';
import { appendAudit } from '../audit.ts';

/** Deletes a survey that was never open; false when it is no draft, or a broadcast offers it. */
export async function deleteSurvey(
  { database, now }: { readonly database: Pick<Database, 'transaction'>; readonly now: () => Date },
  { id, by }: { readonly id: string; readonly by: string },
): Promise<boolean> {
  return database.transaction(async (client) => {
    if (!(await deleteDraft(client, id))) return false;
    await appendAudit(client, { at: now(), organizerId: by, action: 'survey.delete', subject: id });
    return true;
  });
}
