import type { Queryable } from './database.ts';
import { takeFromHands } from './review-turns.ts';

/** An accepted ballot that becomes a candidate for a gold item. */
export interface GoldSource {
  readonly ballotId: string;
  /** What was agreed on. */
  readonly outcome: string;
}

/** Ballots that reviewers agreed on and whose photos are in no gold item, by lot. */
export async function drawGoldSources(q: Queryable, electionId: string, count: number): Promise<GoldSource[]> {
  const { rows } = await q.query<GoldSource>(
    `select i.ballot_id as "ballotId", i.outcome from review_items i
     where i.election_id = $1 and i.kind = 'ballot' and i.state = 'closed' and i.outcome is not null
       and not exists (select from photos p join review_photos g on g.photo_id = p.id
                         join review_items gi on gi.id = g.item_id and gi.kind = 'gold' where p.ballot_id = i.ballot_id)
     order by random() limit $2`,
    [electionId, count],
  );
  return rows;
}

export interface NewGoldItem {
  readonly electionId: string;
  /** The known answer; of a candidate, what reviewers agreed on. */
  readonly answer: string;
  /** `disputed`: a candidate, which waits for an administrator's reading. */
  readonly state: 'open' | 'disputed';
  readonly pick: number;
  readonly day: string;
}

/** Writes a gold item that names no ballot; resolves to its id. Its photos are to be given to it. */
export async function insertGoldItem(q: Queryable, of: NewGoldItem): Promise<string> {
  const { rows } = await q.query<{ id: string }>(
    `insert into review_items (kind, election_id, outcome, state, pick, day) values ('gold', $1, $2, $3, $4, $5) returning id`,
    [of.electionId, of.answer, of.state, of.pick, of.day],
  );
  const [row] = rows;
  if (row === undefined) throw new Error('a gold item was not inserted');
  return row.id;
}

/** Makes a candidate a gold item. False when it is none (any more). */
export async function openGoldItem(q: Queryable, itemId: string, answer: string): Promise<boolean> {
  const { rowCount } = await q.query(
    `update review_items set state = 'open', outcome = $2 where id = $1 and kind = 'gold' and state = 'disputed'`,
    [itemId, answer],
  );
  return rowCount === 1;
}

/** Takes a gold item, or a candidate, from everybody. False when that was done before. */
export async function closeGoldItem(q: Queryable, itemId: string): Promise<boolean> {
  const { rowCount } = await q.query(
    `update review_items set state = 'closed' where id = $1 and kind = 'gold' and state <> 'closed'`,
    [itemId],
  );
  await takeFromHands(q, [itemId]);
  return rowCount === 1;
}

export interface GoldItemRow {
  readonly id: string;
  readonly state: 'open' | 'disputed';
  readonly answer: string;
  /** How often it was read rightly and wrongly. */
  readonly right: number;
  readonly wrong: number;
}

/** Gold items and candidates, those first that are read wrongly most often: perhaps the known answer is. */
export async function listGoldItems(q: Queryable, electionId: string, limit: number): Promise<GoldItemRow[]> {
  const { rows } = await q.query<GoldItemRow>(
    `select i.id, i.state, i.outcome as answer,
       (count(t.*) filter (where t.answer = i.outcome))::int as right,
       (count(t.*) filter (where t.answer <> i.outcome))::int as wrong
     from review_items i left join review_turns t on t.item_id = i.id and t.state = 'answered' and not t.voided and not t.final
     where i.election_id = $1 and i.kind = 'gold' and i.state <> 'closed'
     group by i.id order by i.state, wrong desc, i.pick limit $2`,
    [electionId, limit],
  );
  return rows;
}

/** How many gold items there are, and how many candidates wait. */
export async function countGold(
  q: Queryable,
  electionId: string,
): Promise<{ readonly open: number; readonly candidates: number }> {
  const { rows } = await q.query<{ open: number; candidates: number }>(
    `select count(*) filter (where state = 'open')::int as open,
       count(*) filter (where state = 'disputed')::int as candidates
     from review_items where election_id = $1 and kind = 'gold'`,
    [electionId],
  );
  return rows[0] ?? { open: 0, candidates: 0 };
}

/**
 * How many gold items are left to whoever has had most of them, among those who have answered anything since an instant
 * and may go on; undefined when these are nobody. Plan: a look at every turn of a gold item.
 */
export async function fewestGoldLeft(q: Queryable, electionId: string, since: Date): Promise<number | undefined> {
  const { rows } = await q.query<{ left: number | null }>(
    `with gold as materialized (
       select id, round from review_items where election_id = $1 and kind = 'gold' and state = 'open'),
     had as materialized (
       select t.reviewer_id, count(*) as items from gold g join review_turns t on t.item_id = g.id and t.round = g.round
       group by t.reviewer_id)
     select min((select count(*) from gold) - coalesce(h.items, 0))::int as "left"
     from reviewers r join organizers o on o.id = r.organizer_id and o.active left join had h on h.reviewer_id = r.organizer_id
     where r.paused_on is null and r.last_answer_at > $2`,
    [electionId, since],
  );
  return rows[0]?.left ?? undefined;
}
