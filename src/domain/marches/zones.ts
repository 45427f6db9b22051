import { LANGUAGES } from '../languages.ts';
import { distanceInMetres, type Place } from '../stations.ts';
import { areaOf, crossesItself, isInside, overlap } from './geometry.ts';
import type { MarchZone, ZoneArea } from './march.ts';

/** A polling station as zones see it: where it lies, and what it belongs to. */
export interface KnownStation {
  readonly levels: readonly string[];
  /** Not every file of stations says it. */
  readonly place?: Place;
}

/** Farther from every polling station than this, nobody walks: the sea, or another country. */
export const FARTHEST_METRES = 30_000;

/** What is wrong with a march's zones. `zone` and `other` are places in the list. */
export type ZoneProblem =
  | { readonly zone: number; readonly problem: 'overlap'; readonly other: number; readonly place?: string }
  /** No polling station is in or near it. */
  | { readonly zone: number; readonly problem: 'at-sea' }
  | { readonly zone: number; readonly problem: 'no-such-place'; readonly place: string }
  /** Its corners are on one line, or its edges cross. */
  | { readonly zone: number; readonly problem: 'no-area' }
  | { readonly zone: number; readonly problem: 'same-name'; readonly other: number };

/**
 * Checks zones against one another and against the stations of the country. Without any located station nothing
 * can be said about the sea, nor about polygons beside lists of places.
 */
export function zoneProblems(zones: readonly MarchZone[], stations: readonly KnownStation[]): ZoneProblem[] {
  const problems: ZoneProblem[] = [];
  for (const [zone, { area, name }] of zones.entries()) {
    problems.push(...ownProblems(zone, area, stations));
    for (const [other, earlier] of zones.slice(0, zone).entries()) {
      const isSameName = LANGUAGES.some((language) => same(name[language], earlier.name[language]));
      if (isSameName) problems.push({ zone, problem: 'same-name', other });
      const place = commonPlace(area, earlier.area, stations);
      if (place === undefined) continue;
      problems.push({ zone, problem: 'overlap', other, ...(place === '' ? {} : { place }) });
    }
  }
  return problems;
}

function same(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}

function ownProblems(zone: number, area: ZoneArea, stations: readonly KnownStation[]): ZoneProblem[] {
  if (area.kind === 'places') {
    const unknown = area.paths.filter((path) => !stations.some(({ levels }) => startsWith(levels, path)));
    return unknown.map((path) => ({ zone, problem: 'no-such-place' as const, place: path.join(' › ') }));
  }
  if (area.kind === 'named') return [];
  if (areaOf(area.corners) < 1e-9 || crossesItself(area.corners)) return [{ zone, problem: 'no-area' }];
  const located = stations.flatMap(({ place }) => place ?? []);
  const isOnLand = located.some(
    (place) =>
      isInside(place, area.corners) ||
      area.corners.some((corner) => distanceInMetres(corner, place) <= FARTHEST_METRES),
  );
  return located.length > 0 && !isOnLand ? [{ zone, problem: 'at-sea' }] : [];
}

/** A place that two areas share: its name, empty where it has none; undefined when they are disjoint. */
function commonPlace(one: ZoneArea, other: ZoneArea, stations: readonly KnownStation[]): string | undefined {
  if (one.kind === 'named' || other.kind === 'named') return undefined;
  if (one.kind === 'polygon' && other.kind === 'polygon') return overlap(one.corners, other.corners) ? '' : undefined;
  if (one.kind === 'places' && other.kind === 'places') {
    for (const path of one.paths) {
      for (const theirs of other.paths) {
        const [shorter, longer] = path.length <= theirs.length ? [path, theirs] : [theirs, path];
        if (startsWith(longer, shorter)) return longer.join(' › ');
      }
    }
    return undefined;
  }
  const [polygon, places] = one.kind === 'polygon' ? [one, other] : [other, one];
  if (polygon.kind !== 'polygon' || places.kind !== 'places') return undefined;
  const inBoth = stations.find(
    ({ place, levels }) =>
      place !== undefined && places.paths.some((path) => startsWith(levels, path)) && isInside(place, polygon.corners),
  );
  return inBoth?.levels.join(' › ');
}

function startsWith(levels: readonly string[], path: readonly string[]): boolean {
  return path.length <= levels.length && path.every((name, i) => levels[i] === name);
}

/**
 * The zone that a location lies in, by its place in the list; undefined where there is none. A polygon that it is
 * inside of comes first, then the places that the nearest polling station belongs to, where that is near enough.
 */
export function zoneOf(
  at: Place,
  zones: readonly MarchZone[],
  nearest: { readonly levels: readonly string[]; readonly metresAway: number } | undefined,
): number | undefined {
  const inside = zones.findIndex(({ area }) => area.kind === 'polygon' && isInside(at, area.corners));
  if (inside >= 0) return inside;
  if (nearest === undefined || nearest.metresAway > FARTHEST_METRES) return undefined;
  const near = zones.findIndex(
    ({ area }) => area.kind === 'places' && area.paths.some((path) => startsWith(nearest.levels, path)),
  );
  return near < 0 ? undefined : near;
}
