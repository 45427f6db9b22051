import type { ReviewKind } from '../domain/review/readings.ts';
import type { Queryable } from './database.ts';
import { takeFromHands } from './review-turns.ts';

export interface NewReviewItem {
  readonly ballotId: string;
  readonly electionId: string;
  readonly stationId: string;
  readonly pick: number;
}

/** Puts ballots before reviewers; resolves to the items, by ballot. A ballot that has one keeps it. */
export async function insertReviewItems(
  q: Queryable,
  items: readonly NewReviewItem[],
  day: string,
): Promise<Map<string, string>> {
  const result = await q.query<{ id: string; ballotId: string }>({
    name: 'insert-review-items',
    text: `insert into review_items (kind, ballot_id, election_id, station_id, pick, day)
           select 'ballot', b, e, s, p, $5 from unnest($1::uuid[], $2::text[], $3::uuid[], $4::int[]) as n(b, e, s, p)
           on conflict (ballot_id) where kind = 'ballot' do nothing returning id, ballot_id as "ballotId"`,
    values: [
      items.map((i) => i.ballotId),
      items.map((i) => i.electionId),
      items.map((i) => i.stationId),
      items.map((i) => i.pick),
      day,
    ],
  });
  return new Map(result.rows.map(({ id, ballotId }) => [ballotId, id]));
}

/** An item that the worker has to look at, locked. */
export interface ReviewItemRow {
  readonly id: string;
  readonly kind: ReviewKind;
  readonly ballotId: string | null;
  readonly otherBallotId: string | null;
  readonly state: 'open' | 'disputed' | 'closed';
  readonly round: number;
  /** Of an item with a known answer: the answer. */
  readonly outcome: string | null;
}

/** Items with turns that are due at an instant, the longest due first. Plan: review_turns_due. */
export async function dueItems(q: Queryable, at: Date, limit: number, except: readonly string[]): Promise<string[]> {
  const result = await q.query<{ id: string }>({
    name: 'due-review-items',
    text: `select distinct item_id as id from (
             select item_id from review_turns where due and leased_until <= $1 and item_id <> all($3::uuid[])
             order by leased_until limit $2) t`,
    values: [at, limit, except],
  });
  return result.rows.map(({ id }) => id);
}

/**
 * Locks items: first their ballots, as everybody does, then the items themselves. What somebody else is at is left
 * out; it stays due. Plan: primary keys.
 */
export async function lockItems(q: Queryable, ids: readonly string[]): Promise<ReviewItemRow[]> {
  const ballots = await q.query<{ id: string }>({
    name: 'lock-ballots-of-review-items',
    text: `select b.id from ballots b
           where b.id in (select ballot_id from review_items where id = any($1::uuid[])
                          union select other_ballot_id from review_items where id = any($1::uuid[]))
           order by b.id for update of b skip locked`,
    values: [ids],
  });
  const result = await q.query<ReviewItemRow>({
    name: 'lock-review-items',
    text: `select i.id, i.kind, i.ballot_id as "ballotId", i.other_ballot_id as "otherBallotId", i.state, i.round, i.outcome
           from review_items i
           where i.id = any($1::uuid[]) and (i.ballot_id is null or i.ballot_id = any($2::uuid[]))
             and (i.other_ballot_id is null or i.other_ballot_id = any($2::uuid[]))
           order by i.id for update of i`,
    values: [ids, ballots.rows.map(({ id }) => id)],
  });
  return result.rows;
}

/** A turn of the item's round as it is now. */
export interface RoundTurn {
  readonly itemId: string;
  readonly reviewerId: string;
  readonly state: 'held' | 'answered' | 'lapsed';
  readonly answer: string | null;
  readonly final: boolean;
  readonly voided: boolean;
  readonly seconds: number | null;
  readonly due: boolean;
  /** Answered, and can still be taken back. */
  readonly pending: boolean;
}

/** The turns of items that are locked, in their present rounds; an older round's due turns are only marked as seen. */
export async function turnsOfItems(q: Queryable, itemIds: readonly string[], at: Date): Promise<RoundTurn[]> {
  const result = await q.query<RoundTurn>({
    name: 'turns-of-review-items',
    text: `select t.item_id as "itemId", t.reviewer_id as "reviewerId", t.state, t.answer, t.final, t.voided, t.seconds,
             t.due, t.state = 'answered' and t.leased_until > $2 as pending
           from review_turns t join review_items i on i.id = t.item_id and i.round = t.round
           where t.item_id = any($1::uuid[]) order by t.item_id, t.reviewer_id for update of t`,
    values: [itemIds, at],
  });
  return result.rows;
}

/** Marks what was looked at. An answer that can still be taken back stays due. */
export async function markSeen(q: Queryable, itemIds: readonly string[], at: Date): Promise<void> {
  await q.query({
    name: 'mark-review-turns-seen',
    text: `update review_turns set due = false
           where item_id = any($1::uuid[]) and due and not (state = 'answered' and leased_until > $2)`,
    values: [itemIds, at],
  });
}

export interface ItemChange {
  readonly id: string;
  readonly state: 'open' | 'disputed' | 'closed';
  readonly wanted: number;
  readonly taken: number;
  readonly outcome: string | null;
  readonly differs: boolean;
}

/** Writes where items stand. */
export async function writeItems(q: Queryable, changes: readonly ItemChange[]): Promise<void> {
  if (changes.length === 0) return;
  await q.query({
    name: 'write-review-items',
    text: `update review_items i set state = n.state, wanted = n.wanted, taken = n.taken, outcome = n.outcome, differs = n.differs
           from unnest($1::uuid[], $2::text[], $3::int[], $4::int[], $5::text[], $6::bool[])
             as n(id, state, wanted, taken, outcome, differs)
           where i.id = n.id`,
    values: [
      changes.map((c) => c.id),
      changes.map((c) => c.state),
      changes.map((c) => c.wanted),
      changes.map((c) => c.taken),
      changes.map((c) => c.outcome),
      changes.map((c) => c.differs),
    ],
  });
}

/** Closes what was to be read of a ballot that was set aside without anybody's reading. */
export async function closeItemsOf(q: Queryable, ballotIds: readonly string[]): Promise<string[]> {
  const result = await q.query<{ id: string }>(
    `update review_items set state = 'closed', taken = 0 where kind = 'ballot' and ballot_id = any($1::uuid[]) and state <> 'closed'
     returning id`,
    [ballotIds],
  );
  const ids = result.rows.map(({ id }) => id);
  await takeFromHands(q, ids);
  return ids;
}

/** What a reviewer's answers add to their figures. */
export interface ReviewerMove {
  readonly reviewerId: string;
  readonly answered: number;
  readonly seconds: number;
  readonly agreed: number;
  readonly disagreed: number;
  readonly goldRight: number;
  readonly goldWrong: number;
}

/** Adds to reviewers' figures, in the order of their ids. */
export async function moveReviewers(q: Queryable, moves: readonly ReviewerMove[]): Promise<void> {
  if (moves.length === 0) return;
  const sorted = [...moves].sort((a, b) => (a.reviewerId < b.reviewerId ? -1 : 1));
  await q.query({
    name: 'move-reviewers',
    text: `insert into reviewers as r (organizer_id, answered, seconds, agreed, disagreed, gold_right, gold_wrong)
           select * from unnest($1::uuid[], $2::int[], $3::int[], $4::int[], $5::int[], $6::int[], $7::int[])
           on conflict (organizer_id) do update set
             answered = r.answered + excluded.answered, seconds = r.seconds + excluded.seconds,
             agreed = r.agreed + excluded.agreed, disagreed = r.disagreed + excluded.disagreed,
             gold_right = r.gold_right + excluded.gold_right, gold_wrong = r.gold_wrong + excluded.gold_wrong`,
    values: [
      sorted.map((m) => m.reviewerId),
      sorted.map((m) => m.answered),
      sorted.map((m) => m.seconds),
      sorted.map((m) => m.agreed),
      sorted.map((m) => m.disagreed),
      sorted.map((m) => m.goldRight),
      sorted.map((m) => m.goldWrong),
    ],
  });
}
