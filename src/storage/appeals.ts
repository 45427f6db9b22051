import type { DeadPlace } from '../domain/solidarity/directory.ts';
import type { AppealContent, AppealStatus, EntryState } from '../domain/solidarity/fund.ts';
import type { ReplacedPlace } from '../domain/solidarity/places.ts';
import type { Queryable } from './database.ts';

/** An appeal as it lies there. */
export interface AppealRow {
  readonly id: string;
  readonly fundId: string;
  readonly draft: AppealContent;
  readonly revision: number;
  readonly state: EntryState;
  readonly status: AppealStatus;
  readonly published: AppealContent | null;
  readonly proposalId: string | null;
  readonly checkedOn: string | null;
  readonly replaced: readonly ReplacedPlace[];
  readonly dead: readonly DeadPlace[];
  readonly reportedAmount: number | null;
  readonly reportedOn: string | null;
}

const COLUMNS = `id, fund_id as "fundId", draft, revision, state, status, published, proposal_id as "proposalId",
  checked_on::text as "checkedOn", replaced, dead, reported_amount::float8 as "reportedAmount",
  reported_on::text as "reportedOn"`;

export async function readAppeal(q: Queryable, id: string): Promise<AppealRow | undefined> {
  const { rows } = await q.query<AppealRow>(`select ${COLUMNS} from appeals where id = $1`, [id]);
  return rows[0];
}

/** The same, and nobody else changes it until the transaction ends. */
export async function lockAppeal(q: Queryable, id: string): Promise<AppealRow | undefined> {
  const { rows } = await q.query<AppealRow>(`select ${COLUMNS} from appeals where id = $1 for no key update`, [id]);
  return rows[0];
}

/** Those of one fund, open ones first. */
export async function listAppealsOf(q: Queryable, fundId: string): Promise<AppealRow[]> {
  const { rows } = await q.query<AppealRow>(
    `select ${COLUMNS} from appeals where fund_id = $1
     order by array_position(array['open', 'covered', 'closed'], status), id`,
    [fundId],
  );
  return rows;
}

/** Those that everybody sees: of funds that everybody sees. */
export async function listPublicAppeals(q: Queryable): Promise<AppealRow[]> {
  const { rows } = await q.query<AppealRow>(
    `select ${COLUMNS} from appeals where state = 'public'
       and fund_id in (select id from funds where state = 'public') order by id`,
  );
  return rows;
}

/** False when the id is taken. */
export async function insertAppeal(q: Queryable, id: string, fundId: string, draft: AppealContent): Promise<boolean> {
  const { rowCount } = await q.query(
    'insert into appeals (id, fund_id, draft) values ($1, $2, $3) on conflict do nothing',
    [id, fundId, JSON.stringify(draft)],
  );
  return rowCount === 1;
}

/** For a row that is locked and still of the revision that was edited. */
export async function updateAppealDraft(q: Queryable, id: string, draft: AppealContent): Promise<void> {
  await q.query('update appeals set draft = $2, revision = revision + 1 where id = $1', [id, JSON.stringify(draft)]);
}

/** Publishes what two people have seen; a trigger looks their proposal up. */
export async function publishAppealRow(
  q: Queryable,
  id: string,
  row: { published: AppealContent; proposalId: string; checkedOn: string; replaced: readonly ReplacedPlace[] },
): Promise<void> {
  await q.query(
    // What a fund has reported is a sum of the goal's currency: of another one it says nothing.
    `update appeals set published = $2, proposal_id = $3, checked_on = $4, replaced = $5, state = 'public',
       reported_amount = case when published #> '{goal,currency}' = $2::jsonb #> '{goal,currency}' then reported_amount end,
       reported_on = case when published #> '{goal,currency}' = $2::jsonb #> '{goal,currency}' then reported_on end
     where id = $1`,
    [id, JSON.stringify(row.published), row.proposalId, row.checkedOn, JSON.stringify(row.replaced)],
  );
}

export async function hideAppealRow(q: Queryable, id: string): Promise<boolean> {
  const { rowCount } = await q.query(
    `update appeals set state = 'hidden', revision = revision + 1 where id = $1 and state = 'public'`,
    [id],
  );
  return rowCount === 1;
}

/** Where it stands, and what the fund has reported; null: nothing yet. */
export async function setAppealProgress(
  q: Queryable,
  id: string,
  progress: { status: AppealStatus; reportedAmount: number | null; reportedOn: string | null },
): Promise<void> {
  await q.query('update appeals set status = $2, reported_amount = $3, reported_on = $4 where id = $1', [
    id,
    progress.status,
    progress.reportedAmount,
    progress.reportedOn,
  ]);
}

export async function setAppealDead(q: Queryable, id: string, dead: readonly DeadPlace[]): Promise<void> {
  await q.query('update appeals set dead = $2 where id = $1', [id, JSON.stringify(dead)]);
}

/** Consent has ended, or it was never public: nothing of its text stays. */
export async function deleteAppeal(q: Queryable, id: string): Promise<boolean> {
  const { rowCount } = await q.query('delete from appeals where id = $1', [id]);
  return rowCount === 1;
}
