import type { Keyring } from '../storage/keyring.ts';
import { sealingKey } from '../storage/lookup-keys.ts';
import { decrypt, encrypt, type Key, keyedHash } from '../storage/sealing.ts';

/**
 * Connects a person with what they handed in to one election, while that can still be replaced. Only
 * the web and worker processes have the key: rows alone connect nobody with anything.
 */
export function linkKeyOf(key: Buffer, personKey: Buffer, electionId: string): Buffer {
  return keyedHash(key, 'link', personKey, electionId);
}

/** Marks that a voice was used in an election, by its phone key, or by its person key where it had no phone. */
export function voiceKeyOf(key: Buffer, phoneOrPersonKey: Buffer, electionId: string): Buffer {
  return keyedHash(key, 'voice', phoneOrPersonKey, electionId);
}

/** Connects a person with their part in a survey, and, while it is not unlinked, with what they answered. */
export function surveyKeyOf(key: Buffer, personKey: Buffer, surveyId: string): Buffer {
  return keyedHash(key, 'survey', personKey, surveyId);
}

/** With what it is sealed whose a ballot or a result sheet is. */
export type PersonSeals = Pick<Keyring<'worker'>, 'link' | 'lookup'>;

/**
 * Whom to tell what review says of a ballot: their account's id, encrypted under a key of the lookup key's, or of the link
 * key's as long as person keys were never rotated.
 */
export function sealPerson(keys: PersonSeals, ballotId: string, personId: string): Buffer {
  return encrypt(sealOf(keys), personId, ballotContext(ballotId));
}

/** The account's id. Throws when it was sealed under another key, or with another ballot. */
export function openPerson(keys: PersonSeals, ballotId: string, sealed: Buffer): string {
  return decrypt(sealOf(keys), sealed, ballotContext(ballotId)).toString('utf8');
}

function sealOf({ link, lookup }: PersonSeals): Key {
  return sealingKey(lookup, keyedHash(link, 'sealed-person'));
}

function ballotContext(ballotId: string): string {
  return `ballot-link:${ballotId}`;
}
