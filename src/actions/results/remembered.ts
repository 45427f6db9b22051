/**
 * Reads something at most once in `forMs` for each key, however many ask: those who ask in that time get the same
 * answer, also while it is still being read. A reading that fails is not remembered. Of more than `most` keys the
 * oldest are forgotten.
 */
export function remembered<T>(options: {
  readonly read: (key: string) => Promise<T>;
  readonly forMs: number;
  readonly most: number;
  readonly now: () => Date;
}): (key: string) => Promise<T> {
  const { read, forMs, most, now } = options;
  // In the order of their reading: the oldest come first.
  const kept = new Map<string, { readonly until: number; readonly reading: Promise<T> }>();
  return (key) => {
    const at = now().getTime();
    const known = kept.get(key);
    if (known !== undefined && at < known.until) return known.reading;
    const reading = read(key);
    kept.delete(key);
    for (const [old, { until }] of kept) {
      if (until > at && kept.size < most) break;
      kept.delete(old);
    }
    const mine = { until: at + forMs, reading };
    kept.set(key, mine);
    reading.catch(() => {
      if (kept.get(key) === mine) kept.delete(key);
    });
    return reading;
  };
}
