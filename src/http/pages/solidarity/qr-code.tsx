import { correction, generate } from 'lean-qr';
import type { VNode } from 'preact';

/** Modules around a code, so that cameras find it (ISO 18004 wants four). */
const QUIET = 4;

/** A QR code as an SVG: one path, a line for each run of dark modules, dark on light also where pages are dark. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }): VNode {
  const { size, path } = qrPath(text);
  const side = size + 2 * QUIET;
  return (
    <svg class="qr" viewBox={`${-QUIET} ${-QUIET} ${side} ${side}`} role="img" aria-label={label}>
      <path d={`M${-QUIET} ${-QUIET}h${side}v${side}h${-side}z`} fill="#fff" />
      <path d={path} stroke="#000" stroke-width="1" shape-rendering="crispEdges" />
    </svg>
  );
}

/** The runs of dark modules of a text's code, row by row. A smudge of a seventh of it does not matter. */
export function qrPath(text: string): { readonly size: number; readonly path: string } {
  const code = generate(text, { minCorrectionLevel: correction.M });
  const { size } = code;
  let path = '';
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      if (!code.get(x, y)) continue;
      const from = x;
      while (x < size && code.get(x, y)) x += 1;
      path += `M${from} ${y + 0.5}h${x - from}`;
    }
  }
  return { size, path };
}
