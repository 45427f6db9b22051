import type { Reading } from './readings.ts';

/** Answers that are asked for at first, and equal answers that are enough. */
const QUORUM = 2;

/** Answers after which nobody is asked but an administrator. */
const MOST = 3;

/** Where an item stands, by the answers that count so far. */
export type Standing =
  | { readonly kind: 'open'; readonly wanted: number }
  | { readonly kind: 'agreed'; readonly reading: Reading }
  /** Nobody agrees with anybody: an administrator decides. */
  | { readonly kind: 'disputed' };

/**
 * Two equal answers are what is agreed on; two different ones ask for a third; three different ones ask for an
 * administrator. The order of the answers does not matter. Should there be more than three (an answer that did not
 * count any more counts again), the reading that most agree on wins, if it is one and at least two say it.
 */
export function standingOf(answers: readonly Reading[]): Standing {
  if (answers.length < QUORUM) return { kind: 'open', wanted: QUORUM };
  const votes = new Map<Reading, number>();
  for (const answer of answers) votes.set(answer, (votes.get(answer) ?? 0) + 1);
  const most = Math.max(...votes.values());
  const leading = [...votes].filter(([, count]) => count === most).map(([reading]) => reading);
  const [reading] = leading;
  if (reading !== undefined && leading.length === 1 && most >= QUORUM) return { kind: 'agreed', reading };
  return answers.length < MOST ? { kind: 'open', wanted: MOST } : { kind: 'disputed' };
}
