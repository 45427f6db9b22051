/**
 * A ballot's life. `receiving`: its photos are still being fetched. `handed-in`: counted. `refused`:
 * a photo could not be used, and the person was asked for another. `duplicate`: a photo of it is
 * somebody else's; kept, not counted. `locked`: a reviewer has read it, no longer to be replaced.
 * `verified` and `rejected` are review's two answers. A replaced ballot is not a state: it is deleted.
 */
export const BALLOT_STATES = [
  'receiving',
  'handed-in',
  'refused',
  'duplicate',
  'locked',
  'verified',
  'rejected',
] as const;

export type BallotState = (typeof BALLOT_STATES)[number];

/** Whether its person may still put another ballot in its place. */
export function isReplaceable(state: BallotState): boolean {
  return state !== 'locked' && state !== 'verified';
}

/** Whether a ballot in this state is part of the count. */
export function isCounted(state: BallotState): boolean {
  return state === 'handed-in' || state === 'locked' || state === 'verified';
}

export type PhotoOutcome = 'expected' | 'ready' | 'duplicate' | 'refused';

/** The state of a ballot that follows from its photos. Photos still expected keep it `receiving`. */
export function settledState(photos: readonly PhotoOutcome[]): BallotState {
  if (photos.includes('refused')) return 'refused';
  if (photos.includes('expected')) return 'receiving';
  return photos.includes('duplicate') ? 'duplicate' : 'handed-in';
}
