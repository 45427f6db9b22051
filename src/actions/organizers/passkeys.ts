import { dayOf } from '../../domain/days.ts';
import type { Database } from '../../storage/database.ts';
import { addPasskey as addRow, deletePasskey, lockPasskeysOf } from '../../storage/passkeys.ts';
import { appendAudit } from '../audit.ts';
import { readCreated } from './passkey-ceremony.ts';

export interface PasskeyDeps {
  readonly database: Pick<Database, 'transaction'>;
  readonly now: () => Date;
  readonly origin: string;
}

/** Adds a passkey that somebody's browser has made; false when it cannot be used, or is known already. */
export async function addPasskey(
  { database, now, origin }: PasskeyDeps,
  { by, challenge, created }: { readonly by: string; readonly challenge: string; readonly created: string },
): Promise<boolean> {
  const passkey = await readCreated(origin, challenge, created);
  if (passkey === undefined) return false;
  const at = now();
  return database.transaction(async (client) => {
    const row = { ...passkey, organizerId: by, addedOn: dayOf(at) };
    if (!(await addRow(client, row))) return false;
    await appendAudit(client, {
      at,
      organizerId: by,
      action: 'passkey.add',
      subject: passkeyName(passkey.credentialId),
    });
    return true;
  });
}

/** Removes one of somebody's own passkeys. The last one stays: without it they could not come back. */
export async function removePasskey(
  { database, now }: Omit<PasskeyDeps, 'origin'>,
  { by, credentialId }: { readonly by: string; readonly credentialId: Buffer },
): Promise<'removed' | 'last' | 'unknown'> {
  return database.transaction(async (client) => {
    const own = await lockPasskeysOf(client, by);
    if (!own.some((id) => id.equals(credentialId))) return 'unknown';
    if (own.length === 1) return 'last';
    await deletePasskey(client, credentialId);
    await appendAudit(client, {
      at: now(),
      organizerId: by,
      action: 'passkey.remove',
      subject: passkeyName(credentialId),
    });
    return 'removed';
  });
}

/** A few letters by which people and the audit trail tell passkeys apart. */
export function passkeyName(credentialId: Buffer): string {
  return credentialId.toString('hex').slice(0, 8);
}
