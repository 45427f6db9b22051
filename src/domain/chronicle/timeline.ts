import { groupBy } from '../group-by.ts';
import { type ChronicleContent, type ChroniclePhoto, type ChronicleTag, paragraphsOf, type Texts } from './content.ts';
import { aYearBefore, daysFrom } from './days.ts';

/** How much of an entry's text a list shows, in characters. */
export const LEAD_LENGTH = 280;

/** What lists show of an entry. */
export interface EntrySummary {
  readonly day: string;
  readonly title: Texts;
  readonly lead: Texts;
  readonly place: Texts;
  readonly tags: readonly ChronicleTag[];
  readonly photo: ChroniclePhoto | null;
}

/** An entry in lists. */
export interface ListedEntry extends EntrySummary {
  readonly number: number;
  readonly version: number;
}

export function summaryOf({ day, title, text, place, tags, photos }: ChronicleContent): EntrySummary {
  const lead: Texts = Object.fromEntries(Object.entries(text).map(([language, words]) => [language, leadOf(words)]));
  return { day, title, lead, place, tags, photo: photos[0] ?? null };
}

/** The beginning of a text, to the end of a word. */
export function leadOf(text: string, most = LEAD_LENGTH): string {
  const line = paragraphsOf(text).join(' ').replace(/\s+/g, ' ');
  const characters = [...line];
  if (characters.length <= most) return line;
  const beginning = characters.slice(0, most).join('');
  const blank = beginning.lastIndexOf(' ');
  return `${(blank > most / 2 ? beginning.slice(0, blank) : beginning).replace(/[\s,;:–-]+$/u, '')}…`;
}

/** Entries of a year, a month or a day, with the path below `/chronicle` that they have. */
export interface Period {
  /** `2020`, `2020-08` or `2020-08-09`. */
  readonly key: string;
  readonly entries: readonly ListedEntry[];
}

export interface TagGroup {
  readonly id: string;
  /** As the newest entry calls it. */
  readonly name: Texts;
  readonly entries: readonly ListedEntry[];
}

/** Everything that lists of the chronicle show, worked out once. All lists go backwards, but those of a day. */
export interface Timeline {
  readonly entries: readonly ListedEntry[];
  readonly years: readonly Period[];
  readonly months: ReadonlyMap<string, Period>;
  readonly days: ReadonlyMap<string, Period>;
  /** The one with the most entries first. */
  readonly tags: readonly TagGroup[];
  readonly byNumber: ReadonlyMap<number, ListedEntry>;
}

/** Sorts entries into years, months, days and tags. */
export function timelineOf(all: readonly ListedEntry[]): Timeline {
  const entries = [...all].sort((a, b) => (a.day === b.day ? b.number - a.number : a.day < b.day ? 1 : -1));
  const periods = (length: number) =>
    [...groupBy(entries, ({ day }) => day.slice(0, length))].map(([key, of]): Period => ({ key, entries: of }));
  const keyed = (all: readonly Period[]) => new Map(all.map((one) => [one.key, one]));
  // Within a day, in the order in which they were written.
  const days = periods(10).map(({ key, entries: of }) => ({ key, entries: [...of].reverse() }));
  return {
    entries,
    years: periods(4),
    months: keyed(periods(7)),
    days: keyed(days),
    tags: tagsOf(entries),
    byNumber: new Map(entries.map((entry) => [entry.number, entry])),
  };
}

function tagsOf(entries: readonly ListedEntry[]): TagGroup[] {
  const groups = groupBy(
    entries.flatMap((entry) => entry.tags.map((tag) => ({ tag, entry }))),
    ({ tag }) => tag.id,
  );
  return [...groups]
    .map(([id, of]) => ({ id, name: of[0]?.tag.name ?? {}, entries: of.map(({ entry }) => entry) }))
    .sort((a, b) => b.entries.length - a.entries.length || (a.id < b.id ? -1 : 1));
}

/** The months of a year that something happened in, the first one first. */
export function monthsOf({ months }: Timeline, year: string): readonly Period[] {
  return [...months.values()].filter(({ key }) => key.startsWith(`${year}-`)).sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** Days of a month that something happened on, the first one first. */
export function daysOf({ days }: Timeline, month: string): readonly Period[] {
  return [...days.values()].filter(({ key }) => key.startsWith(`${month}-`)).sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** What happened on this day of the calendar in earlier years, the latest year first. */
export function onThisDay({ entries }: Timeline, today: string): readonly ListedEntry[] {
  return entries.filter(({ day }) => day.slice(5) === today.slice(5) && day < today);
}

/** How far from the day a year ago one looks, when nothing is told of that day itself. */
const NEARBY_DAYS = 3;

/** What happened a year ago: on that day, else on the days around it. */
export function aYearAgo(
  { entries }: Timeline,
  today: string,
): { readonly day: string; readonly entries: readonly ListedEntry[] } {
  const day = aYearBefore(today);
  const exactly = entries.filter((entry) => entry.day === day);
  if (exactly.length > 0) return { day, entries: exactly };
  const [from, to] = [daysFrom(day, -NEARBY_DAYS), daysFrom(day, NEARBY_DAYS)];
  return { day, entries: entries.filter((entry) => from <= entry.day && entry.day <= to) };
}

/** The entry before and after one, in the order of days. */
export function neighboursOf(
  { entries }: Timeline,
  number: number,
): { readonly before: ListedEntry | undefined; readonly after: ListedEntry | undefined } {
  const at = entries.findIndex((entry) => entry.number === number);
  return at === -1 ? { before: undefined, after: undefined } : { before: entries[at + 1], after: entries[at - 1] };
}
