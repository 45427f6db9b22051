import type { JsonObject } from '../../domain/canonical-json.ts';
import type { ReviewOrder } from '../../domain/review/orders.ts';
import { addReviewOrder } from '../../storage/review-orders.ts';
import { appendAudit } from '../audit.ts';
import type { OrderDeps } from './quarantine.ts';

export interface PlacedOrder {
  readonly electionId: string;
  readonly content: ReviewOrder;
  readonly by: string;
  /** What was said to be the reason, where one is asked for. */
  readonly reason?: string;
}

/** Writes an order down for the worker, and into the audit trail. It is carried out within seconds. */
export async function placeOrder(deps: OrderDeps, { electionId, content, by, reason }: PlacedOrder): Promise<void> {
  await deps.database.transaction(async (client) => {
    const at = deps.now();
    await addReviewOrder(client, { electionId, content, by, at });
    const detail = { ...detailOf(content), ...(reason === undefined ? {} : { reason }) };
    await appendAudit(client, {
      at,
      organizerId: by,
      action: `review.${content.do}`,
      subject: 'itemId' in content ? content.itemId : electionId,
      detail,
    });
  });
}

/** Not what was read on a gold item: organizers, who may review, read the trail. */
function detailOf(content: ReviewOrder): JsonObject {
  if (content.do === 'reopen') return { by: content.slice.by, value: content.slice.value };
  if (content.do === 'set-gold') return { percent: content.percent, floor: content.floor };
  return content.do === 'propose-gold' ? { count: content.count } : {};
}
