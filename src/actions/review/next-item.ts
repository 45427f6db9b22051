import { dayOf } from '../../domain/days.ts';
import { USUAL_GOLD_TERMS } from '../../domain/review/gold.ts';
import { HELD_AT_ONCE, IN_A_ROW_SECONDS, LEASE_SECONDS } from '../../domain/review/terms.ts';
import type { Database } from '../../storage/database.ts';
import {
  electionInLot,
  type Lease,
  type LeaseTry,
  leaseAgain,
  leaseByLot,
  leaseGold,
  type QueueGroup,
} from '../../storage/review-leases.ts';
import { type TurnRow, turnsInHand } from '../../storage/review-turns.ts';
import { readReviewer } from '../../storage/reviewers.ts';
import { turnName } from './turn-name.ts';

export interface ReviewDeps {
  readonly database: Pick<Database, 'pool'>;
  readonly now: () => Date;
  /** A whole number from 0 to below `limit`, drawn by lot. */
  readonly random: (limit: number) => number;
  /** How many of a hundred items have a known answer, whatever an administrator set: for tests and simulations. */
  readonly goldPercent?: number;
}

/** An item that a reviewer holds. Nothing in it tells an item with a known answer from any other. */
export interface HeldItem {
  /** Names the turn in addresses and forms. */
  readonly turn: string;
  readonly electionId: string;
  readonly kind: 'ballot' | 'pair';
  /** How many photos there are: positions 0, 1 … of `openPhoto`. Of a pair, the other ballot's follow the ballot's. */
  readonly photos: number;
  readonly leasedUntil: Date;
}

export type NextItem =
  | { readonly kind: 'item'; readonly item: HeldItem }
  /** Nothing is waiting for this reviewer. */
  | { readonly kind: 'nothing' }
  /** They have not passed the practice items. */
  | { readonly kind: 'practise-first' }
  | { readonly kind: 'paused'; readonly because: string | null }
  /** No organizer any more. */
  | { readonly kind: 'removed' };

/** `review_items.pick` is drawn from these. */
export const PICKS = 2 ** 31 - 1;

/** Groups of the queue that are looked through for one reviewer at most: more have nothing for them either. */
const GROUPS = 200;

/**
 * The item to be decided now (`ahead` 0), or the one after it, to be loaded beforehand (1). It is what the reviewer
 * holds already, in the order in which they got it; else what they let go of and nobody else took; else one by lot,
 * and sometimes one with a known answer. Nobody chooses: asking again gives the same.
 */
export async function nextItem(deps: ReviewDeps, reviewerId: string, ahead: 0 | 1 = 0): Promise<NextItem> {
  const q = deps.database.pool;
  const [reviewer, turns] = await Promise.all([readReviewer(q, reviewerId), turnsInHand(q, reviewerId)]);
  if (reviewer === undefined) return { kind: 'removed' };
  if (reviewer.paused) return { kind: 'paused', because: reviewer.pausedBecause };
  if (!reviewer.practised) return { kind: 'practise-first' };
  const held = turns.filter((turn) => turn.held);
  const known = held[ahead];
  if (known !== undefined) return { kind: 'item', item: shown(known) };
  const missing = Math.min(ahead + 1, HELD_AT_ONCE) - held.length;
  const { lastBallotIds, lastAnswerAt } = reviewer;
  const lease = {
    ...deps,
    reviewerId,
    goldPercent: deps.goldPercent ?? reviewer.goldPercent ?? USUAL_GOLD_TERMS.percent,
  };
  const inARow = lastAnswerAt !== null && deps.now().getTime() - lastAnswerAt.getTime() < IN_A_ROW_SECONDS * 1000;
  for (let leased = 0; leased < missing; leased++) {
    const notAbout = held.flatMap(({ ballotIds }) => ballotIds);
    const letGo = turns.filter(({ itemId }) => held.every((turn) => turn.itemId !== itemId));
    const turn =
      (await leaseOne(lease, letGo, [...notAbout, ...lastBallotIds])) ??
      (inARow || lastBallotIds.length === 0 ? undefined : await leaseOne(lease, letGo, notAbout));
    if (turn === undefined) break;
    held.push(turn);
  }
  // Where nothing was leased, another window of theirs may have filled both hands at this moment.
  const item = held[ahead] ?? (await turnsInHand(q, reviewerId)).filter((turn) => turn.held)[ahead];
  return item === undefined ? { kind: 'nothing' } : { kind: 'item', item: shown(item) };
}

async function leaseOne(
  deps: ReviewDeps & { readonly reviewerId: string; readonly goldPercent: number },
  letGo: readonly TurnRow[],
  notAbout: readonly string[],
): Promise<TurnRow | undefined> {
  const { reviewerId } = deps;
  const q = deps.database.pool;
  const at = deps.now();
  const leasedUntil = new Date(at.getTime() + LEASE_SECONDS * 1000);
  for (const turn of letGo) {
    if (await leaseAgain(q, { ...turn, reviewerId }, leasedUntil)) {
      return { ...turn, held: true, due: false, leasedUntil };
    }
    // The worker is at it just now. With another one in its place, stopping would be a way to choose.
    if (turn.due) return undefined;
  }
  const lease = { reviewerId, leasedUntil, day: dayOf(at) };
  if (deps.random(100) < deps.goldPercent) {
    const gold = await leaseOneWithAnswer(deps, lease, notAbout);
    if (gold !== undefined) return gold;
  }
  let after: QueueGroup | null = null;
  for (let tries = 0; tries < GROUPS; tries++) {
    const { group, turn }: LeaseTry = await leaseByLot(q, { ...lease, pick: deps.random(PICKS), after, notAbout });
    if (turn !== null) return turn;
    if (group === null) return undefined;
    after = group;
  }
  return undefined;
}

/**
 * Only in place of something else: what comes while nothing waits would be known to have a known answer. Rarely needed, so
 * that it may take a question more.
 */
async function leaseOneWithAnswer(
  deps: ReviewDeps,
  lease: Omit<Lease, 'pick'>,
  notAbout: readonly string[],
): Promise<TurnRow | undefined> {
  const q = deps.database.pool;
  const electionId = await electionInLot(q, lease.reviewerId, notAbout);
  if (electionId === undefined) return undefined;
  const itemId = await leaseGold(q, electionId, { ...lease, pick: deps.random(PICKS) });
  return itemId === undefined
    ? undefined
    : (await turnsInHand(q, lease.reviewerId)).find((turn) => turn.itemId === itemId);
}

function shown({ itemId, round, electionId, kind, photos, leasedUntil }: TurnRow): HeldItem {
  return {
    turn: turnName({ itemId, round }),
    electionId,
    kind: kind === 'pair' ? 'pair' : 'ballot',
    photos,
    leasedUntil,
  };
}
