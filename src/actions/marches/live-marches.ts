import { windowEnd, windowsOf } from '../../domain/marches/march.ts';
import { countryCount, plusMinus } from '../../domain/marches/published.ts';
import type { Queryable } from '../../storage/database.ts';
import { type PublishedWindow, windowsAfter } from '../../storage/march-series.ts';
import { listPublicMarches, type MarchRow } from '../../storage/marches.ts';
import { remembered } from '../results/remembered.ts';

/** What is published is seen so long after at the latest, however many look. */
const FRESH_MS = 1_000;

/** Marches that have an address: the newest ones. */
const MOST_MARCHES = 200;

/** Series that are kept in memory. */
const MOST_SERIES = 20;

const HOUR_MS = 3_600_000;

/** What everybody may know about a march. */
export interface LiveMarch {
  readonly march: MarchRow;
  readonly phase: 'before' | 'open' | 'after';
  /** The window published last. */
  readonly latest: PublishedWindow | undefined;
  /** The country over time, a point a published window. */
  readonly curve: readonly CurvePoint[];
  /** By how much each count of the latest window may be off. */
  readonly plusMinus: number;
}

export interface CurvePoint {
  /** The end of its window. */
  readonly at: Date;
  readonly verified: number | null;
  readonly unverified: number | null;
}

export interface LiveMarches {
  /** The one that is on, or else the one that people ask about: soon, just over, next, last. */
  current(): Promise<LiveMarch | undefined>;
  byId(id: string): Promise<LiveMarch | undefined>;
  /** The newest first, without their series. */
  list(): Promise<readonly MarchRow[]>;
}

/** Reads what is published of marches: at most once a second, and of a series only what is new. */
export function createLiveMarches({ q, now }: { readonly q: Queryable; readonly now: () => Date }): LiveMarches {
  const rows = remembered({ read: () => listPublicMarches(q, MOST_MARCHES), forMs: FRESH_MS, most: 1, now });
  const kept = new Map<string, LiveMarch>();
  const load = remembered({ read: (id) => read(id), forMs: FRESH_MS, most: MOST_SERIES, now });

  async function read(id: string): Promise<LiveMarch | undefined> {
    const march = (await rows('')).find((row) => row.id === id);
    if (march === undefined) return undefined;
    const known = kept.get(id);
    // Nothing is published any more of a march that was closed when it was read.
    if (known?.march.state === 'closed') return known;
    const live = withNew(march, known, await windowsAfter(q, id, known?.latest?.window ?? -1));
    kept.delete(id);
    kept.set(id, live);
    for (const oldest of kept.keys()) {
      if (kept.size <= MOST_SERIES) break;
      kept.delete(oldest);
    }
    return live;
  }

  return {
    async current() {
      const row = currentOf(await rows(''), now());
      return row && load(row.id);
    },
    byId: (id) => load(id),
    list: () => rows(''),
  };
}

function withNew(march: MarchRow, known: LiveMarch | undefined, fresh: readonly PublishedWindow[]): LiveMarch {
  const latest = fresh.at(-1) ?? known?.latest;
  const isOver = march.state === 'closing' || march.state === 'closed';
  const phase = march.state === 'open' ? 'open' : isOver ? 'after' : 'before';
  if (known !== undefined && fresh.length === 0) return { ...known, march, phase };
  const points = fresh.map(
    ({ window, verified, unverified }): CurvePoint => ({
      at: windowEnd(march, window),
      verified: countryCount(verified),
      unverified: countryCount(unverified),
    }),
  );
  return {
    march,
    phase,
    latest,
    curve: [...(known?.curve ?? []), ...points],
    plusMinus: latest === undefined ? 0 : plusMinus(latest.window, windowsOf(march)),
  };
}

/** Which march people mean who do not say which. */
export function currentOf(marches: readonly MarchRow[], at: Date): MarchRow | undefined {
  const oldestFirst = [...marches].sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
  const next = oldestFirst.find(({ state }) => state === 'scheduled');
  const last = oldestFirst.findLast(({ state }) => state === 'closed' || state === 'closing');
  const isOn = oldestFirst.find(({ state }) => state === 'open');
  if (isOn !== undefined) return isOn;
  const hoursUntilNext = next === undefined ? Infinity : (next.startsAt.getTime() - at.getTime()) / HOUR_MS;
  const hoursSinceLast = last === undefined ? Infinity : (at.getTime() - last.endsAt.getTime()) / HOUR_MS;
  if (hoursUntilNext <= 6) return next;
  return hoursSinceLast <= 24 ? last : (next ?? last);
}
