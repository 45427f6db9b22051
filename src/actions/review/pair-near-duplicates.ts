import type { Database } from '../../storage/database.ts';
import type { Keyring } from '../../storage/keyring.ts';
import {
  findNearDuplicates,
  insertPairItems,
  itemsToCompare,
  lockComparing,
  markCompared,
} from '../../storage/near-duplicates.ts';
import { PICKS } from './next-item.ts';
import { wrapPhotos } from './wrap-photos.ts';

export interface PairDeps {
  readonly database: Pick<Database, 'transaction'>;
  readonly keys: Pick<Keyring<'worker'>, 'photo' | 'review'>;
  /** A whole number from 0 to below `limit`, drawn by lot. */
  readonly random: (limit: number) => number;
}

/** Ballots in one transaction. */
const AT_ONCE = 200;

/**
 * Compares ballots that nobody has compared yet with all others of their stations, and puts those that look nearly the
 * same before reviewers side by side. Resolves to how many were compared: 0 when nothing is left, or another worker is
 * at it.
 */
export async function pairNearDuplicates(
  { database, keys, random }: PairDeps,
  atOnce: number = AT_ONCE,
): Promise<{ readonly compared: number; readonly pairs: number }> {
  return database.transaction(async (client) => {
    if (!(await lockComparing(client))) return { compared: 0, pairs: 0 };
    const items = await itemsToCompare(client, atOnce);
    if (items.length === 0) return { compared: 0, pairs: 0 };
    const near = await findNearDuplicates(
      client,
      items.map(({ ballotId }) => ballotId),
    );
    const added = await insertPairItems(
      client,
      near.map((pair) => ({ ...pair, pick: random(PICKS) })),
    );
    await wrapPhotos(
      client,
      keys,
      added.map(({ itemId, ballotId, otherBallotId }) => ({ itemId, ballotIds: [ballotId, otherBallotId] })),
    );
    await markCompared(
      client,
      items.map(({ itemId }) => itemId),
    );
    return { compared: items.length, pairs: added.length };
  });
}
