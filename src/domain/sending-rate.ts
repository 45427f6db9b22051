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
 * their way.
 */
const SLACK = 0.0095;

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
 * Instants of the latest departures, at most as many as are allowed in a second: what leaves late must not be
 * followed too soon by what leaves in time.
 */
export interface Departures {
  readonly perSecond: number;
  /** In order. */
  readonly latest: readonly number[];
}

/** When one more may leave, at the earliest: never more than `perSecond` within any second. */
export function mayLeaveAt({ perSecond, latest }: Departures, now: number): number {
  const oldest = latest.length >= perSecond ? latest.at(-Math.max(1, Math.floor(perSecond))) : undefined;
  return oldest === undefined ? now : Math.max(now, oldest + 1_000);
}

/** Remembers that one left just now. */
export function departed({ perSecond, latest }: Departures, now: number): Departures {
  const kept = Number.isFinite(perSecond) ? [...latest, now].slice(-Math.ceil(perSecond)) : [];
  return { perSecond, latest: kept };
}

/** How many bulk messages take places together, and how far ahead of now they may begin: what a reply waits at most. */
export const BULK = { handfulMs: 200, aheadMs: 150 } as const;

/** How many places bulk takes at once, at this interval. */
export function handful(intervalMs: number): number {
  return intervalMs === 0 ? Number.POSITIVE_INFINITY : Math.max(1, Math.floor(BULK.handfulMs / intervalMs));
}
