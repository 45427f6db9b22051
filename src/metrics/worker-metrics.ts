import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { MessengerName } from '../domain/people.ts';
import type { Fetched, PhotoSource } from '../messaging/messenger.ts';
import type { Traced } from './tracing.ts';

/** Everything that the worker does by the clock. */
export const SCHEDULES = [
  'sweep',
  'broadcasts',
  'retention',
  'review',
  'review-orders',
  'gold-pauses',
  'near-duplicates',
  'priorities',
  'chronicle-photos',
  'chronicle-pictures',
  'protocols',
  'orphans',
  'marches',
  'official',
  'surveys',
  'clock',
] as const;

export type ScheduleName = (typeof SCHEDULES)[number];

export interface WorkerMetrics {
  /** The same work, of which is kept when it last ended well and how long it took. */
  timed(schedule: ScheduleName, work: () => Promise<void>): () => Promise<void>;
  /** The same source, whose downloads are counted and timed. */
  measuredSource(source: PhotoSource): PhotoSource;
  /** The same function, timed: rebuilding photos from their pixels. */
  measuredProcess<A extends readonly unknown[], R>(process: (...args: A) => Promise<R>): (...args: A) => Promise<R>;
}

/** Numbers of the worker, in the registry of its process. */
export function createWorkerMetrics(registry: Registry, traced: Traced = (_name, work) => work): WorkerMetrics {
  const registers = [registry];
  const lastRun = new Gauge({
    name: 'golos_schedule_last_success_timestamp_seconds',
    help: 'When a schedule of the worker last ended well; when the process started, if it never has',
    labelNames: ['schedule'],
    registers,
  });
  // One that never ends well must be seen to, and what has no series is not seen.
  for (const schedule of SCHEDULES) lastRun.set({ schedule }, Date.now() / 1_000);
  const runs = new Histogram({
    name: 'golos_schedule_seconds',
    help: 'One run of a schedule',
    labelNames: ['schedule'],
    buckets: [0.01, 0.1, 1, 10, 60, 600],
    registers,
  });
  const fetched = new Counter({
    name: 'golos_photos_fetched_total',
    help: 'Downloads of photos, by result',
    labelNames: ['messenger', 'result'],
    registers,
  });
  const steps = new Histogram({
    name: 'golos_photo_seconds',
    help: 'One step of keeping a photo: fetch, or rebuild from its pixels',
    labelNames: ['step'],
    buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60],
    registers,
  });
  return {
    timed: (schedule, work) => async () => {
      const ended = runs.startTimer({ schedule });
      await work();
      ended();
      lastRun.set({ schedule }, Date.now() / 1_000);
    },
    measuredSource(source) {
      const fetch = traced('fetch photo', source.fetch.bind(source));
      return {
        name: source.name,
        async fetch(photo, maxBytes, signal) {
          const ended = steps.startTimer({ step: 'fetch' });
          const result = await fetch(photo, maxBytes, signal);
          ended();
          fetched.inc({ messenger: source.name satisfies MessengerName, result: resultOf(result) });
          return result;
        },
      };
    },
    measuredProcess(process) {
      const rebuild = traced('rebuild photo', process);
      return async (...args) => {
        const ended = steps.startTimer({ step: 'rebuild' });
        const result = await rebuild(...args);
        ended();
        return result;
      };
    },
  };
}

function resultOf(fetched: Fetched): string {
  return fetched.ok ? 'ok' : fetched.reason;
}
