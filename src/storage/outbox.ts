import type { Language } from '../domain/languages.ts';
import type { MessengerName, Tier } from '../domain/people.ts';
import type { Queryable } from './database.ts';
import { type LookupKeys, openKey } from './lookup-keys.ts';
import type { NewOutboxRow, OutboxRef } from './updates.ts';

/** Adds rows from a worker's own transaction, such as an answer to what it did. */
export async function addOutboxRows(q: Queryable, rows: readonly NewOutboxRow[]): Promise<OutboxRef[]> {
  if (rows.length === 0) return [];
  const result = await q.query<OutboxRef>({
    name: 'add-outbox-rows',
    text: `insert into outbox (queue, person_id, payload)
           select queue, person_id, payload
           from unnest($1::text[], $2::uuid[], $3::bytea[]) with ordinality as n(queue, person_id, payload, i) order by i
           returning id::text, queue`,
    values: [rows.map((r) => r.queue), rows.map((r) => r.personId), rows.map((r) => r.payload)],
  });
  return result.rows;
}

export interface IntentRow {
  readonly id: string;
  readonly personId: string;
  /** Null when the account was erased in the meantime. */
  readonly personKey: Buffer | null;
  readonly messenger: MessengerName | null;
  readonly language: Language | null;
  readonly tier: Tier | null;
  readonly payload: Buffer;
  readonly attempts: number;
}

/**
 * Everything that is open in queue `intents` for the people of these rows, in the order in which they
 * wanted it. Workers take turns at a person, so that a later intent never overtakes an earlier one.
 * Plan: primary key for the ids, outbox_person for their people's rows.
 */
export async function lockIntents(q: Queryable, lookup: LookupKeys, ids: readonly string[]): Promise<IntentRow[]> {
  const people = await q.query<{ person_id: string }>({
    name: 'people-of-intents',
    text: `select distinct person_id from outbox where id = any($1::bigint[]) and person_id is not null`,
    values: [ids],
  });
  return lockIntentsOf(
    q,
    lookup,
    people.rows.map((row) => row.person_id),
  );
}

/** Takes these people's turn until the transaction ends: one worker at a time does something for a person. */
export async function lockPersonsWork(q: Queryable, personIds: readonly string[]): Promise<void> {
  await q.query({
    name: 'lock-persons-work',
    text: `select pg_advisory_xact_lock(hashtextextended(id::text, 1))
           from (select id from unnest($1::uuid[]) id order by id) p`,
    values: [personIds],
  });
}

/** The same, for people who are known already. */
export async function lockIntentsOf(
  q: Queryable,
  lookup: LookupKeys,
  personIds: readonly string[],
): Promise<IntentRow[]> {
  await lockPersonsWork(q, personIds);
  const result = await q.query<StoredIntent>({
    name: 'lock-intents',
    text: `select o.id::text, o.person_id as "personId", p.person_key as lookup, p.sealed_key as "sealedKey", p.messenger, p.language, p.tier, o.payload, o.attempts
           from outbox o left join people p on p.id = o.person_id
           where o.queue = 'intents' and o.person_id = any($1::uuid[])
           order by o.id for update of o`,
    values: [personIds],
  });
  return result.rows.map((row) => opened(lookup, row));
}

/** One row of queue `photos`, unlocked: a photo takes seconds. Undefined when it is closed already. */
export async function readPhotoRow(q: Queryable, lookup: LookupKeys, id: string): Promise<IntentRow | undefined> {
  const result = await q.query<StoredIntent>({
    name: 'read-photo-row',
    text: `select o.id::text, o.person_id as "personId", p.person_key as lookup, p.sealed_key as "sealedKey", p.messenger, p.language, p.tier, o.payload, o.attempts
           from outbox o left join people p on p.id = o.person_id where o.id = $1 and o.queue = 'photos'`,
    values: [id],
  });
  const [row] = result.rows;
  return row && opened(lookup, row);
}

type StoredIntent = Omit<IntentRow, 'personKey'> & {
  readonly lookup: Buffer | null;
  readonly sealedKey: Buffer | null;
};

function opened(keys: LookupKeys, { lookup, sealedKey, ...row }: StoredIntent): IntentRow {
  return { ...row, personKey: lookup && openKey(keys, 'person', { lookup, sealedKey }) };
}

/** Closes rows by deleting them; resolves to those that were still open. */
export async function closeRows(q: Queryable, ids: readonly string[]): Promise<string[]> {
  const result = await q.query<{ id: string }>({
    name: 'close-rows',
    text: 'delete from outbox where id = any($1::bigint[]) returning id::text',
    values: [ids],
  });
  return result.rows.map((row) => row.id);
}

/**
 * Closes a row if it is still this person's. `moved`: it is open, and another's or nobody's by now: their account has
 * been moved or erased. Whoever moves or erases one waits here until this transaction is over, or is waited for.
 */
export async function closeRowOf(q: Queryable, id: string, personId: string): Promise<'closed' | 'gone' | 'moved'> {
  const closed = await q.query({
    name: 'close-row-of',
    text: 'delete from outbox where id = $1 and person_id is not distinct from $2',
    values: [id, personId],
  });
  if (closed.rowCount === 1) return 'closed';
  const { rowCount } = await q.query('select from outbox where id = $1', [id]);
  return rowCount === 1 ? 'moved' : 'gone';
}

/** Lets rows be tried again after a while. `attempted` is false for one that was only waiting behind another. */
export async function retryLater(
  q: Queryable,
  rows: readonly { readonly id: string; readonly seconds: number; readonly attempted?: boolean }[],
): Promise<void> {
  await q.query({
    name: 'retry-later',
    text: `update outbox o set attempts = o.attempts + n.attempted::int, leased_until = null, handed_at = '-infinity',
                              due_at = now() + make_interval(secs => n.seconds)
           from unnest($1::bigint[], $2::float8[], $3::bool[]) as n(id, seconds, attempted) where o.id = n.id`,
    values: [rows.map((r) => r.id), rows.map((r) => r.seconds), rows.map((r) => r.attempted ?? true)],
  });
}

/**
 * Rows that are open and were handed over longer ago than `seconds`, marked as handed over now. What
 * waits for its time, or is held by a living sender, is left alone. Plan: index scan on outbox_handed.
 */
export async function takeUnfinished(
  q: Queryable,
  queue: NewOutboxRow['queue'],
  seconds: number,
  limit: number,
): Promise<OutboxRef[]> {
  const result = await q.query<OutboxRef>(
    `update outbox set handed_at = now() where id in (
       select id from outbox
       where handed_at < now() - make_interval(secs => $2) and queue = $1
         and (due_at is null or due_at <= now()) and (leased_until is null or leased_until < now())
       order by handed_at, id limit $3 for update skip locked)
     returning id::text, queue`,
    [queue, seconds, limit],
  );
  return result.rows.sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
}

/**
 * Lets go of times that nothing of ours sets so far ahead: a clock has gone back since they were written, and what has
 * them would wait for as long as it jumped. Resolves to the number of rows. Reads all of what is open.
 */
export async function forgetFuture(q: Queryable): Promise<number> {
  const sends = await q.query(
    `update outbox set handed_at = '-infinity', due_at = null, leased_until = least(leased_until, now())
     where handed_at > now() + interval '1 minute' or due_at > now() + interval '20 minutes'
        or leased_until > now() + interval '20 minutes'`,
  );
  const batches = await q.query(
    `update broadcast_batches set handed_at = null, due_at = null, leased_until = least(leased_until, now())
     where state = 'open' and (handed_at > now() + interval '1 minute' or due_at > now() + interval '20 minutes'
                               or leased_until > now() + interval '20 minutes')`,
  );
  return (sends.rowCount ?? 0) + (batches.rowCount ?? 0);
}

/** Whether more than so many replies, wishes and photos are due and not done. Reads no more rows than that. */
export async function isBehind(q: Queryable, rows: number): Promise<boolean> {
  const result = await q.query<{ behind: boolean }>({
    name: 'is-behind',
    text: `select count(*) > $1 as behind
           from (select from outbox where due_at is null or due_at <= now() limit $1::bigint + 1) o`,
    values: [rows],
  });
  return result.rows[0]?.behind === true;
}

/** Whether everything that people wanted done is done. */
export async function intentsAreDone(q: Queryable): Promise<boolean> {
  const { rows } = await q.query(`select from outbox where queue = 'intents' limit 1`);
  return rows.length === 0;
}

export interface SendRow {
  readonly id: string;
  readonly personId: string | null;
  readonly sealedAddress: Buffer | null;
  readonly reachable: boolean | null;
  readonly payload: Buffer;
  readonly attempts: number;
  /** Its lease ran out: a sender died with it in its hands, and it may have been delivered. */
  readonly wasLeased: boolean;
}

/**
 * Takes messages to send, for `seconds`, under the number of a living sender: those of these rows and everything earlier of the same people,
 * oldest first. A person whose messages another sender holds, or who has one waiting for its time, is
 * left out, so that nobody gets their messages in the wrong order.
 */
export async function leaseSends(
  q: Queryable,
  ids: readonly string[],
  seconds: number,
  holder: number | null = null,
): Promise<SendRow[]> {
  await q.query({
    name: 'lock-people-for-sends',
    text: `select pg_advisory_xact_lock(hashtextextended(person_id::text, 3))
           from (select distinct person_id from outbox where id = any($1::bigint[]) and person_id is not null order by person_id) p`,
    values: [ids],
  });
  const result = await q.query<SendRow>({
    name: 'lease-sends',
    text: `with wanted as materialized (
             select id, person_id from outbox where id = any($1::bigint[]) and queue = 'sends'),
           people_free as materialized (
             select w.person_id from (select distinct person_id from wanted where person_id is not null) w
             where not exists (select 1 from outbox h where h.person_id = w.person_id and h.queue = 'sends'
                                 and (h.leased_until > now() or h.due_at > now()))),
           mine as materialized (
             select o.id, o.leased_until is not null as was_leased from outbox o
             where o.queue = 'sends'
               and (o.person_id in (select person_id from people_free)
                    or (o.id in (select id from wanted where person_id is null)
                        and (o.leased_until is null or o.leased_until < now()) and (o.due_at is null or o.due_at <= now())))
             order by o.id for update of o skip locked),
           leased as (
             update outbox o set leased_until = now() + make_interval(secs => $2), leased_by = $3
             from mine where o.id = mine.id
             returning o.id, o.person_id, o.payload, o.attempts, mine.was_leased)
           select l.id::text, l.person_id as "personId", p.sealed_address as "sealedAddress", p.reachable, l.payload, l.attempts,
                  l.was_leased as "wasLeased"
           from leased l left join people p on p.id = l.person_id order by l.id`,
    values: [ids, seconds, holder],
  });
  return result.rows;
}

/** Holds what is still held for so many seconds from now. */
export async function holdSends(q: Queryable, ids: readonly string[], seconds: number): Promise<void> {
  await q.query({
    name: 'hold-sends',
    text: `update outbox set leased_until = now() + make_interval(secs => $2)
           where id = any($1::bigint[]) and leased_until > now()`,
    values: [ids, seconds],
  });
}

/** Messages of these people that came in while theirs were being sent. */
export async function openSendsOf(q: Queryable, personIds: readonly string[]): Promise<string[]> {
  const result = await q.query<{ id: string }>({
    name: 'open-sends-of',
    text: `select id::text from outbox where person_id = any($1::uuid[]) and queue = 'sends'
             and (leased_until is null or leased_until < now()) and (due_at is null or due_at <= now()) order by id`,
    values: [personIds],
  });
  return result.rows.map((row) => row.id);
}

/** A person blocked the bot: nothing more is sent until they come back. */
export async function stopPeople(q: Queryable, personIds: readonly string[]): Promise<void> {
  await q.query('update people set reachable = false where id = any($1::uuid[])', [personIds]);
  await q.query(`delete from outbox where person_id = any($1::uuid[]) and queue = 'sends'`, [personIds]);
}

export interface SendOutcome {
  readonly messenger: MessengerName;
  readonly outcome: 'sent' | 'stopped' | 'uncertain' | 'failed';
  readonly code: string;
}

/** Counts outcomes per day; nobody is in it. */
export async function countOutcomes(q: Queryable, outcomes: readonly SendOutcome[], day: string): Promise<void> {
  const counts = new Map<string, SendOutcome & { count: number }>();
  for (const o of outcomes) {
    const key = `${o.messenger}/${o.outcome}/${o.code}`;
    counts.set(key, { ...o, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  const rows = [...counts.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  await q.query({
    name: 'count-outcomes',
    text: `insert into send_outcomes (day, messenger, outcome, code, count)
           select $5, m, o, c, n from unnest($1::text[], $2::text[], $3::text[], $4::int[]) as n(m, o, c, n)
           on conflict (day, messenger, outcome, code) do update set count = send_outcomes.count + excluded.count`,
    values: [
      rows.map((r) => r.messenger),
      rows.map((r) => r.outcome),
      rows.map((r) => r.code),
      rows.map((r) => r.count),
      day,
    ],
  });
}

export interface TraceRow {
  readonly id: string;
  readonly messageId: Buffer;
}

export async function readTraces(q: Queryable, personId: string): Promise<TraceRow[]> {
  const result = await q.query<TraceRow>('select id, message_id as "messageId" from traces where person_id = $1', [
    personId,
  ]);
  return result.rows;
}

export async function addTraces(
  q: Queryable,
  traces: readonly { personId: string; messageId: Buffer }[],
  day: string,
): Promise<void> {
  await q.query(
    // A person may have been erased since: then there is nothing to remember.
    `insert into traces (person_id, message_id, day) select n.p, n.m, $3 from unnest($1::uuid[], $2::bytea[]) as n(p, m)
     join people on people.id = n.p`,
    [traces.map((t) => t.personId), traces.map((t) => t.messageId), day],
  );
}

export async function deleteTraces(q: Queryable, ids: readonly string[]): Promise<void> {
  await q.query('delete from traces where id = any($1::uuid[])', [ids]);
}
