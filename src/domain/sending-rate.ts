/**
 * When messages may leave a bot: evenly spaced places, and nothing while the messenger has asked for silence.
 * Pure: instants are milliseconds on any clock that only grows.
 */
export interface SendingRate {
  readonly intervalMs: number;
  /** The next free place. */
  readonly nextAt: number;
  readonly silentUntil: number;
}

/**
 * Left free of what is allowed: two messages a second apart must not come to fall into the same second on
 * their way. Within one sender `mayLeaveAt` sees to that; between several there is only this.
 */
const SLACK = 0.005;

/** Between two places, for so many a second. 0: without limit. */
export function intervalFor(perSecond: number): number {
  return Number.isFinite(perSecond) ? 1_000 / (perSecond * (1 - SLACK)) : 0;
}

/** Takes `count` neighbouring places; `at` is the first one's instant. */
export function takePlace(rate: SendingRate, now: number, count = 1): { rate: SendingRate; at: number } {
  const at = Math.max(now, rate.nextAt, rate.silentUntil);
  return { rate: { ...rate, nextAt: at + count * rate.intervalMs }, at };
}

export function silence(rate: SendingRate, now: number, seconds: number): SendingRate {
  return { ...rate, silentUntil: Math.max(rate.silentUntil, now + seconds * 1_000) };
}

/**
 * When the latest messages came to their messenger, as far as that can be told from here, at most as many as are
 * allowed in a second: what comes late must not be followed too soon by what comes in time.
 */
export interface Departures {
  readonly perSecond: number;
  /** Instants of leaving; once answered, put off by how much longer than usual that took. In order. */
  readonly latest: readonly number[];
  /** From leaving to being answered, of the latest ones. */
  readonly trips: readonly number[];
}

/** Trips from which the usual one is told: the shortest. */
const TRIPS = 64;

/** Before anything left. The first ones, which open connections, are taken to have been late by all of their trip. */
export function noDepartures(perSecond: number): Departures {
  return { perSecond, latest: [], trips: [0] };
}

/** A second, and what a trip there may be shorter than half of the way there and back. */
const SECOND_MS = 1_002;

/** When one more may leave, at the earliest: never more than `perSecond` within any second. */
export function mayLeaveAt({ perSecond, latest }: Departures, now: number): number {
  const oldest = latest.length >= perSecond ? latest.at(-Math.max(1, Math.floor(perSecond))) : undefined;
  return oldest === undefined ? now : Math.max(now, oldest + SECOND_MS);
}

/** Remembers that one left just now. */
export function departed(departures: Departures, now: number): Departures {
  const { perSecond, latest } = departures;
  const kept = Number.isFinite(perSecond) ? [...latest, now].slice(-Math.ceil(perSecond)) : [];
  return { ...departures, latest: kept };
}

/**
 * Remembers that one was answered. A trip that took longer than usual may have been long on its way there, so that
 * the message came to the messenger that much later than others, and nearer to those of the next second.
 */
export function answered(departures: Departures, leftAt: number, now: number): Departures {
  const trips = [...departures.trips, now - leftAt].slice(-TRIPS);
  const late = now - leftAt - Math.min(...trips);
  const index = departures.latest.indexOf(leftAt);
  const latest = index < 0 ? departures.latest : departures.latest.with(index, leftAt + late).sort((a, b) => a - b);
  return { ...departures, latest, trips };
}

/** How many bulk messages take places together, and how far ahead of now they may begin: what a reply waits at most. */
export const BULK = { handfulMs: 200, aheadMs: 150 } as const;

/** How many places bulk takes at once, at this interval. */
export function handful(intervalMs: number): number {
  return intervalMs === 0 ? Number.POSITIVE_INFINITY : Math.max(1, Math.floor(BULK.handfulMs / intervalMs));
}
