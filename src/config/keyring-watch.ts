import { stat } from 'node:fs/promises';

/** How soon a process is without its keys after they were destroyed, in milliseconds. */
const LOOK_EVERY_MS = 500;

/**
 * Looks at a process's keyring while it runs. Gone: the keys in memory must go, too, and `onGone` is called. Another file
 * in its place: `onChanged`, once. A keyring is replaced as a whole, so that it is never missing in between.
 */
export function watchKeyring(
  path: string,
  on: { readonly gone: () => void; readonly changed: () => void },
  every = LOOK_EVERY_MS,
): { stop(): void } {
  let known: string | undefined;
  let told = false;
  const look = async () => {
    const now = await stat(path).then(
      ({ ino, mtimeMs, size }) => `${ino} ${mtimeMs} ${size}`,
      (error: NodeJS.ErrnoException) => (error.code === 'ENOENT' ? 'gone' : undefined),
    );
    if (now === undefined || told) return;
    known ??= now;
    told = now === 'gone' || now !== known;
    if (now === 'gone') on.gone();
    else if (told) on.changed();
  };
  void look();
  const timer = setInterval(() => void look(), every).unref();
  return { stop: () => clearInterval(timer) };
}
