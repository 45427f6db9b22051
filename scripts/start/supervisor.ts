import { type Guarded, stopGuarded } from '../guarded.ts';

/** How a child went. */
export type Ending = Awaited<Guarded['exited']>;

export interface SupervisedOptions {
  readonly spawn: () => Guarded;
  /** Told of every death that was not asked for, and how many milliseconds the next try waits. */
  readonly onDeath: (ending: Ending, wait: number) => void;
  /** How long a stop waits before it is forced, in milliseconds. */
  readonly patience: number;
  /** The first wait, in milliseconds; it doubles with each early death. */
  readonly firstWait?: number;
  /** The longest wait, in milliseconds. */
  readonly longestWait?: number;
}

export interface Supervised {
  stop(): Promise<void>;
  /** Ends the child at once. */
  kill(): void;
}

/** A child that lived this long (milliseconds) had started well: its death starts a new count. */
const LIVED_WELL = 60_000;
const LONGEST_WAIT_MS = 30_000;

/** Keeps one child process running: started again after every death, with a growing wait, until `stop`. */
export function supervise(options: SupervisedOptions): Supervised {
  const { spawn, onDeath, patience, firstWait = 500, longestWait = LONGEST_WAIT_MS } = options;
  let stopping = false;
  let wait = firstWait;
  let timer: NodeJS.Timeout | undefined;
  let guarded = start();

  function start(): Guarded {
    const started = performance.now();
    const fresh = spawn();
    void fresh.exited.then((ending) => {
      if (stopping) return;
      if (performance.now() - started > LIVED_WELL) wait = firstWait;
      onDeath(ending, wait);
      // onDeath may have decided to stop everything.
      if (stopping) return;
      timer = setTimeout(() => {
        guarded = start();
      }, wait);
      wait = Math.min(wait * 2, longestWait);
    });
    return fresh;
  }

  return {
    stop: async () => {
      stopping = true;
      clearTimeout(timer);
      await stopGuarded(guarded, patience);
    },
    kill: () => {
      stopping = true;
      clearTimeout(timer);
      guarded.child.kill('SIGKILL');
    },
  };
}
