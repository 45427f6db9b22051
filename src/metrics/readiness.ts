import type { Readiness } from './listener.ts';

/** What a process says of what it needs. */
export type Checks = Readonly<Record<string, () => Promise<boolean>>>;

/** One look holds so long for all who ask, in milliseconds. */
const FRESH_MS = 1_000;

/**
 * Whether a process can work now, looked at no more than once a second however many ask: strangers reach the web
 * process's, and the connections that it looks with are those that take in updates. `now` is in milliseconds.
 */
export function createReadiness({ leaving, now }: { readonly leaving: AbortSignal; readonly now: () => number }): {
  needs(checks: Checks): void;
  ready(): Promise<Readiness>;
} {
  let checks: Checks | undefined;
  let last: { readonly until: number; readonly looking: Promise<Readiness> } | undefined;
  return {
    needs(wanted) {
      checks = wanted;
      last = undefined;
    },
    async ready() {
      if (checks === undefined) return { started: false };
      if (last === undefined || now() >= last.until) last = { until: now() + FRESH_MS, looking: look(checks) };
      const parts = await last.looking;
      // Said at once: whoever sends work here is to stop.
      return leaving.aborted ? { ...parts, staying: false } : parts;
    },
  };
}

async function look(checks: Checks): Promise<Readiness> {
  const parts = await Promise.all(
    Object.entries(checks).map(async ([name, check]) => [name, await check().catch(() => false)] as const),
  );
  return Object.fromEntries(parts);
}
