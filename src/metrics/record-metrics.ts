import { Gauge, type Registry } from 'prom-client';
import { QUEUES } from '../queues/contracts.ts';
import type { Queues } from '../queues/queues.ts';
import { countBacklog, lastBackupAt } from '../storage/backlog.ts';
import type { Queryable } from '../storage/database.ts';
import { countOpenRows, countUpdatesTaken } from '../storage/overview.ts';

export interface RecordMetricsDeps {
  readonly q: Queryable;
  readonly queues: Pick<Queues, 'depth'>;
  readonly now: () => number;
}

/** Rows that are counted at most. */
const LIMIT = 100_000;
/** However often somebody asks, the record is looked at no more often than this. */
const EVERY_MS = 5_000;

/**
 * Numbers of the record and the queues, which are the same whichever worker says them: take the greatest of them. What
 * cannot be read has no value in that scrape, so that an alert on its absence fires.
 */
export function watchRecord(registry: Registry, { q, queues, now }: RecordMetricsDeps): void {
  const registers = [registry];
  const shared = <T>(read: () => Promise<T>): (() => Promise<T>) => {
    let last: { readonly at: number; readonly value: Promise<T> } | undefined;
    return () => {
      if (last === undefined || now() - last.at > EVERY_MS) last = { at: now(), value: read() };
      return last.value;
    };
  };
  gauge('golos_outbox_rows', 'What is still to be done, by queue, counted up to 100,000', ['queue'], async (set) => {
    for (const { name } of [QUEUES.sends, QUEUES.intents, QUEUES.photos]) set({ queue: name }, 0);
    for (const { queue, rows } of await openRows()) set({ queue }, rows);
  });
  gauge('golos_outbox_later_rows', 'Of them, those that wait for their time', ['queue'], async (set) => {
    for (const { queue, later } of await openRows()) set({ queue }, later);
  });
  gauge('golos_queue_jobs', 'Jobs in a queue, waiting or being worked on', ['queue'], async (set) => {
    await Promise.all(Object.values(QUEUES).map(async ({ name }) => set({ queue: name }, await queues.depth(name))));
  });
  gauge('golos_backlog', 'What waits for people or for its time, counted up to 100,000', ['what'], async (set) => {
    const { deadLetters, reviewItems, disputedItems, broadcasts } = await backlog();
    set({ what: 'dead-letters' }, deadLetters);
    set({ what: 'review-items' }, reviewItems);
    set({ what: 'disputed-items' }, disputedItems);
    set({ what: 'broadcasts' }, broadcasts);
  });
  gauge('golos_updates_recorded', 'Updates that the record has ever taken, as Postgres counts them', [], async (set) =>
    set({}, await countUpdatesTaken(q)),
  );
  gauge('golos_backup_last_success_timestamp_seconds', 'When the last backup was made', [], async (set) => {
    // 0: never.
    set({}, ((await lastBackupAt(q))?.getTime() ?? 0) / 1_000);
  });
  const openRows = shared(() => countOpenRows(q, LIMIT));
  const backlog = shared(() => countBacklog(q, LIMIT));

  function gauge<L extends string>(
    name: string,
    help: string,
    labelNames: L[],
    read: (set: (labels: Partial<Record<L, string>>, value: number) => void) => Promise<void>,
  ): void {
    new Gauge({
      name,
      help,
      labelNames,
      registers,
      async collect() {
        this.reset();
        // Without labels, a reset is a zero.
        this.remove({});
        const values: [Partial<Record<L, string>>, number][] = [];
        try {
          await read((labels, value) => values.push([labels, value]));
        } catch {
          return;
        }
        for (const [labels, value] of values) this.set(labels, value);
      },
    });
  }
}
