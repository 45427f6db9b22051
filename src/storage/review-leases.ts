import type { Queryable } from './database.ts';
import { TURN_COLUMNS, type TurnKey, type TurnRow, whereAHandIsFree } from './review-turns.ts';

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
const forThem = (reviewer: string, notAbout: string) =>
  `not exists (select from review_turns t where t.item_id = i.id and t.reviewer_id = ${reviewer} and t.round = i.round)
  and not (coalesce(i.ballot_id = any(${notAbout}::uuid[]), false) or coalesce(i.other_ballot_id = any(${notAbout}::uuid[]), false))`;

const FOR_THEM = forThem('$1', '$8');

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
             returning t.item_id, t.round, t.state, t.due, t.leased_until),
           i as (
             update review_items i set taken = taken + 1 from t where i.id = t.item_id
             returning i.id, i.kind, i.election_id, i.ballot_id, i.other_ballot_id)
           select h.election_id as "headElection", h.priority, h.day::text, l.*
           from (select 1) one left join head h on true
             left join (select ${TURN_COLUMNS} from t join i on i.id = t.item_id) l on true`,
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

/**
 * The election of which the lot would give a reviewer something; undefined when there is nothing for them. Plan:
 * review_items_next and the turns' primary key, up to the first.
 */
export async function electionInLot(
  q: Queryable,
  reviewerId: string,
  notAbout: readonly string[],
): Promise<string | undefined> {
  const { rows } = await q.query<{ id: string }>({
    name: 'election-in-review-lot',
    text: `select i.election_id as id from review_items i where ${OPEN} and ${forThem('$1', '$2')}
           order by i.election_id, i.priority, i.day, i.pick limit 1`,
    values: [reviewerId, notAbout],
  });
  return rows[0]?.id;
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
 * Gives a reviewer what they let go of, if nobody else has taken the slot: while the worker has not seen that they let
 * go, the slot is still theirs. False when somebody has taken it, or the item is being looked at just now.
 */
export async function leaseAgain(q: Queryable, { itemId, reviewerId, round }: TurnKey, until: Date): Promise<boolean> {
  return whereAHandIsFree(q, {
    name: 'lease-review-item-again',
    // The item is locked before the turn, as the worker does; both are then as they are, and not as they were.
    text: `with item as materialized (
             select i.id, i.kind, i.taken < i.wanted as wanted from review_items i
             where i.id = $1 and i.round = $3 and i.state = 'open' for update of i skip locked),
           lapsed as materialized (
             select t.item_id, t.due, item.kind from review_turns t join item on item.id = t.item_id
             where t.reviewer_id = $2 and t.round = $3 and t.state = 'lapsed' and not t.voided
               and (t.due or item.wanted or item.kind = 'gold')
             for update of t),
           turn as (
             update review_turns t set state = 'held', due = false, leased_until = $4, slot = free.slot
             from lapsed, (select ${FREE_SLOT('$2')} as slot) free
             where t.item_id = lapsed.item_id and t.reviewer_id = $2 and t.round = $3 and free.slot is not null
             returning t.item_id, not lapsed.due and lapsed.kind <> 'gold' as "takesSlot"),
           taken as (
             update review_items i set taken = taken + 1 from turn
             where i.id = turn.item_id and turn."takesSlot" returning i.id)
           select 1 from turn`,
    values: [itemId, reviewerId, round, until],
  });
}
