import type { Seeded } from './seeded.ts';
import { linesOf, type Point, strokesOf, widthOf } from './stroke-font.ts';

/** A sheet's size in its own units; everything on it is drawn in them. */
export const SHEET = { width: 100, height: 141 };

/** What lines on the sheet are drawn with. */
export type Tool = 'print' | 'bold' | 'rule' | 'small' | 'crease' | 'pen' | 'stamp';

export type Drawing = Readonly<Record<Tool, Point[][]>>;

export interface Form {
  readonly name: string;
  readonly choices: readonly string[];
}

const MARGIN = 8;

export function emptyDrawing(): Drawing {
  return { print: [], bold: [], rule: [], small: [], crease: [], pen: [], stamp: [] };
}

/** The printed side: what is elected, the choices with a box each, and a mark in the chosen one. */
export function drawFront(drawing: Drawing, form: Form, choice: number, random: Seeded): void {
  let top = 9;
  for (const line of linesOf(form.name, 4.2, SHEET.width - 2 * MARGIN).slice(0, 4)) {
    centred(drawing.bold, line, top, 4.2);
    top += 6.5;
  }
  top = smallPrint(drawing, top + 2, 3, random) + 4;
  const bottom = SHEET.height - 18;
  const row = Math.min(16, (bottom - top) / form.choices.length);
  const box = Math.min(8, row * 0.65);
  const left = SHEET.width - MARGIN - box - 3;
  rectangle(drawing.rule, MARGIN, top, SHEET.width - 2 * MARGIN, row * form.choices.length);
  for (const [index, name] of form.choices.entries()) {
    const middle = top + row * (index + 0.5);
    if (index > 0) drawing.rule.push(line(MARGIN, top + row * index, SHEET.width - MARGIN, top + row * index));
    fitted(drawing.print, name, MARGIN + 3, middle, left - MARGIN - 6, row);
    rectangle(drawing.print, left, middle - box / 2, box, box);
    if (index === choice) mark(drawing.pen, left + box / 2, middle, box, random);
  }
  smallPrint(drawing, bottom + 5, 2, random);
}

/** The other side: two members' signatures and the commission's stamp. */
export function drawBack(drawing: Drawing, form: Form, random: Seeded): void {
  let top = smallPrint(drawing, random.between(12, 30), 2, random) + 6;
  for (let signature = 0; signature < 2; signature++) {
    top += 17;
    drawing.rule.push(line(MARGIN + 6, top, 60, top));
    sign(drawing.pen, MARGIN + random.between(8, 16), top - 2, random);
    smallPrint(drawing, top + 2, 1, random, 45);
  }
  stamp(drawing.stamp, form.name, random.between(62, 76), top + random.between(4, 26), random);
}

/** Creases of a sheet that was folded once or twice. */
export function drawCreases(drawing: Drawing, random: Seeded): void {
  const across = SHEET.height * random.between(0.46, 0.54);
  drawing.crease.push(line(0, across, SHEET.width, across + random.between(-1, 1)));
  const along = SHEET.width * random.between(0.45, 0.55);
  if (random.next() < 0.6) drawing.crease.push(line(along, 0, along + random.between(-1, 1), SHEET.height));
}

/** A straight line in pieces, which can follow a sheet that is not flat. */
export function line(x1: number, y1: number, x2: number, y2: number): Point[] {
  const pieces = Math.max(1, Math.ceil(Math.hypot(x2 - x1, y2 - y1) / 8));
  return Array.from({ length: pieces + 1 }, (_, at) => [
    x1 + ((x2 - x1) * at) / pieces,
    y1 + ((y2 - y1) * at) / pieces,
  ]);
}

function rectangle(strokes: Point[][], x: number, y: number, width: number, height: number): void {
  strokes.push([
    ...line(x, y, x + width, y),
    ...line(x + width, y, x + width, y + height),
    ...line(x + width, y + height, x, y + height),
    ...line(x, y + height, x, y),
  ]);
}

function write(strokes: Point[][], text: string, x: number, y: number, height: number): void {
  for (const stroke of strokesOf(text, height)) strokes.push(stroke.map(([dx, dy]) => [x + dx, y + dy]));
}

function centred(strokes: Point[][], text: string, y: number, height: number): void {
  const fitting = Math.min(height, (height * (SHEET.width - MARGIN)) / widthOf(text, height));
  write(strokes, text, (SHEET.width - widthOf(text, fitting)) / 2, y, fitting);
}

/** One or two lines of text, as large as the place allows. */
function fitted(strokes: Point[][], text: string, x: number, middle: number, width: number, row: number): void {
  let height = Math.min(3.6, row * 0.5);
  let lines = linesOf(text, height, width);
  while (height > 1 && (lines.length * height * 1.5 > row || lines.some((part) => widthOf(part, height) > width))) {
    height *= 0.9;
    lines = linesOf(text, height, width);
  }
  const top = middle - (lines.length * height * 1.5 - height * 0.5) / 2;
  for (const [index, part] of lines.entries()) write(strokes, part, x, top + index * height * 1.5, height);
}

/** Lines of print too small to be read: words of ups and downs. Returns where the next thing may begin. */
function smallPrint(drawing: Drawing, top: number, lines: number, random: Seeded, width = 82): number {
  for (let index = 0; index < lines; index++) {
    const end = MARGIN + (index === lines - 1 ? width * random.between(0.3, 0.9) : width);
    for (let x = MARGIN; x < end - 2; x += 1) {
      const word: Point[] = [];
      const letters = 4 + Math.floor(random.next() * 14);
      for (let letter = 0; letter < letters && x < end; letter++, x += 0.55) {
        word.push([x, top + index * 3 + (letter % 2 === 0 ? 1.2 : random.between(0, 0.5))]);
      }
      drawing.small.push(word);
    }
  }
  return top + lines * 3;
}

/** A cross, a tick or a scribble by hand. */
function mark(strokes: Point[][], x: number, y: number, box: number, random: Seeded): void {
  const shaky = (reach: number) => random.between(0.75, 1.25) * reach * box;
  const kind = random.pick(['cross', 'cross', 'tick', 'scribble']);
  if (kind === 'tick') {
    strokes.push(
      curve([
        [x - shaky(0.4), y - shaky(0.05)],
        [x - shaky(0.1), y + shaky(0.4)],
        [x + shaky(0.55), y - shaky(0.6)],
      ]),
    );
    return;
  }
  if (kind === 'scribble') {
    const turns = Array.from(
      { length: 9 },
      (_, at): Point => [x + (at / 8 - 0.5) * box * 0.8, y + (at % 2 === 0 ? -1 : 1) * shaky(0.36)],
    );
    strokes.push(curve(turns));
    return;
  }
  for (const slope of [1, -1]) {
    strokes.push(
      curve([
        [x - shaky(0.45), y - slope * shaky(0.45)],
        [x + random.between(-0.08, 0.08) * box, y + random.between(-0.08, 0.08) * box],
        [x + shaky(0.45), y + slope * shaky(0.45)],
      ]),
    );
  }
}

/** Loops that run to the right, from a large first one, and end in a stroke. */
function sign(strokes: Point[][], left: number, base: number, random: Seeded): void {
  const loops = 4 + Math.floor(random.next() * 4);
  const path: Point[] = [[left, base + 1]];
  let x = left;
  for (let loop = 0; loop < loops; loop++) {
    const high = loop === 0 ? random.between(8, 12) : random.between(1.5, 5.5);
    const wide = loop === 0 ? 4 : random.between(1.5, 2.5);
    path.push([x + wide * 1.4, base - high], [x + wide * 0.5, base - high * 0.7]);
    path.push([x + wide * 0.9, base + random.between(-0.5, 1.5)]);
    x += wide * random.between(1.2, 2.4);
  }
  path.push([x + random.between(8, 18), base - random.between(0, 4)]);
  strokes.push(curve(path));
}

/** Two rings with the name between them, never quite straight, and a number in the middle. */
function stamp(strokes: Point[][], name: string, x: number, y: number, random: Seeded): void {
  const turned = random.between(-0.6, 0.6);
  const at = (radius: number, angle: number): Point => [
    x + radius * Math.cos(angle + turned),
    y + radius * Math.sin(angle + turned),
  ];
  for (const radius of [15, 14.2, 9.5]) {
    strokes.push(Array.from({ length: 49 }, (_, step) => at(radius, (step / 24) * Math.PI)));
  }
  const ring = [...name].slice(0, 28).join('');
  const height = 2.6;
  for (const stroke of strokesOf(ring, height)) {
    strokes.push(stroke.map(([dx, dy]) => at(13.2 - dy, Math.PI + (dx * 5.6) / widthOf(ring, height))));
  }
  const number = String(Math.floor(random.between(1, 1_000)));
  write(strokes, number, x - widthOf(number, 5) / 2, y - 2.5, 5);
}

/** A smooth curve through points (Catmull-Rom). */
function curve(through: readonly Point[]): Point[] {
  const path: Point[] = [];
  const steps = 6;
  for (const [index, [x1, y1]] of through.entries()) {
    const [x0, y0] = through[index - 1] ?? [x1, y1];
    const next = through[index + 1];
    if (next === undefined) return [...path, [x1, y1]];
    const [x2, y2] = next;
    const [x3, y3] = through[index + 2] ?? next;
    for (let step = 0; step < steps; step++) {
      const t = step / steps;
      path.push([spline(x0, x1, x2, x3, t), spline(y0, y1, y2, y3, t)]);
    }
  }
  return path;
}

function spline(p0: number, p1: number, p2: number, p3: number, t: number): number {
  const a = 2 * p0 - 5 * p1 + 4 * p2 - p3;
  const b = 3 * p1 - p0 - 3 * p2 + p3;
  return 0.5 * (2 * p1 + (p2 - p0) * t + a * t * t + b * t * t * t);
}
