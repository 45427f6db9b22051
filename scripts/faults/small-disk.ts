import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, statfs } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { spawnGuarded, stopGuarded } from '../guarded.ts';

/** A small file system that can be full. */
export interface SmallDisk {
  /** From now on it has room for what is on it, and for nothing more. */
  fill(): Promise<void>;
  /** It has room again. */
  free(): Promise<void>;
  readOnly(isSo: boolean): Promise<void>;
  unmount(): Promise<void>;
}

const run = promisify(execFile);
const MOST_TRIES = 200;

/**
 * Keeps the mount until it is asked to end, or we are gone. What it sleeps by goes with it and holds nothing of its
 * output: whoever stops it reads that to the end.
 */
const KEEPER = `
mount -t tmpfs -o "size=$2m,mode=0711" golos-faults "$1" || exit 1
trap 'umount -l "$1"; kill $!; exit 0' TERM INT
echo mounted
while :; do sleep 60 >/dev/null 2>&1 & wait $!; done`;

/** Mounts one in memory, or says in words why this machine does not. It goes with us, however we end. */
export async function mountSmallDisk(folder: string, megabytes: number): Promise<SmallDisk | { unavailable: string }> {
  if (process.getuid?.() !== 0) return { unavailable: 'mounting a small disk needs root' };
  await mkdir(folder, { recursive: true });
  const keeper = spawnGuarded('/bin/sh', ['-c', KEEPER, 'keeper', folder, `${megabytes}`], {
    env: {},
    stopSignal: 'SIGTERM',
    cwd: '/',
  });
  keeper.child.stderr?.resume();
  const mounted = await Promise.race([
    once(keeper.child.stdout ?? keeper.child, 'data').then(() => true),
    keeper.exited.then(() => false),
  ]);
  if (!mounted) return { unavailable: 'no small disk can be mounted here' };
  /** While a file is being written the kernel refuses, as it does where more is on the disk by now than fits. */
  const remount = async (options: () => string | Promise<string>) => {
    for (let tries = 0; ; tries += 1) {
      try {
        return void (await run('mount', ['-o', `remount,${await options()}`, folder]));
      } catch (error) {
        if (tries === MOST_TRIES) throw error;
        await pause(20);
      }
    }
  };
  return {
    fill: () =>
      remount(async () => {
        const { blocks, bfree, bsize } = await statfs(folder);
        return `size=${(blocks - bfree) * bsize}`;
      }),
    free: () => remount(() => `size=${megabytes}m`),
    readOnly: (isSo) => remount(() => (isSo ? 'ro' : 'rw')),
    unmount: () => stopGuarded(keeper, 5_000),
  };
}
