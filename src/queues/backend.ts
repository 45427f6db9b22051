import type { QueueContract, RowIds } from './contracts.ts';

export const JOB_OPTIONS = { removeOnComplete: true, removeOnFail: true, attempts: 1 } as const;

/** How long a worker blocks for a job at most: also the longest pause after a lost LISTEN connection. */
export const BLOCK_SECONDS = 1;

/** What hands jobs of one queue over. */
export interface Producer {
  add(name: string, data: RowIds, opts: typeof JOB_OPTIONS): Promise<unknown>;
  addBulk(jobs: { name: string; data: RowIds; opts: typeof JOB_OPTIONS }[]): Promise<unknown>;
  getJobCounts(...types: ('waiting' | 'active' | 'prioritized' | 'delayed')[]): Promise<Record<string, number>>;
  close(): Promise<void>;
  on(event: 'error', listener: (error: Error) => void): unknown;
}

export interface Job {
  readonly data: unknown;
  /** When it was handed over, in milliseconds. */
  readonly timestamp: number;
}

/** What works on jobs of one queue. */
export interface Consumer {
  close(): Promise<void>;
  on(event: 'error', listener: (error: Error) => void): unknown;
}

/** What carries the queues. */
export interface Backend {
  producer(queue: QueueContract['name']): Producer;
  consumer(contract: QueueContract, handler: (job: Job) => Promise<void>): Consumer;
  ready(): Promise<boolean>;
  close(): Promise<void>;
}

/** How BullMQ's workers of a queue behave, whatever carries it. */
export function workerOptions(contract: QueueContract) {
  return {
    concurrency: contract.concurrency,
    lockDuration: contract.lockMs,
    drainDelay: BLOCK_SECONDS,
    // A job of a dead worker is not worth waiting for: the sweeper hands its rows over again.
    maxStalledCount: 0,
    removeOnComplete: { count: 0 },
    removeOnFail: { count: 0 },
  };
}
