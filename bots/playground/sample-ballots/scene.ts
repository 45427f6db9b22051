import { type Drawing, line, SHEET, type Tool } from './form.ts';
import { type Canvas, type Colour, draw, fill } from './raster.ts';
import type { Seeded } from './seeded.ts';
import type { Point } from './stroke-font.ts';

/** What the photos of both sides of one ballot have in common. */
export interface Setting {
  readonly table: 'wood' | 'checked' | 'plain';
  readonly tableColour: Colour;
  readonly paper: Colour;
  readonly pen: Colour;
}

type Colours = readonly [Colour, ...Colour[]];

const TABLES: Readonly<Record<Setting['table'], Colours>> = {
  wood: [
    [139, 98, 62],
    [105, 72, 48],
    [176, 141, 99],
    [84, 58, 44],
  ],
  checked: [
    [61, 74, 106],
    [150, 60, 58],
    [150, 110, 70],
    [70, 104, 78],
  ],
  plain: [
    [92, 96, 102],
    [61, 74, 86],
    [196, 190, 180],
    [120, 84, 60],
  ],
};
const PAPERS: Colours = [
  [246, 243, 234],
  [251, 250, 246],
  [238, 240, 238],
  [243, 236, 217],
  [233, 239, 226],
];
const PENS: Colours = [
  [29, 58, 158],
  [22, 48, 124],
  [42, 42, 53],
  [59, 47, 154],
];

export function chooseSetting(random: Seeded): Setting {
  const table = random.pick<Setting['table']>(['wood', 'wood', 'checked', 'plain']);
  return { table, tableColour: random.pick(TABLES[table]), paper: random.pick(PAPERS), pen: random.pick(PENS) };
}

/** Width in the sheet's units, colour, and how much it covers. */
const TOOLS: Readonly<Record<Exclude<Tool, 'pen'>, readonly [width: number, colour: Colour, opacity: number]>> = {
  crease: [0.9, [107, 102, 92], 0.25],
  rule: [0.35, [51, 51, 51], 0.9],
  small: [0.3, [34, 34, 34], 0.7],
  print: [0.5, [28, 28, 28], 1],
  bold: [0.85, [21, 21, 21], 1],
  stamp: [0.55, [58, 63, 158], 0.72],
};

/** In the order in which they come upon the paper. */
const LAYERS: readonly Tool[] = ['crease', 'rule', 'small', 'print', 'bold', 'stamp', 'pen'];

/**
 * Paints a sheet on a table as seen by a phone held over it. Perspective and the bend of the paper are
 * applied to the drawing's points, not to pixels: that is faster and crisper.
 */
export function paintScene(canvas: Canvas, drawing: Drawing, setting: Setting, random: Seeded): void {
  const { project, scale } = hold(canvas, random);
  const sheet = edge().map(project);
  fill(canvas, sheet, setting.paper);
  paintTable(canvas, setting, random);
  const [right, down] = [random.between(-1, 1) * scale * 2.5, random.between(0.3, 1) * scale * 2.5];
  for (const part of [3, 1.5]) {
    const rim = sheet.map(([x, y]): Point => [x + right, y + down]);
    draw(canvas, [rim], { width: part * scale, colour: [0, 0, 0], opacity: 0.35 });
  }
  // Over the inner half of its shadow.
  fill(canvas, sheet, setting.paper);
  const tools = { ...TOOLS, pen: [random.between(0.55, 0.85), setting.pen, 0.88] as const };
  for (const tool of LAYERS) {
    const [width, colour, opacity] = tools[tool];
    const strokes = drawing[tool].map((stroke) => stroke.map(project));
    draw(canvas, strokes, { width: width * scale, colour, opacity });
  }
}

/** Where a point of the sheet falls in the picture, and how many pixels one unit of the sheet is there. */
function hold(frame: Canvas, random: Seeded): { project: (point: Point) => Point; scale: number } {
  const roll = random.between(-0.12, 0.12);
  const [tiltX, tiltY] = [random.between(-0.12, 0.42), random.between(-0.22, 0.22)];
  const [bend, phase] = [random.between(-2.5, 2.5), random.between(0, Math.PI)];
  const distance = 260;
  const see = ([u, v]: Point): Point => {
    const [x0, y0] = [u - SHEET.width / 2, v - SHEET.height / 2];
    const x1 = x0 * Math.cos(roll) - y0 * Math.sin(roll);
    const y1 = x0 * Math.sin(roll) + y0 * Math.cos(roll);
    const lifted = bend * Math.sin((v / SHEET.height) * Math.PI * 1.5 + phase + (u / SHEET.width) * 0.7);
    const depth = -y1 * Math.sin(tiltX) + x1 * Math.sin(tiltY) - lifted;
    const near = distance / (distance + depth);
    return [x1 * Math.cos(tiltY) * near, (y1 * Math.cos(tiltX) - lifted * Math.sin(tiltX)) * near];
  };
  const seen = edge().map(see);
  const [xs, ys] = [seen.map(([x]) => x), seen.map(([, y]) => y)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  // Now and then a corner is outside of the picture, as happens.
  const filled = random.between(0.84, 1.01);
  const scale = filled * Math.min(frame.width / (right - left), frame.height / (bottom - top));
  const room: Point = [frame.width - (right - left) * scale, frame.height - (bottom - top) * scale];
  const [dx, dy] = [room[0] * random.between(0.25, 0.75), room[1] * random.between(0.25, 0.75)];
  return {
    project: (point) => {
      const [x, y] = see(point);
      return [(x - left) * scale + dx, (y - top) * scale + dy];
    },
    scale,
  };
}

/** Around the sheet. */
function edge(): Point[] {
  const { width, height } = SHEET;
  return [
    ...line(0, 0, width, 0),
    ...line(width, 0, width, height),
    ...line(width, height, 0, height),
    ...line(0, height, 0, 0),
  ];
}

/** Stripes of different brightness in one direction (wood) or in two (cloth), where nothing is painted yet. */
function paintTable({ width, height, pixels }: Canvas, { table, tableColour }: Setting, random: Seeded): void {
  const turned = random.between(-0.25, 0.25);
  const reach = Math.ceil((width + height) * 1.5);
  const wide = table === 'wood' ? width / 200 : width / random.between(14, 24);
  const one = { wood: grainOfWood, checked: stripes, plain: even }[table](reach, wide, random);
  const other = (table === 'checked' ? stripes : even)(reach, wide);
  const palette = Uint8ClampedArray.from({ length: 2 * FULL_TONE * 3 }, (_, at) => {
    return ((tableColour[at % 3] ?? 0) * Math.floor(at / 3)) / FULL_TONE;
  });
  const [sine, cosine] = [Math.sin(turned), Math.cos(turned)];
  const middle = width / 2;
  const waves = table === 'wood' ? 9 : 0;
  const bent = Float32Array.from({ length: width }, (_, x) => x * sine + middle + waves * Math.sin((x * 5) / width));
  for (let y = 0, at = 0; y < height; y++) {
    const down = y * cosine;
    let across = middle + height / 2 - y * sine;
    for (let x = 0; x < width; x++, at += 3, across += cosine) {
      if (pixels[at] !== 0) continue;
      const tone = ((one[(down + (bent[x] ?? 0)) | 0] ?? 0) + (other[across | 0] ?? 0)) * 3;
      pixels[at] = palette[tone] ?? 0;
      pixels[at + 1] = palette[tone + 1] ?? 0;
      pixels[at + 2] = palette[tone + 2] ?? 0;
    }
  }
}

/** Two tones of this value together are the table's own colour. */
const HALF_TONE = 60;
const FULL_TONE = 2 * HALF_TONE;

function even(length: number): Uint8Array {
  return new Uint8Array(length).fill(HALF_TONE);
}

function stripes(length: number, wide: number): Uint8Array {
  return Uint8Array.from({ length }, (_, at) => (Math.floor(at / wide) % 2 === 0 ? HALF_TONE - 10 : HALF_TONE + 22));
}

/** Brightness that wanders, with a darker line now and then. */
function grainOfWood(length: number, wide: number, random: Seeded): Uint8Array {
  const tones = new Uint8Array(length);
  let tone = 0;
  for (let from = 0, to = 0; from < length; from = to) {
    tone = tone * 0.7 + random.between(-12, 12);
    to = from + Math.ceil(wide * random.between(0.4, 2.2));
    tones.fill(HALF_TONE + tone - (random.next() < 0.06 ? 30 : 0), from, to);
  }
  return tones;
}
