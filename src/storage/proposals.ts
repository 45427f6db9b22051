import type { Role } from '../domain/permissions.ts';
import type { Queryable } from './database.ts';

export type ProposalDecision = 'approved' | 'refused' | 'withdrawn';

/** Something that takes two people, frozen as it was prepared. */
export interface ProposalRow {
  readonly id: string;
  readonly kind: string;
  readonly subject: string;
  readonly content: unknown;
  readonly contentHash: Buffer;
  readonly preparedBy: string;
  readonly preparedAt: Date;
  readonly decision: ProposalDecision | null;
}

export interface NewProposal {
  readonly kind: string;
  readonly subject: string;
  /** JSON. */
  readonly content: string;
  readonly contentHash: Buffer;
  readonly preparedBy: string;
  readonly preparedAt: Date;
}

const COLUMNS = `p.id, p.kind, p.subject, p.content, p.content_hash as "contentHash", p.prepared_by as "preparedBy",
  p.prepared_at as "preparedAt", p.decision`;

export async function addProposal(q: Queryable, proposal: NewProposal): Promise<string> {
  const { kind, subject, content, contentHash, preparedBy, preparedAt } = proposal;
  const result = await q.query<{ id: string }>(
    `insert into proposals (kind, subject, content, content_hash, prepared_by, prepared_at)
     values ($1, $2, $3, $4, $5, $6) returning id`,
    [kind, subject, content, contentHash, preparedBy, preparedAt],
  );
  const [row] = result.rows;
  if (row === undefined) throw new Error('Postgres did not return the row that it inserted.');
  return row.id;
}

/** The same thing, prepared by the same person and not decided yet. */
export async function findOpenProposal(q: Queryable, proposal: NewProposal): Promise<string | undefined> {
  const result = await q.query<{ id: string }>(
    `select id from proposals where decision is null and kind = $1 and subject = $2 and content_hash = $3 and prepared_by = $4`,
    [proposal.kind, proposal.subject, proposal.contentHash, proposal.preparedBy],
  );
  return result.rows[0]?.id;
}

/** Reads a proposal and holds it until the transaction ends: it is decided once. */
export async function lockProposal(q: Queryable, id: string): Promise<ProposalRow | undefined> {
  const result = await q.query<ProposalRow>(`select ${COLUMNS} from proposals p where p.id = $1 for no key update`, [
    id,
  ]);
  return result.rows[0];
}

export async function recordDecision(
  q: Queryable,
  id: string,
  { decision, decidedBy, decidedAt }: { decision: ProposalDecision; decidedBy: string; decidedAt: Date },
): Promise<void> {
  await q.query('update proposals set decision = $2, decided_by = $3, decided_at = $4 where id = $1', [
    id,
    decision,
    decidedBy,
    decidedAt,
  ]);
}

export interface ShownProposal extends ProposalRow {
  readonly preparedByAlias: string;
  readonly decidedByAlias: string | null;
  readonly decidedAt: Date | null;
}

const SHOWN = `select ${COLUMNS}, b.alias as "preparedByAlias", d.alias as "decidedByAlias", p.decided_at as "decidedAt"
  from proposals p join organizers b on b.id = p.prepared_by left join organizers d on d.id = p.decided_by`;

export async function readProposal(q: Queryable, id: string): Promise<ShownProposal | undefined> {
  const result = await q.query<ShownProposal>(`${SHOWN} where p.id = $1`, [id]);
  return result.rows[0];
}

/** What waits for a decision, longest first. Plan: proposals_open. */
export async function openProposals(q: Queryable, kinds: readonly string[]): Promise<ShownProposal[]> {
  const result = await q.query<ShownProposal>(
    `${SHOWN} where p.decision is null and p.kind = any($1::text[]) order by p.prepared_at, p.id`,
    [kinds],
  );
  return result.rows;
}

/** What was decided last. */
export async function decidedProposals(
  q: Queryable,
  kinds: readonly string[],
  limit: number,
): Promise<ShownProposal[]> {
  const result = await q.query<ShownProposal>(
    `${SHOWN} where p.decision is not null and p.kind = any($1::text[]) order by p.decided_at desc, p.id limit $2`,
    [kinds, limit],
  );
  return result.rows;
}

/** How much waits for somebody else than this organizer. */
export async function countProposalsFor(q: Queryable, kinds: readonly string[], organizerId: string): Promise<number> {
  const result = await q.query<{ n: number }>(
    `select count(*)::int as n from proposals where decision is null and kind = any($1::text[]) and prepared_by <> $2`,
    [kinds, organizerId],
  );
  return result.rows[0]?.n ?? 0;
}

/** The role of an organizer who has not been removed, as it is now. */
export async function roleOf(q: Queryable, organizerId: string): Promise<Role | undefined> {
  const result = await q.query<{ role: Role }>('select role from organizers where id = $1 and active', [organizerId]);
  return result.rows[0]?.role;
}

/** What of a kind was approved for a subject since then, the newest first. */
export async function approvedSince(
  q: Queryable,
  kind: string,
  subject: string,
  since: Date,
): Promise<readonly { readonly id: string; readonly content: unknown; readonly decidedAt: Date }[]> {
  const { rows } = await q.query<{ id: string; content: unknown; decidedAt: Date }>(
    `select id, content, decided_at as "decidedAt" from proposals
     where kind = $1 and subject = $2 and decision = 'approved' and decided_at > $3 order by decided_at desc`,
    [kind, subject, since],
  );
  return rows;
}
