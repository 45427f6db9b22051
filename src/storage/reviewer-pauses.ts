import type { GoldRecord } from '../domain/review/gold.ts';
import type { Queryable } from './database.ts';

/** False when the reviewer is paused already. */
export async function setPaused(q: Queryable, reviewerId: string, because: string, day: string): Promise<boolean> {
  const { rowCount } = await q.query(
    `insert into reviewers as r (organizer_id, paused_on, paused_because) values ($1, $2, $3)
     on conflict (organizer_id) do update set paused_on = excluded.paused_on, paused_because = excluded.paused_because
       where r.paused_on is null`,
    [reviewerId, day, because],
  );
  return rowCount === 1;
}

/**
 * Takes back everything of a reviewer that is not decided: what they hold lapses, and answers on items that are still
 * open or disputed do not count. The worker looks at each of them anew. Resolves to how many answers that were.
 * An administrator's decision is none of a reviewer's answers. In a transaction.
 */
export async function voidOpenTurns(q: Queryable, reviewerId: string, at: Date): Promise<number> {
  const isOpen = `t.reviewer_id = $1 and not t.voided and not t.final and t.state in ('held', 'answered')
    and i.id = t.item_id and i.round = t.round and i.state <> 'closed' and i.kind <> 'gold'`;
  const locked = await q.query<{ itemId: string }>(
    `select t.item_id as "itemId" from review_turns t, review_items i where ${isOpen} order by t.item_id for update of t`,
    [reviewerId],
  );
  // A statement of its own: it sees what was decided while the locks were waited for.
  const { rows } = await q.query<{ answered: boolean }>(
    `update review_turns t set voided = true, due = true, leased_until = least(t.leased_until, $2),
       state = case when t.state = 'held' then 'lapsed' else t.state end
     from review_items i where ${isOpen} and t.item_id = any($3::uuid[])
     returning t.state = 'answered' as answered`,
    [reviewerId, at, locked.rows.map(({ itemId }) => itemId)],
  );
  return rows.filter(({ answered }) => answered).length;
}

/** Resolves to the gold record so far, which begins anew; undefined when the reviewer is not paused. */
export async function resumeReviewerRow(q: Queryable, reviewerId: string): Promise<GoldRecord | undefined> {
  const { rows } = await q.query<GoldRecord>(
    `with before as materialized (
       select organizer_id, gold_right, gold_wrong from reviewers where organizer_id = $1 and paused_on is not null for update)
     update reviewers r set paused_on = null, paused_because = null, gold_right = 0, gold_wrong = 0 from before b
     where r.organizer_id = b.organizer_id returning b.gold_right as "right", b.gold_wrong as "wrong"`,
    [reviewerId],
  );
  return rows[0];
}

/** Gold records of everybody at work who has read more than so many gold items wrongly. */
export async function goldRecords(
  q: Queryable,
  moreWrongThan: number,
): Promise<readonly (GoldRecord & { readonly reviewerId: string })[]> {
  const { rows } = await q.query<GoldRecord & { reviewerId: string }>(
    `select organizer_id as "reviewerId", gold_right as "right", gold_wrong as "wrong" from reviewers
     where paused_on is null and gold_wrong > $1`,
    [moreWrongThan],
  );
  return rows;
}
