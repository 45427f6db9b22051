import type { VNode } from 'preact';
import { hasHistory, type PublishedEntry } from '../../../domain/chronicle/published.ts';
import type { Timeline } from '../../../domain/chronicle/timeline.ts';
import type { Look } from '../site/look.ts';
import { type SitePage, wholePage } from '../site/page.tsx';
import { NotFoundPage } from '../site/plain-pages.tsx';
import { EntryPage, HistoryPage } from './entry-page.tsx';
import { CHRONICLE, entryPath, historyPath, TAGS, tagPath, timelinePaths } from './paths.ts';
import { ChroniclePage, DayPage, MonthPage, TagPage, TagsPage, YearPage } from './timeline-pages.tsx';

/** What pages of the chronicle are made of. */
export interface ChronicleView {
  readonly timeline: Timeline;
  /** An entry with its versions; undefined where there is none, or where the page asked for is not its. */
  readonly entry: (number: number) => PublishedEntry | undefined;
}

const PERIOD = /^\/chronicle\/(\d{4})(?:\/(\d\d)(?:\/(\d\d))?)?$/;
const ENTRY = /^\/chronicle\/entries\/([1-9]\d{0,8})(\/history)?$/;

/** The entry that a path is about; undefined when it is about none. */
export function entryNumberOf(path: string): number | undefined {
  const number = ENTRY.exec(path)?.[1];
  return number === undefined ? undefined : Number(number);
}

/** A page of the chronicle. The same view, path and look always give the same bytes. */
export function chroniclePage(view: ChronicleView, path: string, look: Look): SitePage {
  const page = pageAt(view, path, look);
  return page === undefined
    ? { status: 404, html: wholePage(<NotFoundPage look={look} />) }
    : { status: 200, html: wholePage(page) };
}

function pageAt({ timeline, entry }: ChronicleView, path: string, look: Look): VNode | undefined {
  if (path === CHRONICLE) return <ChroniclePage timeline={timeline} look={look} />;
  if (path === TAGS) return <TagsPage timeline={timeline} look={look} />;
  const number = entryNumberOf(path);
  if (number !== undefined) {
    const found = entry(number);
    if (found === undefined) return undefined;
    if (path === entryPath(number)) return <EntryPage entry={found} timeline={timeline} look={look} />;
    return hasHistory(found) ? <HistoryPage entry={found} look={look} /> : undefined;
  }
  const [, year, month, day] = PERIOD.exec(path) ?? [];
  if (year !== undefined) return periodPage(timeline, [year, month, day], look);
  const tag = timeline.tags.find(({ id }) => path === tagPath(id));
  return tag && <TagPage tag={tag} look={look} />;
}

function periodPage(
  timeline: Timeline,
  [year, month, day]: readonly (string | undefined)[],
  look: Look,
): VNode | undefined {
  if (month === undefined) {
    const found = timeline.years.find(({ key }) => key === year);
    return found && <YearPage timeline={timeline} year={found} look={look} />;
  }
  if (day === undefined) {
    const found = timeline.months.get(`${year}-${month}`);
    return found && <MonthPage timeline={timeline} month={found} look={look} />;
  }
  const found = timeline.days.get(`${year}-${month}-${day}`);
  return found && <DayPage timeline={timeline} day={found} look={look} />;
}

/** Every path that the chronicle has a page at, in a fixed order. */
export function chroniclePaths(timeline: Timeline, entries: readonly PublishedEntry[]): string[] {
  return [
    ...timelinePaths(timeline),
    ...entries.flatMap((entry) =>
      hasHistory(entry) ? [entryPath(entry.number), historyPath(entry.number)] : [entryPath(entry.number)],
    ),
  ];
}
