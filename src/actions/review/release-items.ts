import type { Queryable } from '../../storage/database.ts';
import { letGo } from '../../storage/review-turns.ts';

/**
 * Lets go of everything that a reviewer holds, when they stop. Resolves to how many items it was. Somebody else gets
 * them as soon as the worker has seen it; the reviewer gets the same again, should they come back first.
 */
export async function releaseItems(q: Queryable, reviewerId: string, now: Date): Promise<number> {
  return letGo(q, reviewerId, now);
}
