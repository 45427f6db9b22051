import type { AttackFigures, WatchedCell, WatchedReviewer } from '../domain/attacks/figures.ts';
import { daysFrom } from '../domain/chronicle/days.ts';
import type { Tier } from '../domain/people.ts';
import { sum } from '../domain/sums.ts';
import type { Queryable } from './database.ts';

/** So many accounts more were erased on a day. Taken last in a transaction: everybody adds to the same row. */
export async function countForgotten(q: Queryable, day: string, count: number): Promise<void> {
  await q.query(
    `insert into forgotten_days (day, count) values ($1, $2)
     on conflict (day) do update set count = forgotten_days.count + excluded.count`,
    [day, count],
  );
}

/**
 * So many days before the first ballot and after the last one are looked at, too: accounts of a farm are made shortly
 * before. What is further away is in no comparison: every day costs as much as there are stations.
 */
const DAYS_AROUND = 7;

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
  const voted = ballots.rows.map(({ day }) => day).sort();
  // As long as nobody has voted, those who came last.
  const newest = voted.length > 0 ? undefined : await lastDayOfJoining(q, electionId);
  const from = daysAfter(voted[0] ?? newest, -DAYS_AROUND);
  const to = daysAfter(voted.at(-1) ?? newest, DAYS_AROUND);
  const { joined, joinedBefore } = await readJoined(q, electionId, from, to);
  const deletions = await q.query<{ day: string; count: number }>('select day::text, count from forgotten_days');
  // Accounts are erased in no election: what was before its first day, or is long after its last one, is none of it.
  const seen = [...voted, ...joined.map(({ day }) => day)].sort();
  const first = seen[0];
  const later = deletions.rows.flatMap(({ day }) =>
    first !== undefined && to !== null && day >= first && day <= to ? [day] : [],
  );
  const days = daysBetween(first, [...seen, ...later].sort().at(-1));
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
  for (const row of joined) cellOf(row).joined += row.count;
  return {
    days,
    joinedBefore,
    stations: stations.rows.map(({ code, region, voters }) => ({ code, region, voters })),
    cells: [...cells.values()],
    choices: [...choices.values()].filter(({ count }) => count > 0),
    deletions: days.map((day) => erased.get(day) ?? 0),
    reviewers: await readReviewers(q, electionId),
  };
}

interface JoinedRow {
  readonly stationId: string;
  readonly day: string;
  readonly tier: Tier;
  readonly count: number;
}

/** Accounts that have a station, by the day on which they joined; how many did so earlier than `from`; none after `to`. */
async function readJoined(
  q: Queryable,
  electionId: string,
  from: string | null,
  to: string | null,
): Promise<{ joined: JoinedRow[]; joinedBefore: number }> {
  const { rows } = await q.query<Omit<JoinedRow, 'day'> & { day: string | null }>(
    `select p.station_id as "stationId", case when p.joined_on >= $2 then p.joined_on::text end as day,
            coalesce(p.tier, 'unverified') as tier, count(*)::int as count
     from people p join stations s on s.id = p.station_id where s.election_id = $1 and p.joined_on <= $3 group by 1, 2, 3`,
    [electionId, from, to],
  );
  return {
    joined: rows.flatMap(({ day, ...row }) => (day === null ? [] : [{ ...row, day }])),
    joinedBefore: sum(rows.map(({ day, count }) => (day === null ? count : 0))),
  };
}

async function lastDayOfJoining(q: Queryable, electionId: string): Promise<string | undefined> {
  const { rows } = await q.query<{ day: string | null }>(
    `select max(p.joined_on)::text as day from people p join stations s on s.id = p.station_id where s.election_id = $1`,
    [electionId],
  );
  return rows[0]?.day ?? undefined;
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

function daysAfter(day: string | undefined, days: number): string | null {
  return day === undefined ? null : daysFrom(day, days);
}

/** Both with them; none where there is no day. */
function daysBetween(first: string | undefined, last: string | undefined): string[] {
  if (first === undefined || last === undefined) return [];
  const days: string[] = [];
  for (let day = first; day <= last; day = daysFrom(day, 1)) days.push(day);
  return days;
}
