import type { Place } from '../../../../domain/stations.ts';
import { type SiteStation, STANDINGS, type Standing } from '../site-station.ts';
import { type Frame, frameFor, type Spot } from './frame.ts';

/** The marks of a map as paths, a path for a standing, so that thousands of stations weigh some tens of kilobytes. */
export interface Marks {
  readonly paths: Readonly<Record<Standing, string>>;
}

/** Pixels of every map; a screen shows them larger or smaller. */
export const MAP_WIDTH = 800;

/** With seven letters a mark, some 15 KB at most. */
const MOST_IN_REGION = 2_000;

/** Spots are never farther apart than that, in pixels. */
const COARSEST = 12;

/** A mark's shape, drawn from its middle. Standings differ in shape and not only in colour. */
const SHAPES: Readonly<Record<Standing, string>> = {
  proven: 'm0-5l5 9h-10z',
  suspect: 'm-4-4l8 8m0-8l-8 8',
  consistent: 'h0',
  nothing: 'h0',
};

/** What is drawn first lies under what follows. */
export const DRAWN: readonly Standing[] = [...STANDINGS].reverse();

export function placeOf({ station: { latitude, longitude } }: SiteStation): Place | undefined {
  return latitude === null || longitude === null ? undefined : { latitude, longitude };
}

/** Where a station is on a map; undefined without a place, or outside of the map. */
export function spotOf(frame: Frame, station: SiteStation): Spot | undefined {
  const place = placeOf(station);
  return place && frame.at(place);
}

/**
 * Stations as paths. What falls on the same spot is drawn once, and as what weighs most; `step`: how far apart two
 * spots are at least, in pixels.
 */
export function marksOf(frame: Frame, stations: readonly SiteStation[], step: number): Marks {
  const spots = new Map<string, { readonly spot: Spot; readonly standing: Standing }>();
  for (const station of stations) {
    const at = spotOf(frame, station);
    if (at === undefined) continue;
    const spot = { x: Math.round(at.x / step) * step, y: Math.round(at.y / step) * step };
    const key = `${spot.x} ${spot.y}`;
    const other = spots.get(key);
    if (other === undefined || weight(station.standing) > weight(other.standing))
      spots.set(key, { spot, standing: station.standing });
  }
  const all = [...spots.values()].sort((a, b) => a.spot.y - b.spot.y || a.spot.x - b.spot.x);
  const path = (standing: Standing) =>
    pathOf(
      all.flatMap((one) => (one.standing === standing ? [one.spot] : [])),
      SHAPES[standing],
    );
  return {
    paths: {
      proven: path('proven'),
      suspect: path('suspect'),
      consistent: path('consistent'),
      nothing: path('nothing'),
    },
  };
}

/** A region's stations on a map: the same on its first page and in its lists. */
export interface RegionChart {
  readonly frame: Frame;
  readonly marks: Marks;
}

/** Undefined where no station's place is known. */
export function regionChart(stations: readonly SiteStation[]): RegionChart | undefined {
  const frame = frameFor(
    stations.flatMap((one) => placeOf(one) ?? []),
    MAP_WIDTH,
  );
  return frame && { frame, marks: marksOf(frame, stations, stepFor(frame, stations, MOST_IN_REGION)) };
}

/** The smallest step with which a map has no more marks than `most`. */
export function stepFor(frame: Frame, stations: readonly SiteStation[], most: number): number {
  const spots = stations.flatMap((station) => spotOf(frame, station) ?? []);
  let step = 1;
  while (step < COARSEST && spotsApart(spots, step) > most) step += 1;
  return step;
}

function spotsApart(spots: readonly Spot[], step: number): number {
  return new Set(spots.map(({ x, y }) => Math.round(x / step) * 10_000 + Math.round(y / step))).size;
}

function weight(standing: Standing): number {
  return DRAWN.indexOf(standing);
}

/** Points relative to the one before, which takes the fewest letters; other shapes leave their pen elsewhere. */
function pathOf(spots: readonly Spot[], shape: string): string {
  if (shape !== 'h0') return spots.map(({ x, y }) => `M${x} ${y}${shape}`).join('');
  let [x, y] = [0, 0];
  let path = '';
  for (const spot of spots) {
    const dy = spot.y - y;
    path += `m${spot.x - x}${dy < 0 ? '' : ' '}${dy}h0`;
    [x, y] = [spot.x, spot.y];
  }
  return path;
}
