import { sealingKey } from '../../storage/lookup-keys.ts';
import { decrypt, encrypt, keyedHash } from '../../storage/sealing.ts';
import type { PersonSeals } from '../voice-keys.ts';

const CONTEXT = 'protocol-link';

/**
 * Connects a person with the protocols that they sent, until those are settled. Of another purpose than the link to
 * their ballot: rows alone do not say that a ballot and a protocol are one person's.
 */
export function protocolKeyOf(key: Buffer, personKey: Buffer, electionId: string): Buffer {
  return keyedHash(key, 'protocol', personKey, electionId);
}

/** An account's id, for nobody without the link key; once person keys were rotated, without the lookup key. */
export function sealPerson({ link, lookup }: PersonSeals, personId: string): Buffer {
  return encrypt(sealingKey(lookup, link), personId, CONTEXT);
}

/** The account behind a link. Throws when it was sealed under another key. */
export function openPerson({ link, lookup }: PersonSeals, sealed: Buffer): string {
  return decrypt(sealingKey(lookup, link), sealed, CONTEXT).toString('utf8');
}
