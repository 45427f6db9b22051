/** Where a walker is counted, from when they asked for it to when they were told; null: nowhere. Kept outside of the system. */
interface Stay {
  readonly zone: number | null;
  /** When it was asked for, and when the bot had taken it. Milliseconds since 1970. */
  readonly asked: number;
  taken: number;
}

/** What walkers asked for and were told, kept outside of the system under test. */
export interface WalkLedger {
  /** Asks, waits, and writes both down. */
  goes(walker: number, zone: number | null, ask: () => Promise<void>): Promise<void>;
  /** How many are in a zone in the end. */
  finally(zone: number): number;
  /**
   * How many may be counted in a zone at an instant, at least and at most, when whatever was taken `lagMs` before is
   * counted, and what was asked for since may be.
   */
  between(zone: number, at: number, lagMs: number): { readonly least: number; readonly most: number };
}

export function createWalkLedger(isCounted: (walker: number) => boolean): WalkLedger {
  const stays = new Map<number, Stay[]>();
  return {
    async goes(walker, zone, ask) {
      const own = stays.get(walker) ?? [];
      stays.set(walker, own);
      const stay: Stay = { zone, asked: Date.now(), taken: Number.POSITIVE_INFINITY };
      own.push(stay);
      await ask();
      stay.taken = Date.now();
    },
    finally: (zone) => [...stays].filter(([walker, own]) => isCounted(walker) && own.at(-1)?.zone === zone).length,
    between(zone, at, lagMs) {
      let [least, most] = [0, 0];
      for (const [walker, own] of stays) {
        if (!isCounted(walker)) continue;
        // What they were told last that is surely counted by now, and everything that may have come after it.
        const sure = own.findLastIndex(({ taken }) => taken <= at - lagMs);
        const maybe = own.slice(sure + 1).filter(({ asked }) => asked <= at);
        const isThere = sure >= 0 && own[sure]?.zone === zone;
        if (isThere && maybe.every((stay) => stay.zone === zone)) least += 1;
        if (isThere || maybe.some((stay) => stay.zone === zone)) most += 1;
      }
      return { least, most };
    },
  };
}
