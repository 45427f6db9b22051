import type { PoolClient } from 'pg';
import { isCounted } from '../domain/ballots.ts';
import type { Tier } from '../domain/people.ts';
import { lockBallots, lockDeclarations, setBallotTiers, writeDeclarations } from '../storage/ballots.ts';
import type { TallyMove } from '../storage/tallies.ts';
import { declaredMove } from './declare.ts';
import { tallyMove } from './hand-in.ts';

/** Counts what a person handed in and declared under another tier. What review has taken stays as it is. */
export async function setTier(client: PoolClient, linkKey: Buffer, tier: Tier, moves: TallyMove[]): Promise<void> {
  const ballots = (await lockBallots(client, [linkKey])).filter((b) => b.tier !== tier && b.state !== 'verified');
  for (const ballot of ballots) {
    if (isCounted(ballot.state)) moves.push(tallyMove(ballot, -1), tallyMove({ ...ballot, tier }, 1));
  }
  if (ballots.length > 0)
    await setBallotTiers(
      client,
      ballots.map((b) => b.id),
      tier,
    );
  const declared = (await lockDeclarations(client, [linkKey])).filter((row) => row.tier !== tier);
  for (const row of declared) moves.push(declaredMove(row, -1), declaredMove({ ...row, tier }, 1));
  if (declared.length > 0)
    await writeDeclarations(
      client,
      declared.map((row) => ({ ...row, tier })),
    );
}
