import type { Database } from '../../storage/database.ts';
import { lockPasskey, setPasskeyCounter } from '../../storage/passkeys.ts';
import { appendAudit } from '../audit.ts';
import { readAsserted } from './passkey-ceremony.ts';

export interface SignInDeps {
  readonly database: Pick<Database, 'transaction'>;
  readonly now: () => Date;
  readonly origin: string;
}

/**
 * Who has signed a challenge with their passkey; undefined when anything about it is wrong, whatever it is:
 * an unknown passkey, a removed organizer, another challenge, another site, nobody before the device, a copy.
 */
export async function signIn(
  { database, now, origin }: SignInDeps,
  { challenge, asserted }: { readonly challenge: string; readonly asserted: string },
): Promise<string | undefined> {
  const sent = readAsserted(asserted);
  if (sent === undefined) return undefined;
  return database.transaction(async (client) => {
    const passkey = await lockPasskey(client, sent.credentialId);
    if (passkey === undefined) return undefined;
    const checked = await sent.verify(origin, challenge, passkey);
    if (checked === undefined) return undefined;
    await setPasskeyCounter(client, passkey.credentialId, checked.counter);
    const id = passkey.organizerId;
    await appendAudit(client, { at: now(), organizerId: id, action: 'organizer.sign-in', subject: id });
    return id;
  });
}

/** Notes in the audit trail that somebody left. */
export async function noteSignOut({ database, now }: Omit<SignInDeps, 'origin'>, by: string): Promise<void> {
  await database.transaction((client) =>
    appendAudit(client, { at: now(), organizerId: by, action: 'organizer.sign-out', subject: by }),
  );
}
