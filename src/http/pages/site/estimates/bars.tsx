import type { VNode } from 'preact';

const WIDTH = 400;
const HEIGHT = 150;
const FOOT = 22;

/**
 * How many stations fall into each part, from left to right; with `expected`, a line at how many would by chance. As
 * SVG of our own and not by echarts: it takes its colours from the page, day or night, and is the same bytes each time.
 */
export function Bars(props: {
  readonly values: readonly number[];
  readonly expected?: readonly number[];
  /** Below the first, the middle and the last. */
  readonly labels: readonly [string, string, string];
  /** What is to be seen, for whoever does not see it. */
  readonly alt: string;
  readonly caption: string;
}): VNode {
  const { values, expected = [], labels, alt, caption } = props;
  const most = Math.max(1, ...values, ...expected);
  const wide = WIDTH / values.length;
  const high = (value: number) => round((value / most) * (HEIGHT - 8));
  return (
    <figure class="estimate-chart">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT + FOOT}`} role="img" aria-label={alt}>
        {values.map((value, at) =>
          value === 0 ? null : (
            <rect
              key={at}
              x={round(at * wide + wide * 0.08)}
              y={round(HEIGHT - high(value))}
              width={round(wide * 0.84)}
              height={high(value)}
              fill="currentColor"
            />
          ),
        )}
        {expected.map((value, at) => {
          const y = round(HEIGHT - high(value));
          return <path key={at} class="expected" d={`M${round(at * wide)} ${y}h${round(wide)}`} />;
        })}
        <path class="axis" d={`M0 ${HEIGHT}h${WIDTH}`} />
        <text x="0" y={HEIGHT + 16}>
          {labels[0]}
        </text>
        <text x={WIDTH / 2} y={HEIGHT + 16} text-anchor="middle">
          {labels[1]}
        </text>
        <text x={WIDTH} y={HEIGHT + 16} text-anchor="end">
          {labels[2]}
        </text>
      </svg>
      <figcaption>{caption}</figcaption>
    </figure>
  );
}

/** A tenth of a pixel is seen by nobody. */
function round(value: number): number {
  return Math.round(value * 10) / 10;
}
