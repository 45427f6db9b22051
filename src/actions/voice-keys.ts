import { decrypt, encrypt, keyedHash } from '../storage/sealing.ts';

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

/** Whom to tell what review says of a ballot: their account's id, encrypted under a key of the link key's own. */
export function sealPerson(key: Buffer, ballotId: string, personId: string): Buffer {
  return encrypt(keyedHash(key, 'sealed-person'), personId, `ballot-link:${ballotId}`);
}

/** The account's id. Throws when it was sealed under another key, or with another ballot. */
export function openPerson(key: Buffer, ballotId: string, sealed: Buffer): string {
  return decrypt(keyedHash(key, 'sealed-person'), sealed, `ballot-link:${ballotId}`).toString('utf8');
}
