import type { Database } from '../storage/database.ts';
import { electionsInOrder, IN_ORDER_OF_ARRIVAL, layAnew, markDisordered, rewriteRows } from '../storage/disorder.ts';

/**
 * Once no ballot can come any more, and while no election takes any: puts ballots, links, photos and what belongs to them in
 * an order that says nothing of who came before whom. Once an election; where a table is held by somebody, the next time.
 */
export async function loseOrder(
  database: Database,
  days: { readonly closedBefore: string; readonly today: string; readonly tomorrow: string },
): Promise<void> {
  const due = await electionsInOrder(database.pool, { closedBefore: days.closedBefore, until: days.tomorrow });
  if (due.length === 0) return;
  for (const place of IN_ORDER_OF_ARRIVAL) {
    await rewriteRows(database.pool, place);
    if (!(await layAnew(database, place.table))) return;
  }
  await markDisordered(database.pool, due, days.today);
}
