import { z } from 'zod';

/** Row ids of the outbox: a job carries nothing else. */
export const rowIds = z.object({ ids: z.array(z.string().regex(/^\d+$/)).min(1) });

export type RowIds = z.infer<typeof rowIds>;

export interface QueueContract {
  readonly name: 'sends' | 'intents' | 'photos';
  /** Outbox rows in one job at most. */
  readonly rowsPerJob: number;
  /** Jobs that one process works on at once. */
  readonly concurrency: number;
  /** A job that takes longer is given to another worker. */
  readonly lockMs: number;
}

/**
 * Every queue, declared once. Jobs are never retried by the queue: a row that stays open is handed over
 * again by the sweeper, so that losing a queue and failing a job are the same case.
 */
export const QUEUES: Readonly<Record<QueueContract['name'], QueueContract>> = {
  sends: { name: 'sends', rowsPerJob: 100, concurrency: 8, lockMs: 60_000 },
  intents: { name: 'intents', rowsPerJob: 100, concurrency: 4, lockMs: 30_000 },
  // A photo is mostly CPU: one more than a core or two can chew, so that fetching overlaps with it.
  photos: { name: 'photos', rowsPerJob: 1, concurrency: 4, lockMs: 120_000 },
};
