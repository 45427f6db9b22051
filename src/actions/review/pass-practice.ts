import { dayOf } from '../../domain/days.ts';
import type { Queryable } from '../../storage/database.ts';
import { writePractised } from '../../storage/reviewers.ts';

/** Remembers that somebody passed the practice items: nobody gets real ones before. */
export async function passPractice(q: Queryable, reviewerId: string, now: Date): Promise<void> {
  await writePractised(q, reviewerId, dayOf(now));
}
