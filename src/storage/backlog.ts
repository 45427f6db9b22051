import type { Queryable } from './database.ts';

/** What waits for somebody, beside the outbox; each counted up to a limit, so that a long list is not read to its end. */
export interface Backlog {
  readonly deadLetters: number;
  /** Ballots, pairs and the like that reviewers are to read. */
  readonly reviewItems: number;
  /** Of them, those on which an administrator decides. */
  readonly disputedItems: number;
  /** Broadcasts that are on their way. */
  readonly broadcasts: number;
}

/** Counts it, each in at most `limit` rows. */
export async function countBacklog(q: Queryable, limit: number): Promise<Backlog> {
  const result = await q.query<Backlog>(
    `select (select count(*)::int from (select 1 from dead_letters limit $1) t) as "deadLetters",
       (select count(*)::int from (select 1 from review_items where state = 'open' and kind <> 'gold' limit $1) t)
         as "reviewItems",
       (select count(*)::int from (select 1 from review_items where state = 'disputed' limit $1) t) as "disputedItems",
       (select count(*)::int from (select 1 from broadcasts where state in ('scheduled', 'fixing', 'running') limit $1) t)
         as broadcasts`,
    [limit],
  );
  const [row] = result.rows;
  if (row === undefined) throw new Error('A count has no row.');
  return row;
}

/** When the audit trail says that the last backup was made; undefined: never. Plan: index on action and number. */
export async function lastBackupAt(q: Queryable): Promise<Date | undefined> {
  const result = await q.query<{ at: Date }>(
    `select at from audit_entries where action = 'backup.make' order by number desc limit 1`,
  );
  return result.rows[0]?.at;
}
