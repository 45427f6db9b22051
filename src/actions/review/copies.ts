import { REJECTIONS } from '../../domain/review/readings.ts';
import type { Queryable } from '../../storage/database.ts';
import { countedPapers } from '../../storage/near-duplicates.ts';
import type { ReviewItemRow } from '../../storage/review-items.ts';
import type { Decision } from './decide-ballots.ts';

/**
 * Judges pairs of which reviewers said that both are one paper, in the order in which it is asked about them: true when
 * the pair's ballot is to be set aside. It is only while the paper is still counted by another ballot: the pair's other
 * one, or what that is a copy of in turn. So of one paper a ballot is left, whatever else these decisions do.
 */
export async function judgeCopies(
  q: Queryable,
  decisions: readonly Decision[],
): Promise<(pair: Pick<ReviewItemRow, 'ballotId' | 'otherBallotId'>) => boolean> {
  const others = decisions.flatMap(({ item, outcome }) =>
    outcome === 'same' && item.otherBallotId !== null ? [item.otherBallotId] : [],
  );
  const counted = others.length === 0 ? new Map<string, string[]>() : await countedPapers(q, others);
  const rejected = new Set(
    decisions.flatMap(({ item, outcome }) => (REJECTIONS.some((one) => one === outcome) ? [item.ballotId] : [])),
  );
  // What was set aside by these decisions, and what counts in its place.
  const originals = new Map<string, string>();
  const inItsPlace = (id: string): string => {
    const original = originals.get(id);
    return original === undefined ? id : inItsPlace(original);
  };
  return ({ ballotId, otherBallotId }) => {
    if (ballotId === null || otherBallotId === null) return false;
    const original = (counted.get(otherBallotId) ?? [])
      .map(inItsPlace)
      .find((id) => id !== ballotId && !rejected.has(id));
    if (original === undefined) return false;
    originals.set(ballotId, original);
    return true;
  };
}
