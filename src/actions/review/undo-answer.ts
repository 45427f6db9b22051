import { LEASE_SECONDS } from '../../domain/review/terms.ts';
import type { Database } from '../../storage/database.ts';
import { takeAnswerBack } from '../../storage/review-turns.ts';
import { parseTurn } from './turn-name.ts';

/** Takes an answer back within `UNDO_SECONDS`; the reviewer holds the item again. `too-late`: it is being carried out. */
export async function undoAnswer(
  deps: { readonly database: Pick<Database, 'pool'>; readonly now: () => Date },
  { reviewerId, turn }: { readonly reviewerId: string; readonly turn: string },
): Promise<'undone' | 'too-late'> {
  const key = parseTurn(turn, reviewerId);
  if (key === undefined) return 'too-late';
  const at = deps.now();
  const until = new Date(at.getTime() + LEASE_SECONDS * 1000);
  return (await takeAnswerBack(deps.database.pool, key, at, until)) ? 'undone' : 'too-late';
}
