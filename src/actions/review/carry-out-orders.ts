import { dayOf } from '../../domain/days.ts';
import { type ReviewOrder, reviewOrder } from '../../domain/review/orders.ts';
import type { Database, Queryable } from '../../storage/database.ts';
import { writeGoldTerms } from '../../storage/gold-terms.ts';
import type { Keyring } from '../../storage/keyring.ts';
import { finishReviewOrder, lockNextReviewOrder } from '../../storage/review-orders.ts';
import { isConflict, isDatabaseAway } from '../take-updates.ts';
import { confirmGold, proposeGold, retireGold } from './gold-items.ts';
import { applyQuarantines } from './quarantine.ts';
import { reopenSlice } from './reopen-slice.ts';
import type { Resting } from './settle-due.ts';

export interface OrdersDeps {
  readonly database: Pick<Database, 'transaction'>;
  readonly keys: Pick<Keyring<'worker'>, 'photo' | 'review'>;
  /** A whole number from 0 to below `limit`, drawn by lot. */
  readonly random: (limit: number) => number;
  readonly now: () => Date;
}

/** How long an order rests that could not be carried out. It stays open, and is tried again. */
const REST_MS = 600_000;

/**
 * Carries out what administrators have ordered, the oldest first, until nothing is left or the signal aborts. One that
 * fails is told of and rests, so that it holds up no other.
 */
export async function carryOutOrders(
  deps: OrdersDeps & { readonly onDone: () => void; readonly onFailure: (error: unknown) => void },
  resting: Resting,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const at = deps.now().getTime();
    for (const [id, until] of resting) if (until <= at) resting.delete(id);
    let tried: string | undefined;
    const begins = (orderId: string) => {
      tried = orderId;
    };
    try {
      if (!(await carryOutNextOrder(deps, [...resting.keys()], begins))) return;
      deps.onDone();
    } catch (error) {
      // Nothing is lost: the order is open, whoever looks next.
      if (tried === undefined || isDatabaseAway(error) || isConflict(error)) throw error;
      deps.onFailure(error);
      resting.set(tried, at + REST_MS);
    }
  }
}

/**
 * Carries out the oldest order of an administrator that is none of `except`, and says so in the same transaction: whoever
 * dies in the middle has done nothing. `onBegin` is told which it is. Resolves to false when none is open, or another
 * worker is at it.
 */
export async function carryOutNextOrder(
  deps: OrdersDeps,
  except: readonly string[] = [],
  onBegin: (orderId: string) => void = () => undefined,
): Promise<boolean> {
  return deps.database.transaction(async (client) => {
    const order = await lockNextReviewOrder(client, except);
    if (order === undefined) return false;
    onBegin(order.id);
    const content = reviewOrder.parse(order.content);
    const touched = await carryOut(client, deps, order.electionId, content);
    await finishReviewOrder(client, order.id, touched, deps.now());
    return true;
  });
}

async function carryOut(q: Queryable, deps: OrdersDeps, electionId: string, order: ReviewOrder): Promise<number> {
  const { keys, random } = deps;
  switch (order.do) {
    case 'reopen':
      return reopenSlice(q, keys, electionId, order.slice);
    case 'apply-quarantines':
      return applyQuarantines(q, electionId);
    case 'propose-gold':
      return proposeGold(q, { keys, random, today: dayOf(deps.now()) }, electionId, order.count);
    case 'confirm-gold':
      return confirmGold(q, electionId, order);
    case 'retire-gold':
      return retireGold(q, order.itemId);
    case 'set-gold':
      await writeGoldTerms(q, order);
      return 1;
  }
}
