import type { Queryable } from './database.ts';

/** Deletes the pace of minutes before an instant. */
export async function deleteOldPace(q: Queryable, before: Date): Promise<void> {
  await q.query('delete from review_pace where minute < $1', [before]);
}

/** Whether anything was decided since an instant. */
export async function anyDecidedSince(q: Queryable, since: Date): Promise<boolean> {
  const result = await q.query('select from review_pace where minute >= $1 and decided > 0 limit 1', [since]);
  return result.rowCount === 1;
}

/** Deletes turns that came to nothing, of items that are decided: nobody will be given them again. */
export async function deleteLapsedTurns(q: Queryable): Promise<void> {
  await q.query(
    `delete from review_turns t using review_items i
     where i.id = t.item_id and t.state = 'lapsed' and not t.due and (i.state = 'closed' or i.round > t.round)`,
  );
}

/** Deletes the links of rejected ballots of elections that took their last ballot before a day: no other can come. */
export async function unlinkOldRejected(q: Queryable, before: string): Promise<void> {
  await q.query(
    `with old as materialized (
       select b.id from elections e join ballots b on b.election_id = e.id and b.state = 'rejected'
       where e.closes_on < $1),
     unlinked as (delete from ballot_links l using old where l.ballot_id = old.id)
     update photos p set link_key = null from old where p.ballot_id = old.id and p.link_key is not null`,
    [before],
  );
}
