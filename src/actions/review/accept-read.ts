import type { PoolClient } from 'pg';
import { spendVoices } from '../../storage/ballots.ts';
import type { Quarantine } from '../../storage/quarantines.ts';
import { acceptBallots, type ReviewedBallot, unlinkBallots, type Voter } from '../../storage/reviewed-ballots.ts';
import type { TallyMove } from '../../storage/tallies.ts';
import { voiceKeyOf } from '../voice-keys.ts';
import type { Decision } from './decide-ballots.ts';

/** A ballot that counts as what was read on it. */
export interface Accepted extends Decision {
  readonly ballot: ReviewedBallot;
  readonly choiceId: string;
}

/**
 * Accepts ballots as what reviewers read, whatever their people had said: deletes the links to their people, whose
 * voices are spent by it, and says how the count moves. What falls into a quarantine is accepted into it.
 */
export async function acceptRead(
  client: PoolClient,
  voiceKey: Buffer,
  accepted: readonly Accepted[],
  voters: ReadonlyMap<string, Voter>,
  quarantines: readonly Quarantine[],
): Promise<TallyMove[]> {
  if (accepted.length === 0) return [];
  const written = accepted.map((a) => ({ ...a, quarantined: quarantines.some((q) => falls(a, q)) }));
  await acceptBallots(
    client,
    written.map(({ ballot, choiceId, quarantined }) => ({ id: ballot.id, choiceId, quarantined })),
  );
  const voices = accepted.flatMap(({ ballot: { id, electionId } }) =>
    voicesOf(voters.get(id)).map((voice) => ({ voiceKey: voiceKeyOf(voiceKey, voice, electionId), electionId })),
  );
  // In the order of their keys: neither who came when nor whose two voices belong together can be told from it.
  if (voices.length > 0) await spendVoices(client, voices.sort(byKey), true);
  // A link from before review does not say whose it is: it stays, and keeps its person from handing in again.
  const unlinked = accepted.filter(({ ballot }) => ballot.linkKey === null || ballot.sealedPerson !== null);
  await unlinkBallots(
    client,
    unlinked.map(({ ballot }) => ballot.id),
  );
  return written.map(({ ballot, choiceId, quarantined }) => acceptedMove({ ...ballot, quarantined }, choiceId, 1));
}

/** How the count of accepted ballots moves when one enters (1) or leaves (-1) it. */
export function acceptedMove(
  ballot: Pick<ReviewedBallot, 'electionId' | 'stationId' | 'tier' | 'quarantined'>,
  choiceId: string,
  by: 1 | -1,
): TallyMove {
  const { electionId, stationId, tier, quarantined } = ballot;
  return { electionId, stationId, choiceId, tier, verified: by, quarantined: quarantined ? by : 0 };
}

/** The rule of `inSlice`: `reviewerIds` are those whose answers of this round count. */
function falls({ ballot, reviewerIds }: Accepted, { electionId, slice: { by, value } }: Quarantine): boolean {
  if (electionId !== ballot.electionId) return false;
  switch (by) {
    case 'station':
      return value === ballot.stationId;
    case 'day':
      return value === ballot.day;
    case 'reviewer':
      return reviewerIds.includes(value);
  }
}

function voicesOf(voter: Voter | undefined): Buffer[] {
  if (voter === undefined) return [];
  return voter.phoneKey === null ? [voter.personKey] : [voter.personKey, voter.phoneKey];
}

function byKey(a: { readonly voiceKey: Buffer }, b: { readonly voiceKey: Buffer }): number {
  return Buffer.compare(a.voiceKey, b.voiceKey);
}
