import { z } from 'zod';

/** Ids of rows, of the outbox or of broadcast batches: a job carries nothing else. */
export const rowIds = z.object({ ids: z.array(z.string().regex(/^\d+$/)).min(1) });

export type RowIds = z.infer<typeof rowIds>;

export interface QueueContract {
  readonly name: 'sends' | 'intents' | 'photos' | 'broadcasts-telegram' | 'broadcasts-viber';
  /** Rows in one job at most. */
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
export const QUEUES = {
  sends: { name: 'sends', rowsPerJob: 100, concurrency: 8, lockMs: 60_000 },
  intents: { name: 'intents', rowsPerJob: 100, concurrency: 4, lockMs: 30_000 },
  // More than are decoded at once (workers/main.ts), so that fetching and storing overlap with it.
  photos: { name: 'photos', rowsPerJob: 2, concurrency: 4, lockMs: 120_000 },
  // A batch a job, and a queue a messenger, so that neither waits for the other's pace. Several at once, so that one
  // is sent while another is taken or written down.
  'broadcasts-telegram': { name: 'broadcasts-telegram', rowsPerJob: 1, concurrency: 3, lockMs: 120_000 },
  'broadcasts-viber': { name: 'broadcasts-viber', rowsPerJob: 1, concurrency: 3, lockMs: 120_000 },
} as const satisfies Readonly<Record<QueueContract['name'], QueueContract>>;

/** The queues that carry rows of the outbox. */
export const OUTBOX_QUEUES = [QUEUES.sends, QUEUES.intents, QUEUES.photos] as const;
