/** A list of listeners. `size` lets a busy sender skip the work of describing what nobody hears. */
export interface Hub<T> {
  readonly size: number;
  /** Returns the way to stop listening. */
  on(listener: (event: T) => void): () => void;
  emit(event: T): void;
}

export function createHub<T>(): Hub<T> {
  const listeners = new Set<(event: T) => void>();
  return {
    get size() {
      return listeners.size;
    },
    on(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    emit(event) {
      for (const listener of [...listeners]) listener(event);
    },
  };
}
