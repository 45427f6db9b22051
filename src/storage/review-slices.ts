import type { Slice } from '../domain/review/orders.ts';
import type { Queryable } from './database.ts';

/**
 * Which ballots `b` are in the slice that parameter `value` is of. A reviewer's are those on which an answer of theirs
 * counts: of the item's present round, and not voided. `acceptRead` goes by the same rule for what is being accepted.
 * Plans: ballots_tally, review_turns_reviewer.
 */
export function inSlice({ by }: Slice, value: string): string {
  switch (by) {
    case 'station':
      return `b.station_id = ${value}::uuid`;
    case 'day':
      return `b.day = ${value}::date`;
    case 'reviewer':
      return `b.id in (select i.ballot_id ${readBy(value)} and i.kind = 'ballot')`;
  }
}

/**
 * Which pairs `p` are in the slice that parameter `value` is of: those of a station's or a day's ballots, by the ballot
 * that is set aside when both are one; and those that a reviewer compared, by the rule for ballots. Plans:
 * review_items_station, review_turns_reviewer.
 */
export function pairInSlice({ by }: Slice, value: string): string {
  switch (by) {
    case 'station':
      return `p.station_id = ${value}::uuid`;
    case 'day':
      return `p.day = ${value}::date`;
    case 'reviewer':
      return `p.id in (select i.id ${readBy(value)} and i.kind = 'pair')`;
  }
}

/** Items `i` on which an answer of a reviewer counts. */
function readBy(reviewer: string): string {
  return `from review_turns t join review_items i on i.id = t.item_id and i.round = t.round
          where t.reviewer_id = ${reviewer}::uuid and t.state = 'answered' and not t.voided`;
}

/** One choice's accepted and published ballots at a station, and how many of them are in a slice. */
export interface SliceCount {
  readonly stationId: string;
  readonly choiceId: string;
  readonly ballots: number;
}

/**
 * Accepted ballots of a slice, by station and choice: those that are published now (`quarantined` false), or those that
 * are left out and would be published again if no other quarantine held them.
 */
export async function countSlice(
  q: Queryable,
  electionId: string,
  slice: Slice,
  quarantined: boolean,
): Promise<SliceCount[]> {
  const { rows } = await q.query<SliceCount>(
    `select b.station_id as "stationId", b.accepted_choice_id as "choiceId", count(*)::int as ballots
     from ballots b where b.election_id = $1 and b.kind = 'photographed' and b.state = 'verified'
       and b.quarantined = $3 and ${inSlice(slice, '$2')}
     group by 1, 2`,
    [electionId, slice.value, quarantined],
  );
  return rows;
}

/** How much of a slice, ballots and pairs, review has decided, and still has to. */
export async function sizeOfSlice(
  q: Queryable,
  electionId: string,
  slice: Slice,
): Promise<{ readonly decided: number; readonly waiting: number }> {
  const { rows } = await q.query<{ decided: number; waiting: number }>(
    `select count(*) filter (where i.state = 'closed')::int as decided,
       count(*) filter (where i.state <> 'closed')::int as waiting
     from (select i.state from ballots b join review_items i on i.ballot_id = b.id and i.kind = 'ballot'
           where b.election_id = $1 and ${inSlice(slice, '$2')}
           union all
           select p.state from review_items p
           where p.election_id = $1 and p.kind = 'pair' and ${pairInSlice(slice, '$2')}) i`,
    [electionId, slice.value],
  );
  return rows[0] ?? { decided: 0, waiting: 0 };
}
