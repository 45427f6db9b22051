/**
 * A token bucket: `burst` updates at once, then `perSecond`. Someone who floods waits for their own
 * tokens; nobody else does.
 */
export interface Bucket {
  readonly tokens: number;
  /** Milliseconds on any clock that only grows. */
  readonly at: number;
}

export interface Allowance {
  readonly burst: number;
  readonly perSecond: number;
}

export function fill(bucket: Bucket, allowance: Allowance, now: number): Bucket {
  const gained = (Math.max(0, now - bucket.at) / 1000) * allowance.perSecond;
  return { tokens: Math.min(allowance.burst, bucket.tokens + gained), at: now };
}

/** Milliseconds until a whole token is there. */
export function waitFor(bucket: Bucket, allowance: Allowance): number {
  return bucket.tokens >= 1 ? 0 : Math.ceil(((1 - bucket.tokens) / allowance.perSecond) * 1000);
}
