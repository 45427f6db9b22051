import type { VNode } from 'preact';

const SIDE = 320;
const EDGE = 24;

/**
 * Stations by two shares at once: the darker a square, the more of them. `grid[x][y]`, both from 0 to 100 %; y goes
 * upwards.
 */
export function HeatMap(props: {
  readonly grid: readonly (readonly number[])[];
  readonly labels: { readonly x: string; readonly y: string };
  readonly alt: string;
  readonly caption: string;
}): VNode {
  const { grid, labels, alt, caption } = props;
  const most = Math.max(1, ...grid.flat());
  const side = SIDE / Math.max(1, grid.length);
  return (
    <figure class="estimate-chart square">
      <svg viewBox={`0 0 ${SIDE + EDGE} ${SIDE + EDGE}`} role="img" aria-label={alt}>
        {grid.flatMap((column, x) =>
          column.map((stations, y) =>
            stations === 0 ? null : (
              <rect
                key={`${x} ${y}`}
                x={EDGE + x * side}
                y={SIDE - (y + 1) * side}
                width={side}
                height={side}
                fill="currentColor"
                // By the root, so that squares with few stations are seen beside those with many.
                fill-opacity={Math.round((0.08 + 0.92 * Math.sqrt(stations / most)) * 100) / 100}
              />
            ),
          ),
        )}
        <rect class="frame" x={EDGE} y="0.5" width={SIDE - 0.5} height={SIDE - 0.5} />
        <text x={EDGE + SIDE / 2} y={SIDE + 17} text-anchor="middle">
          {labels.x} →
        </text>
        <text transform={`translate(14 ${SIDE / 2}) rotate(-90)`} text-anchor="middle">
          {labels.y} →
        </text>
      </svg>
      <figcaption>{caption}</figcaption>
    </figure>
  );
}
