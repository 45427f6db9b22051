/**
 * When the next message may leave a bot: at most `perSecond` evenly spaced, and nothing while the
 * messenger has asked for silence. Pure: instants are milliseconds on any clock that only grows.
 */
export interface SendingRate {
  readonly perSecond: number;
  /** The next free place. */
  readonly nextAt: number;
  readonly silentUntil: number;
}

/** Takes the next place; resolves to the instant at which the message may leave. */
export function takePlace(rate: SendingRate, now: number): { rate: SendingRate; at: number } {
  const at = Math.max(now, rate.nextAt, rate.silentUntil);
  return { rate: { ...rate, nextAt: at + 1000 / rate.perSecond }, at };
}

export function silence(rate: SendingRate, now: number, seconds: number): SendingRate {
  return { ...rate, silentUntil: Math.max(rate.silentUntil, now + seconds * 1000) };
}
