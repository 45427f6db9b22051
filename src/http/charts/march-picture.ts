import { loadSharp } from '../../actions/load-sharp.ts';
import type { LiveMarch } from '../../actions/marches/live-marches.ts';
import type { Language } from '../../domain/languages.ts';
import { countryCount, THRESHOLD } from '../../domain/marches/published.ts';
import { textWidth, wrapped } from '../../domain/text-width.ts';
import type { Translate } from '../../i18n/translate.ts';
import { curvePart, MARCH_COLOURS } from './march-curve.ts';
import { escapedText, textPart } from './svg-text.ts';

export interface MarchWords {
  readonly t: Translate;
  readonly language: Language;
  readonly timeZone: string;
}

const WIDTH = 600;
const MARGIN = 30;
const SCALE = 2;

/** What is published of a count in words: a number, or that it is small. */
export function countText(count: number | null, { t, language }: Pick<MarchWords, 't' | 'language'>): string {
  if (count === null) return t('live-few', { below: THRESHOLD });
  return new Intl.NumberFormat(language).format(count);
}

/** The published counts as a picture for a chat: a zone's (null: none), all zones', and the curve of the day. */
export function marchSvg(live: LiveMarch, zone: number | null, words: MarchWords): string {
  const { t, language, timeZone } = words;
  const { march, latest, curve } = live;
  const colours = MARCH_COLOURS.light;
  const inner = WIDTH - 2 * MARGIN;
  const parts: string[] = [];
  let y = MARGIN + 14;
  const line = (text: string, size: number, fill: string, bold = false) => {
    parts.push(textPart(text, { x: MARGIN, y, size, fill, bold }));
  };
  for (const one of wrapped(march.definition.name[language], 20, inner / 1.1, 2)) {
    line(one, 20, colours.text, true);
    y += 26;
  }
  const name = zone === null ? undefined : march.definition.zones[zone]?.name[language];
  const figures = [
    ...(zone === null || name === undefined ? [] : [[name, latest?.verified[zone] ?? null] as const]),
    [t('live-all-zones'), countryCount(latest?.verified ?? [])] as const,
  ];
  for (const [label, count] of figures) {
    y += 20;
    line(wrapped(label, 18, inner, 1)[0] ?? '', 18, colours.soft);
    const text = countText(count, words);
    const size = Math.min(64, (64 * inner) / (textWidth(text, 64) * 1.15));
    y += size;
    line(text, Math.floor(size), colours.line, true);
    y += 14;
  }
  const height = 170;
  const drawn = curvePart(
    { points: curve, startsAt: march.startsAt, endsAt: march.endsAt, timeZone, language },
    { width: inner, height, theme: 'light' },
  );
  parts.push(`<g transform="translate(${MARGIN} ${y + 8})">${drawn}</g>`);
  y += height + 30;
  for (const one of wrapped(t('live-what', { plusMinus: live.plusMinus }), 15, inner, 3)) {
    line(one, 15, colours.soft);
    y += 20;
  }
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${y + 12}" viewBox="0 0 ${WIDTH} ${y + 12}">` +
    `<title>${escapedText(march.definition.name[language])}</title><rect width="100%" height="100%" fill="${colours.back}"/>${parts.join('')}</svg>`
  );
}

/** The same as a PNG of some tens of kilobytes. The letters come from the fonts that the process was given. */
export async function marchPicture(live: LiveMarch, zone: number | null, words: MarchWords): Promise<Buffer> {
  const sharp = await loadSharp();
  return sharp(Buffer.from(marchSvg(live, zone, words)), { density: 72 * SCALE })
    .png({ palette: true, colours: 32 })
    .toBuffer();
}

const BADGE_WIDTH = 320;

/** The count as a small picture for other sites. */
export function marchBadge(live: LiveMarch, words: MarchWords, theme: 'light' | 'dark'): string {
  const { t, language } = words;
  const { back, grid, text, soft, line } = MARCH_COLOURS[theme];
  const count = countText(countryCount(live.latest?.verified ?? []), words);
  const titles = wrapped(live.march.definition.name[language], 14, BADGE_WIDTH - 40, 2);
  const notes = wrapped(t('live-check-ins'), 12, BADGE_WIDTH - 40, 4);
  const size = Math.min(40, Math.floor((40 * (BADGE_WIDTH - 40)) / (textWidth(count, 40) * 1.15)));
  const below = 30 + titles.length * 20;
  const height = below + size + 16 + notes.length * 16 + 8;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${BADGE_WIDTH}" height="${height}" viewBox="0 0 ${BADGE_WIDTH} ${height}" role="img">` +
    `<title>${escapedText(`${titles.join(' ')}: ${count}`)}</title>` +
    `<rect x="0.5" y="0.5" width="${BADGE_WIDTH - 1}" height="${height - 1}" rx="4" fill="${back}" stroke="${grid}"/>` +
    titles.map((one, i) => textPart(one, { x: 20, y: 32 + i * 20, size: 14, fill: soft })).join('') +
    textPart(count, { x: 20, y: below + size - 4, size, fill: line, bold: true }) +
    notes.map((one, i) => textPart(one, { x: 20, y: below + size + 16 + i * 16, size: 12, fill: text })).join('') +
    '</svg>'
  );
}
