/**
 * A protocol's life. `receiving`: its photos are still being fetched. `open`: reviewers type it in. `disputed`: they do
 * not agree, or an administrator has opened it again: an administrator resolves it. `agreed`: its numbers stand.
 * `refused`: a photo could not be used. `rejected`: it is no readable protocol of this station. `same`: its photos are
 * those of another protocol, which is typed in for both.
 */
export const PROTOCOL_STATES = ['receiving', 'open', 'disputed', 'agreed', 'refused', 'rejected', 'same'] as const;

export type ProtocolState = (typeof PROTOCOL_STATES)[number];

/** As many photos as one result sheet takes. */
export const MOST_PROTOCOL_PHOTOS = 6;

/** Protocols of one person that are not settled yet: nobody stands at more stations, and typing is people's work. */
export const MOST_UNSETTLED = 12;

/** Whether its sender may still put another in its place: until it is agreed. */
export function isReplaceableProtocol(state: ProtocolState): boolean {
  return state !== 'agreed';
}

export type PhotoKnown = 'expected' | 'ready' | 'duplicate' | 'refused';

/** What follows from a protocol's photos. Somebody else's picture is no matter here: a sheet hangs out for everybody. */
export function settledProtocol(photos: readonly PhotoKnown[]): 'receiving' | 'refused' | 'open' {
  if (photos.includes('refused')) return 'refused';
  return photos.includes('expected') ? 'receiving' : 'open';
}
