import type { ReviewKind } from '../domain/review/readings.ts';
import type { Queryable } from './database.ts';

/** What an administrator sees of somebody as a reviewer. */
export interface ReviewerStats {
  readonly id: string;
  readonly alias: string;
  /** Still among the organizers. */
  readonly active: boolean;
  readonly practised: boolean;
  readonly pausedOn: string | null;
  readonly pausedBecause: string | null;
  readonly answered: number;
  /** From being shown to being answered, all answers together. */
  readonly seconds: number;
  readonly agreed: number;
  readonly disagreed: number;
  readonly goldRight: number;
  readonly goldWrong: number;
}

/** Everybody who has begun with practice or more, those who are paused first, then by how much they have read. */
export async function listReviewers(q: Queryable): Promise<ReviewerStats[]> {
  const { rows } = await q.query<ReviewerStats>(
    `select o.id, o.alias, o.active, r.practised_on is not null as practised, r.paused_on::text as "pausedOn",
       r.paused_because as "pausedBecause", r.answered, r.seconds, r.agreed, r.disagreed,
       r.gold_right as "goldRight", r.gold_wrong as "goldWrong"
     from reviewers r join organizers o on o.id = r.organizer_id
     order by r.paused_on is null, r.answered desc, o.alias`,
  );
  return rows;
}

/** An item that waits for an administrator. */
export interface DisputedItem {
  readonly id: string;
  readonly kind: ReviewKind;
  readonly electionId: string;
  readonly day: string;
  /** Null for candidates of gold items, which name no ballot. */
  readonly stationCode: string | null;
  readonly stationName: string | null;
  /** What reviewers answered in this round, each on their own. */
  readonly answers: readonly string[];
  /** Of a candidate: what reviewers had agreed on. */
  readonly outcome: string | null;
}

const ITEM = `select i.id, i.kind, i.election_id as "electionId", i.day::text, s.code as "stationCode",
    s.name as "stationName", i.outcome,
    array(select t.answer from review_turns t
          where t.item_id = i.id and t.round = i.round and t.state = 'answered' and not t.voided and not t.final
          order by t.answer) as answers
  from review_items i left join stations s on s.id = i.station_id`;

/** What reviewers do not agree on, the oldest day first. Plan: review_items_disputed. */
export async function listDisputed(q: Queryable, electionId: string, limit: number): Promise<DisputedItem[]> {
  const { rows } = await q.query<DisputedItem>(
    `${ITEM} where i.election_id = $1 and i.state = 'disputed' and i.kind <> 'gold' order by i.day, i.pick limit $2`,
    [electionId, limit],
  );
  return rows;
}

/** One item that waits for an administrator; undefined when it does not any more. */
export async function findDisputed(q: Queryable, itemId: string): Promise<DisputedItem | undefined> {
  const { rows } = await q.query<DisputedItem>(`${ITEM} where i.id = $1 and i.state = 'disputed'`, [itemId]);
  return rows[0];
}

/** How many items wait for an administrator. */
export async function countDisputed(q: Queryable): Promise<number> {
  const { rows } = await q.query<{ count: number }>(
    `select count(*)::int as count from review_items where state = 'disputed' and kind <> 'gold'`,
  );
  return rows[0]?.count ?? 0;
}

/** A station by its code, or by its id: what a slice is called. */
export async function stationOfSlice(
  q: Queryable,
  electionId: string,
  codeOrId: string,
): Promise<{ readonly id: string; readonly code: string; readonly name: string } | undefined> {
  const { rows } = await q.query<{ id: string; code: string; name: string }>(
    'select id, code, name from stations where election_id = $1 and (code = $2 or id::text = $2) limit 1',
    [electionId, codeOrId],
  );
  return rows[0];
}

/** Codes of stations, by id. */
export async function stationCodesOf(q: Queryable, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await q.query<{ id: string; code: string }>(
    'select id, code from stations where id = any($1::uuid[])',
    [ids],
  );
  return new Map(rows.map(({ id, code }) => [id, code]));
}
