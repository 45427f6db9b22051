import type { MarchState, MarchTimes } from '../domain/marches/march.ts';
import type { Tier } from '../domain/people.ts';
import { byteaArray } from './bytea-array.ts';
import type { Queryable } from './database.ts';

/** A march while people check in. */
export interface HeldMarch extends MarchTimes {
  readonly id: string;
  readonly state: MarchState;
  readonly closingAt: Date | null;
  readonly zones: number;
  /** Null before it is open, and once it is closed. */
  readonly wrappedKey: Buffer | null;
}

/** Reads these marches and keeps them from being closed until the transaction ends. Others may do the same. */
export async function holdMarches(q: Queryable, ids: readonly string[]): Promise<HeldMarch[]> {
  const result = await q.query<HeldMarch>({
    name: 'hold-marches',
    text: `select m.id, m.state, m.starts_at as "startsAt", m.ends_at as "endsAt", m.window_seconds as "windowSeconds",
                  m.valid_minutes as "validMinutes", m.closing_at as "closingAt", jsonb_array_length(m.definition->'zones') as zones,
                  k.wrapped_key as "wrappedKey"
           from marches m left join march_keys k on k.march_id = m.id
           where m.id = any($1::text[]) order by m.id for key share of m`,
    values: [ids],
  });
  return result.rows;
}

/** Marches in which somebody may be checked in: the ids of those that have a key. */
export async function marchesWithKeys(q: Queryable): Promise<string[]> {
  const result = await q.query<{ id: string }>('select march_id as id from march_keys order by 1');
  return result.rows.map(({ id }) => id);
}

export interface CheckIn {
  readonly token: Buffer;
  readonly zone: number;
  readonly tier: Tier;
}

/**
 * Writes check-ins of different accounts, counted from `window` until `until`, which is the first window that they are
 * not counted in any more. Whoever is counted in that zone already is so for longer; for anybody else it is a visit more,
 * as long as they have had fewer than `mostVisits`. Resolves to the tokens (hexadecimal) that were taken.
 */
export async function writeCheckIns(
  q: Queryable,
  { marchId, window, until, mostVisits }: { marchId: string; window: number; until: number; mostVisits: number },
  checkIns: readonly CheckIn[],
): Promise<Set<string>> {
  const result = await q.query<{ token: string }>({
    name: 'write-check-ins',
    text: `insert into march_check_ins as c (march_id, token, zone, tier, until_window, visits)
           select $1, n.token, n.zone, n.tier, $6, 1
           from unnest($2::bytea[], $3::smallint[], $4::text[]) as n(token, zone, tier) order by n.token
           on conflict (march_id, token) do update set
             tier = case when c.zone = excluded.zone and c.until_window > $5 then c.tier else excluded.tier end,
             visits = c.visits + case when c.zone = excluded.zone and c.until_window > $5 then 0 else 1 end,
             until_window = case when c.zone = excluded.zone then greatest(c.until_window, excluded.until_window)
                                 else excluded.until_window end,
             zone = excluded.zone
           where c.visits < $7 or (c.zone = excluded.zone and c.until_window > $5)
           returning encode(token, 'hex') as token`,
    values: [
      marchId,
      byteaArray(checkIns.map((c) => c.token)),
      checkIns.map((c) => c.zone),
      checkIns.map((c) => c.tier),
      window,
      until,
      mostVisits,
    ],
  });
  return new Set(result.rows.map(({ token }) => token));
}

/** From this window on, the owners of these tokens are not counted. */
export async function endCheckIns(
  q: Queryable,
  marchId: string,
  tokens: readonly Buffer[],
  window: number,
): Promise<void> {
  await q.query({
    name: 'end-check-ins',
    text: `update march_check_ins set until_window = $3
           where march_id = $1 and token = any($2::bytea[]) and until_window > $3`,
    values: [marchId, byteaArray(tokens), window],
  });
}

/** For an account that is erased. */
export async function deleteCheckIns(q: Queryable, marchId: string, token: Buffer): Promise<void> {
  await q.query('delete from march_check_ins where march_id = $1 and token = $2', [marchId, token]);
}

/** Those of these tokens (hexadecimal) that are checked in, whether they are still counted or not. */
export async function checkedIn(q: Queryable, marchId: string, tokens: readonly Buffer[]): Promise<Set<string>> {
  const result = await q.query<{ token: string }>({
    name: 'checked-in',
    text: `select encode(token, 'hex') as token from march_check_ins where march_id = $1 and token = any($2::bytea[])`,
    values: [marchId, byteaArray(tokens)],
  });
  return new Set(result.rows.map(({ token }) => token));
}

export interface ZoneTally {
  readonly zone: number;
  readonly tier: Tier;
  readonly count: number;
}

/** How many are counted at the end of a window. Never to be shown as it is. Reads a march's check-ins once. */
export async function countCheckIns(q: Queryable, marchId: string, window: number): Promise<ZoneTally[]> {
  const result = await q.query<ZoneTally>({
    name: 'count-check-ins',
    text: `select zone, tier, count(*)::int as count from march_check_ins
           where march_id = $1 and until_window > $2 group by zone, tier`,
    values: [marchId, window],
  });
  return result.rows;
}

/** False when the march has a key: it stays as it is. */
export async function addMarchKey(q: Queryable, marchId: string, wrappedKey: Buffer): Promise<boolean> {
  const { rowCount } = await q.query(
    'insert into march_keys (march_id, wrapped_key) values ($1, $2) on conflict do nothing',
    [marchId, wrappedKey],
  );
  return rowCount === 1;
}

/** For a march whose key was lost, and with it whose these check-ins are. */
export async function deleteEveryCheckIn(q: Queryable, marchId: string): Promise<void> {
  await q.query('delete from march_check_ins where march_id = $1', [marchId]);
}

/** Nobody can say any more who was in this march, nor clear its series of the noise. */
export async function destroyCheckIns(q: Queryable, marchId: string): Promise<void> {
  await q.query('delete from march_keys where march_id = $1', [marchId]);
  await q.query('delete from march_draws where march_id = $1', [marchId]);
  await deleteEveryCheckIn(q, marchId);
}

/** Takes what was deleted off the disk. Not within a transaction. */
export async function vacuumCheckIns(q: Queryable): Promise<void> {
  await q.query('vacuum march_keys, march_draws, march_check_ins');
}
