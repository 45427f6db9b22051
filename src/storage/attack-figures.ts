import type { AttackFigures, WatchedCell, WatchedReviewer } from '../domain/attacks/figures.ts';
import { daysFrom } from '../domain/chronicle/days.ts';
import type { Tier } from '../domain/people.ts';
import type { Queryable } from './database.ts';

/** So many accounts more were erased on a day. Taken last in a transaction: everybody adds to the same row. */
export async function countForgotten(q: Queryable, day: string, count: number): Promise<void> {
  await q.query(
    `insert into forgotten_days (day, count) values ($1, $2)
     on conflict (day) do update set count = forgotten_days.count + excluded.count`,
    [day, count],
  );
}

interface BallotRow {
  readonly stationId: string;
  readonly day: string;
  readonly tier: Tier;
  readonly choiceId: string;
  readonly counted: number;
  readonly accepted: number;
  readonly bad: number;
}

/** What attacks on an election are looked for in. It reads every ballot's row once: some tenths of a second a million. */
export async function readAttackFigures(q: Queryable, electionId: string): Promise<AttackFigures> {
  const stations = await q.query<{ id: string; code: string; region: string; voters: number | null }>(
    `select id, code, coalesce(levels[1], '') as region, registered_voters as voters
     from stations where election_id = $1 order by code`,
    [electionId],
  );
  const ballots = await q.query<BallotRow>(
    `select station_id as "stationId", day::text, tier, coalesce(accepted_choice_id, choice_id) as "choiceId",
            count(*) filter (where state in ('handed-in', 'locked', 'verified'))::int as counted,
            count(*) filter (where state = 'verified')::int as accepted,
            count(*) filter (where state in ('rejected', 'duplicate'))::int as bad
     from ballots where election_id = $1 and state not in ('receiving', 'refused') group by 1, 2, 3, 4`,
    [electionId],
  );
  const joined = await q.query<{ stationId: string; day: string; tier: Tier; count: number }>(
    `select p.station_id as "stationId", p.joined_on::text as day, coalesce(p.tier, 'unverified') as tier, count(*)::int as count
     from people p join stations s on s.id = p.station_id where s.election_id = $1 group by 1, 2, 3`,
    [electionId],
  );
  const deletions = await q.query<{ day: string; count: number }>('select day::text, count from forgotten_days');
  // Accounts are erased in no election: what was before its first day is none of it.
  const seen = [...new Set([...ballots.rows, ...joined.rows].map(({ day }) => day))].sort();
  const later = deletions.rows.flatMap(({ day }) => (seen[0] !== undefined && day >= seen[0] ? [day] : []));
  const days = daysBetween(seen[0], [...seen, ...later].sort().at(-1));
  const dayPlaces = new Map(days.map((day, place) => [day, place]));
  const stationPlaces = new Map(stations.rows.map(({ id }, place) => [id, place]));
  const erased = new Map(deletions.rows.map(({ day, count }) => [day, count]));
  const cells = new Map<string, { -readonly [K in keyof WatchedCell]: WatchedCell[K] }>();
  const cellOf = (row: { stationId: string; day: string; tier: Tier }) => {
    const [station, day] = [stationPlaces.get(row.stationId) ?? -1, dayPlaces.get(row.day) ?? -1];
    const key = `${station}/${day}/${row.tier}`;
    const cell = cells.get(key) ?? { station, day, tier: row.tier, counted: 0, accepted: 0, bad: 0, joined: 0 };
    cells.set(key, cell);
    return cell;
  };
  const choices = new Map<string, { station: number; tier: Tier; choiceId: string; count: number }>();
  for (const row of ballots.rows) {
    const cell = cellOf(row);
    cell.counted += row.counted;
    cell.accepted += row.accepted;
    cell.bad += row.bad;
    const { choiceId, tier, counted } = row;
    const key = `${cell.station}/${tier}/${choiceId}`;
    const choice = choices.get(key) ?? { station: cell.station, tier, choiceId, count: 0 };
    choice.count += counted;
    choices.set(key, choice);
  }
  for (const row of joined.rows) cellOf(row).joined += row.count;
  return {
    days,
    stations: stations.rows.map(({ code, region, voters }) => ({ code, region, voters })),
    cells: [...cells.values()],
    choices: [...choices.values()].filter(({ count }) => count > 0),
    deletions: days.map((day) => erased.get(day) ?? 0),
    reviewers: await readReviewers(q, electionId),
  };
}

/** Answers to ballots that are decided, each in the round in which it was. */
async function readReviewers(q: Queryable, electionId: string): Promise<WatchedReviewer[]> {
  const { rows } = await q.query<{ id: string; alias: string; answer: string; right: boolean; count: number }>(
    `select t.reviewer_id as id, o.alias, t.answer, t.answer = i.outcome as right, count(*)::int as count
     from review_turns t
       join review_items i on i.id = t.item_id and i.round = t.round
       join organizers o on o.id = t.reviewer_id
     where i.election_id = $1 and i.kind = 'ballot' and i.state = 'closed' and t.state = 'answered' and not t.final
     group by 1, 2, 3, 4 order by 1, 3`,
    [electionId],
  );
  const reviewers = new Map<
    string,
    { alias: string; answers: number; overruled: { answer: string; count: number }[] }
  >();
  for (const { id, alias, answer, right, count } of rows) {
    const known = reviewers.get(id) ?? { alias, answers: 0, overruled: [] };
    known.answers += count;
    if (!right) known.overruled.push({ answer, count });
    reviewers.set(id, known);
  }
  return [...reviewers].map(([id, rest]) => ({ id, ...rest }));
}

/** Both with them; none where there is no day. */
function daysBetween(first: string | undefined, last: string | undefined): string[] {
  if (first === undefined || last === undefined) return [];
  const days: string[] = [];
  for (let day = first; day <= last; day = daysFrom(day, 1)) days.push(day);
  return days;
}
