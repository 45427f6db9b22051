import { hashDistance } from '../perceptual-hash.ts';

/** Perceptual hashes of one ballot's photos, in the order of its sides. */
export type BallotHashes = readonly bigint[];

/**
 * Two ballots are shown side by side when their photos' hashes differ in so many bits at most, both sides together.
 * Every genuine ballot is the same printed form, so published thresholds (10 bits a picture) would show nearly
 * everybody beside everybody: this one was measured on rendered ballots of one form, `golos calibrate near-duplicates`
 * writes the measurement into docs/REVIEW.md.
 */
export const NEARLY_THE_SAME = 9;

/** The same where an election asks for one photo only: half the bits to tell ballots apart by. */
export const NEARLY_THE_SAME_ALONE = 2;

/**
 * In how many bits two ballots differ, all sides together: 0 to 64 for each. Undefined when they do not have the same
 * sides, or none: then nothing can be said.
 */
export function ballotDistance(a: BallotHashes, b: BallotHashes): number | undefined {
  if (a.length === 0 || a.length !== b.length) return undefined;
  return a.reduce((sum, hash, side) => sum + hashDistance(hash, b[side] ?? ~hash), 0);
}

/**
 * Whether a reviewer should see two ballots side by side: nearly the same on all sides together, or not to be told
 * apart on one of them (somebody else's front with a back of one's own).
 */
export function isNearDuplicate(a: BallotHashes, b: BallotHashes): boolean {
  const distance = ballotDistance(a, b);
  if (distance === undefined) return false;
  const most = a.length === 1 ? NEARLY_THE_SAME_ALONE : NEARLY_THE_SAME;
  return distance <= most || a.some((hash, side) => hash === b[side]);
}
