import type { LookUps } from '../actions/look-ups.ts';

/** Why a person's station cannot be changed: they handed in a ballot, or one of theirs was accepted. */
export type Fixed = 'handed-in' | 'counted';

/** A ballot fixes its station, unless it was refused: that one does not count and has to come anew. */
export async function stationIsFixed(look: LookUps): Promise<Fixed | undefined> {
  const ballot = await look.ballot();
  if (ballot?.state === 'verified') return 'counted';
  if (ballot !== undefined && ballot.state !== 'refused' && ballot.state !== 'rejected') return 'handed-in';
  // Nothing connects an accepted ballot with its person but that their voice is spent.
  return (await look.voiceSpentBy()) === 'accepted' ? 'counted' : undefined;
}
