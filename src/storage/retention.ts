import type { Queryable } from './database.ts';

export async function deleteOldUpdates(q: Queryable, before: string): Promise<void> {
  await q.query('delete from updates where day < $1', [before]);
}

export async function deleteOldTraces(q: Queryable, before: string): Promise<void> {
  await q.query('delete from traces where day < $1', [before]);
}

/** Rows deleted in one statement: short enough for nobody to wait behind it. */
const LEDGER_ROWS_AT_ONCE = 20_000;

/**
 * Deletes who got which broadcast, of those that ended before `ended`, or before `linked` where the audience says
 * something about its members (a ballot, answers). The sums stay. Plan: the ledger's index by broadcast and batch.
 */
export async function deleteOldLedgers(q: Queryable, before: { ended: Date; linked: Date }): Promise<number> {
  let deleted = 0;
  for (;;) {
    const { rowCount } = await q.query(
      `delete from broadcast_recipients where ctid = any(array(
         select r.ctid from broadcasts b join broadcast_recipients r on r.broadcast_id = b.id
         where b.finished_at < case when b.audience->>'ballot' is null and b.audience->>'survey' is null and b.audience->>'march' is null
                                    then $1::timestamptz else $2::timestamptz end
         limit $3))`,
      [before.ended, before.linked, LEDGER_ROWS_AT_ONCE],
    );
    deleted += rowCount ?? 0;
    if ((rowCount ?? 0) < LEDGER_ROWS_AT_ONCE) return deleted;
  }
}
