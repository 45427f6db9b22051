import { type PublishedEntry, publishEntry } from '../../domain/chronicle/published.ts';
import { parseChronicleQuery } from '../../domain/chronicle/search.ts';
import { type ListedEntry, type Timeline, timelineOf } from '../../domain/chronicle/timeline.ts';
import {
  chroniclePosition,
  type EntryRow,
  listEntries,
  readEntry,
  readVersions,
  searchEntries,
} from '../../storage/chronicle.ts';
import type { Queryable } from '../../storage/database.ts';
import { remembered } from '../results/remembered.ts';

/** What is new is seen after so long at the latest, and the time that reading takes. */
const FRESH_MS = 1_000;

/** The chronicle as everybody may see it, at one moment. */
export interface Chronicle {
  /** Grows with every change. */
  readonly position: number;
  readonly timeline: Timeline;
  /** When each entry, withdrawn or not, first became public and last changed, for feeds. */
  readonly times: ReadonlyMap<number, { readonly uid: string; readonly publishedAt: Date; readonly changedAt: Date }>;
}

export interface Found {
  readonly total: number;
  readonly entries: readonly ListedEntry[];
}

export interface ChronicleReader {
  /** The same object until something changes. While the database is away, the last known one. */
  current(): Promise<Chronicle>;
  /** An entry with its versions, also one that was withdrawn; undefined where there never was one. */
  entry(number: number): Promise<PublishedEntry | undefined>;
  /** Entries with every word of a query, the best first. */
  search(query: string, page: { readonly limit: number; readonly offset: number }): Promise<Found>;
}

/** Reads the chronicle: the database is asked once a second at most whether anything has changed. */
export function createChronicleReader({
  q,
  now,
}: {
  readonly q: Queryable;
  readonly now: () => Date;
}): ChronicleReader {
  let known: Chronicle | undefined;
  const look = remembered({
    read: async () => {
      const position = await chroniclePosition(q);
      if (known?.position !== position) known = await readChronicle(position);
      return known;
    },
    forMs: FRESH_MS,
    most: 1,
    now,
  });

  async function readChronicle(position: number): Promise<Chronicle> {
    const rows = await listEntries(q);
    return { position, timeline: publicTimeline(rows), times: new Map(rows.map((row) => [row.number, row])) };
  }

  async function current(): Promise<Chronicle> {
    try {
      return await look('');
    } catch (error) {
      if (known === undefined) throw error;
      return known;
    }
  }

  return {
    current,
    async entry(number) {
      const [row, versions] = await Promise.all([readEntry(q, number), readVersions(q, [number])]);
      return row && publishEntry(row, versions.get(number) ?? []);
    },
    async search(query, page) {
      const { total, numbers } = await searchEntries(q, parseChronicleQuery(query), page);
      const { timeline } = await current();
      return { total, entries: numbers.flatMap((number) => timeline.byNumber.get(number) ?? []) };
    },
  };
}

/** The timeline of those that are not withdrawn. */
export function publicTimeline(rows: readonly EntryRow[]): Timeline {
  const entries = rows.filter(({ withdrawn }) => !withdrawn);
  return timelineOf(entries.map(({ number, version, summary }) => ({ ...summary, number, version })));
}

/** The whole chronicle as it is published, for an export. */
export async function publishedChronicle(q: Queryable): Promise<PublishedEntry[]> {
  // Versions first: what becomes public meanwhile is left out.
  const versions = await readVersions(q);
  const rows = (await listEntries(q)).filter(({ number }) => versions.has(number));
  return rows.map((row) => publishEntry(row, versions.get(row.number) ?? []));
}
