import { setTimeout as pause } from 'node:timers/promises';

/**
 * Runs `work` again and again, `milliseconds` after it last ended, until the signal aborts. A failure is
 * told and does not end it. Resolves when the last run is over.
 */
export async function every(
  milliseconds: number,
  signal: AbortSignal,
  work: () => Promise<void>,
  onFailure: (error: unknown) => void,
): Promise<void> {
  while (!signal.aborted) {
    await work().catch(onFailure);
    // Only the abort rejects here, and it ends the loop.
    await pause(milliseconds, undefined, { signal }).catch(() => undefined);
  }
}
