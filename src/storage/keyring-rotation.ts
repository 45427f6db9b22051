import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { PROCESSES, type ProcessName } from '../domain/processes.ts';
import { keysOf, newAddressPair, newKey, parseJson, writeKeyring } from './keyring.ts';

/** What can be replaced while everything runs, and which keys that is. */
export const ROTATIONS = {
  address: ['addressPublic', 'addressPrivate'],
  photo: ['photo'],
  review: ['review'],
  person: ['lookup'],
} as const;

export type RotationName = keyof typeof ROTATIONS;

/**
 * `resting`: one key. `announced`: every keyring knows the next one, nobody writes under it. `switched`: everybody writes
 * under the new one, and can still read the old one.
 */
export type RotationStep = 'resting' | 'announced' | 'switched';

const file = z.looseObject({
  next: z.record(z.string(), z.string()).optional(),
  previous: z.record(z.string(), z.string().nullable()).optional(),
});
type Content = Record<string, unknown> & {
  next?: Record<string, string>;
  /** Null: a key that its first rotation made. */
  previous?: Record<string, string | null>;
};
interface KeyringFile {
  readonly path: string;
  readonly process: ProcessName;
  readonly content: Content;
  /** Those of the rotation's keys that this process has. */
  readonly keys: readonly string[];
}

/** Where a rotation has come to, by the keyrings in a folder: after a break in the middle, the step that has to be done again. */
export async function rotationStep(folder: string, rotation: RotationName): Promise<RotationStep> {
  const steps = (await filesOf(folder, rotation)).map(({ content, keys }) => stepOf(content, keys));
  if (steps.includes('announced')) return steps.includes('resting') ? 'resting' : 'announced';
  // Some of them may have come to its end already.
  return steps.includes('switched') ? 'switched' : 'resting';
}

function stepOf({ next, previous }: Content, keys: readonly string[]): RotationStep {
  if (keys.some((name) => next?.[name] !== undefined)) return 'announced';
  return keys.some((name) => previous?.[name] !== undefined) ? 'switched' : 'resting';
}

/** Tells every keyring the next key. After a break in the middle, the one that some know already. */
export async function announceKey(folder: string, rotation: RotationName): Promise<void> {
  const files = await filesOf(folder, rotation);
  const made = await newKeys(rotation);
  const known = Object.assign(made, ...files.map(({ content, keys }) => pick(content.next, keys)));
  for (const { path, content, keys } of files) {
    if (stepOf(content, keys) !== 'resting') continue;
    await writeKeyring(path, { ...content, next: { ...content.next, ...pick(known, keys) } });
  }
}

/** Puts the next key in place of the old one, which can be read for as long as `endRotation` was not called. */
export async function switchKeys(folder: string, rotation: RotationName): Promise<void> {
  for (const { path, content, keys } of await filesOf(folder, rotation)) {
    if (stepOf(content, keys) !== 'announced') continue;
    const own = pick(content as Record<string, string>, keys);
    const old = Object.fromEntries(keys.map((name) => [name, own[name] ?? null]));
    await writeKeyring(path, {
      ...content,
      ...pick(content.next, keys),
      next: without(content.next, keys),
      previous: { ...content.previous, ...old },
    });
  }
}

/** Destroys the old key. Nothing may be written under it any more. */
export async function endRotation(folder: string, rotation: RotationName): Promise<void> {
  for (const { path, content, keys } of await filesOf(folder, rotation)) {
    await writeKeyring(path, { ...content, previous: without(content.previous, keys) });
  }
}

/** The rotation's keys as the process has them that has all of them: the new ones, and the old, if there were any. */
export async function rotatingKeys(
  folder: string,
  rotation: RotationName,
): Promise<{ current: Record<string, Buffer>; previous: Record<string, Buffer> }> {
  const all: readonly string[] = ROTATIONS[rotation];
  const whole = (await filesOf(folder, rotation)).find(({ keys }) => keys.length === all.length);
  const bytes = (from: Record<string, string | null>) =>
    Object.fromEntries(
      Object.entries(from).flatMap(([name, text]) => (text === null ? [] : [[name, Buffer.from(text, 'base64')]])),
    );
  return {
    current: bytes(pick(whole?.content as Record<string, string> | undefined, all)),
    previous: bytes(pick(whole?.content.previous, all)),
  };
}

async function filesOf(folder: string, rotation: RotationName): Promise<KeyringFile[]> {
  const files: KeyringFile[] = [];
  for (const process of PROCESSES) {
    const keys = ROTATIONS[rotation].filter((name) => keysOf(process).includes(name));
    if (keys.length === 0) continue;
    const path = join(folder, `${process}.json`);
    const text = await readFile(path, 'utf8').catch(() => {
      throw new Error(`The keyring ${path} cannot be read: bring all that have this key to one safe place.`);
    });
    files.push({ path, process, keys, content: file.parse(parseJson(text)) as Content });
  }
  return files;
}

async function newKeys(rotation: RotationName): Promise<Record<string, string>> {
  return rotation === 'address'
    ? newAddressPair()
    : Object.fromEntries(ROTATIONS[rotation].map((name) => [name, newKey()]));
}

function pick<T>(from: Readonly<Record<string, T>> | undefined, keys: readonly string[]): Record<string, T> {
  return Object.fromEntries(Object.entries(from ?? {}).filter(([name]) => keys.includes(name)));
}

function without<T>(from: Readonly<Record<string, T>> | undefined, keys: readonly string[]) {
  const rest = Object.entries(from ?? {}).filter(([name]) => !keys.includes(name));
  return rest.length === 0 ? undefined : Object.fromEntries(rest);
}
