import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Transform } from 'node:stream';
import { finished } from 'node:stream/promises';
import { flushFolder } from '../../src/storage/flushed-files.ts';

export interface WrittenFile<T> {
  readonly result: T;
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * Writes a file as a whole or not at all: under another name first, flushed to the disk, then renamed, which is flushed, too.
 * Only its owner may read it.
 */
export async function writeWholeFile<T>(path: string, write: (to: Transform) => Promise<T>): Promise<WrittenFile<T>> {
  const half = `${path}.part`;
  const hash = createHash('sha256');
  let bytes = 0;
  const through = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  const file = createWriteStream(half, { mode: 0o600, flags: 'w' });
  try {
    await once(file, 'open');
    through.pipe(file);
    // A disk that is full is told to whoever waits for room.
    file.once('error', (error) => through.destroy(error));
    const ended = finished(file);
    ended.catch(() => undefined);
    const result = await write(through);
    through.end();
    await ended;
    const written = await open(half, 'r+');
    await written.sync().finally(() => written.close());
    await rename(half, path);
    await flushFolder(dirname(path));
    return { result, bytes, sha256: hash.digest('hex') };
  } catch (error) {
    file.destroy();
    await rm(half, { force: true });
    throw error;
  }
}

const NAME = /^golos-\d{4}-\d{2}-\d{2}T\d{6}Z\.backup$/;

/** How a backup of this moment is called; names sort by age. */
export function backupName(at: Date): string {
  return `golos-${at.toISOString().slice(0, 19).replaceAll(':', '')}Z.backup`;
}

/** Deletes all but the newest `keep` backups of a folder. Resolves to the names that went. Other files are left alone. */
export async function deleteOldBackups(folder: string, keep: number): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) => NAME.test(name)).sort();
  const old = names.slice(0, Math.max(0, names.length - keep));
  for (const name of old) await rm(join(folder, name));
  return old;
}

/** Bytes of a file; undefined when there is none. */
export function sizeOf(path: string): Promise<number | undefined> {
  return stat(path).then(
    ({ size }) => size,
    () => undefined,
  );
}
