import type { CurvePoint } from '../../actions/marches/live-marches.ts';
import { textWidth } from '../../domain/text-width.ts';
import { escapedText, textPart } from './svg-text.ts';

/** What a curve of a march is drawn of. */
export interface Curve {
  readonly points: readonly CurvePoint[];
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly timeZone: string;
  readonly language: string;
}

export interface CurveLook {
  readonly width: number;
  readonly height: number;
  readonly theme: keyof typeof MARCH_COLOURS;
}

const SIZE = 13;
const FOOT = 24;
const HEAD = 20;

export const MARCH_COLOURS = {
  light: {
    back: '#ffffff',
    text: '#1c2523',
    soft: '#55635f',
    line: '#0b6e5c',
    area: '#d5e7e2',
    second: '#7a6a2f',
    grid: '#dde3e1',
    faint: 1,
  },
  dark: {
    back: '#1a2221',
    text: '#d9e0de',
    soft: '#9aa8a4',
    line: '#5cc9ae',
    area: '#20433b',
    second: '#d4bf6a',
    grid: '#2d3835',
    faint: 1,
  },
  /** Whatever the page's colour is, lighter where it is only a ground. */
  page: {
    back: 'none',
    text: 'currentColor',
    soft: 'currentColor',
    line: 'currentColor',
    area: 'currentColor',
    second: 'currentColor',
    grid: 'currentColor',
    faint: 0.18,
  },
} as const;

/** Points of a curve at most: what a screen can show. */
const MOST_POINTS = 360;

/** The curve of the day as a piece of SVG: verified accounts as an area, the others as a thin dashed line. Windows with too few lie on the ground. */
export function curvePart(curve: Curve, { width, height, theme }: CurveLook): string {
  const colours = MARCH_COLOURS[theme];
  const { startsAt, endsAt, points } = curve;
  const highest = Math.max(100, ...points.map(({ verified, unverified }) => Math.max(verified ?? 0, unverified ?? 0)));
  const top = niceAbove(highest);
  const span = endsAt.getTime() - startsAt.getTime();
  const x = (at: Date) => Math.min(width, Math.max(0, ((at.getTime() - startsAt.getTime()) / span) * width));
  const y = (count: number) => HEAD + (1 - count / top) * (height - HEAD - FOOT);
  const path = (which: 'verified' | 'unverified') =>
    thinned(points).map((point) => `${one(x(point.at))},${one(y(point[which] ?? 0))}`);
  const grid = [0, 0.5, 1]
    .map(
      (share) =>
        `<path d="M0 ${one(y(top * share))}H${width}" stroke="${colours.grid}" stroke-opacity="${colours.faint}" fill="none"/>`,
    )
    .join('');
  const amount = new Intl.NumberFormat(curve.language).format(top);
  const verified = path('verified');
  const [first, last] = [verified[0]?.split(',')[0], verified.at(-1)?.split(',')[0]];
  const area =
    verified.length === 0
      ? ''
      : `<path d="M${first} ${one(y(0))}L${verified.join(' ')}L${last} ${one(y(0))}Z" fill="${colours.area}" fill-opacity="${colours.faint}"/>` +
        `<polyline points="${verified.join(' ')}" fill="none" stroke="${colours.line}" stroke-width="2.5" stroke-linejoin="round"/>`;
  const others = points.some(({ unverified }) => unverified !== null)
    ? `<polyline points="${path('unverified').join(' ')}" fill="none" stroke="${colours.second}" stroke-width="1.5" stroke-dasharray="5 3"/>`
    : '';
  const topLine = textPart(amount, { x: 0, y: 14, size: SIZE, fill: colours.soft });
  return grid + area + others + topLine + hours(curve, width, height, colours.soft);
}

/** The same as a whole SVG. `label` is read out. */
export function curveSvg(curve: Curve, look: CurveLook, label: string): string {
  const { width, height } = look;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">` +
    `<title>${escapedText(label)}</title>${curvePart(curve, look)}</svg>`
  );
}

function hours({ startsAt, endsAt, timeZone, language }: Curve, width: number, height: number, fill: string): string {
  const time = new Intl.DateTimeFormat(language, { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const [begins, ends] = [time.format(startsAt), time.format(endsAt)];
  const right = width - textWidth(ends, SIZE);
  return (
    textPart(begins, { x: 0, y: height - 6, size: SIZE, fill }) +
    textPart(ends, { x: one(right), y: height - 6, size: SIZE, fill })
  );
}

function thinned(points: readonly CurvePoint[]): readonly CurvePoint[] {
  const step = Math.ceil(points.length / MOST_POINTS);
  return points.filter((_, i) => i % step === 0 || i === points.length - 1);
}

/** The next of 1, 1.5, 2, 3, 5, 7.5, 10, 15 … */
function niceAbove(count: number): number {
  const power = 10 ** Math.floor(Math.log10(count));
  return [1, 1.5, 2, 3, 5, 7.5, 10].map((times) => times * power).find((nice) => nice >= count) ?? count;
}

function one(number: number): number {
  return Math.round(number * 10) / 10;
}
