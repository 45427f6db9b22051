import { randomBytes } from 'node:crypto';
import { decrypt, derivedKey, encrypt, type Key, keyedHash } from '../../storage/sealing.ts';

const KEY_BYTES = 32;

/** The worker's key that march keys are wrapped with: made of its photo key, which no other process has. */
function wrapping(photoKey: Key): Key {
  return derivedKey(photoKey, 'march-keys');
}

/** A march's key, wrapped anew under another photo key. */
export function rewrapMarchKey(from: Key, to: Buffer, marchId: string, wrapped: Buffer): Buffer {
  return encrypt(wrapping(to), openMarchKey(from, marchId, wrapped), contextOf(marchId));
}

const contextOf = (marchId: string) => `march-key:${marchId}`;

/** A new march's own key, as it is stored. Deleting it makes its tokens nobody's, also in copies of the database without it. */
export function newMarchKey(photoKey: Buffer, marchId: string): Buffer {
  return encrypt(wrapping(photoKey), randomBytes(KEY_BYTES), contextOf(marchId));
}

/** A march's own key. Throws when it was wrapped by another keyring or for another march. */
export function openMarchKey(photoKey: Key, marchId: string, wrapped: Buffer): Buffer {
  return decrypt(wrapping(photoKey), wrapped, contextOf(marchId));
}

/** What an account's check-in is known by, in this march and nowhere else. */
export function marchToken(marchKey: Buffer, personKey: Buffer): Buffer {
  return keyedHash(marchKey, 'march', personKey);
}
