import type { Place } from '../../../../domain/stations.ts';

/** A piece of the Earth on a rectangle, in whole pixels. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  /** Undefined for a place outside of it. */
  at(place: Place): Spot | undefined;
}

export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** Around the outermost stations. */
const MARGIN = 26;

/** A map is never higher than it is wide, nor flatter than this. */
const FLATTEST = 0.45;

/** Of the places on each side, so many may be mistakes: they do not make the whole map smaller. */
const STRAYING = 0.004;

/** How far beyond the others a place may lie, as a share of what the others span. */
const SLACK = 0.3;

/**
 * A frame around places, in Mercator's projection (https://en.wikipedia.org/wiki/Mercator_projection), in which small
 * areas keep their shape. Undefined without any place.
 */
export function frameFor(places: readonly Place[], width: number): Frame | undefined {
  if (places.length === 0) return undefined;
  const across = span(places.map(({ longitude }) => radians(longitude)));
  const down = span(places.map(({ latitude }) => mercator(latitude)));
  const inner = width - 2 * MARGIN;
  // One place, or all of them in a line: some kilometres around it.
  const scale = Math.min(inner / Math.max(across.size, 0.0002), (width - 2 * MARGIN) / Math.max(down.size, 0.0002));
  const height = Math.round(Math.max(down.size * scale + 2 * MARGIN, width * FLATTEST));
  return {
    width,
    height,
    at({ latitude, longitude }) {
      const x = Math.round(width / 2 + (radians(longitude) - across.middle) * scale);
      const y = Math.round(height / 2 - (mercator(latitude) - down.middle) * scale);
      return x < 0 || x > width || y < 0 || y > height ? undefined : { x, y };
    },
  };
}

function span(values: readonly number[]): { size: number; middle: number } {
  const sorted = [...values].sort((a, b) => a - b);
  const first = sorted[0] ?? 0;
  const last = sorted.at(-1) ?? 0;
  const stray = Math.ceil(sorted.length * STRAYING) - 1;
  const low = sorted[stray] ?? first;
  const high = sorted[sorted.length - 1 - stray] ?? last;
  const from = Math.max(first, low - (high - low) * SLACK);
  const to = Math.min(last, high + (high - low) * SLACK);
  return { size: to - from, middle: (from + to) / 2 };
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}

function mercator(latitude: number): number {
  return Math.log(Math.tan(Math.PI / 4 + radians(latitude) / 2));
}
