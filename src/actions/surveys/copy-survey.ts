import type { Database } from '../../storage/database.ts';
import { insertSurvey, loadSurvey } from '../../storage/surveys.ts';
import { appendAudit } from '../audit.ts';

/** Makes a draft of a survey's questions under a new id; resolves to that id, or undefined when there is none to copy. */
export async function copySurvey(
  { database, now }: { readonly database: Pick<Database, 'transaction'>; readonly now: () => Date },
  { id, by }: { readonly id: string; readonly by: string },
): Promise<string | undefined> {
  return database.transaction(async (client) => {
    const survey = await loadSurvey(client, id);
    if (survey === undefined) return undefined;
    for (let number = 2; ; number += 1) {
      const copy = numbered(id, number);
      if (await insertSurvey(client, { ...survey, id: copy, opensAt: null, closesAt: null })) {
        await appendAudit(client, {
          at: now(),
          organizerId: by,
          action: 'survey.copy',
          subject: copy,
          detail: { of: id },
        });
        return copy;
      }
    }
  });
}

/** `name` → `name-2`; `name-2` → `name-3` and on. At most 31 characters. */
function numbered(id: string, number: number): string {
  const end = `-${number}`;
  return `${id.replace(/-\d{1,4}$/, '').slice(0, 31 - end.length)}${end}`;
}
