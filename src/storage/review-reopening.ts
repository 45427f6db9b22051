import type { Slice } from '../domain/review/orders.ts';
import type { BallotRow } from './ballots.ts';
import type { Queryable } from './database.ts';
import { inSlice, pairInSlice } from './review-slices.ts';
import { takeFromHands } from './review-turns.ts';

export interface ReopenedBallot extends BallotRow {
  readonly acceptedChoiceId: string | null;
  readonly quarantined: boolean;
  readonly itemId: string;
}

/** Two ballots that were, or are to be, compared side by side. */
export interface ReopenedPair {
  readonly itemId: string;
  /** The one that is set aside when both are one. */
  readonly ballotId: string;
  readonly otherBallotId: string;
}

export interface LockedSlice {
  readonly ballots: readonly ReopenedBallot[];
  readonly pairs: readonly ReopenedPair[];
}

/** Of ballots that a second reading can change: accepted, rejected, or being read. */
const STATES = `b.state in ('handed-in', 'locked', 'verified', 'rejected')`;

const BALLOT = `b.id, b.election_id as "electionId", b.station_id as "stationId", b.choice_id as "choiceId", b.tier, b.kind,
  b.state, b.accepted_choice_id as "acceptedChoiceId", b.quarantined, i.id as "itemId"`;

/** Locks what review knows of a slice: first the ballots, those of its pairs too, then their items, by id. */
export async function lockSlice(q: Queryable, electionId: string, slice: Slice): Promise<LockedSlice> {
  const pairs = `review_items p where p.election_id = $1 and p.kind = 'pair' and ${pairInSlice(slice, '$2')}`;
  const own = `b.election_id = $1 and b.kind = 'photographed' and ${STATES} and ${inSlice(slice, '$2')}`;
  const locked = await q.query<{ id: string }>(
    `select o.id from ballots o
     where o.id in (select b.id from ballots b where ${own}
                    union select p.ballot_id from ${pairs} union select p.other_ballot_id from ${pairs})
     order by o.id for update of o`,
    [electionId, slice.value],
  );
  // Statements of their own: they see what was committed while the locks were waited for.
  const values = [electionId, slice.value, locked.rows.map(({ id }) => id)];
  const ballots = await q.query<ReopenedBallot>(
    `select ${BALLOT} from ballots b join review_items i on i.ballot_id = b.id and i.kind = 'ballot'
     where ${own} and b.id = any($3::uuid[]) order by i.id for update of i`,
    values,
  );
  const between = await q.query<ReopenedPair>(
    `select p.id as "itemId", p.ballot_id as "ballotId", p.other_ballot_id as "otherBallotId" from ${pairs}
       and p.ballot_id = any($3::uuid[]) and p.other_ballot_id = any($3::uuid[]) order by p.id for update of p`,
    values,
  );
  return { ballots: ballots.rows, pairs: between.rows };
}

/**
 * Ballots that are set aside as copies by these pairs, and by no other: locked, with what was to be read of them. A pair whose other
 * ballot was rejected sets nothing aside.
 */
export async function lockSetAside(q: Queryable, pairIds: readonly string[]): Promise<ReopenedBallot[]> {
  const { rows } = await q.query<ReopenedBallot>(
    `select ${BALLOT} from ballots b join review_items i on i.ballot_id = b.id and i.kind = 'ballot'
     where b.state = 'duplicate'
       and b.id in (select ballot_id from review_items where id = any($1::uuid[]) and outcome = 'same')
       and not exists (select from review_items p
                         join ballots o on o.id = p.other_ballot_id
                           and o.state in ('handed-in', 'locked', 'verified', 'duplicate')
                       where p.ballot_id = b.id and p.kind = 'pair' and p.outcome = 'same' and p.id <> all($1::uuid[]))
     order by i.id for update of i`,
    [pairIds],
  );
  return rows;
}

/** Puts ballots back into review: neither accepted nor rejected, nor set aside. */
export async function putBack(q: Queryable, ballotIds: readonly string[]): Promise<void> {
  await q.query(
    `update ballots set state = 'locked', accepted_choice_id = null, quarantined = false where id = any($1::uuid[])`,
    [ballotIds],
  );
}

/** Begins a new round: whatever was answered does not count any more, and everybody may read it again. */
export async function beginRound(q: Queryable, itemIds: readonly string[]): Promise<void> {
  await q.query(
    `update review_items set state = 'open', round = round + 1, wanted = 2, taken = 0, outcome = null, differs = false
     where id = any($1::uuid[])`,
    [itemIds],
  );
  await takeFromHands(q, itemIds);
}
