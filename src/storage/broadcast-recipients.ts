import type { Audience } from '../domain/audience.ts';
import { DEFAULT_LANGUAGE } from '../domain/languages.ts';
import type { MessengerName } from '../domain/people.ts';
import { audienceCondition, audienceTables, type Member } from './audiences.ts';
import type { Queryable } from './database.ts';

/** People in one batch: what Viber takes in one request; fewer where each is a request of their own. */
const BATCH_SIZE: Readonly<Record<MessengerName, number>> = { telegram: 100, viber: 300 };

/** A batch speaks one language: neighbours by id within it. `page` is (id, messenger, language). */
const LEDGER = `numbered as (
    select id, messenger, language,
           (row_number() over (partition by messenger, language order by id) - 1)
             / case messenger when 'viber' then ${BATCH_SIZE.viber} else ${BATCH_SIZE.telegram} end as chunk
    from page),
  batches as (
    select messenger, language, chunk, count(*)::int as size,
           (select coalesce(max(number), 0) from broadcast_batches where broadcast_id = $1)
             + row_number() over (order by chunk, messenger, language) as number
    from numbered group by messenger, language, chunk),
  made as (
    insert into broadcast_batches (broadcast_id, number, messenger, size)
    select $1, number, messenger, size from batches order by number),
  ledger as (
    insert into broadcast_recipients (broadcast_id, batch, person_id)
    select $1, b.number, n.id from numbered n join batches b using (messenger, language, chunk) order by n.id),
  sums as (
    insert into broadcast_outcomes (broadcast_id, messenger, outcome, code, count)
    select $1, messenger, 'fixed', '', sum(size) from batches group by messenger
    on conflict (broadcast_id, messenger, outcome, code) do update set count = broadcast_outcomes.count + excluded.count)`;

/**
 * Fixes the next `limit` people of an audience after its cursor, in one statement that never leaves the
 * database; resolves to how many they were and to the new cursor.
 */
export async function fixPage(
  q: Queryable,
  id: string,
  audience: Audience,
  after: string | null,
  limit: number,
): Promise<{ count: number; last: string | null }> {
  const { text, values } = audienceCondition(audience, 4);
  const result = await q.query<{ count: number; last: string | null }>(
    `with page as materialized (
       select p.id, p.messenger, coalesce(p.language, '${DEFAULT_LANGUAGE}') as language
       from ${audienceTables(audience)} where ${text} and ($2::uuid is null or p.id > $2) order by p.id limit $3),
     ${LEDGER}
     select count(*)::int as count, (select id from page order by id desc limit 1) as last from page`,
    [id, after, limit, ...values],
  );
  return result.rows[0] ?? { count: 0, last: null };
}

/** Fixes these people, whom the caller has chosen. */
export async function fixMembers(q: Queryable, id: string, members: readonly Member[]): Promise<void> {
  if (members.length === 0) return;
  await q.query({
    name: 'fix-members',
    text: `with page as materialized (
             select n.id, n.messenger, coalesce(n.language, '${DEFAULT_LANGUAGE}') as language
             from unnest($2::uuid[], $3::text[], $4::text[]) as n(id, messenger, language)),
           ${LEDGER}
           select 1`,
    values: [id, members.map((m) => m.id), members.map((m) => m.messenger), members.map((m) => m.language)],
  });
}

export interface Fixing {
  readonly audience: Audience;
  readonly fixedUpTo: string | null;
}

/** A broadcast whose recipients are being fixed, locked; undefined when it is not, or when another worker is at it. */
export async function lockFixing(q: Queryable, id: string): Promise<Fixing | undefined> {
  const result = await q.query<Fixing>({
    name: 'lock-fixing',
    text: `select audience, fixed_up_to as "fixedUpTo" from broadcasts
           where id = $1 and state = 'fixing' for update skip locked`,
    values: [id],
  });
  return result.rows[0];
}

/** Remembers the cursor; `done`: there are no more, and it runs. */
export async function moveFixing(q: Queryable, id: string, last: string | null, done: boolean): Promise<void> {
  await q.query(
    `update broadcasts set fixed_up_to = coalesce($2, fixed_up_to), fixed_at = case when $3 then now() end,
                           state = case when $3 then 'running' else state end
     where id = $1`,
    [id, last, done],
  );
}

/** Broadcasts that something is to be done about, by state. Plan: broadcasts_active. */
export async function activeBroadcasts(
  q: Queryable,
): Promise<{ id: string; state: 'fixing' | 'running'; hours: { from: number; to: number } | null }[]> {
  const result = await q.query<{ id: string; state: 'fixing' | 'running'; hours: { from: number; to: number } | null }>(
    `select id, state, hours from broadcasts where state in ('fixing', 'running') order by started_at, id`,
  );
  return result.rows;
}

/** Lets those begin whose time has come. */
export async function beginDue(q: Queryable, now: Date): Promise<number> {
  const result = await q.query(
    `update broadcasts set state = 'fixing', started_at = $1
     where state = 'scheduled' and (starts_at is null or starts_at <= $1)`,
    [now],
  );
  return result.rowCount ?? 0;
}

/**
 * Batches of a running broadcast to hand over, in order, marked as handed over now: those that no sender has
 * yet, and those that were handed over so long ago that they are lost. At most `most` of each messenger are
 * under way at once, so that a pause is felt and no queue grows. Plan: broadcast_batches_open.
 */
export async function takeBatches(
  q: Queryable,
  id: string,
  most: number,
  lostAfterSeconds: number,
): Promise<{ id: string; messenger: MessengerName }[]> {
  const result = await q.query<{ id: string; messenger: MessengerName }>({
    name: 'take-batches',
    text: `with next as (
             select b.number from (values ('telegram'), ('viber')) m(messenger), lateral (
               select number, handed_at, leased_until from broadcast_batches
               where broadcast_id = $1 and messenger = m.messenger and state = 'open' and (due_at is null or due_at <= now())
               order by number limit $2) b
             where (b.leased_until is null or b.leased_until < now())
               and (b.handed_at is null or b.handed_at < now() - make_interval(secs => $3)))
           update broadcast_batches b set handed_at = now() from next
           where b.broadcast_id = $1 and b.number = next.number and b.state = 'open'
           returning b.id::text, b.messenger`,
    values: [id, most, lostAfterSeconds],
  });
  return result.rows.sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
}

/** Ends a running broadcast that has no open batch. A trigger sees to it that everybody has an outcome. */
export async function finishDone(q: Queryable, id: string, now: Date): Promise<boolean> {
  const result = await q.query(
    `update broadcasts b set state = 'finished', finished_at = $2
     where id = $1 and state = 'running'
       and not exists (select 1 from broadcast_batches where broadcast_id = b.id and state = 'open')`,
    [id, now],
  );
  return result.rowCount === 1;
}

/**
 * Writes down for the next batches of cancelled broadcasts that nobody in them got it; resolves to how many
 * batches. What a living sender holds is left to it. The last one dates the end.
 */
export async function leaveOutCancelled(q: Queryable, now: Date, batches: number): Promise<number> {
  const result = await q.query<{ n: number }>({
    name: 'leave-out-cancelled',
    text: `with open as (
             select b.broadcast_id, b.number, b.messenger from broadcast_batches b
             join broadcasts c on c.id = b.broadcast_id and c.state = 'cancelled' and c.finished_at is null
             where b.state = 'open' and (b.leased_until is null or b.leased_until < now())
             order by b.broadcast_id, b.number limit $1 for update of b skip locked),
           settled as (
             update broadcast_recipients r
             set outcome = case when r.outcome is null then 'left-out' else 'uncertain' end,
                 code = case when r.outcome is null then 'cancelled' else 'sender-died' end
             from open where r.broadcast_id = open.broadcast_id and r.batch = open.number
               and (r.outcome is null or r.outcome = 'sending')
             returning r.broadcast_id, open.messenger, r.outcome, r.code),
           sums as (
             insert into broadcast_outcomes (broadcast_id, messenger, outcome, code, count)
             select broadcast_id, messenger, outcome, code, count(*) from settled group by 1, 2, 3, 4 order by 1, 2, 3, 4
             on conflict (broadcast_id, messenger, outcome, code) do update set count = broadcast_outcomes.count + excluded.count),
           done as (
             update broadcast_batches b set state = 'done', leased_until = null
             from open where b.broadcast_id = open.broadcast_id and b.number = open.number
             returning 1)
           select count(*)::int as n from done`,
    values: [batches],
  });
  await q.query(
    `update broadcasts b set finished_at = $1 where state = 'cancelled' and finished_at is null
       and not exists (select 1 from broadcast_batches where broadcast_id = b.id and state = 'open')`,
    [now],
  );
  return result.rows[0]?.n ?? 0;
}
