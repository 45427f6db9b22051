import { isCounted } from '../../domain/ballots.ts';
import type { Slice } from '../../domain/review/orders.ts';
import type { Queryable } from '../../storage/database.ts';
import type { Keyring } from '../../storage/keyring.ts';
import { beginRound, lockSlice, putBack, type ReopenedBallot } from '../../storage/review-reopening.ts';
import { moveTallies, type TallyMove } from '../../storage/tallies.ts';
import { acceptedMove } from './accept-read.ts';
import { wrapPhotos } from './wrap-photos.ts';

/**
 * Lets everything of a slice be read a second time, in the worker's transaction: accepted ballots are no longer counted
 * as verified until two reviewers agree again, rejected ones count as handed in again, what was being read begins anew.
 * Nobody's earlier answer counts, and nobody's link to a ballot comes back. Resolves to how many ballots that were;
 * those whose photos were destroyed stay as they are.
 */
export async function reopenSlice(
  client: Queryable,
  keys: Pick<Keyring<'worker'>, 'photo' | 'review'>,
  electionId: string,
  slice: Slice,
): Promise<number> {
  const all = await lockSlice(client, electionId, slice);
  const readable = await wrapPhotos(
    client,
    keys,
    all.map(({ itemId, id }) => ({ itemId, ballotIds: [id] })),
  );
  const reopened = all.filter(({ itemId }) => readable.has(itemId));
  await beginRound(
    client,
    reopened.map(({ itemId }) => itemId),
  );
  const decided = reopened.filter(({ state }) => state === 'verified' || state === 'rejected');
  await putBack(
    client,
    decided.map(({ id }) => id),
  );
  await moveTallies(client, decided.map(takenBack));
  return reopened.length;
}

/** The count without the decision. */
function takenBack(ballot: ReopenedBallot): TallyMove {
  const { electionId, stationId, tier, choiceId, acceptedChoiceId, state } = ballot;
  if (acceptedChoiceId !== null) return acceptedMove(ballot, acceptedChoiceId, -1);
  return { electionId, stationId, tier, choiceId, photographed: isCounted(state) ? 0 : 1 };
}
