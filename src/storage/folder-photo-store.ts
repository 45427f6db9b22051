import { randomUUID } from 'node:crypto';
import { mkdir, opendir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { dayOf } from '../domain/days.ts';
import { flushFolder, writeFlushed } from './flushed-files.ts';
import { isPhotoId, type PhotoStore, photoName } from './photo-store.ts';

const OWNER_ONLY_FOLDER = 0o700;

/** Unfinished files lie here until they are whole; on the same file system, so that a rename moves them. */
const UNFINISHED = 'unfinished';

/** Nobody writes one photo for an hour: such a file is a crash's. */
const ABANDONED_AFTER_MS = 60 * 60 * 1000;

export interface FolderPhotoStoreOptions {
  /** Made if it is not there. */
  readonly folder: string;
  readonly now?: () => Date;
}

/**
 * Photos in a local folder: `ab/cd/abcd….`, by the first bytes of the random id, which keeps each folder
 * small (65,536 of them) and tells nothing. The file's own times show a day only. What the file system
 * keeps besides (change and birth time) cannot be set: docs/PRIVACY.md.
 *
 * Several processes may use one folder. Throws when it cannot be made.
 */
export async function openFolderPhotoStore({
  folder,
  now = () => new Date(),
}: FolderPhotoStoreOptions): Promise<PhotoStore> {
  const unfinished = join(folder, UNFINISHED);
  await mkdir(unfinished, { recursive: true, mode: OWNER_ONLY_FOLDER });
  await removeAbandoned(unfinished, now());
  /** Folders of which we know that their parent's entry for them is on the disk. They are never removed. */
  const settled = new Set<string>();

  return {
    async put(id, bytes) {
      const place = placeOf(folder, id);
      const temporary = join(unfinished, randomUUID());
      try {
        await writeFlushed(temporary, bytes, { flags: 'wx', time: startOfDay(now()) });
        await mkdir(place.inner, { recursive: true, mode: OWNER_ONLY_FOLDER });
        await rename(temporary, place.file);
      } catch (error) {
        await rm(temporary, { force: true });
        throw error;
      }
      await flushFolders(place, settled);
    },

    async get(id) {
      const { file } = placeOf(folder, id);
      return readFile(file).catch(undefinedWhenMissing);
    },

    async delete(id) {
      const { file, inner } = placeOf(folder, id);
      await rm(file, { force: true });
      await flushFolder(inner).catch(undefinedWhenMissing);
    },

    async dayOf(id) {
      const found = await stat(placeOf(folder, id).file).catch(undefinedWhenMissing);
      return found && dayOf(found.mtime);
    },

    ids: () => allIds(folder),
  };
}

interface Place {
  readonly root: string;
  readonly outer: string;
  readonly inner: string;
  readonly file: string;
}

function placeOf(root: string, id: string): Place {
  const file = join(root, photoName(id));
  const inner = dirname(file);
  return { root, outer: dirname(inner), inner, file };
}

/** Above the file too, since another process may have made a folder and not flushed its parent yet. */
async function flushFolders({ root, outer, inner }: Place, settled: Set<string>): Promise<void> {
  await flushFolder(inner);
  for (const [folder, parent] of [
    [inner, outer],
    [outer, root],
  ] as const) {
    if (settled.has(folder)) continue;
    await flushFolder(parent);
    settled.add(folder);
  }
}

async function removeAbandoned(unfinished: string, now: Date): Promise<void> {
  for await (const entry of await opendir(unfinished)) {
    const path = join(unfinished, entry.name);
    // Birth time: the other times are set to the day while the file is being written.
    const found = await stat(path).catch(undefinedWhenMissing);
    if (found && now.getTime() - found.birthtimeMs > ABANDONED_AFTER_MS) await rm(path, { force: true });
  }
}

async function* allIds(folder: string): AsyncGenerator<string> {
  for (const path of await foldersIn(folder)) {
    for (const inner of await foldersIn(path)) {
      for await (const entry of await opendir(inner)) {
        if (entry.isFile() && isPhotoId(entry.name)) yield entry.name;
      }
    }
  }
}

/** The fan-out folders of one level; read as a whole, for there are at most 256. */
async function foldersIn(path: string): Promise<string[]> {
  const found: string[] = [];
  for await (const entry of await opendir(path)) {
    if (entry.isDirectory() && /^[0-9a-f]{2}$/.test(entry.name)) found.push(join(path, entry.name));
  }
  return found;
}

function startOfDay(now: Date): Date {
  return new Date(`${dayOf(now)}T00:00:00Z`);
}

function undefinedWhenMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT') return undefined;
  throw error;
}
