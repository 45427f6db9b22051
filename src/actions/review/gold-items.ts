import { parseReading } from '../../domain/review/readings.ts';
import type { Queryable } from '../../storage/database.ts';
import { loadElection } from '../../storage/elections.ts';
import { closeGoldItem, drawGoldSources, insertGoldItem, openGoldItem } from '../../storage/gold-items.ts';
import type { Keyring } from '../../storage/keyring.ts';
import { deleteReviewPhotos } from '../../storage/review-photos.ts';
import { PICKS } from './next-item.ts';
import { type ItemPhotos, wrapPhotos } from './wrap-photos.ts';

export interface GoldDeps {
  readonly keys: Pick<Keyring<'worker'>, 'photo' | 'review'>;
  /** A whole number from 0 to below `limit`, drawn by lot. */
  readonly random: (limit: number) => number;
  /** UTC, YYYY-MM-DD. */
  readonly today: string;
}

/**
 * Makes candidates for gold items of ballots that reviewers agreed on, by lot, in the worker's transaction: the same
 * photos in an item that names no ballot. Two can agree on something wrong, so each waits for an administrator who reads
 * it without knowing what was agreed on. Resolves to how many there are now.
 */
export async function proposeGold(q: Queryable, deps: GoldDeps, electionId: string, count: number): Promise<number> {
  const items: ItemPhotos[] = [];
  for (const { ballotId, outcome } of await drawGoldSources(q, electionId, count)) {
    const { today: day } = deps;
    const candidate = { electionId, answer: outcome, state: 'disputed', pick: deps.random(PICKS), day } as const;
    items.push({ itemId: await insertGoldItem(q, candidate), ballotIds: [ballotId] });
  }
  const readable = await wrapPhotos(q, deps.keys, items);
  // Photos that were destroyed show nobody anything.
  for (const { itemId } of items) if (!readable.has(itemId)) await closeGoldItem(q, itemId);
  return readable.size;
}

/** Makes a candidate a gold item with this answer. 0 when it is no candidate any more, or the answer is none. */
export async function confirmGold(
  q: Queryable,
  electionId: string,
  { itemId, answer }: { readonly itemId: string; readonly answer: string },
): Promise<number> {
  const election = await loadElection(q, electionId);
  const choiceIds = election?.choices.map(({ id }) => id) ?? [];
  const reading = parseReading('gold', choiceIds, answer);
  return reading !== undefined && (await openGoldItem(q, itemId, reading)) ? 1 : 0;
}

/** Takes a gold item or a candidate from everybody, with its photos' keys. */
export async function retireGold(q: Queryable, itemId: string): Promise<number> {
  if (!(await closeGoldItem(q, itemId))) return 0;
  await deleteReviewPhotos(q, [itemId]);
  return 1;
}
