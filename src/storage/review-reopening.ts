import type { Slice } from '../domain/review/orders.ts';
import type { BallotRow } from './ballots.ts';
import type { Queryable } from './database.ts';
import { inSlice } from './review-slices.ts';

export interface ReopenedBallot extends BallotRow {
  readonly acceptedChoiceId: string | null;
  readonly quarantined: boolean;
  readonly itemId: string;
}

/**
 * Locks what review knows of a slice: first the ballots, then their items, by id. Ballots that a second reading can
 * change: accepted, rejected, or being read.
 */
export async function lockSlice(q: Queryable, electionId: string, slice: Slice): Promise<ReopenedBallot[]> {
  const states = `b.state in ('handed-in', 'locked', 'verified', 'rejected')`;
  const ballots = await q.query<{ id: string }>(
    `select b.id from ballots b
     where b.election_id = $1 and b.kind = 'photographed' and ${states} and ${inSlice(slice, '$2')}
     order by b.id for update of b`,
    [electionId, slice.value],
  );
  // A statement of its own: it sees what was committed while the locks were waited for.
  const { rows } = await q.query<ReopenedBallot>(
    `select b.id, b.election_id as "electionId", b.station_id as "stationId", b.choice_id as "choiceId", b.tier, b.kind,
       b.state, b.accepted_choice_id as "acceptedChoiceId", b.quarantined, i.id as "itemId"
     from ballots b join review_items i on i.ballot_id = b.id and i.kind = 'ballot'
     where b.id = any($1::uuid[]) and ${states} order by i.id for update of i`,
    [ballots.rows.map(({ id }) => id)],
  );
  return rows;
}

/** Puts ballots back into review: neither accepted nor rejected. */
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
}
