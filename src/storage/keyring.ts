import { randomBytes } from 'node:crypto';
import { access, mkdir, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import sodium from 'libsodium-wrappers';
import { z } from 'zod';
import { PROCESSES, type ProcessName } from '../domain/processes.ts';
import { flushFolder, writeFlushed } from './flushed-files.ts';
import { type LookupKeys, lookupKeys } from './lookup-keys.ts';
import type { Key } from './sealing.ts';

/**
 * The keys, and which process is given which. A key that a process does not have, nobody can take
 * from it. Never in the database or its backups.
 *
 * | key        | web | worker | sender | for |
 * | identity   |  x  |        |        | person keys and update keys (HMAC)               |
 * | phone      |  x  |        |        | phone keys (HMAC)                                |
 * | voice      |  x  |   x    |        | spent voices (HMAC)                              |
 * | state      |  x  |        |        | dialogue states (AES-256-GCM)                    |
 * | outbox     |  x  |   x    |   x    | what is still to be done (AES-256-GCM)           |
 * | link       |  x  |   x    |        | person to ballot, while it can be replaced (HMAC) |
 * | photo      |     |   x    |        | wraps each photo's own key (AES-256-GCM)         |
 * | photoHash  |     |   x    |        | exact hashes of photos (HMAC)                    |
 * | review     |  x  |   x    |        | the keys of photos while they are under review (AES-256-GCM) |
 * | lookup     |  x  |   x    |        | how people and phones are found, from the first `keys rotate person` on (HMAC, AES-256-GCM) |
 * | addressPublic | x |  x    |   x    | seals addresses and dead letters (X25519)        |
 * | addressPrivate |  |       |   x    | opens them                                       |
 */
const KEYS_OF = {
  web: ['identity', 'phone', 'voice', 'state', 'outbox', 'link', 'review', 'lookup', 'addressPublic'],
  worker: ['outbox', 'link', 'voice', 'photo', 'photoHash', 'review', 'lookup', 'addressPublic'],
  sender: ['outbox', 'addressPublic', 'addressPrivate'],
} as const;

/** Which process has which keys. */
export function keysOf(process: ProcessName): readonly string[] {
  return KEYS_OF[process];
}

/**
 * Keys that came with a later version: keyrings from before lack them, and nothing was ever written under them.
 * `createKeyrings` adds these, and no others.
 */
const ADDED_LATER = ['review'] as const;

/** Keys that a keyring has only once a rotation has made them. Nothing is under them before. */
const MADE_BY_ROTATION: readonly string[] = ['lookup'];

/** Left where keys were wiped. */
export const WIPED = 'wiped';

export type Keyring<R extends ProcessName> = {
  readonly [K in (typeof KEYS_OF)[R][number]]: K extends 'lookup' ? LookupKeys : Key;
};

const key = z
  .base64()
  .transform((text) => Buffer.from(text, 'base64'))
  .refine((bytes) => bytes.length === 32, 'is not 32 bytes');

/** Reads one process's keyring. Throws with a plain line when the file is missing or not a keyring. */
export async function readKeyring<R extends ProcessName>(path: string, role: R): Promise<Keyring<R>> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new Error(`The keyring ${path} cannot be read. "npm run golos -- keys create" makes one.`);
  });
  const shape = z.object(
    Object.fromEntries(KEYS_OF[role].map((name) => [name, MADE_BY_ROTATION.includes(name) ? key.optional() : key])),
  );
  const parsed = shape.safeParse(parseJson(text));
  if (!parsed.success) {
    const missing = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
    const later: readonly string[] = ADDED_LATER;
    const hint = later.includes(missing) ? ' "npm run golos -- keys create" adds it to keyrings of before.' : '';
    throw new Error(`The keyring ${path} is not one of the ${role} process: look at ${missing || 'its JSON'}.${hint}`);
  }
  const { lookup, ...keys } = parsed.data;
  const { next = {}, previous = {} } = replaced.safeParse(parseJson(text)).data ?? {};
  const read = withOthers(definedOf(keys), next, previous);
  if (!keysOf(role).includes('lookup')) return read as Keyring<R>;
  const others = [next.lookup, previous.lookup].filter((other) => other !== undefined);
  return { ...read, lookup: lookupKeys(lookup ?? null, others) } as unknown as Keyring<R>;
}

/** Keys of a keyring that are being replaced: the one that comes, and the one that goes; null: there was none. */
const replaced = z.object({
  next: z.record(z.string(), key).optional(),
  previous: z.record(z.string(), key.nullable()).optional(),
});

function definedOf(keys: Record<string, Buffer | undefined>): Record<string, Buffer> {
  return Object.fromEntries(Object.entries(keys).filter((entry): entry is [string, Buffer] => entry[1] !== undefined));
}

/** Gives each key those beside it, in one order for the halves of a pair. */
function withOthers(
  keys: Record<string, Buffer>,
  next: Record<string, Buffer>,
  previous: Record<string, Buffer | null>,
): Record<string, Key> {
  return Object.fromEntries(
    Object.entries(keys).map(([name, bytes]) => {
      const others = [next[name], previous[name]].filter((other) => other != null);
      return [name, others.length === 0 ? bytes : Object.assign(bytes, { others })];
    }),
  );
}

/**
 * Makes one keyring a process in `folder`, readable by its owner only, unless they are all there; then it adds what
 * only keyrings of this version have (`extended`). Refuses to fill up a half-present set: new keys beside old ones
 * would make old data unreadable.
 */
export async function createKeyrings(folder: string): Promise<'created' | 'extended' | 'present'> {
  if (await exists(join(folder, WIPED))) {
    throw new Error(
      `The keys in ${folder} were wiped. New ones cannot read the old data: set DATA_DIR to a new folder.`,
    );
  }
  const paths = PROCESSES.map((role) => join(folder, `${role}.json`));
  const present = await Promise.all(paths.map(exists));
  if (present.every(Boolean)) return (await extendKeyrings(folder)) ? 'extended' : 'present';
  if (present.some(Boolean)) {
    throw new Error(`Some keyrings in ${folder} are missing. Put the backup back: new keys cannot read old data.`);
  }
  const keys: Record<string, string> = await newAddressPair();
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const role of PROCESSES) {
    const content: Record<string, string> = {};
    for (const name of KEYS_OF[role]) {
      if (MADE_BY_ROTATION.includes(name)) continue;
      keys[name] ??= newKey();
      content[name] = keys[name];
    }
    await writeKeyring(join(folder, `${role}.json`), content);
  }
  return 'created';
}

/**
 * Adds keys that came with a later version to keyrings of before, the same one to each process that needs it. One
 * that is in any of the files already is copied from there, never made anew: that is how a process on another machine
 * gets it, and what a break in the middle comes down to. Nothing else in the files changes. Whether any file did.
 */
async function extendKeyrings(folder: string): Promise<boolean> {
  const files = await Promise.all(
    PROCESSES.map(async (role) => {
      const path = join(folder, `${role}.json`);
      const content = z.record(z.string(), z.unknown()).safeParse(parseJson(await readFile(path, 'utf8')));
      return { role, path, content: content.data };
    }),
  );
  const changed = new Set<string>();
  for (const name of ADDED_LATER) {
    // Whoever reads a broken file says so: it is not this one's to repair.
    const needing = files.filter(({ role, content }) => content !== undefined && keysOf(role).includes(name));
    const known = needing.map(({ content }) => content?.[name]).find((value) => value !== undefined);
    const value = known ?? newKey();
    for (const { path, content } of needing) {
      if (content === undefined || name in content) continue;
      content[name] = value;
      await writeKeyring(path, content);
      changed.add(path);
    }
  }
  return changed.size > 0;
}

/** A new secret key, as keyrings hold it. */
export function newKey(): string {
  return randomBytes(32).toString('base64');
}

/** A new pair for people's addresses, as keyrings hold it. */
export async function newAddressPair(): Promise<{ addressPublic: string; addressPrivate: string }> {
  await sodium.ready;
  const { publicKey, privateKey } = sodium.crypto_box_keypair();
  return {
    addressPublic: Buffer.from(publicKey).toString('base64'),
    addressPrivate: Buffer.from(privateKey).toString('base64'),
  };
}

/** Replaces a keyring's file as a whole. */
export async function writeKeyring(path: string, content: object): Promise<void> {
  await writeWhole(path, `${JSON.stringify(content, null, 2)}\n`);
}

/**
 * Replaces a file as a whole, readable by its owner only. Whenever the power is cut, the file is the old one or the new;
 * when this resolves, the new one, so that nothing is ever written under a key that is lost.
 */
export async function writeWhole(path: string, text: string): Promise<void> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFlushed(`${path}.new`, text);
  await rename(`${path}.new`, path);
  await flushFolder(folder);
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** What a text says as JSON; undefined when it does not. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
