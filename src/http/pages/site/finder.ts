import { findInTexts, searchableTexts } from '../../../domain/station-finder.ts';
import type { Site } from './site.ts';
import type { SiteStation } from './site-station.ts';

/** Finds stations of an edition by what somebody typed, the best first. */
export type Finder = (query: string, most: number) => { readonly total: number; readonly stations: SiteStation[] };

/** A finder over everything that an edition says of its stations, made in steps. */
export function* finderSteps(site: Site): Generator<void, Finder> {
  const stations = [...site.byPath.values()];
  const texts = yield* searchableTexts(stations.map(({ station }) => station));
  return (query, most) => {
    const found = findInTexts(texts, query);
    return { total: found.length, stations: found.slice(0, most).flatMap((at) => stations[at] ?? []) };
  };
}
