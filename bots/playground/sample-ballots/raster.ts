import type { Point } from './stroke-font.ts';

export type Colour = readonly [red: number, green: number, blue: number];

/** Pixels of three bytes, row by row, and room to work out how far each is covered. */
export interface Canvas {
  readonly width: number;
  readonly height: number;
  readonly bytes: Buffer;
  readonly pixels: Uint8ClampedArray;
  /** In 255ths; all zero between two calls. */
  readonly coverage: Uint8Array;
}

export function newCanvas({ width, height }: { readonly width: number; readonly height: number }): Canvas {
  const bytes = Buffer.alloc(width * height * 3);
  const pixels = new Uint8ClampedArray(bytes.buffer, bytes.byteOffset, bytes.length);
  return { width, height, bytes, pixels, coverage: new Uint8Array(width * height) };
}

/** Fills the inside of a polygon (even-odd). Its rim is not smoothed: the photo is blurred anyway. */
export function fill({ width, height, pixels }: Canvas, outline: readonly Point[], colour: Colour): void {
  const row = Uint8Array.from({ length: width * 3 }, (_, at) => colour[at % 3] ?? 0);
  for (let y = 0; y < height; y++) {
    const crossings = crossingsAt(outline, y + 0.5);
    for (let pair = 0; pair + 1 < crossings.length; pair += 2) {
      const from = Math.max(0, Math.round(crossings[pair] ?? 0));
      const to = Math.min(width, Math.round(crossings[pair + 1] ?? 0));
      if (to > from) pixels.set(row.subarray(from * 3, to * 3), (y * width + from) * 3);
    }
  }
}

function crossingsAt(outline: readonly Point[], y: number): number[] {
  const crossings: number[] = [];
  let last = outline.at(-1);
  for (const point of outline) {
    if (last !== undefined && last[1] <= y !== point[1] <= y) {
      crossings.push(last[0] + ((y - last[1]) / (point[1] - last[1])) * (point[0] - last[0]));
    }
    last = point;
  }
  return crossings.sort((a, b) => a - b);
}

/**
 * Draws strokes with a round pen. They are laid on as one layer: where they cross or bend, a pen that
 * does not cover wholly is not darker. sharp could draw SVG, but takes six times as long for a page.
 */
export function draw(
  { width, height, pixels, coverage }: Canvas,
  strokes: readonly (readonly Point[])[],
  pen: { readonly width: number; readonly colour: Colour; readonly opacity: number },
): void {
  const touched: number[] = [];
  for (const stroke of strokes) {
    let last = stroke[0];
    for (const point of stroke) {
      if (last !== undefined && last !== point) cover({ width, height, coverage }, last, point, pen.width / 2, touched);
      last = point;
    }
  }
  const [red, green, blue] = pen.colour;
  for (const pixel of touched) {
    const share = ((coverage[pixel] ?? 0) / 255) * pen.opacity;
    const at = pixel * 3;
    pixels[at] = (pixels[at] ?? 0) * (1 - share) + red * share;
    pixels[at + 1] = (pixels[at + 1] ?? 0) * (1 - share) + green * share;
    pixels[at + 2] = (pixels[at + 2] ?? 0) * (1 - share) + blue * share;
    coverage[pixel] = 0;
  }
}

/** A pixel is covered as far as its centre lies within the pen's radius of the line, with a soft rim. */
function cover(
  { width, height, coverage }: Pick<Canvas, 'width' | 'height' | 'coverage'>,
  from: Point,
  to: Point,
  radius: number,
  touched: number[],
): void {
  // Jest looks up a global anew at each use.
  const { min, max, floor, sqrt } = Math;
  const x1 = from[0];
  const y1 = from[1];
  const dx = to[0] - x1;
  const dy = to[1] - y1;
  const squared = dx * dx + dy * dy || 1;
  const reach = radius + 0.5;
  // A pen thinner than a pixel covers none wholly.
  const most = min(1, radius * 2);
  const right = min(width - 1, floor(max(x1, to[0]) + reach));
  const bottom = min(height - 1, floor(max(y1, to[1]) + reach));
  for (let y = max(0, floor(min(y1, to[1]) - reach)); y <= bottom; y++) {
    for (let x = max(0, floor(min(x1, to[0]) - reach)); x <= right; x++) {
      const px = x + 0.5 - x1;
      const py = y + 0.5 - y1;
      const along = max(0, min(1, (px * dx + py * dy) / squared));
      const ox = px - along * dx;
      const oy = py - along * dy;
      const covered = (min(most, reach - sqrt(ox * ox + oy * oy)) * 255) | 0;
      const pixel = y * width + x;
      const before = coverage[pixel] ?? 0;
      if (covered <= before) continue;
      if (before === 0) touched.push(pixel);
      coverage[pixel] = covered;
    }
  }
}
