import { createHash, randomBytes } from 'node:crypto';
import type { Role } from '../../domain/permissions.ts';
import type { Database } from '../../storage/database.ts';
import {
  addInvitation,
  deleteFirstInvitations,
  deleteInvitation,
  findInvitation,
  hasOrganizers,
  type InvitationRow,
} from '../../storage/organizers.ts';
import { appendAudit } from '../audit.ts';

/** How long an invitation can be used. */
export const INVITATION_HOURS = 72;
/** The first organizer's: whoever has started the system sits before it. */
export const FIRST_INVITATION_HOURS = 24;

export interface InviteDeps {
  readonly database: Pick<Database, 'pool' | 'transaction'>;
  readonly now: () => Date;
}

export interface Invited {
  /** 256 random bits, base64url. It is nowhere else: what is kept is its hash. */
  readonly token: string;
  readonly expiresAt: Date;
}

/** Makes an invitation that lets one person join with a role. `by` is null for the command line. */
export async function invite(
  deps: InviteDeps,
  wanted: { readonly role: Role; readonly by: string | null },
): Promise<Invited> {
  return deps.database.transaction((client) => inviteIn(client, deps.now(), wanted, INVITATION_HOURS));
}

/** The first organizer's invitation, in place of an earlier one; undefined once there is an organizer. */
export async function inviteFirst({ database, now }: InviteDeps): Promise<Invited | undefined> {
  return database.transaction(async (client) => {
    if (await hasOrganizers(client)) return undefined;
    await deleteFirstInvitations(client);
    return inviteIn(client, now(), { role: 'administrator', by: null }, FIRST_INVITATION_HOURS);
  });
}

/** Where an invitation is accepted. The token stands behind the #, so that no server log and no preview sees it. */
export function invitationLink(origin: string, token: string): string {
  return `${origin}/console/join#${token}`;
}

/** The hash by which an invitation is known. */
export function invitationHash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** The invitation of a token, while it can be used. */
export async function openInvitation({ database, now }: InviteDeps, token: string): Promise<InvitationRow | undefined> {
  return findInvitation(database.pool, invitationHash(token), now());
}

/** Takes an invitation back. False when it has been used or was never there. */
export async function revokeInvitation(
  { database, now }: InviteDeps,
  { tokenHash, by }: { readonly tokenHash: Buffer; readonly by: string },
): Promise<boolean> {
  return database.transaction(async (client) => {
    const role = await deleteInvitation(client, tokenHash);
    if (role === undefined) return false;
    await appendAudit(client, {
      at: now(),
      organizerId: by,
      action: 'invitation.revoke',
      subject: nameOf(tokenHash),
      detail: { role },
    });
    return true;
  });
}

async function inviteIn(
  client: Parameters<Parameters<Database['transaction']>[0]>[0],
  at: Date,
  { role, by }: { readonly role: Role; readonly by: string | null },
  hours: number,
): Promise<Invited> {
  const token = randomBytes(32).toString('base64url');
  const tokenHash = invitationHash(token);
  const expiresAt = new Date(at.getTime() + hours * 3_600_000);
  await addInvitation(client, { tokenHash, role, invitedBy: by, expiresAt });
  await appendAudit(client, {
    at,
    organizerId: by,
    action: 'invitation.make',
    subject: nameOf(tokenHash),
    detail: { role },
  });
  return { token, expiresAt };
}

/** What the audit trail calls an invitation. */
export function nameOf(tokenHash: Buffer): string {
  return tokenHash.toString('hex').slice(0, 12);
}
