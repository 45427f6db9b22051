import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Everybody's clock, to be moved. Waiting takes as long as ever: only what time it is changes. */
export interface Clock {
  readonly file: string;
  readonly library: string;
  /** So many seconds from the real one, within about a second. */
  set(offsetSeconds: number): Promise<void>;
}

/** Where packages of `libfaketime` put it. */
const LIBRARIES = ['lib/x86_64-linux-gnu', 'lib/aarch64-linux-gnu', 'lib64', 'lib'].map(
  (folder) => `/usr/${folder}/faketime/libfaketimeMT.so.1`,
);

/** A clock in this folder, or why there is none. */
export async function openClock(folder: string): Promise<Clock | { readonly unavailable: string }> {
  const library = LIBRARIES.find((path) => existsSync(path));
  if (library === undefined) return { unavailable: 'libfaketime is not on this machine' };
  const file = join(folder, 'clock');
  const set = (seconds: number) => writeFile(file, `${seconds < 0 ? '' : '+'}${seconds}\n`);
  await set(0);
  return { file, library, set };
}

/** For every process that is to have it: https://github.com/wolfcw/libfaketime */
export function clockEnvironment({ library, file }: Clock): Readonly<Record<string, string>> {
  return {
    LD_PRELOAD: library,
    FAKETIME_TIMESTAMP_FILE: file,
    FAKETIME_CACHE_DURATION: '1',
    // Timers and timeouts measure how long something takes: a machine's clock may jump, that one does not.
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
    FAKETIME_DONT_RESET: '1',
  };
}
