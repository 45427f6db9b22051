import type { BarSeriesOption } from 'echarts/charts';
import type { EChartsCoreOption } from 'echarts/core';
import { textWidth, wrapped } from '../../domain/text-width.ts';

/** A chart of bars, one below the other. Texts come as they are to be read. */
export interface BarChart {
  readonly bars: readonly Bar[];
  /** What the two bars of each are called; `second` undefined: there is only one. */
  readonly names: { readonly first: string; readonly second: string | undefined };
  /** Above everything, such as the question; for a picture that stands alone. */
  readonly heading?: { readonly small: string; readonly large: string };
  /** Below everything, a line each. */
  readonly notes?: readonly string[];
}

export interface Bar {
  readonly label: string;
  /** From 0 to 1; null: hidden. */
  readonly first: number | null;
  readonly firstText: string;
  readonly second?: number | null;
  readonly secondText?: string;
}

export interface ChartLook {
  /** Pixels. */
  readonly width: number;
  readonly theme: 'light' | 'dark';
}

export interface Charts {
  /** The chart as SVG: no script, nothing from elsewhere; its texts are in it as texts. */
  svg(chart: BarChart, look: ChartLook): Promise<string>;
}

const FONT = "'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', system-ui, sans-serif";
const THEMES = {
  light: {
    text: '#1c2523',
    soft: '#55635f',
    first: '#9fb5ae',
    second: '#0b6e5c',
    alone: '#0b6e5c',
    track: '#eef1f0',
  },
  dark: {
    text: '#d9e0de',
    soft: '#9aa8a4',
    first: '#566b65',
    second: '#5cc9ae',
    alone: '#5cc9ae',
    track: '#263230',
  },
} as const;

const SIZE = 14;
const LINE = 19;
const BAR = 16;
/** Between two bars of one option, and between options. */
const BETWEEN = 4;
const GAP = 16;

/** Draws charts with echarts' server-side rendering, which is loaded with the first one. */
export function createCharts(): Charts {
  let loading: Promise<typeof import('echarts/core')> | undefined;
  return {
    async svg(chart, look) {
      loading ??= load();
      const { init } = await loading;
      const { option, height, drawn } = layout(chart, look);
      const drawing = init(null, null, { renderer: 'svg', ssr: true, width: look.width, height: drawn });
      try {
        drawing.setOption(option);
        return plainSvg(drawing.renderToSVGString(), { width: look.width, height });
      } finally {
        drawing.dispose();
      }
    },
  };
}

async function load(): Promise<typeof import('echarts/core')> {
  // One after another: they share most of their modules.
  const core = await import('echarts/core');
  const { BarChart: bars } = await import('echarts/charts');
  const { GridComponent, GraphicComponent } = await import('echarts/components');
  const { SVGRenderer } = await import('echarts/renderers');
  core.use([bars, GridComponent, GraphicComponent, SVGRenderer]);
  return core;
}

/**
 * Cut to its height, without what echarts adds for its script in the browser, which there is none of; and fonts as attributes: a page's
 * security policy forbids styles in elements.
 */
function plainSvg(svg: string, { width, height }: { readonly width: number; readonly height: number }): string {
  return svg
    .replace(/^<svg width="\d+" height="\d+"/, `<svg width="${width}" height="${height}"`)
    .replace(/ viewBox="[^"]*"/, ` viewBox="0 0 ${width} ${height}"`)
    .replace(/ (?:ecmeta_\w+|class)="[^"]*"/g, '')
    .replace(/<style[\s\S]*?<\/style>/g, '')
    .replace(/ style="font: (\w+) ([\d.]+)px ([^"]*)"/g, ' font-weight="$1" font-size="$2" font-family="$3"');
}

/** `drawn`: with the empty end of the last row, without which echarts would press the rows together. */
function layout(
  chart: BarChart,
  { width, theme }: ChartLook,
): { option: EChartsCoreOption; height: number; drawn: number } {
  const colours = THEMES[theme];
  const { bars, names } = chart;
  const two = names.second !== undefined;
  const labels = bars.map(({ label }) => label);
  const beside = Math.max(0, ...labels.map((label) => textWidth(label, SIZE))) < 70;
  const left = beside ? 12 + Math.ceil(Math.max(16, ...labels.map((label) => textWidth(label, SIZE)))) : 0;
  const texts = bars.flatMap(({ firstText, secondText = '' }) => [firstText, secondText]);
  const right = 10 + Math.ceil(Math.max(...texts.map((text) => textWidth(text, SIZE - 1))));
  const lines = labels.map((label) => (beside ? [label] : wrapped(label, SIZE, width - 4, 3)));
  const labelHeight = beside ? 0 : Math.max(1, ...lines.map((one) => one.length)) * LINE + 3;
  const barsHeight = two ? BAR * 2 + BETWEEN : BAR;
  const rowHeight = labelHeight + barsHeight + GAP;

  const head = headOf(chart, width, colours);
  const legend = two ? legendOf(names, head.height, colours) : { height: 0, elements: [] };
  // Labels stand above their bars, which are in the middle of their rows: the first one reaches out of its row.
  const top = Math.max(0, head.height + legend.height + labelHeight / 2 - GAP / 2 + 2);
  const bottom = top + rowHeight * bars.length - labelHeight / 2;
  const foot = footOf(chart, width, bottom, colours);
  const height = Math.ceil(bottom + foot.height);

  const texted = bars.flatMap((bar, i) => {
    const middle = top + rowHeight * (i + 0.5);
    const shift = two ? (BAR + BETWEEN) / 2 : 0;
    const value = (text: string, y: number, shown: boolean) =>
      textElement(text, width - right + 8, y, SIZE - 1, shown ? colours.text : colours.soft);
    const own = lines[i] ?? [];
    return [
      ...own.map((line, at) => {
        const y = beside ? middle : middle - barsHeight / 2 - 4 - LINE * (own.length - at - 0.5);
        return textElement(line, 0, y, SIZE, colours.text);
      }),
      value(bar.firstText, middle - shift, bar.first !== null),
      ...(two ? [value(bar.secondText ?? '', middle + shift, (bar.second ?? null) !== null)] : []),
    ];
  });
  const option: EChartsCoreOption = {
    animation: false,
    backgroundColor: 'transparent',
    grid: { left, right, top, height: rowHeight * bars.length },
    xAxis: { type: 'value', min: 0, max: 1, show: false },
    yAxis: { type: 'category', data: labels, inverse: true, show: false },
    series: [
      series(
        bars.map(({ first }) => first),
        two ? colours.first : colours.alone,
        colours,
      ),
      ...(two
        ? [
            series(
              bars.map(({ second = null }) => second),
              colours.second,
              colours,
            ),
          ]
        : []),
    ],
    graphic: { silent: true, elements: [...head.elements, ...legend.elements, ...texted, ...foot.elements] },
  };
  return { option, height, drawn: Math.max(height, Math.ceil(top + rowHeight * bars.length)) };
}

type Colours = (typeof THEMES)[keyof typeof THEMES];

function series(values: readonly (number | null)[], colour: string, colours: Colours): BarSeriesOption {
  return {
    type: 'bar',
    silent: true,
    barWidth: BAR,
    barGap: `${(BETWEEN / BAR) * 100}%`,
    showBackground: true,
    backgroundStyle: { color: colours.track, borderRadius: 3 },
    itemStyle: { color: colour, borderRadius: 3 },
    data: values.map((value) => value ?? 0),
  };
}

interface Part {
  readonly height: number;
  readonly elements: readonly object[];
}

function textElement(text: string, x: number, y: number, size: number, colour: string, weight = 'normal'): object {
  const font = `${weight} ${size}px ${FONT}`;
  return { type: 'text', x, y, style: { text, font, fill: colour, textVerticalAlign: 'middle' } };
}

function headOf({ heading }: BarChart, width: number, colours: Colours): Part {
  if (heading === undefined) return { height: 0, elements: [] };
  const small = wrapped(heading.small, 14, width, 2);
  // Bold letters are wider.
  const large = wrapped(heading.large, 22, width / 1.15, 6);
  return {
    height: small.length * 20 + large.length * 29 + 22,
    elements: [
      ...small.map((line, i) => textElement(line, 0, 10 + i * 20, 14, colours.soft)),
      ...large.map((line, i) => textElement(line, 0, small.length * 20 + 20 + i * 29, 22, colours.text, 'bold')),
    ],
  };
}

function legendOf({ first, second = '' }: BarChart['names'], from: number, colours: Colours): Part {
  const square = (x: number, fill: string) => ({
    type: 'rect',
    shape: { x, y: from + 3, width: 12, height: 12, r: 2 },
    style: { fill },
  });
  const next = 18 + textWidth(first, 13) + 20;
  return {
    height: 30,
    elements: [
      square(0, colours.first),
      textElement(first, 18, from + 9, 13, colours.soft),
      square(next, colours.second),
      textElement(second, next + 18, from + 9, 13, colours.soft),
    ],
  };
}

function footOf({ notes = [] }: BarChart, width: number, from: number, colours: Colours): Part {
  const lines = notes.flatMap((note) => wrapped(note, 13, width, 4));
  return {
    height: lines.length === 0 ? 0 : lines.length * 18 + 8,
    elements: lines.map((line, i) => textElement(line, 0, from + 8 + i * 18, 13, colours.soft)),
  };
}
