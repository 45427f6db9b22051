import { type FileHandle, open } from 'node:fs/promises';

const OWNER_ONLY = 0o600;

/** Writes a file that only its owner reads; when it resolves, the bytes are on the disk. The name is so after `flushFolder`. */
export async function writeFlushed(
  path: string,
  bytes: Uint8Array | string,
  { flags = 'w', time }: { readonly flags?: 'w' | 'wx'; readonly time?: Date } = {},
): Promise<void> {
  await withFile(path, flags, async (file) => {
    await file.writeFile(bytes);
    if (time !== undefined) await file.utimes(time, time);
    await file.sync();
  });
}

/** When it resolves, what came, went or was renamed in this folder is on the disk. */
export async function flushFolder(path: string): Promise<void> {
  await withFile(path, 'r', (folder) => folder.sync());
}

async function withFile(path: string, flags: string, work: (file: FileHandle) => Promise<void>): Promise<void> {
  const file = await open(path, flags, OWNER_ONLY);
  try {
    await work(file);
  } finally {
    await file.close();
  }
}
