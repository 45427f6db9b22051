import { decrypt, encrypt, keyedHash } from '../../storage/sealing.ts';

const CONTEXT = 'protocol-link';

/**
 * Connects a person with the protocols that they sent, until those are settled. Of another purpose than the link to
 * their ballot: rows alone do not say that a ballot and a protocol are one person's.
 */
export function protocolKeyOf(key: Buffer, personKey: Buffer, electionId: string): Buffer {
  return keyedHash(key, 'protocol', personKey, electionId);
}

/** An account's id, for nobody without the link key. */
export function sealPerson(key: Buffer, personId: string): Buffer {
  return encrypt(key, personId, CONTEXT);
}

/** The account behind a link. Throws when it was sealed under another key. */
export function openPerson(key: Buffer, sealed: Buffer): string {
  return decrypt(key, sealed, CONTEXT).toString('utf8');
}
