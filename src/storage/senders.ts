import type { Queryable } from './database.ts';

/** First half of the advisory lock under which each living sender is marked; nobody else uses it. */
const SENDERS = 7_301_001;

/** Marks a sender as alive on this connection, for as long as the connection lives; false when the number is taken. */
export async function markAlive(q: Queryable, holder: number): Promise<boolean> {
  const result = await q.query<{ free: boolean }>('select pg_try_advisory_lock($1, $2) as free', [SENDERS, holder]);
  return result.rows[0]?.free === true;
}

const ALIVE = `select objid::bigint from pg_locks
  where locktype = 'advisory' and classid = ${SENDERS} and objsubid = 2 and granted
    and database = (select oid from pg_database where datname = current_database())`;

/** Numbers of the senders that are alive. */
export async function readAlive(q: Queryable): Promise<Set<string>> {
  const result = await q.query<{ holder: string }>({
    name: 'read-alive',
    text: `select objid::text as holder from (${ALIVE}) a`,
  });
  return new Set(result.rows.map((row) => row.holder));
}

/**
 * Puts back what senders hold that have died. Also what was held by a version that did not say who. Resolves
 * to how many messages and batches that were.
 */
export async function releaseDead(q: Queryable): Promise<number> {
  const released = await q.query<{ n: number }>({
    name: 'release-dead',
    text: `with alive as materialized (${ALIVE}),
           sends as (
             update outbox set leased_until = least(leased_until, now()), leased_by = null, handed_at = '-infinity'
             where queue = 'sends' and leased_until > now()
               and (leased_by is null or leased_by::bigint not in (select * from alive)) returning 1),
           batches as (
             update broadcast_batches set leased_until = least(leased_until, now()), handed_at = null
             where state = 'open' and leased_until > now()
               and (leased_by is null or leased_by::bigint not in (select * from alive)) returning 1)
           select (select count(*) from sends)::int + (select count(*) from batches)::int as n`,
  });
  return released.rows[0]?.n ?? 0;
}

/**
 * Lets what was handed over lately and nobody holds be handed over again: a sender that died may have taken its
 * jobs along. Jobs that come twice do nothing.
 */
export async function handOverAnew(q: Queryable): Promise<void> {
  await q.query(
    `update outbox set handed_at = '-infinity'
     where queue = 'sends' and (leased_until is null or leased_until <= now())
       and handed_at > now() - interval '2 minutes'`,
  );
  // Also one that an earlier sender held and lost: its second job may have died as well.
  await q.query(
    `update broadcast_batches set handed_at = null
     where state = 'open' and (leased_until is null or leased_until <= now())`,
  );
}
