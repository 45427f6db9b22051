import { isCounted } from '../../domain/ballots.ts';
import type { Slice } from '../../domain/review/orders.ts';
import type { Queryable } from '../../storage/database.ts';
import type { Keyring } from '../../storage/keyring.ts';
import { keptPhotosOf } from '../../storage/review-photos.ts';
import {
  beginRound,
  lockSetAside,
  lockSlice,
  putBack,
  type ReopenedBallot,
  type ReopenedPair,
} from '../../storage/review-reopening.ts';
import { moveTallies, type TallyMove } from '../../storage/tallies.ts';
import { acceptedMove } from './accept-read.ts';
import { wrapPhotos } from './wrap-photos.ts';

/**
 * Lets everything of a slice be read a second time, in the worker's transaction: accepted ballots are no longer counted
 * as verified until two reviewers agree again, rejected ones count as handed in again, what was being read begins anew.
 * So do pairs that look alike; a ballot that nothing else sets aside counts as handed in again, and is read anew itself.
 * Nobody's earlier answer counts, and nobody's link to a ballot comes back. Resolves to how many items that were; those
 * whose photos were destroyed stay as they are.
 */
export async function reopenSlice(
  client: Queryable,
  keys: Pick<Keyring<'worker'>, 'photo' | 'review'>,
  electionId: string,
  slice: Slice,
): Promise<number> {
  const locked = await lockSlice(client, electionId, slice);
  const pairs = await showPairs(client, keys, locked.pairs);
  const pairIds = pairs.map(({ itemId }) => itemId);
  const all = [...locked.ballots, ...(await lockSetAside(client, pairIds))];
  const readable = await wrapPhotos(
    client,
    keys,
    all.map(({ itemId, id }) => ({ itemId, ballotIds: [id] })),
  );
  const reopened = all.filter(({ itemId }) => readable.has(itemId));
  await beginRound(client, [...reopened.map(({ itemId }) => itemId), ...pairIds]);
  const decided = reopened.filter(({ state }) => DECIDED.includes(state));
  await putBack(
    client,
    decided.map(({ id }) => id),
  );
  await moveTallies(client, decided.map(takenBack));
  return reopened.length + pairs.length;
}

const DECIDED: readonly string[] = ['verified', 'rejected', 'duplicate'];

/** Gives pairs their photos again; resolves to those of which both sides are there. */
async function showPairs(
  client: Queryable,
  keys: Pick<Keyring<'worker'>, 'photo' | 'review'>,
  pairs: readonly ReopenedPair[],
): Promise<readonly ReopenedPair[]> {
  const kept = await keptPhotosOf(
    client,
    pairs.flatMap(({ ballotId, otherBallotId }) => [ballotId, otherBallotId]),
  );
  const there = new Set(kept.map(({ ballotId }) => ballotId));
  const whole = pairs.filter(({ ballotId, otherBallotId }) => there.has(ballotId) && there.has(otherBallotId));
  await wrapPhotos(
    client,
    keys,
    whole.map(({ itemId, ballotId, otherBallotId }) => ({ itemId, ballotIds: [ballotId, otherBallotId] })),
  );
  return whole;
}

/** The count without the decision. */
function takenBack(ballot: ReopenedBallot): TallyMove {
  const { electionId, stationId, tier, choiceId, acceptedChoiceId, state } = ballot;
  if (acceptedChoiceId !== null) return acceptedMove(ballot, acceptedChoiceId, -1);
  return { electionId, stationId, tier, choiceId, photographed: isCounted(state) ? 0 : 1 };
}
