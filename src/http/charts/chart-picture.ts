import { loadSharp } from '../../actions/load-sharp.ts';
import type { BarChart, Charts } from './charts.ts';

/** As wide as a phone shows a picture, at twice its dots. */
const WIDTH = 540;
const MARGIN = 30;
const SCALE = 2;

/**
 * A chart as a PNG for the chats, on white. Some hundred kilobytes at most: both messengers take that. The letters come
 * from the fonts that the process was given (`src/config/fonts.ts`).
 */
export async function chartPicture(charts: Charts, chart: BarChart): Promise<Buffer> {
  const svg = await charts.svg(chart, { width: WIDTH, theme: 'light' });
  const sharp = await loadSharp();
  const edge = MARGIN * SCALE;
  return sharp(Buffer.from(svg), { density: 72 * SCALE })
    .flatten({ background: '#ffffff' })
    .extend({ top: edge, bottom: edge, left: edge, right: edge, background: '#ffffff' })
    .png({ palette: true, colours: 128 })
    .toBuffer();
}
