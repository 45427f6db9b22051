import type { Queryable } from './database.ts';

export interface ReviewerRow {
  readonly practised: boolean;
  readonly pausedBecause: string | null;
  readonly paused: boolean;
  /** The ballots of what was answered last. */
  readonly lastBallotIds: readonly string[];
  /** When that was; null before the first answer. */
  readonly lastAnswerAt: Date | null;
  /** How many of a hundred items have a known answer; null until an administrator sets it. */
  readonly goldPercent: number | null;
}

/** What is known of an organizer as a reviewer; undefined when they were removed. */
export async function readReviewer(q: Queryable, organizerId: string): Promise<ReviewerRow | undefined> {
  const result = await q.query<ReviewerRow>({
    name: 'read-reviewer',
    text: `select r.practised_on is not null as practised, r.paused_on is not null as paused,
             r.paused_because as "pausedBecause",
             array_remove(array[i.ballot_id, i.other_ballot_id], null)::text[] as "lastBallotIds", r.last_answer_at as "lastAnswerAt",
             (select percent from gold_terms) as "goldPercent"
           from organizers o left join reviewers r on r.organizer_id = o.id left join review_items i on i.id = r.last_item_id
           where o.id = $1 and o.active`,
    values: [organizerId],
  });
  return result.rows[0];
}

/** Writes down that the practice items were passed. The first day stays. */
export async function writePractised(q: Queryable, organizerId: string, day: string): Promise<void> {
  await q.query(
    `insert into reviewers as r (organizer_id, practised_on) values ($1, $2)
     on conflict (organizer_id) do update set practised_on = coalesce(r.practised_on, excluded.practised_on)`,
    [organizerId, day],
  );
}

/** Elections of which anything is to be reviewed, the latest first. Plan: an index lookup for each election. */
export async function electionsUnderReview(q: Queryable): Promise<string[]> {
  const result = await q.query<{ id: string }>({
    name: 'elections-under-review',
    text: `select e.id from elections e
           where exists (select from review_items i where i.election_id = e.id and i.state = 'open'
                           and i.taken < i.wanted and i.kind <> 'gold')
           order by e.closes_on desc, e.id`,
  });
  return result.rows.map(({ id }) => id);
}
