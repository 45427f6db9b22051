import type { ChoiceNumbers } from '../finding/numbers.ts';

/** What a choice's numbers are to the order of reading. */
export type ReadSoFar = Pick<ChoiceNumbers, 'verified' | 'handedIn' | 'official'>;

/** First where more reading would change what is found. Both are values of `review_items.priority`. */
export const PRIORITY = { changesFinding: 0, otherwise: 1 } as const;

/**
 * Whether reading more of a station's ballots can still prove its official result wrong: what was handed in for a
 * choice is above the official number, and what reviewers have accepted so far is not. Once it is proven, more reading
 * only adds to it; without an official number nothing can be proven.
 */
export function readingWouldChangeFinding(choices: readonly ReadSoFar[]): boolean {
  if (choices.some(({ verified, official }) => official !== null && verified > official)) return false;
  return choices.some(
    ({ verified, handedIn, official }) => official !== null && handedIn > official && verified <= official,
  );
}
