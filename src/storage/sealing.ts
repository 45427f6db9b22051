import { createCipheriv, createDecipheriv, createHmac, randomUUID } from 'node:crypto';
import sodium from 'libsodium-wrappers';

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** What `encrypt` writes first, so that another format can follow one day. */
const VERSION = 1;

/**
 * 96 random bits. Taken from a random UUID (RFC 9562, version 4), leaving out the bytes that hold its
 * version and variant: Node draws those many at a time, and drawing 12 bytes each time is a fifth of what
 * encrypting a short text costs.
 */
function nonce(): Buffer {
  const uuid = randomUUID();
  return Buffer.from(uuid.slice(0, 8) + uuid.slice(9, 13) + uuid.slice(24), 'hex');
}

/**
 * AES-256-GCM (NIST SP 800-38D) with a random nonce: version, nonce, tag, ciphertext. `context` is
 * authenticated, so that a value cannot be moved to another column or row kind.
 */
export function encrypt(key: Buffer, plain: Buffer | string, context: string): Buffer {
  const iv = nonce();
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(context));
  const body = typeof plain === 'string' ? cipher.update(plain, 'utf8') : cipher.update(plain);
  // Makes the tag. In this mode nothing is left to be returned.
  cipher.final();
  const sealed = Buffer.allocUnsafe(1 + IV_BYTES + TAG_BYTES + body.length);
  sealed[0] = VERSION;
  iv.copy(sealed, 1);
  cipher.getAuthTag().copy(sealed, 1 + IV_BYTES);
  body.copy(sealed, 1 + IV_BYTES + TAG_BYTES);
  return sealed;
}

/**
 * A key of a keyring. While it is being replaced, `others` are the one that comes and the one that goes: what was written
 * under these can be read as well, nothing is written under them.
 */
export interface Key extends Buffer {
  readonly others?: readonly Buffer[];
}

/** The plain bytes. Throws when the value was made under another key or context, or was changed. */
export function decrypt(key: Key, sealed: Buffer, context: string): Buffer {
  if (key.others === undefined) return decryptWith(key, sealed, context);
  return firstThatOpens([key, ...key.others], (candidate) => decryptWith(candidate, sealed, context));
}

/** What the first key opens that does. Throws what the last one threw. */
function firstThatOpens<K, T>(keys: readonly K[], open: (key: K) => T): T {
  let failure: unknown = new Error('There is no key');
  for (const key of keys) {
    try {
      return open(key);
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}

/** A key for one purpose, made of another one, with those beside it. */
export function derivedKey(key: Key, purpose: string): Key {
  const { others } = key;
  const derived = keyedHash(key, purpose);
  return others === undefined
    ? derived
    : Object.assign(derived, { others: others.map((other) => keyedHash(other, purpose)) });
}

function decryptWith(key: Buffer, sealed: Buffer, context: string): Buffer {
  if (sealed[0] !== VERSION) throw new Error('Encrypted value of an unknown version');
  const tagAt = 1 + IV_BYTES;
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, tagAt), { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(context))
    .setAuthTag(sealed.subarray(tagAt, tagAt + TAG_BYTES));
  const plain = decipher.update(sealed.subarray(tagAt + TAG_BYTES));
  // Checks the tag. In this mode nothing is left to be returned.
  decipher.final();
  return plain;
}

/** HMAC-SHA-256 over a purpose and parts that cannot run into one another. */
export function keyedHash(key: Buffer, purpose: string, ...parts: readonly (string | Buffer)[]): Buffer {
  let text = purpose;
  for (const part of parts) text += typeof part === 'string' ? `\0${part.length}:${part}` : `\0${part.toString('hex')}`;
  return createHmac('sha256', key).update(text).digest();
}

/** Seals to a public key (libsodium sealed box, X25519): whoever seals cannot open. */
export async function loadSealer(publicKey: Buffer): Promise<(plain: string) => Buffer> {
  await sodium.ready;
  return (plain) => Buffer.from(sodium.crypto_box_seal(plain, publicKey));
}

/**
 * Remembers the latest `most` of what was opened: opening takes a quarter of a millisecond, and in a
 * conversation the same address is opened for every message.
 */
export function remembering(open: (sealed: Buffer) => string, most: number): (sealed: Buffer) => string {
  const opened = new Map<string, string>();
  return (sealed) => {
    const key = sealed.toString('latin1');
    const known = opened.get(key);
    const plain = known ?? open(sealed);
    // The latest used are at the end.
    opened.delete(key);
    opened.set(key, plain);
    if (opened.size > most)
      for (const oldest of opened.keys()) {
        opened.delete(oldest);
        break;
      }
    return plain;
  };
}

/** Opens what was sealed to the pair, or to one of those beside it. Throws when it was not. */
export async function loadOpener(publicKey: Key, privateKey: Key): Promise<(sealed: Buffer) => string> {
  await sodium.ready;
  const pairs = [publicKey, ...(publicKey.others ?? [])].map((own, at) => {
    const secret = at === 0 ? privateKey : (privateKey.others?.[at - 1] ?? privateKey);
    return { own, secret };
  });
  return (sealed) =>
    firstThatOpens(pairs, ({ own, secret }) =>
      Buffer.from(sodium.crypto_box_seal_open(sealed, own, secret)).toString('utf8'),
    );
}
