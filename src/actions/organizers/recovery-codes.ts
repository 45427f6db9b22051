import { createHash, randomBytes } from 'node:crypto';
import { RECOVERY_CODES, readCode, writeCode } from '../../domain/organizers.ts';
import type { Database, Queryable } from '../../storage/database.ts';
import { replaceRecoveryCodes, useRecoveryCode } from '../../storage/passkeys.ts';
import { appendAudit } from '../audit.ts';

export interface RecoveryDeps {
  readonly database: Pick<Database, 'transaction'>;
  readonly now: () => Date;
}

/** New codes in place of the old ones, within the caller's transaction. They are told here, and nowhere else. */
export async function giveRecoveryCodes(client: Queryable, organizerId: string): Promise<readonly string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, () => randomBytes(16));
  await replaceRecoveryCodes(client, organizerId, codes.map(hashOf));
  return codes.map(writeCode);
}

/** New codes for somebody who is signed in. The old ones stop working. */
export async function renewRecoveryCodes({ database, now }: RecoveryDeps, by: string): Promise<readonly string[]> {
  return database.transaction(async (client) => {
    const codes = await giveRecoveryCodes(client, by);
    await appendAudit(client, { at: now(), organizerId: by, action: 'organizer.renew-codes', subject: by });
    return codes;
  });
}

/** Uses a code up: whose it was. Undefined for anything that is not a code of somebody's. */
export async function recover({ database, now }: RecoveryDeps, text: string): Promise<string | undefined> {
  const code = readCode(text);
  if (code === undefined) return undefined;
  return database.transaction(async (client) => {
    const id = await useRecoveryCode(client, hashOf(code));
    if (id === undefined) return undefined;
    await appendAudit(client, { at: now(), organizerId: id, action: 'organizer.recover', subject: id });
    return id;
  });
}

function hashOf(code: Uint8Array): Buffer {
  return createHash('sha256').update(code).digest();
}
