import { createHash } from 'node:crypto';
import type { ZodType } from 'zod';
import { canonicalJson, type Json } from '../domain/canonical-json.ts';
import { may, type RolePermission } from '../domain/permissions.ts';
import type { Database, Queryable } from '../storage/database.ts';
import {
  addProposal,
  findOpenProposal,
  lockProposal,
  type NewProposal,
  type ProposalDecision,
  type ProposalRow,
  recordDecision,
  roleOf,
} from '../storage/proposals.ts';
import type { OutboxRef } from '../storage/updates.ts';
import { appendAudit } from './audit.ts';

/** What an approved proposal is, to the code that carries it out. */
export interface ApprovedProposal<T> {
  readonly id: string;
  readonly subject: string;
  readonly content: T;
  /** Organizers' ids; never the same. */
  readonly preparedBy: string;
  readonly decidedBy: string;
  readonly decidedAt: Date;
}

/**
 * Outbox rows to hand over after the commit, nothing, or `changed`: what was approved is no longer so (an edit since,
 * a survey that was closed), nothing may be done, and the proposal stays open.
 */
export type CarriedOut = readonly OutboxRef[] | 'changed' | undefined;

/** Something that takes two people, such as `broadcast.start`: one prepares it, another one lets it happen. */
export interface ProposalKind<T> {
  /** Subject and verb; also the action in the audit trail, with `.prepare`, `.approve`, `.refuse`, `.withdraw`. */
  readonly kind: string;
  /** Needed to prepare and to decide, by both, at the moment of the decision. */
  readonly permission: RolePermission;
  /**
   * Everything that the second person is shown and that is done: JSON. It is parsed again when it is decided, so a
   * version that reads it in another way must refuse it.
   */
  readonly content: ZodType<T>;
  /** Does it, in the transaction that records the approval. A failure that throws leaves the proposal open. */
  carryOut(client: Queryable, proposal: ApprovedProposal<T>): Promise<CarriedOut>;
  /** Lets go of what was held for it, in the transaction that records that it was refused or withdrawn. */
  letGo?(client: Queryable, subject: string): Promise<void>;
}

/** Kinds of different contents, together. Each is given its own content only, by its own schema. */
export type AnyProposalKind = ProposalKind<unknown>;

export interface TwoPeopleDeps {
  readonly database: Pick<Database, 'transaction'>;
  readonly kinds: readonly AnyProposalKind[];
  readonly handOver: { give(rows: readonly OutboxRef[]): void };
  readonly now: () => Date;
}

/**
 * Freezes what is to be done, for somebody else to decide. The same thing that waits already is not prepared twice.
 *
 * @throws when the kind is unknown, the content is not of it, or `by` may not: whoever asks has checked that.
 */
export async function prepareProposal(
  deps: TwoPeopleDeps,
  wanted: { readonly kind: string; readonly subject: string; readonly content: unknown; readonly by: string },
): Promise<{ readonly id: string }> {
  return deps.database.transaction((client) => prepareProposalIn(client, deps, wanted));
}

/** The same in the caller's transaction, together with what it changes (such as a broadcast's state). */
export async function prepareProposalIn(
  client: Queryable,
  deps: Pick<TwoPeopleDeps, 'kinds' | 'now'>,
  { kind, subject, content, by }: { kind: string; subject: string; content: unknown; by: string },
): Promise<{ readonly id: string }> {
  const known = deps.kinds.find((k) => k.kind === kind);
  if (known === undefined) throw new Error(`There is no proposal of kind ${kind}.`);
  if (!(await isAllowed(client, known, by))) throw new Error(`This organizer may not prepare ${kind}.`);
  const frozen = canonicalJson(known.content.parse(content) as Json);
  const proposal: NewProposal = {
    kind,
    subject,
    content: frozen,
    contentHash: sha256(frozen),
    preparedBy: by,
    preparedAt: deps.now(),
  };
  const waiting = await findOpenProposal(client, proposal);
  if (waiting !== undefined) return { id: waiting };
  const id = await addProposal(client, proposal);
  await audit(client, `${kind}.prepare`, { id, ...proposal }, by, deps.now());
  return { id };
}

/** Why nothing was decided. */
export type DecisionRefusal =
  /** One's own: somebody else must approve or refuse it; one can only withdraw it. */
  | 'own'
  /** Somebody has decided already. */
  | 'decided'
  /** It is no longer what was prepared, or who prepared it may not any more. */
  | 'changed'
  | 'unknown'
  | 'not-allowed';

export type Decided = { readonly kind: 'done' } | { readonly kind: 'refused'; readonly why: DecisionRefusal };

export interface Decision {
  readonly id: string;
  /** An organizer's id. */
  readonly by: string;
  readonly decision: ProposalDecision;
  /** Hexadecimal, of the content that the decider was shown. Another one is refused as changed. */
  readonly seen?: string | undefined;
}

/**
 * Approves, refuses or withdraws. Approving carries it out in the same transaction: it is recorded, done and in the
 * audit trail, or none of it. Two decisions at the same moment: the second is told `decided`.
 */
export async function decideProposal(deps: TwoPeopleDeps, wanted: Decision): Promise<Decided> {
  try {
    const rows = await deps.database.transaction((client) => decide(client, deps, wanted));
    if (rows.length > 0) deps.handOver.give(rows);
    return { kind: 'done' };
  } catch (error) {
    if (error instanceof Refused) return { kind: 'refused', why: error.why };
    throw error;
  }
}

/** Rolls the transaction back on its way out: what carryOut has begun to do is undone with it. */
class Refused extends Error {
  readonly why: DecisionRefusal;
  constructor(why: DecisionRefusal) {
    super(why);
    this.why = why;
  }
}

async function decide(
  client: Queryable,
  deps: TwoPeopleDeps,
  { id, by, decision, seen }: Decision,
): Promise<readonly OutboxRef[]> {
  const proposal = await lockProposal(client, id);
  const kind = deps.kinds.find((k) => k.kind === proposal?.kind);
  if (proposal === undefined || kind === undefined) throw new Refused('unknown');
  if (!(await isAllowed(client, kind, by))) throw new Refused('not-allowed');
  if (proposal.decision !== null) throw new Refused('decided');
  const own = proposal.preparedBy === by;
  if (own && decision !== 'withdrawn') throw new Refused('own');
  if (!own && decision === 'withdrawn') throw new Refused('not-allowed');
  const decidedAt = deps.now();
  await recordDecision(client, id, { decision, decidedBy: by, decidedAt });
  const rows = decision === 'approved' ? await carryOut(client, kind, proposal, { by, decidedAt, seen }) : [];
  if (decision !== 'approved') await kind.letGo?.(client, proposal.subject);
  const verb = { approved: 'approve', refused: 'refuse', withdrawn: 'withdraw' }[decision];
  await audit(client, `${kind.kind}.${verb}`, proposal, by, decidedAt);
  return rows;
}

async function carryOut(
  client: Queryable,
  kind: AnyProposalKind,
  { id, subject, content, contentHash, preparedBy }: ProposalRow,
  { by, decidedAt, seen }: { by: string; decidedAt: Date; seen: string | undefined },
): Promise<readonly OutboxRef[]> {
  const intact = sha256(canonicalJson(content as Json)).equals(contentHash);
  const same = seen === undefined || seen === contentHash.toString('hex');
  const parsed = kind.content.safeParse(content);
  const stillMay = await isAllowed(client, kind, preparedBy);
  if (!intact || !same || !parsed.success || !stillMay) throw new Refused('changed');
  const approved = { id, subject, content: parsed.data, preparedBy, decidedBy: by, decidedAt };
  const done = await kind.carryOut(client, approved);
  if (done === 'changed') throw new Refused('changed');
  return done ?? [];
}

async function isAllowed(client: Queryable, { permission }: AnyProposalKind, organizerId: string): Promise<boolean> {
  return may(await roleOf(client, organizerId), permission);
}

async function audit(
  client: Queryable,
  action: string,
  proposal: Pick<ProposalRow, 'id' | 'subject' | 'contentHash'>,
  organizerId: string,
  at: Date,
): Promise<void> {
  const detail = { proposal: proposal.id, content_sha256: proposal.contentHash.toString('hex') };
  await appendAudit(client, { at, organizerId, action, subject: proposal.subject, detail });
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
