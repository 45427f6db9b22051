import type { Tier } from '../domain/people.ts';
import type { Queryable } from './database.ts';

/** What a cell counts, as columns in the order of every statement below. */
const COUNTS = ['declared', 'photographed', 'withoutPhoto', 'verified', 'quarantined'] as const;

const COLUMNS: Readonly<Record<TallyCount, string>> = {
  declared: 'declared',
  photographed: 'photographed',
  withoutPhoto: 'without_photo',
  verified: 'verified',
  quarantined: 'quarantined',
};

export type TallyCount = (typeof COUNTS)[number];

/** A cell's figures. */
export type TallyFigures = Readonly<Record<TallyCount, number>>;

interface Cell {
  readonly electionId: string;
  readonly stationId: string;
  readonly choiceId: string;
  readonly tier: Tier;
}

/** How one cell of the count moves. */
export interface TallyMove extends Cell, Partial<TallyFigures> {}

const columns = COUNTS.map((count) => COLUMNS[count]);

/**
 * Moves tallies in one statement. Moves of one cell are added up first, and cells are taken in order,
 * so that two transactions that move the same cells never wait in a circle. A cell that would fall
 * below zero violates a constraint: something was taken away twice.
 */
export async function moveTallies(q: Queryable, moves: readonly TallyMove[]): Promise<void> {
  const cells = new Map<string, Cell & TallyFigures>();
  for (const move of moves) {
    const key = `${move.electionId}/${move.stationId}/${move.choiceId}/${move.tier}`;
    const cell = cells.get(key);
    cells.set(key, { ...move, ...figures((count) => (cell?.[count] ?? 0) + (move[count] ?? 0)) });
  }
  const sorted = [...cells.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, cell]) => cell);
  const moving = sorted.filter((cell) => COUNTS.some((count) => cell[count] !== 0));
  if (moving.length === 0) return;
  const keys = [
    moving.map((c) => c.electionId),
    moving.map((c) => c.stationId),
    moving.map((c) => c.choiceId),
    moving.map((c) => c.tier),
  ];
  // Two steps, because a CHECK is tried on the row to be inserted before the conflict is found: a cell
  // that only goes down would fail although it exists.
  await q.query({
    name: 'open-tallies',
    text: `insert into tallies (election_id, station_id, choice_id, tier)
           select e, s, c, t from unnest($1::text[], $2::uuid[], $3::text[], $4::text[]) with ordinality as n(e, s, c, t, i)
           order by i
           on conflict do nothing`,
    values: keys,
  });
  await q.query({
    name: 'move-tallies',
    text: `with n as materialized (
             select * from unnest($1::text[], $2::uuid[], $3::text[], $4::text[], $5::int[], $6::int[], $7::int[], $8::int[], $9::int[])
               with ordinality as n(e, s, c, t, ${columns.join(', ')}, i)),
           locked as materialized (
             select t.election_id, t.station_id, t.choice_id, t.tier, ${columns.map((c) => `n.${c}`).join(', ')}
             from n join tallies t on (t.election_id, t.station_id, t.choice_id, t.tier) = (n.e, n.s, n.c, n.t)
             order by n.i for update of t)
           update tallies t set ${columns.map((c) => `${c} = t.${c} + l.${c}`).join(', ')}
           from locked l
           where (t.election_id, t.station_id, t.choice_id, t.tier) = (l.election_id, l.station_id, l.choice_id, l.tier)`,
    values: [...keys, ...COUNTS.map((count) => moving.map((cell) => cell[count]))],
  });
}

function figures(of: (count: TallyCount) => number): TallyFigures {
  return {
    declared: of('declared'),
    photographed: of('photographed'),
    withoutPhoto: of('withoutPhoto'),
    verified: of('verified'),
    quarantined: of('quarantined'),
  };
}

/** A cell in which the kept tally and a recount from the rows disagree. */
export interface TallyDifference extends Cell {
  readonly kept: TallyFigures;
  readonly recounted: TallyFigures;
}

/** Recomputes every tally from ballots and declarations, in one snapshot, and lists what differs. */
export async function compareTallies(q: Queryable): Promise<{ cells: number; differences: TallyDifference[] }> {
  const result = await q.query<Cell & { kept: number[]; recounted: number[] }>(
    `with rows as (
       select election_id, station_id, choice_id, tier, 1 as declared, 0 as photographed, 0 as without_photo,
         0 as verified, 0 as quarantined from declarations
       union all
       select election_id, station_id, choice_id, tier, 0, (kind = 'photographed')::int, (kind = 'without-photo')::int, 0, 0
       from ballots where state in ('handed-in', 'locked', 'verified')
       union all
       select election_id, station_id, accepted_choice_id, tier, 0, 0, 0, 1, quarantined::int
       from ballots where state = 'verified'),
     recounted as (
       select election_id, station_id, choice_id, tier, ${columns.map((c) => `sum(${c})::int as ${c}`).join(', ')}
       from rows group by 1, 2, 3, 4)
     select coalesce(t.election_id, r.election_id) as "electionId", coalesce(t.station_id, r.station_id) as "stationId",
            coalesce(t.choice_id, r.choice_id) as "choiceId", coalesce(t.tier, r.tier) as tier,
            array[${columns.map((c) => `coalesce(t.${c}, 0)`).join(', ')}] as kept,
            array[${columns.map((c) => `coalesce(r.${c}, 0)`).join(', ')}] as recounted
     from tallies t full join recounted r
       on (t.election_id, t.station_id, t.choice_id, t.tier) = (r.election_id, r.station_id, r.choice_id, r.tier)`,
  );
  const byName = (values: readonly number[]) => figures((count) => values[COUNTS.indexOf(count)] ?? 0);
  const differences = result.rows
    .filter(({ kept, recounted }) => kept.some((value, at) => value !== recounted[at]))
    .map((row) => ({ ...row, kept: byName(row.kept), recounted: byName(row.recounted) }));
  return { cells: result.rows.length, differences };
}

/** Writes the recount over the kept tallies. Call it in a transaction while no worker runs. */
export async function rewriteTallies(q: Queryable): Promise<void> {
  await q.query('lock table tallies in share row exclusive mode');
  const { differences } = await compareTallies(q);
  await moveTallies(
    q,
    differences.map(({ kept, recounted, ...cell }) => ({
      ...cell,
      ...figures((count) => recounted[count] - kept[count]),
    })),
  );
}
