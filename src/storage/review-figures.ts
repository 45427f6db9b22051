import type { Queryable } from './database.ts';

export interface QueueCounts {
  readonly open: number;
  readonly urgent: number;
  readonly answersWanted: number;
  readonly disputed: number;
  readonly oldestDay: string | null;
}

/** What is waiting. Reads an index entry for each open item: to be remembered for some seconds, not read at each look. */
export async function countQueue(q: Queryable, electionId: string): Promise<QueueCounts> {
  const result = await q.query<QueueCounts>(
    `select count(*)::int as open, (count(*) filter (where i.priority = 0))::int as urgent,
       coalesce(sum(i.wanted - i.taken), 0)::int as "answersWanted", min(i.day)::text as "oldestDay",
       (select count(*)::int from review_items d where d.election_id = $1 and d.state = 'disputed'
          and d.kind <> 'gold') as disputed
     from review_items i
     where i.election_id = $1 and i.state = 'open' and i.taken < i.wanted and i.kind <> 'gold'`,
    [electionId],
  );
  const [row] = result.rows;
  if (row === undefined) throw new Error('A count has a row');
  return row;
}

/** Answers and decisions since a moment, and how many reviewers gave any. */
export async function readPace(
  q: Queryable,
  since: Date,
): Promise<{ readonly answers: number; readonly decided: number; readonly reviewers: number }> {
  const result = await q.query<{ answers: number; decided: number; reviewers: number }>(
    `select coalesce(sum(answers), 0)::int as answers, coalesce(sum(decided), 0)::int as decided,
       (select count(*)::int from reviewers where last_answer_at >= $1) as reviewers
     from review_pace where minute >= $1`,
    [since],
  );
  const [row] = result.rows;
  if (row === undefined) throw new Error('A sum has a row');
  return row;
}

/** Result sheets that wait to be typed, and how many were settled since a moment. Plan: protocols_open. */
export async function countSheets(
  q: Queryable,
  electionId: string,
  since: Date,
): Promise<{ readonly open: number; readonly settled: number }> {
  const { rows } = await q.query<{ open: number; settled: number }>(
    `select (select count(*)::int from protocols where election_id = $1 and state = 'open') as open,
       (select coalesce(sum(sheets), 0)::int from review_pace where minute >= $2) as settled`,
    [electionId, since],
  );
  const [row] = rows;
  if (row === undefined) throw new Error('A count has a row');
  return row;
}

/** Adds a settled result sheet to the minute at hand. */
export async function addSettledSheet(q: Queryable, minute: Date): Promise<void> {
  await q.query({
    name: 'add-settled-sheet',
    text: `insert into review_pace as p (minute, sheets) values (date_trunc('minute', $1::timestamptz), 1)
           on conflict (minute) do update set sheets = p.sheets + 1`,
    values: [minute],
  });
}

/** Adds to the minute at hand. */
export async function addPace(q: Queryable, minute: Date, answers: number, decided: number): Promise<void> {
  await q.query({
    name: 'add-review-pace',
    text: `insert into review_pace as p (minute, answers, decided) values (date_trunc('minute', $1::timestamptz), $2, $3)
           on conflict (minute) do update set answers = p.answers + excluded.answers, decided = p.decided + excluded.decided`,
    values: [minute, answers, decided],
  });
}
