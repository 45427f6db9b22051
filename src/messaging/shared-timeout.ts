/** What starts within so long shares a signal. */
const SHARED_FOR_MS = 1_000;

/**
 * A signal that aborts after `milliseconds`, or up to a second later: what starts at about the same time is
 * given the same one, because a signal and a timer for each of thousands of requests cost more than they do.
 */
export function sharedTimeout(milliseconds: number, now: () => number): () => AbortSignal {
  let signal: AbortSignal | undefined;
  let until = 0;
  return () => {
    if (signal === undefined || now() >= until) {
      signal = AbortSignal.timeout(milliseconds + SHARED_FOR_MS);
      until = now() + SHARED_FOR_MS;
    }
    return signal;
  };
}
