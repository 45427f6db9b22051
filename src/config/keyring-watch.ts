import { stat } from 'node:fs/promises';

/** How soon a process is without its keys after they were destroyed, in milliseconds. */
const LOOK_EVERY_MS = 500;

/** Which file a keyring is: another one after each change. Undefined when it cannot be told. */
export async function keyringStamp(path: string): Promise<string | undefined> {
  return stat(path).then(
    ({ ino, mtimeMs, size }) => `${ino} ${mtimeMs} ${size}`,
    (error: NodeJS.ErrnoException) => (error.code === 'ENOENT' ? 'gone' : undefined),
  );
}

/**
 * Looks at a process's keyring while it runs. Gone: the keys in memory must go, too, and `onGone` is called. Another file
 * in its place: `onChanged`, once. A keyring is replaced as a whole, so that it is never missing in between. `known` is the
 * stamp of before the keyring was read: a change while the process was starting is one, too.
 */
export function watchKeyring(
  path: string,
  on: { readonly gone: () => void; readonly changed: () => void },
  every = LOOK_EVERY_MS,
  known: string | undefined = undefined,
): { stop(): void } {
  let seen = known;
  let told = false;
  const look = async () => {
    const now = await keyringStamp(path);
    if (now === undefined || told) return;
    seen ??= now;
    told = now === 'gone' || now !== seen;
    if (now === 'gone') on.gone();
    else if (told) on.changed();
  };
  void look();
  const timer = setInterval(() => void look(), every).unref();
  return { stop: () => clearInterval(timer) };
}
