import { dayOf } from '../../domain/days.ts';
import { type ReviewOrder, reviewOrder } from '../../domain/review/orders.ts';
import type { Database, Queryable } from '../../storage/database.ts';
import { writeGoldTerms } from '../../storage/gold-terms.ts';
import type { Keyring } from '../../storage/keyring.ts';
import { finishReviewOrder, lockNextReviewOrder } from '../../storage/review-orders.ts';
import { confirmGold, proposeGold, retireGold } from './gold-items.ts';
import { applyQuarantines } from './quarantine.ts';
import { reopenSlice } from './reopen-slice.ts';

export interface OrdersDeps {
  readonly database: Pick<Database, 'transaction'>;
  readonly keys: Pick<Keyring<'worker'>, 'photo' | 'review'>;
  /** A whole number from 0 to below `limit`, drawn by lot. */
  readonly random: (limit: number) => number;
  readonly now: () => Date;
}

/**
 * Carries out the oldest order of an administrator, and says so in the same transaction: whoever dies in the middle has
 * done nothing. Resolves to false when none is open, or another worker is at it.
 */
export async function carryOutNextOrder(deps: OrdersDeps): Promise<boolean> {
  return deps.database.transaction(async (client) => {
    const order = await lockNextReviewOrder(client);
    if (order === undefined) return false;
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
