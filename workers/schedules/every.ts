import { setTimeout as pause } from 'node:timers/promises';
import type { ScheduleName, WorkerMetrics } from '../../src/metrics/worker-metrics.ts';

/** What ends a schedule, and what watches it. */
export interface Clock {
  readonly signal: AbortSignal;
  readonly timed: WorkerMetrics['timed'];
}

/**
 * Runs `work` again and again, `milliseconds` after it last ended, until the signal aborts. A failure is
 * told and does not end it. Resolves when the last run is over. When it last ended well can be seen by its name.
 */
export async function every(
  name: ScheduleName,
  milliseconds: number,
  { signal, timed }: Clock,
  work: () => Promise<void>,
  onFailure: (error: unknown) => void,
): Promise<void> {
  const run = timed(name, work);
  while (!signal.aborted) {
    await run().catch(onFailure);
    // Only the abort rejects here, and it ends the loop.
    await pause(milliseconds, undefined, { signal }).catch(() => undefined);
  }
}
