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
  /** The worker has not yet seen that it was let go of: its slot is still theirs. */
  readonly due: boolean;
  readonly leasedUntil: Date;
  /** Of a pair two, else one or, of what is made up, none. */
  readonly ballotIds: readonly string[];
  /** Photos of the ballot, and, of a pair, of the other ballot. */
  readonly photos: number;
}

/** Columns of a `TurnRow`, of a turn `t` and its item `i`. */
export const TURN_COLUMNS = `t.item_id as "itemId", t.round, i.kind, i.election_id as "electionId", t.state = 'held' as held, t.due,
  t.leased_until as "leasedUntil", array_remove(array[i.ballot_id, i.other_ballot_id], null)::text[] as "ballotIds",
  (select count(*)::int from review_photos p where p.item_id = i.id) as photos`;

/**
 * What a reviewer has in hand, first come first, and then what they let go of and nobody else has decided
 * meanwhile. Turns of items that closed are not among them. Plan: review_turns_reviewer.
 */
export async function turnsInHand(q: Queryable, reviewerId: string): Promise<TurnRow[]> {
  const result = await q.query<TurnRow>({
    name: 'review-turns-in-hand',
    text: `select ${TURN_COLUMNS} from review_turns t join review_items i on i.id = t.item_id and i.round = t.round
           where t.reviewer_id = $1 and t.state in ('held', 'lapsed') and not t.final and not t.voided
             and i.state = 'open' and (t.state = 'held' or t.due or i.taken < i.wanted or i.kind = 'gold')
           order by t.state, t.leased_until, t.slot, t.item_id`,
    values: [reviewerId],
  });
  return result.rows;
}

/** A turn as it is, with what is needed to judge an answer. */
export interface TurnState {
  /** Its reviewer is no organizer any more. */
  readonly removed: boolean;
  /** Its reviewer is paused. */
  readonly paused: boolean;
  readonly state: 'held' | 'answered' | 'lapsed';
  readonly answer: string | null;
  readonly final: boolean;
  readonly voided: boolean;
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
    text: `select not o.active as removed, r.paused_on is not null as paused,
             t.state, t.answer, t.final, t.voided, i.kind, i.state as "itemState",
             i.round <> t.round as overtaken,
             (select array_agg(c.id) from choices c where c.election_id = i.election_id) as "choiceIds"
           from review_turns t join review_items i on i.id = t.item_id join organizers o on o.id = t.reviewer_id
             left join reviewers r on r.organizer_id = t.reviewer_id
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
 * Takes items out of the hands of whoever holds them, when nobody is to read them any more, or everybody anew: their
 * hands are free for others. Nothing follows from it for the worker. Plan: the turns' primary key.
 */
export async function takeFromHands(q: Queryable, itemIds: readonly string[]): Promise<void> {
  if (itemIds.length === 0) return;
  await q.query(
    `update review_turns t set state = 'lapsed' from (
       select item_id, reviewer_id, round from review_turns
       where item_id = any($1::uuid[]) and state = 'held' and not final
       order by item_id, reviewer_id for update) h
     where t.item_id = h.item_id and t.reviewer_id = h.reviewer_id and t.round = h.round`,
    [itemIds],
  );
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

/** Whether a statement found its one row. Another window of the same reviewer may fill the hand meanwhile: then not. */
export async function whereAHandIsFree(q: Queryable, statement: QueryConfig): Promise<boolean> {
  try {
    return (await q.query(statement)).rowCount === 1;
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.constraint === 'review_turns_in_hand') return false;
    throw error;
  }
}
