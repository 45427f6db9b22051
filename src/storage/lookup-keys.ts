import { decrypt, derivedKey, encrypt, type Key, keyedHash } from './sealing.ts';

/**
 * How the rows of people and phones are found and read. The web process makes a person key of a messenger's id (a phone
 * key of a number), and links, voices and tokens are made of that key: it never changes. Once person keys have been
 * rotated, the row has in its place a hash of it under a lookup key, and the key itself sealed under that same lookup
 * key. So the lookup key can be replaced row by row, without anybody's id.
 */
export interface LookupKeys {
  /**
   * The first is what is written under; while it is being replaced, rows may be there under the others, too. Null: the
   * row has the person key itself, as before the first rotation.
   */
  readonly hashes: readonly (Buffer | null)[];
  /** Each one's key for sealing, in the same order. */
  readonly seals: readonly (Buffer | null)[];
  /** Opens what was sealed under any of them. Undefined: nothing was. */
  readonly opens: Key | undefined;
}

/** Of keyrings whose person keys were never rotated. */
export const NEVER_ROTATED: LookupKeys = { hashes: [null], seals: [null], opens: undefined };

/** What a key is of. Hashes of both are made apart. */
export type KeyOf = 'person' | 'phone';

/** A row's key, as it is stored. */
export interface StoredKey {
  readonly lookup: Buffer;
  /** Null: the lookup is the key itself. */
  readonly sealedKey: Buffer | null;
}

/** Lookup keys as a keyring has them: what is written under, and those that may be there as well. Null: none. */
export function lookupKeys(current: Buffer | null, others: readonly (Buffer | null)[]): LookupKeys {
  const all = [current, ...others];
  const seals = all.map((key) => key && derivedKey(key, 'seal'));
  const [first, ...rest] = seals.filter((key) => key !== null);
  const opens = first && (rest.length === 0 ? first : Object.assign(Buffer.from(first), { others: rest }));
  return { hashes: all.map((key) => key && derivedKey(key, 'lookup')), seals, opens };
}

/** What a row has when it is written now. */
export function storedKey(keys: LookupKeys, of: KeyOf, key: Buffer): StoredKey {
  const [hash, seal] = [keys.hashes[0], keys.seals[0]];
  if (hash == null || seal == null) return { lookup: key, sealedKey: null };
  const lookup = keyedHash(hash, of, key);
  return { lookup, sealedKey: encrypt(seal, key, boundTo(of, lookup)) };
}

/**
 * Every value under which a row may be there: one, or while keys are being replaced two. A row has exactly one of them.
 */
export function lookupsOf(keys: LookupKeys, of: KeyOf, key: Buffer): Buffer[] {
  return keys.hashes.map((hash) => (hash === null ? key : keyedHash(hash, of, key)));
}

/** Whether any row may have another value than the key itself. */
export function wasRotated(keys: LookupKeys): boolean {
  return keys.opens !== undefined;
}

/** Whether rows may be there under more than one key, so that uniqueness alone keeps nobody from being added twice. */
export function isReplacing(keys: LookupKeys): boolean {
  return keys.hashes.length > 1;
}

/** The key that a row stands for. Throws when it was sealed under none of these keys, or in another row. */
export function openKey(keys: LookupKeys, of: KeyOf, { lookup, sealedKey }: StoredKey): Buffer {
  if (sealedKey === null) return lookup;
  if (keys.opens === undefined) throw new Error('A row of after a rotation of person keys, and a keyring of before');
  return decrypt(keys.opens, sealedKey, boundTo(of, lookup));
}

/**
 * With what else is encrypted that says whose something is: the lookup key's own key for sealing, or `before` as long
 * as person keys were never rotated.
 */
export function sealingKey(keys: LookupKeys, before: Buffer): Key {
  const [first = before, ...others] = keys.seals.map((seal) => seal ?? before);
  return others.length === 0 ? first : Object.assign(Buffer.from(first), { others });
}

function boundTo(of: KeyOf, lookup: Buffer): string {
  return `${of}-key:${lookup.toString('hex')}`;
}
