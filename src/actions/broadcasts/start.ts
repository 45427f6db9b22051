import { z } from 'zod';
import { type Audience, audience } from '../../domain/audience.ts';
import {
  allows,
  type BroadcastContent,
  broadcastContent,
  type ContentProblem,
  contentProblems,
  type SendingHours,
  sendingHours,
} from '../../domain/broadcasts.ts';
import { insertBroadcast, lockBroadcast, setBroadcastState } from '../../storage/broadcasts.ts';
import type { Queryable } from '../../storage/database.ts';
import { appendAudit } from '../audit.ts';
import type { ProposalKind } from '../two-people.ts';

/** What the second person is shown and what is then sent: frozen, with the revision that it was. */
export const broadcastProposal = z.strictObject({
  revision: z.int(),
  title: z.string(),
  content: broadcastContent,
  audience,
  /** ISO 8601; null is at once. */
  startsAt: z.iso.datetime().nullable(),
  hours: sendingHours.nullable(),
  /** How many they were when it was prepared; fixed anew when it starts. */
  recipients: z.int(),
});

export type BroadcastProposal = z.infer<typeof broadcastProposal>;

/** Subject: the broadcast's id. Approved, it is scheduled for its time. */
export const broadcastProposalKind: ProposalKind<BroadcastProposal> = {
  kind: 'broadcast.start',
  permission: 'broadcasts.prepare',
  content: broadcastProposal,
  async carryOut(client, { subject, content }) {
    const started = await startBroadcast(client, { id: subject, revision: content.revision });
    return started.kind === 'started' ? undefined : 'changed';
  },
  async letGo(client, subject) {
    await withdrawBroadcast(client, subject);
  },
};

export type Freeze =
  | { readonly kind: 'frozen'; readonly content: BroadcastProposal }
  | { readonly kind: 'problems'; readonly problems: readonly ContentProblem[] }
  | { readonly kind: 'conflict' }
  | { readonly kind: 'not-a-draft' }
  | { readonly kind: 'unknown' };

/**
 * Makes a draft ready for the second person, in the transaction that prepares the proposal
 * (`prepareProposalIn` with kind `broadcast.start` and subject `id`): from now on it is not edited.
 */
export async function proposeBroadcast(
  q: Queryable,
  { id, revision, recipients }: { id: string; revision: number; recipients: number },
): Promise<Freeze> {
  const there = await lockBroadcast(q, id);
  if (there === undefined) return { kind: 'unknown' };
  if (!allows(there.state, 'propose')) return { kind: 'not-a-draft' };
  if (there.revision !== revision) return { kind: 'conflict' };
  const problems = contentProblems(there.content);
  if (problems.length > 0) return { kind: 'problems', problems };
  await setBroadcastState(q, id, 'proposed');
  const { title, content, audience: whom, startsAt, hours } = there;
  const at = startsAt === null ? null : startsAt.toISOString();
  return { kind: 'frozen', content: { revision, title, content, audience: whom, startsAt: at, hours, recipients } };
}

/** Makes a draft of it again, after its proposal was refused or withdrawn. False when it is something else. */
export async function withdrawBroadcast(q: Queryable, id: string): Promise<boolean> {
  const there = await lockBroadcast(q, id);
  if (there === undefined || !allows(there.state, 'withdraw')) return false;
  await setBroadcastState(q, id, 'draft');
  return true;
}

export type Started =
  | { readonly kind: 'started' }
  | { readonly kind: 'refused'; readonly why: 'unknown' | 'changed' | 'state' | 'content' };

/**
 * Lets a broadcast go, in the caller's transaction: the worker fixes its recipients as soon as its time has
 * come. To be called by what two people have approved (`broadcastProposalKind`), and by tests.
 */
export async function startBroadcast(q: Queryable, wanted: { id: string; revision: number }): Promise<Started> {
  const there = await lockBroadcast(q, wanted.id);
  if (there === undefined) return { kind: 'refused', why: 'unknown' };
  if (!allows(there.state, 'start')) return { kind: 'refused', why: 'state' };
  if (there.revision !== wanted.revision) return { kind: 'refused', why: 'changed' };
  if (contentProblems(there.content).length > 0) return { kind: 'refused', why: 'content' };
  await setBroadcastState(q, wanted.id, 'scheduled');
  return { kind: 'started' };
}

/**
 * A broadcast that another two-person approval already stands for, such as a publication into the chats:
 * written and let go in the caller's transaction.
 */
export async function sendToAudience(
  q: Queryable,
  wanted: {
    readonly at: Date;
    /** Null: the schedule. */
    readonly by: string | null;
    readonly title: string;
    readonly content: BroadcastContent;
    readonly audience: Audience;
    readonly hours?: SendingHours | null;
  },
): Promise<{ readonly id: string }> {
  const problems = contentProblems(wanted.content);
  if (problems.length > 0) throw new Error(`A broadcast that cannot be sent: ${problems[0]?.field ?? ''}`);
  const { id } = await insertBroadcast(q, {
    title: wanted.title,
    content: broadcastContent.parse(wanted.content),
    audience: audience.parse(wanted.audience),
    startsAt: null,
    hours: wanted.hours ?? null,
  });
  await setBroadcastState(q, id, 'scheduled');
  await appendAudit(q, { at: wanted.at, organizerId: wanted.by, action: 'broadcast.send', subject: id });
  return { id };
}
