import type { Stats } from 'node:fs';
import { stat } from 'node:fs/promises';

/** How soon a process is without its keys after they were destroyed, in milliseconds. */
const LOOK_EVERY_MS = 500;

const GONE = 'gone';

/** Which file a keyring is: another one after each change. Undefined when it cannot be told. */
export async function keyringStamp(path: string): Promise<string | undefined> {
  return stat(path).then(stampOf, (error: NodeJS.ErrnoException) => (error.code === 'ENOENT' ? GONE : undefined));
}

/**
 * Which file this is. One without a byte, or without a name, is gone: what is mounted into a container as a file, and not
 * in its folder, is still shown there when it was deleted outside.
 */
export function stampOf({ ino, mtimeMs, size, nlink }: Pick<Stats, 'ino' | 'mtimeMs' | 'size' | 'nlink'>): string {
  return size === 0 || nlink === 0 ? GONE : `${ino} ${mtimeMs} ${size}`;
}

/**
 * Looks at a process's keyring while it runs. Gone: the keys in memory must go, too, and `onGone` is called, once, also
 * after `onChanged`: a wipe overwrites before it deletes. Another file in its place: `onChanged`, once. A keyring is
 * replaced as a whole, so that it is never missing in between. `known` is the stamp of before the keyring was read: a
 * change while the process was starting is one, too.
 */
export function watchKeyring(
  path: string,
  on: { readonly gone: () => void; readonly changed: () => void },
  every = LOOK_EVERY_MS,
  known: string | undefined = undefined,
): { stop(): void } {
  let seen = known;
  let changed = false;
  let ended = false;
  const stop = () => {
    ended = true;
    clearInterval(timer);
  };
  const look = async () => {
    const now = await keyringStamp(path);
    if (now === undefined || ended) return;
    if (now === GONE) {
      stop();
      on.gone();
      return;
    }
    seen ??= now;
    if (changed || now === seen) return;
    changed = true;
    on.changed();
  };
  const timer = setInterval(() => void look(), every).unref();
  void look();
  return { stop };
}
