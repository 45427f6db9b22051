import type { Audience } from '../domain/audience.ts';
import type { BroadcastContent, BroadcastState, SendingHours } from '../domain/broadcasts.ts';
import type { MessengerName } from '../domain/people.ts';
import type { Queryable } from './database.ts';

/** A broadcast as it lies there. `content` and `audience` were parsed when it was saved. */
export interface BroadcastRow {
  readonly id: string;
  readonly title: string;
  readonly content: BroadcastContent;
  readonly audience: Audience;
  readonly surveyId: string | null;
  readonly state: BroadcastState;
  readonly revision: number;
  readonly startsAt: Date | null;
  readonly hours: SendingHours | null;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly createdAt: Date;
}

const COLUMNS = `id, title, content, audience, survey_id as "surveyId", state, revision, starts_at as "startsAt", hours,
  started_at as "startedAt", finished_at as "finishedAt", created_at as "createdAt"`;

export async function readBroadcast(q: Queryable, id: string): Promise<BroadcastRow | undefined> {
  const result = await q.query<BroadcastRow>(`select ${COLUMNS} from broadcasts where id = $1`, [id]);
  return result.rows[0];
}

/** The same, and nobody else changes it until the transaction ends. */
export async function lockBroadcast(q: Queryable, id: string): Promise<BroadcastRow | undefined> {
  const result = await q.query<BroadcastRow>(`select ${COLUMNS} from broadcasts where id = $1 for update`, [id]);
  return result.rows[0];
}

/** How many recipients these have so far; those without any are left out, and those to people at a march. */
export async function countFixed(q: Queryable, ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const result = await q.query<{ id: string; count: number }>(
    `select o.broadcast_id as id, sum(o.count)::int as count from broadcast_outcomes o
     join broadcasts b on b.id = o.broadcast_id and b.audience->>'march' is null
     where o.broadcast_id = any($1::uuid[]) and o.outcome = 'fixed' group by o.broadcast_id`,
    [ids],
  );
  return new Map(result.rows.map(({ id, count }) => [id, count]));
}

/** The newest first. */
export async function listBroadcasts(q: Queryable, page: { limit: number; offset: number }): Promise<BroadcastRow[]> {
  const result = await q.query<BroadcastRow>(
    `select ${COLUMNS} from broadcasts order by created_at desc, id limit $1 offset $2`,
    [page.limit, page.offset],
  );
  return result.rows;
}

/** What is saved of a draft. */
export type DraftFields = Pick<BroadcastRow, 'title' | 'content' | 'audience' | 'startsAt' | 'hours'>;

export async function insertBroadcast(q: Queryable, draft: DraftFields): Promise<{ id: string; revision: number }> {
  const result = await q.query<{ id: string; revision: number }>(
    `insert into broadcasts (title, content, audience, survey_id, starts_at, hours)
     values ($1, $2, $3, $4, $5, $6) returning id, revision`,
    draftValues(draft),
  );
  const [row] = result.rows;
  if (row === undefined) throw new Error('an insert returned nothing');
  return row;
}

/** For a row that is locked and still a draft of the revision that was edited. */
export async function updateBroadcast(q: Queryable, id: string, draft: DraftFields): Promise<{ revision: number }> {
  const result = await q.query<{ revision: number }>(
    `update broadcasts set title = $1, content = $2, audience = $3, survey_id = $4, starts_at = $5, hours = $6,
                           revision = revision + 1
     where id = $7 returning revision`,
    [...draftValues(draft), id],
  );
  return { revision: result.rows[0]?.revision ?? 0 };
}

function draftValues({ title, content, audience, startsAt, hours }: DraftFields): unknown[] {
  const survey = content.survey?.id ?? null;
  return [title, JSON.stringify(content), JSON.stringify(audience), survey, startsAt, hours && JSON.stringify(hours)];
}

export async function setBroadcastState(q: Queryable, id: string, state: BroadcastState): Promise<void> {
  await q.query('update broadcasts set state = $2 where id = $1', [id, state]);
}

/** Where a paused broadcast goes on: its recipients may not have been fixed to the last. */
export async function resumedState(q: Queryable, id: string): Promise<'scheduled' | 'fixing' | 'running'> {
  const result = await q.query<{ started: boolean; fixed: boolean }>(
    `select started_at is not null as started, fixed_at is not null as fixed from broadcasts where id = $1`,
    [id],
  );
  const [row] = result.rows;
  if (row?.started !== true) return 'scheduled';
  return row.fixed ? 'running' : 'fixing';
}

export interface OutcomeSum {
  readonly messenger: MessengerName;
  readonly outcome: 'fixed' | 'sent' | 'blocked' | 'failed' | 'uncertain' | 'left-out';
  readonly code: string;
  readonly count: number;
}

export async function readOutcomeSums(q: Queryable, id: string): Promise<OutcomeSum[]> {
  const result = await q.query<OutcomeSum>(
    `select messenger, outcome, code, count from broadcast_outcomes where broadcast_id = $1
     order by count desc, messenger, outcome, code`,
    [id],
  );
  return result.rows;
}

/** Gives the broadcast a code with which its content can be seen in a chat, until then; the earlier one ends. */
export async function setTryCode(q: Queryable, id: string, code: string, until: Date): Promise<boolean> {
  const result = await q.query('update broadcasts set try_code = $2, try_until = $3 where id = $1', [id, code, until]);
  return result.rowCount === 1;
}

/** What a code shows, while it is good. */
export async function readByTryCode(q: Queryable, code: string): Promise<BroadcastContent | undefined> {
  const result = await q.query<{ content: BroadcastContent }>(
    'select content from broadcasts where try_code = $1 and try_until > now()',
    [code],
  );
  return result.rows[0]?.content;
}
