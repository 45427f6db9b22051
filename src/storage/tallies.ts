import type { Tier } from '../domain/people.ts';
import type { Queryable } from './database.ts';

/** How one cell of the count moves. */
export interface TallyMove {
  readonly electionId: string;
  readonly stationId: string;
  readonly choiceId: string;
  readonly tier: Tier;
  readonly declared?: number;
  readonly photographed?: number;
  readonly withoutPhoto?: number;
}

/**
 * Moves tallies in one statement. Moves of one cell are added up first, and cells are taken in order,
 * so that two transactions that move the same cells never wait in a circle. A cell that would fall
 * below zero violates a constraint: something was taken away twice.
 */
export async function moveTallies(q: Queryable, moves: readonly TallyMove[]): Promise<void> {
  const cells = new Map<string, Required<TallyMove>>();
  for (const move of moves) {
    const key = `${move.electionId}/${move.stationId}/${move.choiceId}/${move.tier}`;
    const cell = cells.get(key);
    cells.set(key, {
      ...move,
      declared: (cell?.declared ?? 0) + (move.declared ?? 0),
      photographed: (cell?.photographed ?? 0) + (move.photographed ?? 0),
      withoutPhoto: (cell?.withoutPhoto ?? 0) + (move.withoutPhoto ?? 0),
    });
  }
  const sorted = [...cells.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, cell]) => cell);
  const moving = sorted.filter((c) => c.declared !== 0 || c.photographed !== 0 || c.withoutPhoto !== 0);
  if (moving.length === 0) return;
  const values = [
    moving.map((c) => c.electionId),
    moving.map((c) => c.stationId),
    moving.map((c) => c.choiceId),
    moving.map((c) => c.tier),
    moving.map((c) => c.declared),
    moving.map((c) => c.photographed),
    moving.map((c) => c.withoutPhoto),
  ];
  // Two steps, because a CHECK is tried on the row to be inserted before the conflict is found: a cell
  // that only goes down would fail although it exists.
  await q.query({
    name: 'open-tallies',
    text: `insert into tallies (election_id, station_id, choice_id, tier)
           select e, s, c, t from unnest($1::text[], $2::uuid[], $3::text[], $4::text[]) with ordinality as n(e, s, c, t, i)
           order by i
           on conflict do nothing`,
    values: values.slice(0, 4),
  });
  await q.query({
    name: 'move-tallies',
    text: `with n as materialized (
             select * from unnest($1::text[], $2::uuid[], $3::text[], $4::text[], $5::int[], $6::int[], $7::int[])
               with ordinality as n(e, s, c, t, declared, photographed, without_photo, i)),
           locked as materialized (
             select t.election_id, t.station_id, t.choice_id, t.tier, n.declared, n.photographed, n.without_photo
             from n join tallies t on (t.election_id, t.station_id, t.choice_id, t.tier) = (n.e, n.s, n.c, n.t)
             order by n.i for update of t)
           update tallies t set declared = t.declared + l.declared,
                                photographed = t.photographed + l.photographed,
                                without_photo = t.without_photo + l.without_photo
           from locked l
           where (t.election_id, t.station_id, t.choice_id, t.tier) = (l.election_id, l.station_id, l.choice_id, l.tier)`,
    values,
  });
}

/** A cell in which the kept tally and a recount from the rows disagree. */
export interface TallyDifference {
  readonly electionId: string;
  readonly stationId: string;
  readonly choiceId: string;
  readonly tier: Tier;
  readonly kept: readonly [declared: number, photographed: number, withoutPhoto: number];
  readonly recounted: readonly [declared: number, photographed: number, withoutPhoto: number];
}

/** Recomputes every tally from ballots and declarations, in one snapshot, and lists what differs. */
export async function compareTallies(q: Queryable): Promise<{ cells: number; differences: TallyDifference[] }> {
  const result = await q.query<TallyDifference & { same: boolean }>(
    `with rows as (
       select election_id, station_id, choice_id, tier, 1 as declared, 0 as photographed, 0 as without_photo from declarations
       union all
       select election_id, station_id, choice_id, tier, 0, (kind = 'photographed')::int, (kind = 'without-photo')::int
       from ballots where state in ('handed-in', 'locked', 'verified')),
     recounted as (
       select election_id, station_id, choice_id, tier,
              sum(declared)::int as declared, sum(photographed)::int as photographed, sum(without_photo)::int as without_photo
       from rows group by 1, 2, 3, 4)
     select coalesce(t.election_id, r.election_id) as "electionId", coalesce(t.station_id, r.station_id) as "stationId",
            coalesce(t.choice_id, r.choice_id) as "choiceId", coalesce(t.tier, r.tier) as tier,
            array[coalesce(t.declared, 0), coalesce(t.photographed, 0), coalesce(t.without_photo, 0)] as kept,
            array[coalesce(r.declared, 0), coalesce(r.photographed, 0), coalesce(r.without_photo, 0)] as recounted,
            coalesce(t.declared, 0) = coalesce(r.declared, 0) and coalesce(t.photographed, 0) = coalesce(r.photographed, 0)
              and coalesce(t.without_photo, 0) = coalesce(r.without_photo, 0) as same
     from tallies t full join recounted r
       on (t.election_id, t.station_id, t.choice_id, t.tier) = (r.election_id, r.station_id, r.choice_id, r.tier)`,
  );
  const differences = result.rows.filter((row) => !row.same).map(({ same: _, ...difference }) => difference);
  return { cells: result.rows.length, differences };
}

/** Writes the recount over the kept tallies. Call it in a transaction while no worker runs. */
export async function rewriteTallies(q: Queryable): Promise<void> {
  await q.query('lock table tallies in share row exclusive mode');
  const { differences } = await compareTallies(q);
  await moveTallies(
    q,
    differences.map(({ electionId, stationId, choiceId, tier, kept, recounted }) => ({
      electionId,
      stationId,
      choiceId,
      tier,
      declared: recounted[0] - kept[0],
      photographed: recounted[1] - kept[1],
      withoutPhoto: recounted[2] - kept[2],
    })),
  );
}
