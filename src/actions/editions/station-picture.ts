import { textWidth, wrapped } from '../../domain/text-width.ts';
import { loadSharp } from '../load-sharp.ts';

/** Everything that stands in the picture of a station's numbers, as it is to be read. */
export interface StationPictureWords {
  readonly small: string;
  readonly large: string;
  readonly address: string;
  /** What follows from the numbers, and whether that is a contradiction. */
  readonly verdict: string;
  readonly proven: boolean;
  readonly ours: string;
  readonly official: string;
  readonly rows: readonly StationPictureRow[];
  readonly notes: readonly string[];
}

export interface StationPictureRow {
  readonly name: string;
  readonly ours: number;
  readonly oursText: string;
  /** Null: nothing is known. */
  readonly official: number | null;
  readonly officialText: string;
  readonly standsOut: boolean;
}

const WIDTH = 600;
const EDGE = 32;
const INNER = WIDTH - 2 * EDGE;
/** Dots a pixel: a phone's screen is fine. */
const SCALE = 2;
const BAR = 15;
const ROW = 68;
const NUMBER = 76;
const COLOURS = {
  text: '#16201e',
  soft: '#55625f',
  ours: '#0b6e5c',
  official: '#55625f',
  proven: '#b3261e',
  line: '#d9dfdd',
};
const FONT = `font-family="'DejaVu Sans', 'Noto Sans', sans-serif"`;

/** The picture as SVG, on white, without script or anything from elsewhere. */
export function stationSvg(words: StationPictureWords): string {
  const parts: string[] = [];
  let y = EDGE;
  const lines = (text: string, size: number, most: number, look: { bold?: boolean; colour?: string } = {}) => {
    // Bold letters are wider.
    for (const line of wrapped(text, size, look.bold === true ? INNER / 1.15 : INNER, most)) {
      y += Math.round(size * 1.3);
      parts.push(textAt(line, EDGE, y - Math.round(size * 0.3), size, look));
    }
  };
  lines(words.small, 15, 2, { colour: COLOURS.soft });
  lines(words.large, 25, 3, { bold: true });
  lines(words.address, 15, 2, { colour: COLOURS.soft });
  y += 14;
  lines(words.verdict, 19, 4, { bold: true, ...(words.proven ? { colour: COLOURS.proven } : {}) });
  y += 20;
  parts.push(...legend(words, y));
  y += 34;
  const most = Math.max(1, ...words.rows.flatMap(({ ours, official }) => [ours, official ?? 0]));
  for (const row of words.rows) {
    parts.push(...bars(row, y, most));
    y += ROW;
  }
  parts.push(`<path d="M${EDGE} ${y}h${INNER}" stroke="${COLOURS.line}"/>`);
  y += 6;
  for (const note of words.notes) lines(note, 14, 3, { colour: COLOURS.soft });
  const height = y + EDGE;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}">` +
    `<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>${parts.join('')}</svg>`
  );
}

/** The picture as a PNG for the chats: some tens of kilobytes, which both messengers take. */
export async function stationPng(words: StationPictureWords): Promise<Buffer> {
  const sharp = await loadSharp();
  return sharp(Buffer.from(stationSvg(words)), { density: 72 * SCALE })
    .png({ palette: true, colours: 64 })
    .toBuffer();
}

function legend({ ours, official }: StationPictureWords, y: number): string[] {
  const next = EDGE + 20 + textWidth(ours, 14) + 24;
  return [
    `<rect x="${EDGE}" y="${y}" width="13" height="13" fill="${COLOURS.ours}"/>`,
    textAt(ours, EDGE + 20, y + 12, 14),
    `<rect x="${next + 1}" y="${y + 1}" width="11" height="11" fill="none" stroke="${COLOURS.official}" stroke-width="2"/>`,
    textAt(official, next + 20, y + 12, 14),
  ];
}

function bars(row: StationPictureRow, y: number, most: number): string[] {
  const scale = (value: number) => Math.max(1, Math.round((Math.max(0, value) / most) * (INNER - NUMBER)));
  const { name, ours, oursText, official, officialText, standsOut } = row;
  const [own, other] = [scale(ours), scale(official ?? 0)];
  const look = standsOut ? { bold: true } : {};
  return [
    textAt(wrapped(name, 15, INNER, 1)[0] ?? '', EDGE, y + 14, 15, look),
    `<rect x="${EDGE}" y="${y + 21}" width="${own}" height="${BAR}" fill="${COLOURS.ours}"/>`,
    textAt(oursText, EDGE + own + 8, y + 34, 15, look),
    ...(official === null
      ? [textAt(officialText, EDGE, y + 53, 14, { colour: COLOURS.soft })]
      : [
          `<rect x="${EDGE + 1}" y="${y + 40}" width="${Math.max(1, other - 2)}" height="${BAR - 2}" fill="none" stroke="${COLOURS.official}" stroke-width="2"/>`,
          textAt(officialText, EDGE + other + 8, y + 53, 15, look),
        ]),
  ];
}

function textAt(
  text: string,
  x: number,
  y: number,
  size: number,
  { bold = false, colour = COLOURS.text }: { readonly bold?: boolean; readonly colour?: string } = {},
): string {
  const weight = bold ? ' font-weight="700"' : '';
  return `<text x="${Math.round(x)}" y="${y}" ${FONT} font-size="${size}"${weight} fill="${colour}">${escaped(text)}</text>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
