import type { DeliveryResult } from '../../bots/playground/shown.ts';

/** Numbers at shares of their sorted row. */
export interface Spread {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** What is counted and timed while citizens live. Times in milliseconds. */
export interface Measures {
  updates: number;
  /** Times that a messenger delivered an update again, because it was not taken. */
  redelivered: number;
  /** Messages that came twice in a row. */
  seenTwice: number;
  readonly answers: number[];
  readonly replies: number[];
  delivered(result: DeliveryResult, milliseconds: number): void;
  /** The bot's first word after what somebody did, by the monotonic clock. */
  replied(actedAt: number, at: number): void;
}

export function createMeasures(): Measures {
  const measures: Measures = {
    updates: 0,
    redelivered: 0,
    seenTwice: 0,
    answers: [],
    replies: [],
    delivered({ attempts }, milliseconds) {
      measures.updates += 1;
      measures.redelivered += Math.max(0, attempts - 1);
      measures.answers.push(milliseconds);
    },
    replied(actedAt, at) {
      measures.replies.push(at - actedAt);
    },
  };
  return measures;
}

export function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}
