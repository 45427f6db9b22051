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
     where kind = 'ballot' and not compared order by day, id limit $1`,
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
 * what has the same hash on every side. What nobody has compared yet is left out: it finds these when it is its turn, or
 * two would stand before reviewers twice, each once as the later one. Of two ballots that are compared at the same moment,
 * the one of the earlier day counts as the earlier, and by lot (the lower id) within a day. Plans: ballots_tally,
 * photos_ballot, photos_perceptual_hash, review_items_of_ballot.
 */
export async function findNearDuplicates(q: Queryable, ballotIds: readonly string[]): Promise<NearPair[]> {
  const { rows } = await q.query<NearPair>({
    name: 'find-near-duplicates',
    text: `with sides as materialized (
             select p.ballot_id, p.side, p.perceptual_hash as hash, o.election_id, o.station_id, o.day,
               count(*) over (partition by p.ballot_id) as sides
             from photos p join ballots o on o.id = p.ballot_id
             where p.ballot_id = any($1::uuid[]) and p.perceptual_hash is not null and ${COUNTS}),
           here as (
             select n.ballot_id as a, n.day as a_day, o.id as b, o.day as b_day, n.sides,
               bit_count((n.hash # p.perceptual_hash)::bit(64)) as bits
             from sides n
               join ballots o on o.election_id = n.election_id and o.station_id = n.station_id and o.id <> n.ballot_id
               join photos p on p.ballot_id = o.id and p.side = n.side
             where ${COUNTS} and p.perceptual_hash is not null),
           elsewhere as (
             select n.ballot_id as a, n.day as a_day, o.id as b, o.day as b_day, n.sides, 0::bigint as bits
             from sides n
               join photos p on p.perceptual_hash = n.hash and p.side = n.side
               join ballots o on o.id = p.ballot_id and o.election_id = n.election_id and o.station_id <> n.station_id
             where ${COUNTS}),
           pairs as (
             select a, a_day, b, b_day, sum(bits) as bits, bool_or(bits = 0) as alike, max(sides) as sides from here
             group by a, a_day, b, b_day having count(*) = max(sides)
             union all
             select a, a_day, b, b_day, 0, true, max(sides) from elsewhere
             group by a, a_day, b, b_day having count(*) = max(sides)),
           near as (
             select a, b, b = any($1::uuid[]) and (b_day, b) > (a_day, a) as turned,
               row_number() over (partition by a order by bits, b) as place
             from pairs
             where (bits <= case when sides = 1 then $2::int else $3::int end or alike)
               and (select count(*) from photos p where p.ballot_id = b and p.perceptual_hash is not null) = sides
               and (b = any($1::uuid[])
                    or (select i.compared from review_items i where i.ballot_id = b and i.kind = 'ballot')))
           select distinct case when turned then b else a end as "ballotId",
             case when turned then a else b end as "otherBallotId"
           from near where place <= $4`,
    values: [ballotIds, NEARLY_THE_SAME_ALONE, NEARLY_THE_SAME, OTHERS],
  });
  return rows;
}

/**
 * Puts pairs before reviewers; resolves to the new items. Two that were shown before, either way round, are not again, and a
 * ballot that its sender takes back at this moment is in none: whoever deletes it is waited for.
 */
export async function insertPairItems(
  q: Queryable,
  pairs: readonly (NearPair & { readonly pick: number })[],
): Promise<readonly (NearPair & { readonly itemId: string })[]> {
  const { rows } = await q.query<NearPair & { itemId: string }>(
    `with there as materialized (
       select b.id, n.other, b.election_id, b.station_id, n.pick, b.day
       from unnest($1::uuid[], $2::uuid[], $3::int[]) as n(id, other, pick) join ballots b on b.id = n.id
         join ballots o on o.id = n.other
       for key share of b, o)
     insert into review_items (kind, ballot_id, other_ballot_id, election_id, station_id, pick, day, priority)
     select 'pair', b.id, b.other, b.election_id, b.station_id, b.pick, b.day, i.priority
     from there b join review_items i on i.ballot_id = b.id and i.kind = 'ballot'
     where not exists (select from review_items o
                       where o.kind = 'pair' and o.ballot_id = b.other and o.other_ballot_id = b.id)
     on conflict (ballot_id, other_ballot_id) where kind = 'pair' do nothing
     returning id as "itemId", ballot_id as "ballotId", other_ballot_id as "otherBallotId"`,
    [pairs.map((p) => p.ballotId), pairs.map((p) => p.otherBallotId), pairs.map((p) => p.pick)],
  );
  return rows;
}

export async function markCompared(q: Queryable, itemIds: readonly string[]): Promise<void> {
  await q.query('update review_items set compared = true where id = any($1::uuid[])', [itemIds]);
}

/**
 * The ballots that count and show the same paper as each of these, as far as decided pairs say: itself, while it counts;
 * what it was found to be a copy of; and so on from there. Only the ballots asked for need be locked: a copy of something
 * that leaves the count at this very moment may be set aside still. Plan: review_items_of_pair.
 */
export async function countedPapers(q: Queryable, ballotIds: readonly string[]): Promise<Map<string, string[]>> {
  const { rows } = await q.query<{ ballotId: string; countedIds: string[] }>(
    `with recursive paper as (
       select id as asked, id from unnest($1::uuid[]) id
       union
       select n.asked, p.other_ballot_id from paper n
         join review_items p on p.ballot_id = n.id and p.kind = 'pair' and p.outcome = 'same')
     select n.asked as "ballotId", array_agg(o.id order by o.day, o.id) as "countedIds"
     from paper n join ballots o on o.id = n.id where ${COUNTS} group by n.asked`,
    [ballotIds],
  );
  return new Map(rows.map(({ ballotId, countedIds }) => [ballotId, countedIds]));
}
