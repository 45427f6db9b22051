/** Resolves with the first result of `probe` that is not undefined or false; rejects after `patience` ms. */
export async function until<T>(probe: () => T | Promise<T>, patience = 10_000): Promise<Exclude<T, undefined | false>> {
  const deadline = performance.now() + patience;
  for (;;) {
    const result = await probe();
    if (result !== undefined && result !== false) return result as Exclude<T, undefined | false>;
    if (performance.now() > deadline) throw new Error(`not within ${patience} ms`);
    await new Promise((later) => setTimeout(later, 20));
  }
}

/** Whether a process exists that has not ended. */
export function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
