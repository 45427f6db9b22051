import sharp from 'sharp';
import type { LiveMarch } from '../../../src/actions/marches/live-marches.ts';
import { curveSvg } from '../../../src/http/charts/march-curve.ts';
import { marchBadge, marchPicture, marchSvg } from '../../../src/http/charts/march-picture.ts';
import { loadCatalogues } from '../../../src/i18n/catalogues.ts';
import { marchDefinition } from '../../support/marches.ts';

const START = new Date('2026-08-16T11:00:00Z');
const words = { language: 'en', t: loadCatalogues().translator('en'), timeZone: 'Europe/Minsk' } as const;

function live(points = 400): LiveMarch {
  return {
    march: {
      id: 'sunday',
      definition: marchDefinition(2, { name: { be: 'x', ru: 'x', en: 'A <b>march</b> & more' } }),
      state: 'open',
      revision: 1,
      startsAt: START,
      endsAt: new Date(START.getTime() + 8 * 3_600_000),
      windowSeconds: 60,
      validMinutes: null,
      closingAt: null,
    },
    phase: 'open',
    latest: { window: points - 1, at: START, verified: [1_230, null], unverified: [null, null] },
    curve: Array.from({ length: points }, (_, i) => ({
      at: new Date(START.getTime() + (i + 1) * 60_000),
      verified: i < 5 ? null : i * 10,
      unverified: null,
    })),
    plusMinus: 20,
  };
}

test('the picture says the zone, the country, and what is counted; nobody’s markup is in it', () => {
  const svg = marchSvg(live(), 0, words);
  expect(svg).toContain('Zone 1');
  expect(svg.match(/1,230/g)).toHaveLength(2);
  expect(svg).toContain('A &lt;b>march&lt;/b> &amp; more');
  expect(svg).toContain('Not a count of people');
  expect(marchSvg(live(), 1, words)).toContain('fewer than 50');
  expect(marchSvg(live(), null, words)).not.toContain('Zone');
});

test('as a PNG it is small enough for both messengers', async () => {
  const png = await marchPicture(live(), 0, words);
  expect(png.length).toBeLessThan(100_000);
  const { width, format } = await sharp(png).metadata();
  expect([width, format]).toEqual([1_200, 'png']);
});

test.each([0, 1, 400, 2_880])(
  'a curve of %d windows stays within its picture, and within what a screen shows',
  (points) => {
    const { curve, march } = live(points);
    const { startsAt, endsAt } = march;
    const svg = curveSvg(
      { points: curve, startsAt, endsAt, timeZone: 'UTC', language: 'en' },
      { width: 560, height: 200, theme: 'page' },
      'Curve',
    );
    expect(svg).not.toMatch(/NaN|undefined|style=/);
    expect(svg.length).toBeLessThan(16_000);
    for (const [, x = '', y = ''] of svg.matchAll(/(\d[\d.]*),(\d[\d.]*)/g)) {
      expect(Number(x)).toBeLessThanOrEqual(560);
      expect(Number(y)).toBeLessThanOrEqual(200);
    }
  },
);

test('the badge says the count and what it counts', () => {
  const svg = marchBadge(live(), words, 'dark');
  expect(svg).toContain('1,230');
  expect(svg).toContain('present.');
});
