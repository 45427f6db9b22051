import { groupBy } from '../../../domain/group-by.ts';
import { streetOf } from '../../../domain/station-street.ts';
import type { SiteStation } from './site-station.ts';

/** A page of a list as in a dictionary: from one word to another. */
export interface ListPage {
  readonly path: string;
  /** The first and the last of its headings. */
  readonly from: string;
  readonly to: string;
  readonly groups: readonly ListGroup[];
}

/** Stations under one heading: those of a village, those of a street. */
export interface ListGroup {
  readonly heading: string;
  readonly stations: readonly SiteStation[];
}

/** Stations on a page, some more where a heading would be cut: so that a page stays below its 100 KB. */
const PAGE = 75;

/** By the name of town or village, the level below the region. */
export function byPlace(stations: readonly SiteStation[]): ListGroup[] {
  return grouped(stations, ({ station: { levels } }) => levels.slice(1).join(', ') || (levels[0] ?? ''));
}

/** By the street in the address; what has none, by its first telling word. */
export function byStreet(stations: readonly SiteStation[]): ListGroup[] {
  return grouped(stations, ({ station: { address, name } }) => streetOf(address) || name);
}

/** Codes in the order that people expect: A-2 before A-10. */
export function byCode({ station: { code: a } }: SiteStation, { station: { code: b } }: SiteStation): number {
  return a.length - b.length || (a < b ? -1 : 1);
}

/** Cuts a list into pages of about equal length; a heading with more stations than a page has continues on the next. */
export function pagesOf(path: string, groups: readonly ListGroup[]): ListPage[] {
  const pages: ListGroup[][] = [];
  let room = 0;
  for (const { heading, stations } of groups) {
    for (let at = 0; at < stations.length; ) {
      const whole = stations.length - at;
      // A small group is not cut in two.
      if (room <= 0 || (whole > room && whole <= PAGE / 3)) {
        pages.push([]);
        room = PAGE;
      }
      const part = stations.slice(at, at + room);
      pages.at(-1)?.push({ heading, stations: part });
      room -= part.length;
      at += part.length;
    }
  }
  return pages.map((of, at) => ({
    path: `${path}/${at + 1}`,
    from: of[0]?.heading ?? '',
    to: of.at(-1)?.heading ?? '',
    groups: of,
  }));
}

function grouped(stations: readonly SiteStation[], headingOf: (station: SiteStation) => string): ListGroup[] {
  // One order in every language, so that a page has one address.
  const { compare } = new Intl.Collator('be', { numeric: true });
  return [...groupBy(stations, headingOf)]
    .sort(([a], [b]) => compare(a, b) || (a < b ? -1 : 1))
    .map(([heading, of]) => ({ heading, stations: of.sort(byCode) }));
}
