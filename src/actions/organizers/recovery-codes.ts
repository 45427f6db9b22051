import { createHash, randomBytes } from 'node:crypto';
import { dayOf } from '../../domain/days.ts';
import { RECOVERY_CODES, readCode, readForcedCode, writeCode } from '../../domain/organizers.ts';
import { addAlert } from '../../storage/alerts.ts';
import type { Database, Queryable } from '../../storage/database.ts';
import { findOrganizer, lockOrganizer } from '../../storage/organizers.ts';
import { replaceRecoveryCodes, useRecoveryCode } from '../../storage/passkeys.ts';
import { deleteSessionsOf } from '../../storage/sessions.ts';
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

/** Whom a code lets in, and whether it was typed under force. */
export interface Recovered {
  readonly id: string;
  readonly underForce: boolean;
}

/**
 * Uses a code up. Undefined for anything that is not a code of somebody's. Typed under force (`readForcedCode`), it lets
 * in as if nothing were the matter, ends every other session of theirs, locks everything else that lets them in, and alerts
 * every administrator.
 */
export async function recover(deps: RecoveryDeps, text: string): Promise<Recovered | undefined> {
  return (await use(deps, readCode(text), false)) ?? use(deps, readForcedCode(text), true);
}

async function use(
  { database, now }: RecoveryDeps,
  code: Uint8Array | undefined,
  underForce: boolean,
): Promise<Recovered | undefined> {
  if (code === undefined) return undefined;
  return database.transaction(async (client) => {
    const id = await useRecoveryCode(client, hashOf(code), underForce);
    if (id === undefined) return undefined;
    const at = now();
    if (underForce) await revoke(client, id, at);
    // The trail says what it says of any code: whoever stands behind them may look at it.
    await appendAudit(client, { at, organizerId: id, action: 'organizer.recover', subject: id });
    return { id, underForce };
  });
}

async function revoke(client: Queryable, id: string, at: Date): Promise<void> {
  await lockOrganizer(client, id, dayOf(at));
  await deleteSessionsOf(client, id);
  const { alias = '' } = (await findOrganizer(client, id)) ?? {};
  const detail = { kind: 'under-force', name: { en: alias }, by: alias } as const;
  await addAlert(client, { at, page: '/organizers', detail });
}

function hashOf(code: Uint8Array): Buffer {
  return createHash('sha256').update(code).digest();
}
