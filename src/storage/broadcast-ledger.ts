import type { BroadcastContent, SendingHours } from '../domain/broadcasts.ts';
import type { Language } from '../domain/languages.ts';
import type { MessengerName } from '../domain/people.ts';
import type { Queryable } from './database.ts';

/** A batch in a sender's hands. */
export interface LeasedBatch {
  readonly id: string;
  readonly broadcastId: string;
  readonly number: number;
  readonly messenger: MessengerName;
  readonly attempts: number;
  readonly content: BroadcastContent;
  readonly hours: SendingHours | null;
  /** To those at a march: how many it was sent to is to be counted nowhere but in its own sums. */
  readonly ofMarch: boolean;
  /** Those without an outcome. */
  readonly personIds: readonly string[];
}

const ADD_SUMS = `on conflict (broadcast_id, messenger, outcome, code)
  do update set count = broadcast_outcomes.count + excluded.count`;

/**
 * Takes a batch for `seconds`: undefined when it is done, somebody else's, not yet due, or of a broadcast that
 * is not running. Whoever was being sent to when an earlier sender died becomes uncertain, and is not sent to
 * again. To be called in a transaction.
 */
export async function leaseBatch(
  q: Queryable,
  id: string,
  holder: number,
  seconds: number,
): Promise<LeasedBatch | undefined> {
  const result = await q.query<Omit<LeasedBatch, 'personIds'>>({
    name: 'lease-batch',
    text: `update broadcast_batches b set leased_until = now() + make_interval(secs => $3), leased_by = $2
           from broadcasts c
           where b.id = $1 and c.id = b.broadcast_id and c.state = 'running' and b.state = 'open'
             and (b.leased_until is null or b.leased_until < now()) and (b.due_at is null or b.due_at <= now())
           returning b.id::text, b.broadcast_id as "broadcastId", b.number, b.messenger, b.attempts, c.content, c.hours,
             c.audience->>'march' is not null as "ofMarch"`,
    values: [id, holder, seconds],
  });
  const [batch] = result.rows;
  if (batch === undefined) return undefined;
  const place = [batch.broadcastId, batch.number, batch.messenger];
  await q.query({
    name: 'settle-dead-sending',
    text: `with dead as (
             update broadcast_recipients set outcome = 'uncertain', code = 'sender-died'
             where broadcast_id = $1 and batch = $2 and outcome = 'sending' returning 1)
           insert into broadcast_outcomes (broadcast_id, messenger, outcome, code, count)
           select $1, $3, 'uncertain', 'sender-died', count(*) from dead having count(*) > 0 ${ADD_SUMS}`,
    values: place,
  });
  const left = await q.query<{ person_id: string }>({
    name: 'open-recipients',
    text: `select person_id from broadcast_recipients
           where broadcast_id = $1 and batch = $2 and outcome is null order by person_id`,
    values: place.slice(0, 2),
  });
  return { ...batch, personIds: left.rows.map((row) => row.person_id) };
}

/** Holds batches that are still held for so many seconds from now. */
export async function holdBatches(
  q: Queryable,
  ids: readonly string[],
  holder: number,
  seconds: number,
): Promise<void> {
  await q.query({
    name: 'hold-batches',
    text: `update broadcast_batches set leased_until = now() + make_interval(secs => $3)
           where id = any($1::bigint[]) and leased_by = $2 and leased_until > now()`,
    values: [ids, holder, seconds],
  });
}

/** Somebody whose turn it is. */
export interface Marked {
  readonly personId: string;
  readonly sealedAddress: Buffer;
  readonly language: Language | null;
}

/**
 * Marks people as being sent to, committed before anything is sent: whoever is found so in a dead sender's
 * hands is never sent to again. Those who cannot or do not want to be written to any more are left out.
 * Undefined when the broadcast is not running any more: nobody was touched.
 */
export async function markSending(
  q: Queryable,
  { broadcastId, number, messenger }: Pick<LeasedBatch, 'broadcastId' | 'number' | 'messenger'>,
  personIds: readonly string[],
): Promise<Marked[] | undefined> {
  const result = await q.query<Marked & { running: boolean }>({
    name: 'mark-sending',
    text: `with c as materialized (select 1 from broadcasts where id = $1 and state = 'running'),
           turn as materialized (
             select r.person_id, p.sealed_address, p.language,
                    case when p.id is null then 'forgotten' when not p.reachable then 'unreachable'
                         when not p.wants_broadcasts then 'unwanted' else '' end as why
             from broadcast_recipients r left join people p on p.id = r.person_id
             where r.broadcast_id = $1 and r.person_id = any($3::uuid[]) and r.batch = $2 and r.outcome is null
               and exists (select 1 from c)),
           marked as (
             update broadcast_recipients r
             set outcome = case when turn.why = '' then 'sending' else 'left-out' end, code = turn.why
             from turn where r.broadcast_id = $1 and r.person_id = turn.person_id and r.outcome is null
             returning r.person_id, r.code),
           sums as (
             insert into broadcast_outcomes (broadcast_id, messenger, outcome, code, count)
             select $1, $4, 'left-out', code, count(*) from marked where code <> '' group by code order by code ${ADD_SUMS})
           select turn.person_id as "personId", turn.sealed_address as "sealedAddress", turn.language, true as running
           from turn join marked using (person_id) where turn.why = ''
           union all select null, null, null, true from c`,
    values: [broadcastId, number, personIds, messenger],
  });
  if (result.rows.length === 0) return undefined;
  return result.rows.filter((row) => row.personId !== null);
}

/** What became of somebody. Null: known not to have been delivered, and to be tried again. */
export interface LedgerEntry {
  readonly personId: string;
  readonly outcome: 'sent' | 'blocked' | 'failed' | 'uncertain' | null;
  readonly code: string;
}

/** Writes outcomes of people who were being sent to, and their sums; what has an outcome already keeps it. */
export async function recordOutcomes(
  q: Queryable,
  { broadcastId, messenger }: Pick<LeasedBatch, 'broadcastId' | 'messenger'>,
  entries: readonly LedgerEntry[],
): Promise<void> {
  await q.query({
    name: 'record-outcomes',
    text: `with done as (
             update broadcast_recipients r set outcome = n.outcome, code = n.code
             from unnest($3::uuid[], $4::text[], $5::text[]) as n(person_id, outcome, code)
             where r.broadcast_id = $1 and r.person_id = n.person_id and r.outcome = 'sending'
             returning r.outcome, r.code)
           insert into broadcast_outcomes (broadcast_id, messenger, outcome, code, count)
           select $1, $2, outcome, code, count(*) from done where outcome is not null group by outcome, code
           order by outcome, code ${ADD_SUMS}`,
    values: [
      broadcastId,
      messenger,
      entries.map((e) => e.personId),
      entries.map((e) => e.outcome),
      entries.map((e) => (e.outcome === null ? '' : e.code)),
    ],
  });
}

/**
 * Lets a batch go: done when everybody in it has an outcome, otherwise open for whoever comes next, not before
 * `seconds` when something is to be tried again. Resolves to whether it is done.
 */
export async function leaveBatch(
  q: Queryable,
  { id, broadcastId, number }: Pick<LeasedBatch, 'id' | 'broadcastId' | 'number'>,
  holder: number,
  again: { readonly seconds: number } | undefined,
): Promise<boolean> {
  const result = await q.query<{ state: string }>({
    name: 'leave-batch',
    text: `update broadcast_batches b set
             leased_until = null, handed_at = null,
             due_at = case when $5::float8 is not null then now() + make_interval(secs => $5) end,
             attempts = attempts + ($5::float8 is not null)::int,
             state = case when exists (select 1 from broadcast_recipients where broadcast_id = $2 and batch = $3
                                         and (outcome is null or outcome = 'sending')) then 'open' else 'done' end
           where id = $1 and leased_by = $4 and state = 'open' returning state`,
    values: [id, broadcastId, number, holder, again?.seconds ?? null],
  });
  return result.rows[0]?.state === 'done';
}
