import type { Language } from '../domain/languages.ts';
import type { Tier } from '../domain/people.ts';
import type { Queryable } from './database.ts';

/** One published window of a march. By zone, in their order; null: too few to be shown. */
export interface PublishedWindow {
  readonly window: number;
  readonly at: Date;
  readonly verified: readonly (number | null)[];
  readonly unverified: readonly (number | null)[];
}

/** The noise of one zone and tier so far. */
export interface DrawRow {
  readonly zone: number;
  readonly tier: Tier;
  readonly draws: readonly number[];
}

export async function readDraws(q: Queryable, marchId: string): Promise<DrawRow[]> {
  const result = await q.query<DrawRow>('select zone, tier, draws from march_draws where march_id = $1', [marchId]);
  return result.rows;
}

/** Adds draws behind those that are there, for every zone and tier at once. */
export async function addDraws(q: Queryable, marchId: string, rows: readonly DrawRow[]): Promise<void> {
  await q.query({
    name: 'add-draws',
    text: `insert into march_draws as d (march_id, zone, tier, draws)
           select $1, zone, tier, array(select jsonb_array_elements_text(draws)::float8)
           from jsonb_to_recordset($2::jsonb) as n(zone smallint, tier text, draws jsonb)
           on conflict (march_id, zone, tier) do update set draws = d.draws || excluded.draws`,
    values: [marchId, JSON.stringify(rows)],
  });
}

/** The number of the last window that is published; −1 before the first. */
export async function lastWindow(q: Queryable, marchId: string): Promise<number> {
  const result = await q.query<{ last: number | null }>({
    name: 'last-march-window',
    text: 'select max(window_number) as last from march_windows where march_id = $1',
    values: [marchId],
  });
  return result.rows[0]?.last ?? -1;
}

/** Publishes a window. One that is published already stays as it is: false. */
export async function addWindow(
  q: Queryable,
  marchId: string,
  { window, at, verified, unverified }: PublishedWindow,
): Promise<boolean> {
  const { rowCount } = await q.query({
    name: 'add-march-window',
    text: `insert into march_windows (march_id, window_number, at, verified, unverified) values ($1, $2, $3, $4, $5)
           on conflict do nothing`,
    values: [marchId, window, at, verified, unverified],
  });
  return rowCount === 1;
}

/** What was published after a window, the oldest first. */
export async function windowsAfter(q: Queryable, marchId: string, after: number): Promise<PublishedWindow[]> {
  const result = await q.query<PublishedWindow>({
    name: 'march-windows-after',
    text: `select window_number as "window", at, verified, unverified from march_windows
           where march_id = $1 and window_number > $2 order by window_number`,
    values: [marchId, after],
  });
  return result.rows;
}

export async function reachedMilestones(q: Queryable, marchId: string): Promise<number[]> {
  const result = await q.query<{ milestone: number }>(
    'select milestone from march_milestones where march_id = $1 order by 1',
    [marchId],
  );
  return result.rows.map(({ milestone }) => milestone);
}

export async function addMilestone(
  q: Queryable,
  marchId: string,
  milestone: number,
  broadcastId: string | null,
): Promise<void> {
  await q.query('insert into march_milestones (march_id, milestone, broadcast_id) values ($1, $2, $3)', [
    marchId,
    milestone,
    broadcastId,
  ]);
}

/** Ends what was still being told to those at a march that is closed: the list of whom it goes to says who walked. */
export async function cancelMarchBroadcasts(q: Queryable, marchId: string): Promise<void> {
  await q.query(
    `update broadcasts set state = 'cancelled' where state in ('scheduled', 'fixing', 'running', 'paused')
       and audience->'march'->>'id' = $1`,
    [marchId],
  );
}

/**
 * Deletes whom broadcasts to those at closed marches went to, and how many they were, once these are over: exact counts that
 * nothing is left of, not even in how long it took. Resolves to how many broadcasts that were.
 */
export async function deleteMarchLedgers(q: Queryable): Promise<number> {
  const result = await q.query<{ id: string }>({
    name: 'march-ledgers',
    text: `select b.id from broadcasts b
           join marches m on m.id = b.audience->'march'->>'id' and m.state = 'closed'
           where b.finished_at is not null and exists (select from broadcast_outcomes where broadcast_id = b.id)`,
  });
  if (result.rows.length === 0) return 0;
  await q.query(
    `with recipients as (delete from broadcast_recipients where broadcast_id = any($1::uuid[])),
          batches as (delete from broadcast_batches where broadcast_id = any($1::uuid[])),
          sums as (delete from broadcast_outcomes where broadcast_id = any($1::uuid[])),
          times as (update broadcasts set finished_at = coalesce(started_at, finished_at), fixed_at = null where id = any($1::uuid[]))
     update march_milestones set ledger_gone = true where broadcast_id = any($1::uuid[])`,
    [result.rows.map(({ id }) => id)],
  );
  return result.rows.length;
}

interface PictureKey {
  readonly marchId: string;
  readonly window: number;
  readonly zone: number;
  readonly language: Language;
}

export async function findMarchPicture(q: Queryable, key: PictureKey): Promise<string | undefined> {
  const result = await q.query<{ id: string }>({
    name: 'march-picture',
    text: `select picture_id as id from march_pictures
           where march_id = $1 and window_number = $2 and zone = $3 and language = $4`,
    values: [key.marchId, key.window, key.zone, key.language],
  });
  return result.rows[0]?.id;
}

/** Two processes may make the same one: both stay, the first is found. */
export async function addMarchPicture(q: Queryable, key: PictureKey, pictureId: string): Promise<void> {
  await q.query(
    `insert into march_pictures (march_id, window_number, zone, language, picture_id) values ($1, $2, $3, $4, $5)
     on conflict do nothing`,
    [key.marchId, key.window, key.zone, key.language, pictureId],
  );
}

/** Pictures of counts that are older than a day: whoever got one has seen it. */
export async function deleteOldMarchPictures(q: Queryable, before: string): Promise<void> {
  await q.query('delete from pictures where day < $1 and id in (select picture_id from march_pictures)', [before]);
}
