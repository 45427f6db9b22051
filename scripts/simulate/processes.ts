import { EventEmitter, once } from 'node:events';
import { join } from 'node:path';
import type { Role } from '../../src/config/config.ts';
import { ALLOCATOR, nodeFlagsFor } from '../../src/config/process-environment.ts';
import { type Guarded, spawnGuarded } from '../guarded.ts';
import type { RoleAddresses } from '../postgres/roles.ts';
import { Problem } from '../problem.ts';
import { eachLine } from '../start/log-lines.ts';
import { supervise } from '../start/supervisor.ts';
import { errorWords } from './error-words.ts';

const ENTRIES: Readonly<Record<Role, string>> = {
  web: 'dist/src/main.js',
  worker: 'dist/workers/main.js',
  sender: 'dist/workers/sender.js',
};
/** Also the order of stopping. */
export const ROLES: readonly Role[] = ['web', 'worker', 'sender'];
const READY_WITHIN_MS = 60_000;
const PATIENCE_MS = 10_000;
const RESTART_AFTER_MS = 200;
const RESTART_AT_MOST_MS = 1_000;

export interface ProcessesOptions {
  /** The project's folder, with `dist` in it. */
  readonly root: string;
  readonly env: Readonly<Record<string, string>>;
  /** The database as each process's own role; else all use that of `env`. */
  readonly databaseUrls?: RoleAddresses;
  /** Where `databaseUrls` lead through a pooler: past it. */
  readonly sessionUrls?: RoleAddresses;
  /** Told of every line that one of them writes, log or not. */
  readonly onLine?: (role: Role, line: string) => void;
  /** Sender processes; one unless told. */
  readonly senders?: number;
  /** Worker processes; one unless told. */
  readonly workers?: number;
  /** A web process for each port; one on `PORT` unless told. */
  readonly webPorts?: readonly number[];
  /** Flags of Node besides its own, asked for at each start. */
  readonly flags?: (role: Role) => readonly string[];
}

export interface Processes {
  /** Resolves when all of them serve; rejects with a Problem when one does not come so far. */
  readonly ready: Promise<unknown>;
  /** Error lines of the log, and whatever is no log line, with the role before them, counted. */
  readonly errors: ReadonlyMap<string, number>;
  /** `kill -9`; it is started again at once. Of several, the first or the one that is named. */
  kill(role: Role, which?: number): void;
  /** Ends one in order; it is started again at once. Resolves when it serves again. */
  restart(role: Role): Promise<void>;
  stop(): Promise<void>;
}

/** The real processes, each started again whenever it dies. */
export function startProcesses(options: ProcessesOptions): Processes {
  const { senders = 1, workers = 1, webPorts } = options;
  const counts = { web: webPorts?.length ?? 1, worker: workers, sender: senders };
  const errors = new Map<string, number>();
  const hear = (role: Role, line: string) => {
    options.onLine?.(role, line);
    const words = errorWords(line);
    if (words !== undefined) errors.set(`${role}: ${words}`, (errors.get(`${role}: ${words}`) ?? 0) + 1);
  };
  const processes = new Map(
    ROLES.map((role) => [
      role,
      Array.from({ length: counts[role] }, (_, n) =>
        startProcess(
          role,
          role === 'web' && webPorts ? { ...options, env: { ...options.env, PORT: `${webPorts[n]}` } } : options,
          hear,
        ),
      ),
    ]),
  );
  const all = [...processes.values()].flat();
  return {
    ready: Promise.all(all.map(({ ready }) => ready)),
    errors,
    kill: (role, which = 0) => processes.get(role)?.[which]?.killHard(),
    restart: async (role) => {
      for (const one of processes.get(role) ?? []) await one.restart();
    },
    stop: async () => {
      for (const { stop } of all) await stop();
    },
  };
}

interface OneProcess {
  readonly ready: Promise<unknown>;
  killHard(): void;
  restart(): Promise<void>;
  stop(): Promise<void>;
}

function startProcess(
  role: Role,
  { root, env, databaseUrls, sessionUrls, flags }: ProcessesOptions,
  onLine: (role: Role, line: string) => void,
): OneProcess {
  const ownEnv = {
    ...ALLOCATOR,
    ...env,
    ...(databaseUrls && { DATABASE_URL: databaseUrls[role] }),
    ...(sessionUrls && { SESSION_DATABASE_URL: sessionUrls[role] }),
  };
  const events = new EventEmitter();
  let current: Guarded | undefined;
  let isReady = false;
  let lastLine = '';
  const supervised = supervise({
    patience: PATIENCE_MS,
    firstWait: RESTART_AFTER_MS,
    longestWait: RESTART_AT_MOST_MS,
    spawn: () => {
      const guarded = spawnGuarded(
        process.execPath,
        [...nodeFlagsFor(role), ...(flags?.(role) ?? []), join(root, ENTRIES[role])],
        {
          env: ownEnv,
          stopSignal: 'SIGTERM',
          cwd: root,
          channel: true,
        },
      );
      const hear = (line: string) => {
        lastLine = line;
        onLine(role, line);
      };
      eachLine(guarded.child.stdout, hear);
      eachLine(guarded.child.stderr, hear);
      guarded.child.once('message', () => {
        isReady = true;
        events.emit('ready');
      });
      current = guarded;
      return guarded;
    },
    onDeath: () => {
      if (!isReady) events.emit('failed');
    },
  });
  const ready = Promise.race([
    once(events, 'ready'),
    once(events, 'failed').then(() => Promise.reject(new Problem(`The ${role} process did not start: ${lastLine}`))),
    tooLate(role),
  ]);
  const restart = async () => {
    const again = once(events, 'ready');
    current?.child.kill('SIGTERM');
    await again;
  };
  return { stop: supervised.stop, ready, restart, killHard: () => void current?.child.kill('SIGKILL') };
}

function tooLate(role: Role): Promise<never> {
  return new Promise((_, reject) => {
    const late = () => reject(new Problem(`The ${role} process was not ready within ${READY_WITHIN_MS / 1_000} s.`));
    setTimeout(late, READY_WITHIN_MS).unref();
  });
}
