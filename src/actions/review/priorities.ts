import { readingWouldChangeFinding } from '../../domain/review/priorities.ts';
import type { Database } from '../../storage/database.ts';
import { setPriorities } from '../../storage/review-priorities.ts';
import { electionsUnderReview } from '../../storage/reviewers.ts';
import { readFinding } from '../read-finding.ts';

/**
 * Puts items first whose station's finding more reading would change, by the commission's newest numbers, and all others
 * behind them. Resolves to how many items changed their place.
 */
export async function updatePriorities(database: Database): Promise<number> {
  let moved = 0;
  for (const electionId of await electionsUnderReview(database.pool)) {
    const finding = await readFinding(database, { electionId, source: 'cec', basis: 'verified' });
    const urgent = (finding?.stations ?? [])
      .filter(({ choices }) => readingWouldChangeFinding(choices))
      .map(({ stationId }) => stationId);
    moved += await setPriorities(database.pool, electionId, urgent);
  }
  return moved;
}
