import { randomBytes } from 'node:crypto';
import { type FileHandle, open, readdir, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { flushFolder } from './flushed-files.ts';
import { WIPED } from './keyring.ts';

/**
 * Destroys every file in a folder of keyrings, those that a broken-off change left there, too: each is overwritten,
 * flushed, and deleted. A mark stays, so that nobody makes new keys beside the old data by mistake. Resolves to how many
 * there were. Overwriting is for disks that write in place; on others it is the key's leaving the file that counts.
 */
export async function wipeKeys(folder: string): Promise<number> {
  const names = await readdir(folder);
  const files = names.filter((name) => name !== WIPED);
  await Promise.all(files.map((name) => wipeFile(join(folder, name))));
  await writeFile(join(folder, WIPED), '', { mode: 0o600 });
  await flushFolder(folder);
  return files.length;
}

/** Overwrites and deletes one file. */
export async function wipeFile(path: string): Promise<void> {
  const handle = await open(path, 'r+');
  try {
    await overwrite(handle);
  } finally {
    await handle.close();
  }
  await unlink(path);
}

async function overwrite(handle: FileHandle): Promise<void> {
  const { size } = await handle.stat();
  await handle.write(randomBytes(size), 0, size, 0);
  await handle.datasync();
  await handle.truncate(0);
  await handle.sync();
}
