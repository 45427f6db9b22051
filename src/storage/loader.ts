/**
 * Collects what is asked for in the same moment by many, and reads it with one query: with a hundred
 * people in one transaction, a query each would be most of the time.
 */
export function createLoader<K, V>(
  keyOf: (key: K) => string,
  load: (keys: readonly K[]) => Promise<ReadonlyMap<string, V>>,
): (key: K) => Promise<V | undefined> {
  let waiting: Map<string, K> | undefined;
  let loading: Promise<ReadonlyMap<string, V>> | undefined;

  return async (key) => {
    const id = keyOf(key);
    if (waiting === undefined || loading === undefined) {
      const asked = new Map<string, K>();
      waiting = asked;
      loading = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
        waiting = undefined;
        return load([...asked.values()]);
      });
    }
    waiting.set(id, key);
    return (await loading).get(id);
  };
}
