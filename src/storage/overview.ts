import type { MessengerName, Tier } from '../domain/people.ts';
import type { Queryable } from './database.ts';

/** How many people are alike in these. */
export interface PeopleGroup {
  /** Null until registered. */
  readonly tier: Tier | null;
  readonly messenger: MessengerName;
  /** The station's uppermost level; null while they have not chosen one. */
  readonly region: string | null;
  readonly people: number;
  /** Of them, those who blocked the bot. */
  readonly unreachable: number;
}

/** Reads every row of `people` once: not to be asked for at every look. */
export async function countPeople(q: Queryable): Promise<PeopleGroup[]> {
  const result = await q.query<PeopleGroup>(
    `select g.tier, g.messenger, s.levels[1] as region, sum(g.people)::int as people, sum(g.unreachable)::int as unreachable
     from (select station_id, tier, messenger, count(*) as people, count(*) filter (where not reachable) as unreachable
           from people group by 1, 2, 3) g
     left join stations s on s.id = g.station_id
     group by 1, 2, 3 order by 1, 2, 3`,
  );
  return result.rows;
}

export interface OpenRows {
  readonly queue: 'sends' | 'intents' | 'photos';
  readonly rows: number;
  /** Of them, those that wait for their time. */
  readonly later: number;
}

/** What is still to be done, counted in at most so many rows: a long backlog is not read to its end. */
export async function countOpenRows(q: Queryable, limit: number): Promise<OpenRows[]> {
  const result = await q.query<OpenRows>(
    `select queue, count(*)::int as rows, count(*) filter (where due_at > now())::int as later
     from (select queue, due_at from outbox limit $1) o group by queue`,
    [limit],
  );
  return result.rows;
}

export interface DeliveryCount {
  readonly messenger: MessengerName;
  readonly outcome: 'sent' | 'stopped' | 'uncertain' | 'failed';
  readonly code: string;
  readonly count: number;
}

/** What became of the messages of a day (UTC). */
export async function countDeliveries(q: Queryable, day: string): Promise<DeliveryCount[]> {
  const result = await q.query<DeliveryCount>(
    `select messenger, outcome, code, count from send_outcomes where day = $1 order by count desc, messenger, outcome, code`,
    [day],
  );
  return result.rows;
}

/**
 * How many updates were ever taken, by all processes together, as Postgres counts it for itself: the rows have no
 * time on purpose. Some seconds late, and begins anew when the server had to repair itself.
 */
export async function countUpdatesTaken(q: Queryable): Promise<number> {
  const result = await q.query<{ n: string }>(
    `select n_tup_ins as n from pg_stat_user_tables where schemaname = 'public' and relname = 'updates'`,
  );
  return Number(result.rows[0]?.n ?? 0);
}
