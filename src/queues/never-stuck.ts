import { BLOCK_SECONDS } from './backend.ts';

/** What BullMQ's worker asks while there is nothing to do. */
interface Waiting<T> {
  waitForJob(blockTimeout: number): Promise<T | null>;
}

/** Beyond the time that it was to wait: for a connection and its LISTEN. */
const LATE_MS = 10_000;

/**
 * Lets a worker look for jobs although its waiting does not end. When the connection that LISTENs is cut again and again
 * while it is made anew, BullMQ (6.7) may wait for it for ever, and its queue would stand still until the process is
 * started again. After a wait that failed it asks for one of an hour; whoever looks more often loses nothing.
 */
export function neverStuck<T, B extends Waiting<T>>(backend: B, lateMs = LATE_MS): B {
  const waitForJob = backend.waitForJob.bind(backend);
  backend.waitForJob = async (blockTimeout) => {
    const seconds = Math.min(blockTimeout, BLOCK_SECONDS);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<null>((resolve) => {
      timer = setTimeout(resolve, seconds * 1_000 + lateMs, null);
    });
    return Promise.race([waitForJob(seconds), late]).finally(() => clearTimeout(timer));
  };
  return backend;
}
