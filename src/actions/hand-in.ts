import type { PoolClient } from 'pg';
import { isCounted, isReplaceable, settledState } from '../domain/ballots.ts';
import {
  attachPhotos,
  type BallotRow,
  deleteBallots,
  findSpentVoices,
  insertBallots,
  lockBallots,
  type NewBallot,
  setBallotStates,
} from '../storage/ballots.ts';
import type { TallyMove } from '../storage/tallies.ts';
import type { Intent } from './intents.ts';
import { openItems, type ReviewKeys } from './review/open-items.ts';
import { type PersonSeals, sealPerson } from './voice-keys.ts';

export interface HandIn {
  readonly personId: string;
  readonly linkKey: Buffer;
  /** Of the account, and of its phone if it has one: by `voiceKeyOf`. */
  readonly voiceKeys: readonly Buffer[];
  readonly wanted: Extract<Intent, { do: 'hand-in' }>;
}

export interface HandedIn {
  /** Ballots that review has taken meanwhile: the new one is not taken. */
  readonly locked: readonly HandIn[];
  /** Review has accepted an earlier one, which nothing connects with its person any more: the new one is not taken. */
  readonly counted: readonly HandIn[];
  /** Ballots of which a photo is already known to be unusable or somebody else's. */
  readonly settled: readonly { handIn: HandIn; state: 'refused' | 'duplicate'; refusal: string | null }[];
  /** Photos of replaced ballots: their rows and keys are gone, their bytes may go. */
  readonly droppedPhotos: readonly string[];
}

/**
 * Hands in ballots of different people, in the worker's transaction: replaces earlier ones that are
 * still replaceable, and attaches photos. `moves` is given how the count changes.
 */
export async function handIn(
  client: PoolClient,
  keys: ReviewKeys & PersonSeals,
  all: readonly HandIn[],
  moves: TallyMove[],
  day: string,
): Promise<HandedIn> {
  const earlier = await lockBallots(
    client,
    all.map((h) => h.linkKey),
  );
  const fixed = new Set(earlier.filter((b) => !isReplaceable(b.state)).map((b) => b.linkKey.toString('hex')));
  // After the lock: what was accepted meanwhile has no link any more, and its voice is spent.
  const voices = await findSpentVoices(
    client,
    all.flatMap((h) => h.voiceKeys),
  );
  const isCountedAlready = ({ voiceKeys }: HandIn) =>
    voiceKeys.some((key) => voices.get(key.toString('hex')) === 'accepted');
  const counted = all.filter(isCountedAlready);
  const locked = all.filter((h) => fixed.has(h.linkKey.toString('hex')) && !isCountedAlready(h));
  const taken = all.filter((h) => !fixed.has(h.linkKey.toString('hex')) && !isCountedAlready(h));
  const replaced = earlier.filter((b) => isReplaceable(b.state));
  moves.push(...replaced.filter((b) => isCounted(b.state)).map((b) => tallyMove(b, -1)));
  const droppedPhotos =
    replaced.length === 0
      ? []
      : await deleteBallots(
          client,
          replaced.map((b) => b.id),
        );

  const ballots = taken.map(({ personId, linkKey, wanted }): NewBallot => {
    const photographed = wanted.photoIds.length > 0;
    return {
      id: wanted.ballotId,
      electionId: wanted.electionId,
      stationId: wanted.stationId,
      choiceId: wanted.choiceId,
      tier: wanted.tier,
      kind: photographed ? 'photographed' : 'without-photo',
      state: photographed ? 'receiving' : 'handed-in',
      linkKey,
      sealedPerson: sealPerson(keys, wanted.ballotId, personId),
    };
  });
  if (ballots.length > 0) await insertBallots(client, ballots, day);
  const photos = await attach(client, taken, day);

  const changed: NewBallot[] = [];
  const settled: { handIn: HandIn; state: 'refused' | 'duplicate'; refusal: string | null }[] = [];
  ballots.forEach((ballot, i) => {
    const own = photos.get(ballot.id) ?? [];
    const state = ballot.kind === 'without-photo' ? 'handed-in' : settledState(own.map((p) => p.outcome));
    if (state !== ballot.state) changed.push({ ...ballot, state });
    if (isCounted(state)) moves.push(tallyMove(ballot, 1));
    const by = taken[i];
    if (by !== undefined && (state === 'refused' || state === 'duplicate')) {
      settled.push({ handIn: by, state, refusal: own.find((p) => p.refusal !== null)?.refusal ?? null });
    }
  });
  if (changed.length > 0) await setBallotStates(client, changed);
  await openItems(
    client,
    keys,
    changed.filter(({ state }) => state === 'handed-in'),
    day,
  );
  return { locked, counted, settled, droppedPhotos };
}

/** How the count moves when a ballot enters (1) or leaves (-1) it. */
export function tallyMove(
  ballot: Pick<BallotRow, 'electionId' | 'stationId' | 'choiceId' | 'tier' | 'kind'>,
  by: 1 | -1,
): TallyMove {
  const { electionId, stationId, choiceId, tier, kind } = ballot;
  const cell = { electionId, stationId, choiceId, tier };
  return kind === 'photographed' ? { ...cell, photographed: by } : { ...cell, withoutPhoto: by };
}

async function attach(client: PoolClient, taken: readonly HandIn[], day: string) {
  const wanted = taken.flatMap(({ linkKey, wanted: { ballotId, photoIds } }) =>
    photoIds.map((photoId, side) => ({ photoId, ballotId, side, linkKey })),
  );
  const byBallot = new Map<string, Awaited<ReturnType<typeof attachPhotos>>>();
  if (wanted.length === 0) return byBallot;
  for (const photo of await attachPhotos(client, wanted, day)) {
    byBallot.set(photo.ballotId, [...(byBallot.get(photo.ballotId) ?? []), photo]);
  }
  return byBallot;
}
