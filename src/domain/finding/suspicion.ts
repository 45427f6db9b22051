import { type Basis, oursAt, type StationNumbers } from './numbers.ts';

/** Why a station's numbers of ours are left out of totals unless a reader asks for them. */
export const SUSPICIONS = [
  /** An administrator has set it aside. */
  'quarantined',
  /** More of ours than people on the register. */
  'over-registered',
  /** More of ours than officially voted. */
  'over-turnout',
  /** Nearly all came on one day, and many. */
  'burst',
  /** Many photos are nearly the same. */
  'near-duplicates',
  /** Most come from accounts without a confirmed phone. */
  'unverified-accounts',
] as const;

export type Suspicion = (typeof SUSPICIONS)[number];

/** From so many ballots on a share says something. */
const ENOUGH = 20;

/** A day's share that is a burst, from so many ballots on. Election days of a week see a quarter or a third each. */
const BURST = { share: 0.9, from: 100 } as const;

const NEAR_DUPLICATE_SHARE = 0.1;
const UNVERIFIED_SHARE = 0.5;

/**
 * What speaks against our own numbers of a station. A station with a proven excess can be suspect: then the
 * excess may be ours. `over-turnout` is no suspicion where officials report fewer votes than their own
 * choices add up to.
 */
export function suspicionsOf(station: StationNumbers, basis: Basis): Suspicion[] {
  const ours = oursAt(station, basis);
  const { registeredVoters, officialTurnout } = station;
  const { fromUnverified, onBusiestDay, nearDuplicates } = station.ours;
  const found: Suspicion[] = [];
  if (station.quarantined) found.push('quarantined');
  if (registeredVoters !== null && ours > registeredVoters) found.push('over-registered');
  if (officialTurnout !== null && ours > officialTurnout) found.push('over-turnout');
  // What people say about themselves has no day and no photo.
  if (basis === 'declared') return found;
  if (ours >= BURST.from && onBusiestDay >= ours * BURST.share) found.push('burst');
  if (ours >= ENOUGH && nearDuplicates >= ours * NEAR_DUPLICATE_SHARE) found.push('near-duplicates');
  if (ours >= ENOUGH && fromUnverified >= ours * UNVERIFIED_SHARE) found.push('unverified-accounts');
  return found;
}
