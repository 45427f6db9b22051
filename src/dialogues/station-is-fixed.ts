import type { LookUps } from '../actions/look-ups.ts';

/** A ballot fixes its station, unless it was refused: that one does not count and has to come anew. */
export async function stationIsFixed(look: LookUps): Promise<boolean> {
  const ballot = await look.ballot();
  return ballot !== undefined && ballot.state !== 'refused' && ballot.state !== 'rejected';
}
