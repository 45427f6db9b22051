/** A count that only grows, at a moment. */
export interface CountAt {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly count: number;
}

const MINUTE_MS = 60_000;

/** Turns readings of a growing count into how much it grew a minute. */
export interface RateHistory {
  add(reading: CountAt): void;
  /** Over the last minute, or what is known of it; undefined before there are two readings. */
  perMinute(now: number): number | undefined;
  /** Each of the last whole minutes, oldest first; undefined for one of which too little is known. */
  minutes(now: number, length: number): readonly (number | undefined)[];
}

/** Keeps readings of the last `minutes` minutes. A count that shrank began anew: it grew by what it is. */
export function createRateHistory(minutes: number): RateHistory {
  let readings: CountAt[] = [];
  return {
    add(reading) {
      const last = readings.at(-1);
      if (last !== undefined && reading.at <= last.at) return;
      const oldest = reading.at - (minutes + 1) * MINUTE_MS;
      readings = [...readings.filter(({ at }) => at >= oldest), reading];
    },
    perMinute(now) {
      return growth(readings, now - MINUTE_MS, now, 0);
    },
    minutes(now, length) {
      const end = Math.floor(now / MINUTE_MS) * MINUTE_MS;
      return Array.from({ length }, (_, i) => {
        const from = end - (length - i) * MINUTE_MS;
        return growth(readings, from, from + MINUTE_MS, 0.5);
      });
    },
  };
}

/**
 * How much the count grew a minute between two moments, each reading's growth spread evenly since the one before it.
 * Undefined when less than `share` of the time is known, or none of it.
 */
function growth(readings: readonly CountAt[], from: number, until: number, share: number): number | undefined {
  let known = 0;
  let grown = 0;
  for (const [i, reading] of readings.entries()) {
    const before = readings[i - 1];
    if (before === undefined) continue;
    const overlap = Math.min(reading.at, until) - Math.max(before.at, from);
    if (overlap <= 0) continue;
    const difference = reading.count >= before.count ? reading.count - before.count : reading.count;
    known += overlap;
    grown += (difference * overlap) / (reading.at - before.at);
  }
  if (known === 0 || known < share * (until - from)) return undefined;
  return (grown * MINUTE_MS) / known;
}
