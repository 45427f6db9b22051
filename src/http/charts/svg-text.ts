const FONT = `font-family="'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', system-ui, sans-serif"`;

/** Text as it may stand in an SVG, also in an attribute. */
export function escapedText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

/** A line of text. */
export function textPart(
  text: string,
  at: { readonly x: number; readonly y: number; readonly size: number; readonly fill: string; readonly bold?: boolean },
): string {
  const weight = at.bold === true ? ' font-weight="700"' : '';
  return `<text x="${at.x}" y="${at.y}" ${FONT} font-size="${at.size}"${weight} fill="${at.fill}">${escapedText(text)}</text>`;
}
