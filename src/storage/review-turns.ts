import pg, { type QueryConfig } from 'pg';
import type { ReviewKind } from '../domain/review/readings.ts';
import type { Queryable } from './database.ts';

/** Names a turn: one reviewer's look at one item in one round. */
export interface TurnKey {
  readonly itemId: string;
  readonly reviewerId: string;
  readonly round: number;
}

/** What a reviewer has in hand, or let go of and has not decided. */
export interface TurnRow {
  readonly itemId: string;
  readonly round: number;
  readonly kind: ReviewKind;
  readonly electionId: string;
  readonly held: boolean;
  readonly leasedUntil: Date;
  /** Of a pair two, else one or, of what is made up, none. */
  readonly ballotIds: readonly string[];
  /** Photos of the ballot, and, of a pair, of the other ballot. */
  readonly photos: number;
}

const COLUMNS = `t.item_id as "itemId", t.round, i.kind, i.election_id as "electionId", t.state = 'held' as held,
  t.leased_until as "leasedUntil", array_remove(array[i.ballot_id, i.other_ballot_id], null)::text[] as "ballotIds",
  (select count(*)::int from review_photos p where p.item_id = i.id) as photos`;

/**
 * What a reviewer has in hand, first come first, and then what they let go of and nobody else has decided
 * meanwhile. Turns of items that closed are not among them. Plan: review_turns_reviewer.
 */
export async function turnsInHand(q: Queryable, reviewerId: string): Promise<TurnRow[]> {
  const result = await q.query<TurnRow>({
    name: 'review-turns-in-hand',
    text: `select ${COLUMNS} from review_turns t join review_items i on i.id = t.item_id and i.round = t.round
           where t.reviewer_id = $1 and t.state in ('held', 'lapsed') and not t.final and not t.due and not t.voided
             and i.state = 'open' and (t.state = 'held' or i.taken < i.wanted or i.kind = 'gold')
           order by t.state, t.leased_until, t.slot, t.item_id`,
    values: [reviewerId],
  });
  return result.rows;
}

/** The first of their two hands that is free; null when both are full. */
const FREE_SLOT = (reviewer: string) => `(select min(s)::smallint from generate_series(0, 1) s where not exists (
  select from review_turns h where h.reviewer_id = ${reviewer} and h.state = 'held' and not h.final and h.slot = s))`;

/** A place in the queue: everything of one election, priority and day is drawn from by lot. */
export interface QueueGroup {
  readonly electionId: string;
  readonly priority: number;
  readonly day: string;
}

export interface Lease {
  readonly reviewerId: string;
  /** From where in the lot: any number that a `pick` can be. */
  readonly pick: number;
  readonly leasedUntil: Date;
  readonly day: string;
}

export interface LotLease extends Lease {
  /** Only what comes after this group; null: from the most urgent on. */
  readonly after: QueueGroup | null;
  /** Ballots that the item must not be about. */
  readonly notAbout: readonly string[];
}

export interface LeaseTry {
  /** The group that was looked at; null when there is none any more. */
  readonly group: QueueGroup | null;
  /** What was leased in it. */
  readonly turn: TurnRow | null;
}

const OPEN = `i.state = 'open' and i.taken < i.wanted and i.kind <> 'gold'`;

/** Not had in this round, and about nobody who was just seen. */
const FOR_THEM = `not exists (select from review_turns t where t.item_id = i.id and t.reviewer_id = $1 and t.round = i.round)
  and not (coalesce(i.ballot_id = any($8::uuid[]), false) or coalesce(i.other_ballot_id = any($8::uuid[]), false))`;

const IN_GROUP = `i.election_id = (select election_id from head) and ${OPEN}
  and i.priority = (select priority from head) and i.day = (select day from head)`;

/**
 * Leases the item at a lot's place in the most urgent group after `after`, or says that the group has none for this
 * reviewer. Who comes at the same moment takes another one (skip locked). One statement: the item's slot and the turn,
 * or neither. Plan: review_items_next, three times, and the turns' primary key; the cost does not depend on how many
 * are open.
 */
export async function leaseByLot(q: Queryable, lease: LotLease): Promise<LeaseTry> {
  const { reviewerId, pick, leasedUntil, day, after, notAbout } = lease;
  const result = await q.query<Partial<TurnRow> & { headElection: string | null; priority: number; day: string }>({
    name: 'lease-review-item',
    text: `with head as materialized (
             select i.election_id, i.priority, i.day from review_items i
             where ${OPEN} and (i.election_id, i.priority, i.day) > ($4::text, $5::int, $6::date)
             order by i.election_id, i.priority, i.day limit 1),
           above as materialized (
             select i.id, i.round from review_items i where ${IN_GROUP} and i.pick >= $2 and ${FOR_THEM}
             order by i.pick limit 1 for update of i skip locked),
           below as materialized (
             select i.id, i.round from review_items i where ${IN_GROUP} and i.pick < $2 and ${FOR_THEM}
             order by i.pick limit 1 for update of i skip locked),
           chosen as materialized (select * from above union all select * from below limit 1),
           free as materialized (select ${FREE_SLOT('$1')} as slot),
           t as (
             insert into review_turns as t (item_id, reviewer_id, round, leased_until, day, slot)
             select id, $1, round, $3, $7, free.slot from chosen, free where free.slot is not null on conflict do nothing
             returning t.item_id, t.round, t.state, t.leased_until),
           i as (
             update review_items i set taken = taken + 1 from t where i.id = t.item_id
             returning i.id, i.kind, i.election_id, i.ballot_id, i.other_ballot_id)
           select h.election_id as "headElection", h.priority, h.day::text, l.*
           from (select 1) one left join head h on true
             left join (select ${COLUMNS} from t join i on i.id = t.item_id) l on true`,
    values: [
      reviewerId,
      pick,
      leasedUntil,
      after?.electionId ?? '',
      after?.priority ?? -1,
      after?.day ?? 'epoch',
      day,
      notAbout,
    ],
  });
  const [row] = result.rows;
  if (row === undefined || row.headElection === null) return { group: null, turn: null };
  const { headElection: electionId, priority, day: groupDay, ...turn } = row;
  return { group: { electionId, priority, day: groupDay }, turn: isTurn(turn) ? turn : null };
}

function isTurn(row: Partial<TurnRow>): row is TurnRow {
  return typeof row.itemId === 'string';
}

/** Leases an item with a known answer that this reviewer has not had, at a lot's place. Plan: review_items_gold. */
export async function leaseGold(
  q: Queryable,
  electionId: string,
  { reviewerId, pick, leasedUntil, day }: Lease,
): Promise<string | undefined> {
  const unseen = `i.election_id = $1 and i.kind = 'gold' and i.state = 'open'
    and not exists (select from review_turns t where t.item_id = i.id and t.reviewer_id = $2 and t.round = i.round)`;
  const result = await q.query<{ itemId: string }>({
    name: 'lease-gold-item',
    text: `with above as materialized (
             select i.id, i.round from review_items i where ${unseen} and i.pick >= $3 order by i.pick limit 1),
           below as materialized (
             select i.id, i.round from review_items i where ${unseen} and i.pick < $3 order by i.pick limit 1),
           chosen as materialized (select * from above union all select * from below limit 1),
           free as materialized (select ${FREE_SLOT('$2')} as slot)
           insert into review_turns (item_id, reviewer_id, round, leased_until, day, slot)
           select id, $2, round, $4, $5, free.slot from chosen, free where free.slot is not null on conflict do nothing returning item_id as "itemId"`,
    values: [electionId, reviewerId, pick, leasedUntil, day],
  });
  return result.rows[0]?.itemId;
}

/**
 * Gives a reviewer what they let go of, if nobody else has taken the slot. False when somebody has, or the item is
 * being looked at just now.
 */
export async function leaseAgain(q: Queryable, { itemId, reviewerId, round }: TurnKey, until: Date): Promise<boolean> {
  return whereAHandIsFree(q, {
    name: 'lease-review-item-again',
    text: `with item as materialized (
             select i.id, i.kind from review_items i
             where i.id = $1 and i.round = $3 and i.state = 'open' and (i.taken < i.wanted or i.kind = 'gold')
             for update of i skip locked),
           turn as (
             update review_turns t set state = 'held', leased_until = $4, slot = free.slot
             from item, (select ${FREE_SLOT('$2')} as slot) free
             where t.item_id = item.id and t.reviewer_id = $2 and t.round = $3 and free.slot is not null
               and t.state = 'lapsed' and not t.due and not t.voided
             returning t.item_id),
           taken as (
             update review_items i set taken = taken + 1 from turn
             where i.id = turn.item_id and i.kind <> 'gold' returning i.id)
           select 1 from turn`,
    values: [itemId, reviewerId, round, until],
  });
}

/** Whether a statement found its one row. Another window of the same reviewer may fill the hand meanwhile: then not. */
async function whereAHandIsFree(q: Queryable, statement: QueryConfig): Promise<boolean> {
  try {
    return (await q.query(statement)).rowCount === 1;
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.constraint === 'review_turns_in_hand') return false;
    throw error;
  }
}

/** A turn as it is, with what is needed to judge an answer. */
export interface TurnState {
  readonly state: 'held' | 'answered' | 'lapsed';
  readonly answer: string | null;
  readonly final: boolean;
  readonly voided: boolean;
  readonly leasedUntil: Date;
  readonly kind: ReviewKind;
  readonly itemState: 'open' | 'disputed' | 'closed';
  /** The item has been reopened since. */
  readonly overtaken: boolean;
  /** What can be marked on its election's ballots. */
  readonly choiceIds: readonly string[];
}

export async function readTurn(q: Queryable, { itemId, reviewerId, round }: TurnKey): Promise<TurnState | undefined> {
  const result = await q.query<TurnState>({
    name: 'read-review-turn',
    text: `select t.state, t.answer, t.final, t.voided, t.leased_until as "leasedUntil", i.kind,
             i.state as "itemState", i.round <> t.round as overtaken,
             (select array_agg(c.id) from choices c where c.election_id = i.election_id) as "choiceIds"
           from review_turns t join review_items i on i.id = t.item_id
           where t.item_id = $1 and t.reviewer_id = $2 and t.round = $3`,
    values: [itemId, reviewerId, round],
  });
  return result.rows[0];
}

export interface Answer extends TurnKey {
  readonly reading: string;
  readonly at: Date;
  /** Until then it can be taken back. */
  readonly until: Date;
  /** From being shown, as the page says; never longer than the item was held. */
  readonly seconds: number | undefined;
  readonly leaseSeconds: number;
}

/**
 * Writes an answer, if the turn is held, and remembers when. False when it is not: answered before, or lapsed. The
 * item itself is left to the worker.
 */
export async function writeAnswer(q: Queryable, answer: Answer): Promise<boolean> {
  const { itemId, reviewerId, round, reading, at, until, seconds, leaseSeconds } = answer;
  const result = await q.query({
    name: 'write-review-answer',
    text: `with before as materialized (
             select t.item_id, t.leased_until, r.last_answer_at from review_turns t
               join review_items i on i.id = t.item_id and i.round = t.round
                 and i.state = case when t.final then 'disputed' else 'open' end
               left join reviewers r on r.organizer_id = t.reviewer_id
             where t.item_id = $1 and t.reviewer_id = $2 and t.round = $3),
           answered as (
             update review_turns t set state = 'answered', answer = $4, due = true, leased_until = $6,
               seconds = least($7::int, greatest(0, ceil(extract(epoch from
                 $5::timestamptz - greatest(b.leased_until - make_interval(secs => $8), b.last_answer_at)))))
             from before b
             where t.item_id = b.item_id and t.reviewer_id = $2 and t.round = $3 and t.state = 'held' and not t.voided
             returning t.item_id)
           insert into reviewers (organizer_id, last_item_id, last_answer_at) select $2, item_id, $5 from answered
           on conflict (organizer_id) do update
             set last_item_id = excluded.last_item_id, last_answer_at = excluded.last_answer_at`,
    values: [itemId, reviewerId, round, reading, at, until, seconds ?? 32_767, leaseSeconds],
  });
  return result.rowCount === 1;
}

/** Takes an answer back while that is possible; the item is held again, and comes before whatever else is held. */
export async function takeAnswerBack(
  q: Queryable,
  { itemId, reviewerId, round }: TurnKey,
  at: Date,
  until: Date,
): Promise<boolean> {
  return whereAHandIsFree(q, {
    name: 'take-review-answer-back',
    text: `update review_turns set state = 'held', answer = null, seconds = null, due = false, slot = 2,
       leased_until = least($5, (select min(h.leased_until) - interval '1 ms' from review_turns h
                                 where h.reviewer_id = $2 and h.state = 'held'))
     where item_id = $1 and reviewer_id = $2 and round = $3 and state = 'answered' and due and leased_until > $4`,
    values: [itemId, reviewerId, round, at, until],
  });
}

/** Lets go of everything that a reviewer holds; resolves to how much it was. The worker frees the slots. */
export async function letGo(q: Queryable, reviewerId: string, at: Date): Promise<number> {
  const result = await q.query(
    `update review_turns set state = 'lapsed', due = true, leased_until = $2
     where reviewer_id = $1 and state = 'held'`,
    [reviewerId, at],
  );
  return result.rowCount ?? 0;
}

/** Lets leases lapse whose time is over. Plan: review_turns_held. */
export async function lapseTurns(q: Queryable, at: Date): Promise<number> {
  const result = await q.query(
    `update review_turns t set state = 'lapsed', due = true from (
       select ctid from review_turns where state = 'held' and leased_until <= $1 limit 1000 for update skip locked) o
     where t.ctid = o.ctid`,
    [at],
  );
  return result.rowCount ?? 0;
}

/**
 * Gives an administrator a disputed item to decide, unless they had it as a reviewer. Several may have it; the first
 * answer decides.
 */
export async function holdDisputed(
  q: Queryable,
  key: Omit<TurnKey, 'round'>,
  until: Date,
  day: string,
): Promise<number | undefined> {
  const result = await q.query<{ round: number }>(
    `insert into review_turns as t (item_id, reviewer_id, round, final, leased_until, day)
     select id, $2, round, true, $3, $4 from review_items where id = $1 and state = 'disputed'
     on conflict (item_id, reviewer_id, round) do update
       set state = 'held', leased_until = excluded.leased_until where t.final and t.state <> 'answered'
     returning round`,
    [key.itemId, key.reviewerId, until, day],
  );
  return result.rows[0]?.round;
}
