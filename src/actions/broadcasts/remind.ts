import { reminderAudience } from '../../domain/audience.ts';
import { readBroadcast } from '../../storage/broadcasts.ts';
import type { Database } from '../../storage/database.ts';
import { saveBroadcastIn } from './save.ts';

export type Reminder =
  | { readonly kind: 'drafted'; readonly id: string; readonly revision: number }
  /** There is nothing to have answered. */
  | { readonly kind: 'no-survey' }
  | { readonly kind: 'unknown' };

/**
 * Drafts a reminder: the same content to those of the same audience who have not answered the survey by the
 * time the reminder starts. Two people let it go as any other broadcast.
 */
export function draftReminder(
  deps: { readonly database: Database; readonly now: () => Date },
  { id, title, by }: { readonly id: string; readonly title: string; readonly by: string },
): Promise<Reminder> {
  return deps.database.transaction(async (client): Promise<Reminder> => {
    const of = await readBroadcast(client, id);
    if (of === undefined) return { kind: 'unknown' };
    if (of.surveyId === null) return { kind: 'no-survey' };
    const saved = await saveBroadcastIn(client, deps.now(), {
      title,
      content: of.content,
      audience: reminderAudience(of.audience, of.surveyId),
      startsAt: null,
      hours: of.hours,
      by,
    });
    if (saved.kind !== 'saved') throw new Error('a new draft cannot be refused');
    return { kind: 'drafted', id: saved.id, revision: saved.revision };
  });
}
