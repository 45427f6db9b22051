import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import type { TakeResult } from '../actions/intake.ts';
import type { MessengerName } from '../domain/people.ts';

export interface WebMetrics {
  readonly registry: Registry;
  /** An update was answered, so many seconds after it came. */
  answered(messenger: MessengerName, result: TakeResult['kind'], seconds: number): void;
}

/** Numbers about the process and its work; labels are few and fixed, and name nobody. */
export function createWebMetrics(): WebMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const updates = new Counter({
    name: 'golos_updates_total',
    help: 'Updates answered, by what became of them',
    labelNames: ['messenger', 'result'],
    registers: [registry],
  });
  const duration = new Histogram({
    name: 'golos_update_seconds',
    help: 'From the arrival of an update to its answer',
    labelNames: ['messenger'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [registry],
  });
  return {
    registry,
    answered(messenger, result, seconds) {
      updates.inc({ messenger, result });
      duration.observe({ messenger }, seconds);
    },
  };
}
