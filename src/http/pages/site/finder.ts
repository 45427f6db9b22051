import { findInTexts, type SearchableTexts, searchableTexts } from '../../../domain/station-finder.ts';
import type { Site } from './site.ts';
import type { SiteStation } from './site-station.ts';

/** Finds stations of an edition by what somebody typed, the best first. */
export type Finder = (query: string, most: number) => { readonly total: number; readonly stations: SiteStation[] };

/** A finder over everything that an edition says of its stations, made when somebody first looks. */
export function createFinder(site: Site): Finder {
  const stations = [...site.byPath.values()];
  let texts: SearchableTexts | undefined;
  return (query, most) => {
    texts ??= searchableTexts(stations.map(({ station }) => station));
    const found = findInTexts(texts, query);
    return { total: found.length, stations: found.slice(0, most).flatMap((at) => stations[at] ?? []) };
  };
}
