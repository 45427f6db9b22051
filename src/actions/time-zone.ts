import type { Queryable } from '../storage/database.ts';
import { currentElection } from '../storage/elections.ts';

const FRESH_MS = 10_000;

/** The election's time zone, in which hours of the day are meant; UTC while there is none. Read every ten seconds. */
export function timeZoneReader({ pool }: { readonly pool: Queryable }, now: () => Date): () => Promise<string> {
  let read: { readonly at: number; readonly zone: string } | undefined;
  return async () => {
    const at = now();
    if (read === undefined || at.getTime() - read.at > FRESH_MS) {
      const election = await currentElection(pool, at);
      read = { at: at.getTime(), zone: election?.timeZone ?? 'UTC' };
    }
    return read.zone;
  };
}
