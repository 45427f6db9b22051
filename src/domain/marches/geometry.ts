import type { Place } from '../stations.ts';

/** Corners of a simple polygon, in degrees; the last is joined to the first. Small enough that the plane will do. */
export type Corners = readonly Place[];

/** Whether a point lies in a polygon: a ray to the east crosses its edge an odd number of times. */
export function isInside({ latitude, longitude }: Place, corners: Corners): boolean {
  let inside = false;
  for (const [a, b] of edges(corners)) {
    if (a.latitude > latitude === b.latitude > latitude) continue;
    const at = a.longitude + ((latitude - a.latitude) / (b.latitude - a.latitude)) * (b.longitude - a.longitude);
    if (longitude < at) inside = !inside;
  }
  return inside;
}

/** Whether an edge of a polygon crosses another one of its own: it has no inside then. */
export function crossesItself(corners: Corners): boolean {
  const all = edges(corners);
  return all.some((one, i) =>
    all.some((other, j) => {
      const isNext = Math.abs(i - j) <= 1 || Math.abs(i - j) === all.length - 1;
      return j > i && !isNext && cross(one, other);
    }),
  );
}

/**
 * Whether two polygons have more in common than an edge or a corner: an edge of one crosses one of the other, or
 * a point inside one is inside the other.
 */
export function overlap(one: Corners, other: Corners): boolean {
  if (isApart(one, other)) return false;
  const edgesOfOther = edges(other);
  if (edges(one).some((a) => edgesOfOther.some((b) => cross(a, b)))) return true;
  return pointsWithin(one).some((point) => isInside(point, other)) || pointsWithin(other).some((p) => isInside(p, one));
}

/** Square degrees; zero where all corners are on one line. */
export function areaOf(corners: Corners): number {
  const twice = edges(corners).reduce((sum, [a, b]) => sum + a.longitude * b.latitude - b.longitude * a.latitude, 0);
  return Math.abs(twice) / 2;
}

type Edge = readonly [Place, Place];

function edges(corners: Corners): Edge[] {
  return corners.flatMap((corner, i) => {
    const next = corners[(i + 1) % corners.length];
    return next === undefined ? [] : [[corner, next] as const];
  });
}

function isApart(one: Corners, other: Corners): boolean {
  const a = boundsOf(one);
  const b = boundsOf(other);
  return a.east < b.west || b.east < a.west || a.north < b.south || b.north < a.south;
}

function boundsOf(corners: Corners) {
  const latitudes = corners.map(({ latitude }) => latitude);
  const longitudes = corners.map(({ longitude }) => longitude);
  return {
    south: Math.min(...latitudes),
    north: Math.max(...latitudes),
    west: Math.min(...longitudes),
    east: Math.max(...longitudes),
  };
}

/** Whether two edges cross in a point that is the end of neither. */
function cross([a, b]: Edge, [c, d]: Edge): boolean {
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}

/** On which side of the line from `a` to `b` a point lies: 1, −1, or 0 on it. */
function side(a: Place, b: Place, point: Place): number {
  const turn =
    (b.longitude - a.longitude) * (point.latitude - a.latitude) -
    (b.latitude - a.latitude) * (point.longitude - a.longitude);
  // Some centimetres: rounding must not make neighbours overlap.
  return Math.abs(turn) < 1e-12 ? 0 : Math.sign(turn);
}

/** Points that are surely within, whatever the polygon's shape: middles of diagonals that lie inside, with its own middle. */
function pointsWithin(corners: Corners): Place[] {
  const middle = (...points: readonly Place[]): Place => ({
    latitude: points.reduce((sum, { latitude }) => sum + latitude, 0) / points.length,
    longitude: points.reduce((sum, { longitude }) => sum + longitude, 0) / points.length,
  });
  const ears = corners.flatMap((corner, i) => {
    const next = corners[(i + 1) % corners.length];
    const after = corners[(i + 2) % corners.length];
    return next === undefined || after === undefined ? [] : [middle(corner, next, after)];
  });
  return [middle(...corners), ...ears].filter((point) => isInside(point, corners));
}
