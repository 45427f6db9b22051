import type { DeadPlace } from '../domain/solidarity/directory.ts';
import type { EntryState, FundContent } from '../domain/solidarity/fund.ts';
import type { ReplacedPlace } from '../domain/solidarity/places.ts';
import type { Queryable } from './database.ts';

/** A fund as it lies there. Draft and published content were parsed when they were written. */
export interface FundRow {
  readonly id: string;
  readonly draft: FundContent;
  readonly revision: number;
  readonly state: EntryState;
  readonly published: FundContent | null;
  readonly proposalId: string | null;
  /** `YYYY-MM-DD` */
  readonly checkedOn: string | null;
  readonly replaced: readonly ReplacedPlace[];
  readonly dead: readonly DeadPlace[];
}

const COLUMNS = `id, draft, revision, state, published, proposal_id as "proposalId", checked_on::text as "checkedOn", replaced, dead`;

export async function readFund(q: Queryable, id: string): Promise<FundRow | undefined> {
  const { rows } = await q.query<FundRow>(`select ${COLUMNS} from funds where id = $1`, [id]);
  return rows[0];
}

/** The same, and nobody else changes it until the transaction ends. */
export async function lockFund(q: Queryable, id: string): Promise<FundRow | undefined> {
  const { rows } = await q.query<FundRow>(`select ${COLUMNS} from funds where id = $1 for no key update`, [id]);
  return rows[0];
}

/** All of them, by id: a directory has some hundred. */
export async function listFunds(q: Queryable): Promise<FundRow[]> {
  const { rows } = await q.query<FundRow>(`select ${COLUMNS} from funds order by id`);
  return rows;
}

/** Those that everybody sees. */
export async function listPublicFunds(q: Queryable): Promise<FundRow[]> {
  const { rows } = await q.query<FundRow>(`select ${COLUMNS} from funds where state = 'public' order by id`);
  return rows;
}

/** False when the id is taken. */
export async function insertFund(q: Queryable, id: string, draft: FundContent): Promise<boolean> {
  const { rowCount } = await q.query('insert into funds (id, draft) values ($1, $2) on conflict do nothing', [
    id,
    JSON.stringify(draft),
  ]);
  return rowCount === 1;
}

/** For a row that is locked and still of the revision that was edited. */
export async function updateFundDraft(q: Queryable, id: string, draft: FundContent): Promise<void> {
  await q.query('update funds set draft = $2, revision = revision + 1 where id = $1', [id, JSON.stringify(draft)]);
}

/** Publishes what a proposal says; a trigger looks it up. */
export async function publishFundRow(
  q: Queryable,
  id: string,
  row: { published: FundContent; proposalId: string; checkedOn: string; replaced: readonly ReplacedPlace[] },
): Promise<void> {
  await q.query(
    `update funds set published = $2, proposal_id = $3, checked_on = $4, replaced = $5, state = 'public' where id = $1`,
    [id, JSON.stringify(row.published), row.proposalId, row.checkedOn, JSON.stringify(row.replaced)],
  );
}

/** Takes it off the directory. What was prepared before does not bring it back: that was of another revision. */
export async function hideFundRow(q: Queryable, id: string): Promise<boolean> {
  const { rowCount } = await q.query(
    `update funds set state = 'hidden', revision = revision + 1 where id = $1 and state = 'public'`,
    [id],
  );
  return rowCount === 1;
}

export async function setFundDead(q: Queryable, id: string, dead: readonly DeadPlace[]): Promise<void> {
  await q.query('update funds set dead = $2 where id = $1', [id, JSON.stringify(dead)]);
}

/** Only a draft that was never public, and that no appeal belongs to. */
export async function deleteFundDraft(q: Queryable, id: string): Promise<boolean> {
  const { rowCount } = await q.query(
    `delete from funds where id = $1 and state = 'draft' and not exists (select from appeals where fund_id = $1)`,
    [id],
  );
  return rowCount === 1;
}

/** The two who checked what is public, by their aliases. */
export async function checkersOf(q: Queryable, proposalId: string): Promise<readonly [string, string] | undefined> {
  const { rows } = await q.query<{ first: string; second: string }>(
    `select a.alias as first, b.alias as second from proposals p
     join organizers a on a.id = p.prepared_by join organizers b on b.id = p.decided_by where p.id = $1`,
    [proposalId],
  );
  const [row] = rows;
  return row && [row.first, row.second];
}

/** What an organizer is called. */
export async function aliasOf(q: Queryable, organizerId: string): Promise<string> {
  const { rows } = await q.query<{ alias: string }>('select alias from organizers where id = $1', [organizerId]);
  return rows[0]?.alias ?? '';
}
