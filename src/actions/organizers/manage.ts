import type { Language } from '../../domain/languages.ts';
import type { Role } from '../../domain/permissions.ts';
import type { Database, Queryable } from '../../storage/database.ts';
import {
  deactivateOrganizer,
  findOrganizer,
  lockAdministrators,
  type OrganizerRow,
  setLanguage,
  setRole,
} from '../../storage/organizers.ts';
import { deleteSessionsOf } from '../../storage/sessions.ts';
import { appendAudit } from '../audit.ts';

export interface ManageDeps {
  readonly database: Pick<Database, 'pool' | 'transaction'>;
  readonly now: () => Date;
}

/** `own`: nobody changes or removes themselves. `last`: an administrator always remains. */
export type Managed = 'done' | 'unknown' | 'own' | 'last';

/** Gives somebody another role, at once. */
export async function changeRole(
  deps: ManageDeps,
  { id, role, by }: { readonly id: string; readonly role: Role; readonly by: string },
): Promise<Managed> {
  return manage(deps, { id, by, keepsAdministrator: role === 'administrator' }, async (client, organizer) => {
    if (organizer.role === role) return;
    await setRole(client, id, role);
    const detail = { from: organizer.role, to: role };
    await appendAudit(client, { at: deps.now(), organizerId: by, action: 'organizer.role', subject: id, detail });
  });
}

/** Takes somebody's passkeys, recovery codes and sessions away, at once and for good. */
export async function removeOrganizer(
  deps: ManageDeps,
  { id, by }: { readonly id: string; readonly by: string },
): Promise<Managed> {
  return manage(deps, { id, by, keepsAdministrator: false }, async (client, organizer) => {
    await deactivateOrganizer(client, id);
    const detail = { alias: organizer.alias, role: organizer.role };
    await appendAudit(client, { at: deps.now(), organizerId: by, action: 'organizer.remove', subject: id, detail });
  });
}

/** The language that the console speaks with somebody. A taste, not a change: the audit trail does not hear of it. */
export async function changeLanguage({ database }: ManageDeps, by: string, language: Language): Promise<void> {
  await setLanguage(database.pool, by, language);
}

/** Ends somebody's own sessions, but for the one that asks. */
export async function endOtherSessions({ database, now }: ManageDeps, by: string, kept: Buffer): Promise<void> {
  await database.transaction(async (client) => {
    await deleteSessionsOf(client, by, kept);
    await appendAudit(client, { at: now(), organizerId: by, action: 'organizer.end-sessions', subject: by });
  });
}

async function manage(
  { database }: ManageDeps,
  { id, by, keepsAdministrator }: { readonly id: string; readonly by: string; readonly keepsAdministrator: boolean },
  change: (client: Queryable, organizer: OrganizerRow) => Promise<void>,
): Promise<Managed> {
  if (id === by) return 'own';
  return database.transaction(async (client) => {
    // Two administrators who remove one another at the same moment: the second finds itself gone.
    const administrators = await lockAdministrators(client);
    const organizer = await findOrganizer(client, id);
    if (organizer === undefined) return 'unknown';
    if (!administrators.includes(by)) return 'unknown';
    const left = administrators.filter((one) => one !== id);
    if (left.length === 0 && !keepsAdministrator) return 'last';
    await change(client, organizer);
    return 'done';
  });
}
