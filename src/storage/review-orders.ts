import type { ReviewOrder } from '../domain/review/orders.ts';
import type { Queryable } from './database.ts';

export interface NewReviewOrder {
  readonly electionId: string;
  readonly content: ReviewOrder;
  readonly by: string;
  readonly at: Date;
}

/** Writes down what the worker is to do; resolves to its id. */
export async function addReviewOrder(q: Queryable, { electionId, content, by, at }: NewReviewOrder): Promise<string> {
  const { rows } = await q.query<{ id: string }>(
    'insert into review_orders (election_id, content, by, ordered_at) values ($1, $2, $3, $4) returning id',
    [electionId, JSON.stringify(content), by, at],
  );
  const [row] = rows;
  if (row === undefined) throw new Error('an order was not inserted');
  return row.id;
}

export interface OpenReviewOrder {
  readonly id: string;
  readonly electionId: string;
  /** Unchecked: parse it. */
  readonly content: unknown;
}

/** The oldest that is not done and none of `except`, locked; undefined when there is none, or another worker is at it. */
export async function lockNextReviewOrder(
  q: Queryable,
  except: readonly string[],
): Promise<OpenReviewOrder | undefined> {
  const { rows } = await q.query<OpenReviewOrder>(
    `select id, election_id as "electionId", content from review_orders where done_at is null and id <> all($1::uuid[])
     order by ordered_at, id limit 1 for update skip locked`,
    [except],
  );
  return rows[0];
}

export async function finishReviewOrder(q: Queryable, id: string, touched: number, at: Date): Promise<void> {
  await q.query('update review_orders set done_at = $2, touched = $3 where id = $1', [id, at, touched]);
}

export interface ReviewOrderRow extends OpenReviewOrder {
  readonly alias: string;
  readonly orderedAt: Date;
  readonly doneAt: Date | null;
  readonly touched: number | null;
}

/** What was ordered lately, the newest first. */
export async function listReviewOrders(q: Queryable, electionId: string, limit: number): Promise<ReviewOrderRow[]> {
  const { rows } = await q.query<ReviewOrderRow>(
    `select r.id, r.election_id as "electionId", r.content, o.alias, r.ordered_at as "orderedAt",
       r.done_at as "doneAt", r.touched
     from review_orders r join organizers o on o.id = r.by
     where r.election_id = $1 order by r.ordered_at desc, r.id limit $2`,
    [electionId, limit],
  );
  return rows;
}
