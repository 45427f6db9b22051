import type { EarlierEdition, Edition, EditionChange } from '../../../domain/finding/edition.ts';
import { type EditionFinding, editionFinding } from '../../../domain/finding/edition-finding.ts';
import { type Estimates, estimatesOf } from '../../../domain/finding/estimates.ts';
import { type Totals, totalsOf } from '../../../domain/finding/totals.ts';
import { groupBy } from '../../../domain/group-by.ts';
import { byCode, byPlace, byStreet, type ListPage, pagesOf } from './lists.ts';
import { type RegionChart, regionChart } from './map/marks.ts';
import { type SiteStation, siteStation } from './site-station.ts';
import { slugsOf } from './slugs.ts';

/** How the stations of a region are listed: by town or village, by street. */
export const LISTS = ['places', 'streets'] as const;

export type ListName = (typeof LISTS)[number];

export interface SiteRegion {
  readonly name: string;
  readonly path: string;
  readonly totals: Totals;
  /** In the order of codes. */
  readonly stations: readonly SiteStation[];
  /** Undefined where no station's place is known. */
  readonly chart: RegionChart | undefined;
  readonly lists: Readonly<Record<ListName, readonly ListPage[]>>;
  /** Whether totals count it; a region such as stations abroad may be left out. */
  readonly counted: boolean;
}

/** Everything that pages show of an edition, worked out once. */
export interface Site {
  readonly edition: Edition;
  readonly finding: EditionFinding;
  /** Worked out when they are first asked for. */
  readonly estimates: () => Estimates;
  /** Those that totals count first. */
  readonly regions: readonly SiteRegion[];
  readonly byPath: ReadonlyMap<string, SiteStation>;
  /** A station's region, and the page of its list by places, by the station's path. */
  readonly whereabouts: ReadonlyMap<string, Whereabouts>;
  /** This edition, then those before it, the newest first. */
  readonly editions: readonly EarlierEdition[];
  /** What editions changed at a station, by its code, the newest first. */
  readonly history: ReadonlyMap<string, readonly StationChanges[]>;
}

/** What an edition changed at one station. */
export interface StationChanges {
  readonly edition: EarlierEdition;
  readonly changes: readonly EditionChange[];
}

export interface Whereabouts {
  readonly region: SiteRegion;
  readonly list: ListPage;
}

/** Works out what the pages of an edition show. */
export function siteOf(edition: Edition): Site {
  const steps = siteSteps(edition);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** The same in steps of some ten milliseconds, for a process that has something else to do in between. */
export function* siteSteps(edition: Edition): Generator<void, Site> {
  const finding = editionFinding(edition);
  yield;
  const all = edition.stations.flatMap((station, at): SiteStation[] => {
    const found = finding.findings[at];
    return found === undefined ? [] : [siteStation(station, found)];
  });
  const editions = [edition, ...edition.earlier];
  const regions = yield* regionsOf(edition, finding, all);
  return {
    edition,
    finding,
    estimates: once(() => estimatesOf(edition)),
    regions,
    whereabouts: whereaboutsIn(regions),
    byPath: new Map(all.map((one) => [one.path, one])),
    editions,
    history: historyOf(editions),
  };
}

function whereaboutsIn(regions: readonly SiteRegion[]): Map<string, Whereabouts> {
  const known = new Map<string, Whereabouts>();
  for (const region of regions)
    for (const list of region.lists.places)
      for (const { stations } of list.groups) for (const { path } of stations) known.set(path, { region, list });
  return known;
}

function once<T>(work: () => T): () => T {
  let done: { readonly value: T } | undefined;
  return () => {
    done ??= { value: work() };
    return done.value;
  };
}

function historyOf(editions: readonly EarlierEdition[]): Map<string, StationChanges[]> {
  const changed = editions.flatMap((edition) =>
    [...groupBy(edition.changes, ({ stationCode }) => stationCode)].map(([code, changes]) => ({
      code,
      edition,
      changes,
    })),
  );
  return groupBy(changed, ({ code }) => code);
}

function* regionsOf(
  edition: Edition,
  finding: EditionFinding,
  all: readonly SiteStation[],
): Generator<void, SiteRegion[]> {
  const stationsIn = groupBy(all, ({ station }) => station.levels[0] ?? '');
  const totals = new Map(finding.regions.map((one) => [one.region, one.totals]));
  const names = [...stationsIn.keys()].sort(
    (a, b) => Number(totals.has(b)) - Number(totals.has(a)) || (a < b ? -1 : 1),
  );
  const slugs = slugsOf(names);
  const choiceIds = edition.election.choices.map(({ id }) => id);
  const regions: SiteRegion[] = [];
  for (const [at, name] of names.entries()) {
    const stations = [...(stationsIn.get(name) ?? [])].sort(byCode);
    const findings = stations.map((one) => one.finding);
    const path = `/regions/${slugs[at]}`;
    const chart = regionChart(stations);
    yield;
    const places = pagesOf(`${path}/places`, byPlace(stations));
    yield;
    const streets = pagesOf(`${path}/streets`, byStreet(stations));
    yield;
    regions.push({
      name,
      path,
      totals: totals.get(name) ?? totalsOf(findings, choiceIds),
      counted: totals.has(name),
      stations,
      chart,
      lists: { places, streets },
    });
  }
  return regions;
}
