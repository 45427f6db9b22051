import { randomBytes } from 'node:crypto';
import { decrypt, encrypt } from './sealing.ts';

const KEY_BYTES = 32;

/** A photo as it is stored, and the one key that opens it. The two are kept apart. */
export interface EncryptedPhoto {
  /** For the photo store. */
  readonly sealed: Buffer;
  /** For `photo_keys`. Deleting it and what was rewrapped of it destroys the photo, also in every backup made of the store. */
  readonly wrappedKey: Buffer;
}

export type OpenedPhoto =
  | { readonly ok: true; readonly bytes: Buffer }
  /** `destroyed`: its key is gone. `unreadable`: changed, another photo's, or under another keyring. */
  | { readonly ok: false; readonly reason: 'destroyed' | 'unreadable' };

/**
 * Encrypts a photo under a new random key, and that key under the keyring's photo key. Both are
 * AES-256-GCM with the photo's id authenticated (`encrypt` in sealing.ts has the format; its first byte
 * is the version), so that neither can be put in another photo's place.
 */
export function encryptPhoto(id: string, bytes: Buffer, photoKey: Buffer): EncryptedPhoto {
  const key = randomBytes(KEY_BYTES);
  try {
    return { sealed: encrypt(key, bytes, contentOf(id)), wrappedKey: encrypt(photoKey, key, keyOf(id)) };
  } finally {
    key.fill(0);
  }
}

/** Opens a photo; `wrappedKey` is undefined when there is no row in `photo_keys` any more. */
export function decryptPhoto(
  id: string,
  sealed: Buffer,
  wrappedKey: Buffer | undefined,
  photoKey: Buffer,
): OpenedPhoto {
  if (wrappedKey === undefined) return { ok: false, reason: 'destroyed' };
  const key = opened(photoKey, wrappedKey, keyOf(id));
  if (key?.length !== KEY_BYTES) return { ok: false, reason: 'unreadable' };
  const bytes = opened(key, sealed, contentOf(id));
  key.fill(0);
  return bytes === undefined ? { ok: false, reason: 'unreadable' } : { ok: true, bytes };
}

/**
 * Wraps a photo's own key anew under another key of the keyring: whoever has only that one can open this photo and no
 * other. Undefined when it cannot be unwrapped: changed, another photo's, or under another keyring.
 */
export function rewrapPhotoKey(
  id: string,
  wrappedKey: Buffer,
  photoKey: Buffer,
  reviewKey: Buffer,
): Buffer | undefined {
  const key = opened(photoKey, wrappedKey, keyOf(id));
  if (key?.length !== KEY_BYTES) return undefined;
  try {
    return encrypt(reviewKey, key, keyOf(id));
  } finally {
    key.fill(0);
  }
}

const contentOf = (id: string) => `photo:${id}`;
const keyOf = (id: string) => `photo-key:${id}`;

function opened(key: Buffer, sealed: Buffer, context: string): Buffer | undefined {
  try {
    return decrypt(key, sealed, context);
  } catch {
    return undefined;
  }
}
