import type { MessengerName } from '../domain/people.ts';
import type { Queryable } from './database.ts';

export interface TakenPlaces {
  /** False: nothing was taken, because others have places up to `nextAt` already. */
  readonly taken: boolean;
  /** Milliseconds since 1970 on the database's clock. Of the first place; or of the next free one. */
  readonly at: number;
  /** The database's clock, just now. */
  readonly clock: number;
  /** Nothing leaves before; for whoever keeps no places. */
  readonly silentUntil: number;
}

/**
 * Takes `count` neighbouring places, `intervalMs` apart, for one bot: one row for every sender. `aheadMs`: only
 * when the next free place is not farther away than that, so that whoever takes without it is not kept waiting.
 */
export async function takePlaces(
  q: Queryable,
  messenger: MessengerName,
  { count, intervalMs, aheadMs }: { count: number; intervalMs: number; aheadMs: number | undefined },
): Promise<TakenPlaces> {
  const result = await q.query<TakenPlaces>({
    name: 'take-places',
    text: `with clock as materialized (select clock_timestamp() as now),
           added as (
             insert into sending_places (messenger, next_at, silent_until)
             values ($1, '-infinity', '-infinity') on conflict do nothing),
           took as (
             update sending_places p
             set next_at = greatest(p.next_at, p.silent_until, clock.now) + make_interval(secs => $2::float8 * $3::float8 / 1000)
             from clock
             where p.messenger = $1
               and ($4::float8 is null
                    or greatest(p.next_at, p.silent_until) <= clock.now + make_interval(secs => $4::float8 / 1000))
             returning p.next_at - make_interval(secs => $2::float8 * $3::float8 / 1000) as at, p.silent_until, clock.now)
           select true as taken, extract(epoch from at)::float8 * 1000 as at, extract(epoch from now)::float8 * 1000 as clock,
                  extract(epoch from greatest(silent_until, 'epoch'))::float8 * 1000 as "silentUntil" from took
           union all
           select false, extract(epoch from greatest(p.next_at, p.silent_until, clock.now))::float8 * 1000,
                  extract(epoch from clock.now)::float8 * 1000, extract(epoch from greatest(p.silent_until, 'epoch'))::float8 * 1000
           from sending_places p, clock where p.messenger = $1 and not exists (select 1 from took)`,
    values: [messenger, count, intervalMs, aheadMs ?? null],
  });
  const [row] = result.rows;
  // The very first of all: the row was added beside this statement's view of the table.
  return row ?? takePlaces(q, messenger, { count, intervalMs, aheadMs });
}

/**
 * Brings places and silences nearer that are farther ahead than any can be: a clock has gone back. A messenger that
 * asked for more is asked again after that time.
 */
export async function forgetFuturePlaces(q: Queryable): Promise<void> {
  await q.query(
    `update sending_places set next_at = least(next_at, clock_timestamp()),
                               silent_until = least(silent_until, clock_timestamp() + interval '20 minutes')
     where next_at > clock_timestamp() + interval '20 minutes' or silent_until > clock_timestamp() + interval '21 minutes'`,
  );
}

/** Nothing of this bot leaves for so long, whichever sender it is. */
export async function silencePlaces(q: Queryable, messenger: MessengerName, seconds: number): Promise<void> {
  await q.query({
    name: 'silence-places',
    text: `insert into sending_places (messenger, next_at, silent_until)
           values ($1, '-infinity', clock_timestamp() + make_interval(secs => $2))
           on conflict (messenger) do update set silent_until = greatest(sending_places.silent_until, excluded.silent_until)`,
    values: [messenger, seconds],
  });
}

/** For how many more milliseconds a bot has to be silent; 0: it may speak. */
export async function readSilence(q: Queryable, messenger: MessengerName): Promise<number> {
  const result = await q.query<{ ms: number }>({
    name: 'read-silence',
    text: `select extract(epoch from greatest(silent_until - clock_timestamp(), interval '0'))::float8 * 1000 as ms
           from sending_places where messenger = $1`,
    values: [messenger],
  });
  return result.rows[0]?.ms ?? 0;
}
