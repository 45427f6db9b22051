import { NEARLY_THE_SAME, NEARLY_THE_SAME_ALONE } from '../domain/review/near-duplicates.ts';
import type { Queryable } from './database.ts';

/** Lets one worker at a time compare, until its transaction ends. False when another one does. */
export async function lockComparing(q: Queryable): Promise<boolean> {
  const { rows } = await q.query<{ locked: boolean }>(`select pg_try_advisory_xact_lock(4, 1) as locked`);
  return rows[0]?.locked === true;
}

export interface ToCompare {
  readonly itemId: string;
  readonly ballotId: string;
}

/** Items of ballots that nobody has compared yet, the oldest day first. Plan: review_items_to_compare. */
export async function itemsToCompare(q: Queryable, limit: number): Promise<ToCompare[]> {
  const { rows } = await q.query<ToCompare>(
    `select id as "itemId", ballot_id as "ballotId" from review_items
     where kind = 'ballot' and not compared order by id limit $1`,
    [limit],
  );
  return rows;
}

export interface NearPair {
  /** The one that came later, as far as that is known. */
  readonly ballotId: string;
  readonly otherBallotId: string;
}

/** Ballots `o` that are counted, and whose copies would be. */
const COUNTS = `o.kind = 'photographed' and o.state in ('handed-in', 'locked', 'verified')`;

/** At most so many others are shown beside one ballot: the closest. */
const OTHERS = 2;

/**
 * What is nearly the same as these ballots: at their own station by `isNearDuplicate`, anywhere else in the election only
 * what has the same hash on every side. Of two ballots that are compared at the same moment, the one with the lower id
 * counts as the earlier. Plans: ballots_tally, photos_ballot, photos_perceptual_hash.
 */
export async function findNearDuplicates(q: Queryable, ballotIds: readonly string[]): Promise<NearPair[]> {
  const { rows } = await q.query<NearPair>({
    name: 'find-near-duplicates',
    text: `with sides as materialized (
             select p.ballot_id, p.side, p.perceptual_hash as hash, o.election_id, o.station_id,
               count(*) over (partition by p.ballot_id) as sides
             from photos p join ballots o on o.id = p.ballot_id
             where p.ballot_id = any($1::uuid[]) and p.perceptual_hash is not null and ${COUNTS}),
           here as (
             select n.ballot_id as a, o.id as b, n.sides, bit_count((n.hash # p.perceptual_hash)::bit(64)) as bits
             from sides n
               join ballots o on o.election_id = n.election_id and o.station_id = n.station_id and o.id <> n.ballot_id
               join photos p on p.ballot_id = o.id and p.side = n.side
             where ${COUNTS} and p.perceptual_hash is not null),
           elsewhere as (
             select n.ballot_id as a, o.id as b, n.sides, 0::bigint as bits
             from sides n
               join photos p on p.perceptual_hash = n.hash and p.side = n.side
               join ballots o on o.id = p.ballot_id and o.election_id = n.election_id and o.station_id <> n.station_id
             where ${COUNTS}),
           pairs as (
             select a, b, sum(bits) as bits, bool_or(bits = 0) as alike, max(sides) as sides from here
             group by a, b having count(*) = max(sides)
             union all
             select a, b, 0, true, max(sides) from elsewhere group by a, b having count(*) = max(sides)),
           near as (
             select a, b, row_number() over (partition by a order by bits, b) as place from pairs
             where (bits <= case when sides = 1 then $2::int else $3::int end or alike)
               and (select count(*) from photos p where p.ballot_id = b and p.perceptual_hash is not null) = sides)
           select distinct case when a = any($1) and b = any($1) and a < b then b else a end as "ballotId",
             case when a = any($1) and b = any($1) and a < b then a else b end as "otherBallotId"
           from near where place <= $4`,
    values: [ballotIds, NEARLY_THE_SAME_ALONE, NEARLY_THE_SAME, OTHERS],
  });
  return rows;
}

/** Puts pairs before reviewers; resolves to the new items. A pair that was shown before is not shown again. */
export async function insertPairItems(
  q: Queryable,
  pairs: readonly (NearPair & { readonly pick: number })[],
): Promise<readonly (NearPair & { readonly itemId: string })[]> {
  const { rows } = await q.query<NearPair & { itemId: string }>(
    `insert into review_items (kind, ballot_id, other_ballot_id, election_id, station_id, pick, day, priority)
     select 'pair', b.id, n.other, b.election_id, b.station_id, n.pick, b.day, i.priority
     from unnest($1::uuid[], $2::uuid[], $3::int[]) as n(id, other, pick) join ballots b on b.id = n.id
       join review_items i on i.ballot_id = b.id and i.kind = 'ballot'
     on conflict (ballot_id, other_ballot_id) where kind = 'pair' do nothing
     returning id as "itemId", ballot_id as "ballotId", other_ballot_id as "otherBallotId"`,
    [pairs.map((p) => p.ballotId), pairs.map((p) => p.otherBallotId), pairs.map((p) => p.pick)],
  );
  return rows;
}

export async function markCompared(q: Queryable, itemIds: readonly string[]): Promise<void> {
  await q.query('update review_items set compared = true where id = any($1::uuid[])', [itemIds]);
}
