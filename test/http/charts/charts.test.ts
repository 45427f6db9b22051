import { textWidth, wrapped } from '../../../src/domain/text-width.ts';
import { type BarChart, createCharts } from '../../../src/http/charts/charts.ts';
import { counterBadge } from '../../../src/http/charts/counter-badge.ts';

const charts = createCharts();
const LONG = 'Хутчэй давяраю, калі на ўчастку былі незалежныя назіральнікі';

function chart(labels: readonly string[], two: boolean): BarChart {
  return {
    names: { first: 'first', second: two ? 'second' : undefined },
    bars: labels.map((label, i) => ({
      label,
      first: (i + 1) / labels.length,
      firstText: `${i} %`,
      ...(two ? { second: 0.5, secondText: `${i},5 %` } : {}),
    })),
  };
}

const cases = [
  ['a short label', ['Так']],
  ['two', ['Так', 'Не']],
  ['numbers', Array.from({ length: 11 }, (_, i) => `${i}`)],
  ['long labels', [LONG, 'Так', LONG, 'Не']],
  ['twenty labels', Array.from({ length: 20 }, (_, i) => `Варыянт адказу нумар ${i}`)],
] as const;

describe.each(cases)('%s', (_name, labels) => {
  test.each([
    [340, false],
    [340, true],
    [640, false],
    [640, true],
  ])('each bar stands beside its figure and below its label, %i wide, weighted: %s', async (width, two) => {
    const svg = await charts.svg(chart(labels, two), { width, theme: 'light' });
    const height = Number(/^<svg width="\d+" height="(\d+)"/.exec(svg)?.[1]);
    const texts = [...svg.matchAll(/translate\(([\d.]+) ([\d.]+)\)"[^>]*>([^<]*)</g)].map(([, x, y, text]) => ({
      x: Number(x),
      y: Number(y),
      text,
    }));
    const track = [...svg.matchAll(/<path d="M([\d.]+) ([\d.]+)[^"]*" fill="#eef1f0"/g)].map(
      ([, , y]) => Number(y) + 8,
    );
    const figures = texts.filter(({ text }) => /\d ?%$/.test(text ?? '')).map(({ y }) => y);
    expect(track).toHaveLength(labels.length * (two ? 2 : 1));
    const sorted = (ys: readonly number[]) => [...ys].sort((a, b) => a - b);
    for (const [i, y] of sorted(track).entries()) expect(Math.abs(y - (sorted(figures)[i] ?? 0))).toBeLessThan(1);
    for (const { x, y } of texts) {
      expect(x).toBeLessThan(width);
      expect(y).toBeGreaterThan(0);
      expect(y).toBeLessThan(height);
    }
    // No text is where a bar is, but its own label beside it.
    for (const { x, y, text } of texts) {
      if (x < 1 && (text ?? '').length > 3) for (const bar of track) expect(Math.abs(bar - y)).toBeGreaterThan(12);
    }
  });
});

test('a hidden share has an empty bar and a word', async () => {
  const svg = await charts.svg(
    { names: { first: '', second: undefined }, bars: [{ label: 'Іншае', first: null, firstText: 'схавана' }] },
    { width: 340, theme: 'dark' },
  );
  expect(svg).toContain('схавана');
  expect(svg).not.toMatch(/style|script|class=/);
});

test('what somebody typed cannot break out of a picture', async () => {
  const evil = '</text><script>alert(1)</script>"&';
  const svg = await charts.svg(chart([evil], false), { width: 640, theme: 'light' });
  expect(svg).not.toContain('<script');
  expect(counterBadge('10', evil, 'light')).not.toContain('<script');
});

test('lines are as wide as they may be, and what does not fit ends with an ellipsis', () => {
  const lines = wrapped(`${LONG} ${LONG} ${LONG}`, 14, 200, 3);
  expect(lines).toHaveLength(3);
  expect(lines[2]).toMatch(/…$/);
  for (const line of lines) expect(textWidth(line, 14)).toBeLessThanOrEqual(200);
  expect(wrapped('', 14, 200, 3)).toEqual([]);
});
