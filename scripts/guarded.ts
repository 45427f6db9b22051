import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

export interface GuardedOptions {
  /** The child's whole environment: nothing of ours is inherited. */
  readonly env: Readonly<Record<string, string>>;
  /** What asks the child to end, on `stopGuarded` and when we are gone. */
  readonly stopSignal: 'SIGINT' | 'SIGTERM';
  readonly uid?: number;
  readonly gid?: number;
  readonly cwd?: string;
  /** Gives a Node child a channel for `process.send`. */
  readonly channel?: boolean;
  /** How long the child has to end once we are gone, before it is killed; in milliseconds, a minute unless told. */
  readonly patienceOnceAlone?: number;
  /** A folder that is deleted once we and the child are gone. */
  readonly removeAfter?: string;
}

export interface Guarded {
  readonly child: ChildProcess;
  readonly stopSignal: 'SIGINT' | 'SIGTERM';
  /** Resolves when the child is gone, however it went. */
  readonly exited: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
}

/**
 * `sh` forks a watcher off and then becomes the program, so that the child's pid is the program's own.
 * The watcher holds the reading end of a pipe that closes when we end in any way, `kill -9` included;
 * then it asks the program to end, and makes it end when it has not within so many tenths of a second.
 */
const GUARD = `
stop=$1; left=$2; gone=$3; shift 3
( { cat <&3; kill -s "$stop" $$
    while kill -0 $$; do [ $left -gt 0 ] || kill -s KILL $$; left=$((left - 1)); sleep 0.1; done
    [ -z "$gone" ] || rm -rf -- "$gone"
  } >/dev/null 2>&1 4>&- & )
exec "$@" 3<&-`;

/**
 * Starts a program that never outlives us. It has a session of its own, so that Ctrl-C on the terminal
 * reaches only us and we end things in order. Its output is piped.
 */
export function spawnGuarded(program: string, args: readonly string[], options: GuardedOptions): Guarded {
  const { stopSignal, patienceOnceAlone = 60_000, removeAfter = '', env, channel, ...rest } = options;
  const told = [stopSignal.slice(3), `${Math.round(patienceOnceAlone / 100)}`, removeAfter];
  const child = spawn('/bin/sh', ['-c', GUARD, 'guard', ...told, program, ...args], {
    ...rest,
    env: { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', ...env },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe', ...(channel ? (['ipc'] as const) : [])],
  });
  const exited = new Promise<Awaited<Guarded['exited']>>((resolve) => {
    child.once('error', () => resolve({ code: 127, signal: null }));
    child.once('exit', (code, signal) => {
      child.stdio[3]?.destroy();
      resolve({ code, signal });
    });
  });
  return { child, stopSignal, exited };
}

/** Asks the child to end and waits; after `patience` milliseconds sends `force`. */
export async function stopGuarded(
  guarded: Guarded,
  patience: number,
  force: NodeJS.Signals = 'SIGKILL',
): Promise<void> {
  const { child, exited } = guarded;
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill(guarded.stopSignal);
  const timer = setTimeout(() => child.kill(force), patience);
  await exited;
  clearTimeout(timer);
  // What the child still had to say is read before we go on.
  if (child.stdout?.readable) await once(child, 'close').catch(() => undefined);
}
