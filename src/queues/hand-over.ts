import { setTimeout as pause } from 'node:timers/promises';
import { QUEUES } from './contracts.ts';
import type { QueueName, Queues } from './queues.ts';

/** A committed outbox row. */
export interface Row {
  readonly id: string;
  readonly queue: QueueName;
}

export interface HandOver {
  /** Hands rows over soon, many at a time. Never throws: what is not handed over now, the sweeper hands over. */
  give(rows: readonly Row[]): void;
  /** Resolves when everything given has been handed over or left to the sweeper. */
  flushed(): Promise<void>;
}

/**
 * Between two hand-overs of one process, in milliseconds. Each costs the backend as much as many updates do
 * (on Postgres BullMQ makes two temporary tables for each), so under load rows wait this long for company.
 * The first after a pause goes at once.
 */
const INTERVAL_MS = 40;

/** Collects what commits at about the same time into few jobs, in the order of the rows. */
export function createHandOver(queues: Queues, onError: (error: unknown) => void): HandOver {
  let pending: Row[] = [];
  let running: Promise<void> | undefined;

  async function run(): Promise<void> {
    // What the current I/O events still commit goes along.
    await new Promise((resolve) => setImmediate(resolve));
    while (pending.length > 0) {
      const rows = pending;
      pending = [];
      const next = pause(INTERVAL_MS);
      await Promise.all(Object.values(QUEUES).map((contract) => add(contract.name, contract.rowsPerJob, rows)));
      await next;
    }
    running = undefined;
  }

  async function add(queue: QueueName, size: number, rows: readonly Row[]): Promise<void> {
    const ids = rows.filter((row) => row.queue === queue).map((row) => row.id);
    if (ids.length === 0) return;
    try {
      await queues.add(
        queue,
        chunks(ids, size).map((chunk) => ({ ids: chunk })),
      );
    } catch (error) {
      onError(error);
    }
  }

  return {
    give(rows) {
      if (rows.length === 0) return;
      for (const row of rows) pending.push(row);
      running ??= run();
    },
    flushed: () => running ?? Promise.resolve(),
  };
}

export function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
}
