import { textWidth, wrapped } from '../../domain/text-width.ts';
import { escapedText, textPart } from './svg-text.ts';

const WIDTH = 320;
const COLOURS = {
  light: { back: '#ffffff', line: '#dde3e1', text: '#121a18', soft: '#55635f' },
  dark: { back: '#1a2221', line: '#2d3835', text: '#f0f4f3', soft: '#9aa8a4' },
} as const;

/** The public counter as a small picture for other sites: what is counted, and how many. */
export function counterBadge(count: string, title: string, theme: 'light' | 'dark'): string {
  const { back, line, text, soft } = COLOURS[theme];
  const lines = wrapped(title, 14, WIDTH - 40, 2);
  // As large as it fits in one line.
  const size = Math.min(24, Math.floor((24 * (WIDTH - 40)) / (textWidth(count, 24) * 1.15)));
  const height = 40 + lines.length * 20 + 34;
  const titles = lines.map((one, i) => textPart(one, { x: 20, y: 34 + i * 20, size: 14, fill: soft })).join('');
  const below = 34 + lines.length * 20 + 14;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" role="img">` +
    `<title>${escapedText(`${title}: ${count}`)}</title>` +
    `<rect x="0.5" y="0.5" width="${WIDTH - 1}" height="${height - 1}" rx="12" fill="${back}" stroke="${line}"/>` +
    titles +
    `${textPart(count, { x: 20, y: below, size, fill: text, bold: true })}</svg>`
  );
}
