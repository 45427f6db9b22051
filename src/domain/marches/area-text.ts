import { z } from 'zod';
import type { ZoneArea } from './march.ts';

/** What stands between the levels of a place, as organizers see and type it. */
const SEPARATOR = /\s*[›>]\s*/;

export type ParsedArea =
  | { readonly ok: true; readonly area: ZoneArea }
  /** `line`, from 1, where one is to blame. */
  | { readonly ok: false; readonly problem: 'corner' | 'corners' | 'mixed' | 'geojson'; readonly line?: number };

/**
 * Reads an area as it is typed: a corner a line (`53.9023, 27.5619`: latitude, longitude), or a place a line (`North ›
 * Town`), or a GeoJSON polygon (RFC 7946) pasted from a map. Nothing at all: known by its name only.
 */
export function parseArea(text: string): ParsedArea {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (lines.length === 0) return { ok: true, area: { kind: 'named' } };
  if (lines[0]?.startsWith('{')) return parseGeoJson(text);
  const isCorner = (line: string) => /^[-+]?\d/.test(line);
  if (!lines.some(isCorner)) return { ok: true, area: { kind: 'places', paths: lines.map(pathOf) } };
  const odd = lines.findIndex((line) => !isCorner(line));
  if (odd >= 0) return { ok: false, problem: 'mixed', line: odd + 1 };
  const corners = lines.map(cornerOf);
  const wrong = corners.indexOf(undefined);
  if (wrong >= 0) return { ok: false, problem: 'corner', line: wrong + 1 };
  return polygonOf(corners.filter((corner) => corner !== undefined));
}

/** An area as it is typed. */
export function areaText(area: ZoneArea): string {
  if (area.kind === 'named') return '';
  if (area.kind === 'places') return area.paths.map((path) => path.join(' › ')).join('\n');
  return area.corners.map(({ latitude, longitude }) => `${latitude}, ${longitude}`).join('\n');
}

function pathOf(line: string): string[] {
  return line.split(SEPARATOR).filter((name) => name !== '');
}

interface Corner {
  readonly latitude: number;
  readonly longitude: number;
}

function cornerOf(line: string): Corner | undefined {
  const parts = /^([-+]?\d{1,2}(?:\.\d+)?)\s*[,; ]\s*([-+]?\d{1,3}(?:\.\d+)?)$/.exec(line);
  const [latitude, longitude] = [Number(parts?.[1]), Number(parts?.[2])];
  const isOnEarth = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
  return parts !== null && isOnEarth ? { latitude, longitude } : undefined;
}

function polygonOf(corners: readonly Corner[]): ParsedArea {
  const [first, last] = [corners[0], corners.at(-1)];
  const isClosed = corners.length > 1 && first?.latitude === last?.latitude && first?.longitude === last?.longitude;
  const open = isClosed ? corners.slice(0, -1) : [...corners];
  if (open.length < 3 || open.length > 500) return { ok: false, problem: 'corners' };
  return { ok: true, area: { kind: 'polygon', corners: open } };
}

const ring = z.array(z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]).rest(z.number()));
const polygon = z.object({ type: z.literal('Polygon'), coordinates: z.array(ring).min(1).max(1) });
const geoJson = z.union([
  polygon,
  z.object({ type: z.literal('Feature'), geometry: polygon }).transform(({ geometry }) => geometry),
  z
    .object({ type: z.literal('FeatureCollection'), features: z.array(z.object({ geometry: polygon })).length(1) })
    .transform(({ features }) => features[0]?.geometry),
]);

function parseGeoJson(text: string): ParsedArea {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { ok: false, problem: 'geojson' };
  }
  const parsed = geoJson.safeParse(json);
  const outer = parsed.success ? parsed.data?.coordinates[0] : undefined;
  if (outer === undefined) return { ok: false, problem: 'geojson' };
  return polygonOf(outer.map(([longitude, latitude]) => ({ latitude, longitude })));
}
