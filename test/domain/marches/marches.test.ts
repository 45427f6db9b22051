import fc from 'fast-check';
import { areaText, parseArea } from '../../../src/domain/marches/area-text.ts';
import { isInside, overlap } from '../../../src/domain/marches/geometry.ts';
import {
  countedUntil,
  type MarchTimes,
  type MarchZone,
  timesProblem,
  windowAt,
  windowEnd,
  windowsOf,
  type ZoneArea,
} from '../../../src/domain/marches/march.ts';
import {
  countryCount,
  newMilestones,
  publishedCount,
  ROUND_TO,
  THRESHOLD,
} from '../../../src/domain/marches/published.ts';
import { type KnownStation, zoneOf, zoneProblems } from '../../../src/domain/marches/zones.ts';

const START = new Date('2026-08-16T10:00:00Z');

function times(minutes: number, windowSeconds = 60, validMinutes: number | null = null): MarchTimes {
  return { startsAt: START, endsAt: new Date(START.getTime() + minutes * 60_000), windowSeconds, validMinutes };
}

describe('windows', () => {
  test('every instant of a march lies in one window, which ends after it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_440 }), fc.constantFrom(1, 60, 300), fc.nat(), (minutes, seconds, n) => {
        const march = times(minutes, seconds);
        const at = new Date(START.getTime() + (n % (minutes * 60_000)));
        const window = windowAt(march, at);
        expect(window).toBeGreaterThanOrEqual(0);
        expect(window).toBeLessThan(windowsOf(march) - 1);
        expect(windowEnd(march, window) > at).toBe(true);
        expect(windowEnd(march, window - 1) <= at).toBe(true);
      }),
    );
  });

  test.each([
    ['until the end', times(60), 5, 61],
    ['for ten minutes', times(60, 60, 10), 5, 15],
    ['for less than a window: to its end at least', times(60, 300, 1), 2, 3],
    ['never after the end', times(60, 60, 30), 50, 61],
  ])('a check-in counts %s', (_name, march, window, until) => {
    expect(countedUntil(march, window)).toBe(until);
  });

  test.each([
    ['ends before it begins', times(-1), 'ends-before'],
    ['longer than a day', times(1_441), 'too-long'],
    ['counted for longer than a day', times(60, 60, 1_441), 'valid'],
    ['more windows than can be', times(1_440, 1), 'window'],
    ['a whole day', times(1_440), undefined],
  ])('%s', (_name, march, problem) => {
    expect(timesProblem(march)).toBe(problem);
  });
});

describe('what is published', () => {
  test('a multiple of the step, never below the threshold, and within half a step of count and noise', () => {
    fc.assert(
      fc.property(fc.nat({ max: 2_000_000 }), fc.double({ min: -60, max: 60, noNaN: true }), (count, noise) => {
        const published = publishedCount(count, noise);
        if (published === null) {
          expect(count + noise).toBeLessThan(THRESHOLD);
          return;
        }
        expect(published % ROUND_TO).toBe(0);
        expect(published).toBeGreaterThanOrEqual(THRESHOLD);
        // Differences of doubles are off by less than that.
        expect(Math.abs(published - count - noise)).toBeLessThanOrEqual(ROUND_TO / 2 + 1e-6);
      }),
    );
  });

  test('the country is the sum of what is shown', () => {
    expect(countryCount([100, null, 250])).toBe(350);
    expect(countryCount([null, null])).toBeNull();
    expect(countryCount([])).toBeNull();
  });

  test('a milestone is new once', () => {
    expect(newMilestones(999, [])).toEqual([]);
    expect(newMilestones(10_000, [])).toEqual([1_000, 10_000]);
    expect(newMilestones(12_000, [1_000, 10_000])).toEqual([]);
    expect(newMilestones(null, [])).toEqual([]);
  });
});

const square = (south: number, west: number, size = 1): ZoneArea => ({
  kind: 'polygon',
  corners: [
    { latitude: south, longitude: west },
    { latitude: south, longitude: west + size },
    { latitude: south + size, longitude: west + size },
    { latitude: south + size, longitude: west },
  ],
});
const places = (...paths: string[][]): ZoneArea => ({ kind: 'places', paths });
const zone = (area: ZoneArea, name = Math.random().toString(36)): MarchZone => ({
  area,
  name: { be: name, ru: name, en: name },
});
const STATIONS: KnownStation[] = [
  { levels: ['North', 'Birch'], place: { latitude: 53.5, longitude: 27.5 } },
  { levels: ['North', 'Alder'], place: { latitude: 53.5, longitude: 28.5 } },
  { levels: ['South', 'Willow'] },
];

describe('zones', () => {
  test.each<[string, MarchZone[], object[]]>([
    ['two squares beside one another are disjoint', [zone(square(53, 27)), zone(square(53, 28))], []],
    [
      'two that share a part',
      [zone(square(53, 27)), zone(square(53.5, 27.5))],
      [{ zone: 1, problem: 'overlap', other: 0 }],
    ],
    [
      'one within another',
      [zone(square(53, 27, 2)), zone(square(53.4, 27.4, 0.2))],
      [{ zone: 1, problem: 'overlap', other: 0 }],
    ],
    ['the same twice', [zone(square(53, 27)), zone(square(53, 27))], [{ zone: 1, problem: 'overlap', other: 0 }]],
    [
      'a town and its region',
      [zone(places(['North'])), zone(places(['North', 'Birch']))],
      [{ zone: 1, problem: 'overlap', other: 0, place: 'North › Birch' }],
    ],
    ['two towns of one region', [zone(places(['North', 'Alder'])), zone(places(['North', 'Birch'], ['South']))], []],
    [
      'a polygon around a town that another zone has',
      [zone(places(['North', 'Birch'])), zone(square(53, 27))],
      [{ zone: 1, problem: 'overlap', other: 0, place: 'North › Birch' }],
    ],
    ['a polygon at sea', [zone(square(40, -30))], [{ zone: 0, problem: 'at-sea' }]],
    [
      'a place that is not there',
      [zone(places(['Atlantis']))],
      [{ zone: 0, problem: 'no-such-place', place: 'Atlantis' }],
    ],
    [
      'a line',
      [
        zone({
          kind: 'polygon',
          corners: [
            { latitude: 53, longitude: 27 },
            { latitude: 53.5, longitude: 27.5 },
            { latitude: 54, longitude: 28 },
          ],
        }),
      ],
      [{ zone: 0, problem: 'no-area' }],
    ],
    [
      'two of one name',
      [zone(places(['North']), 'Centre'), zone({ kind: 'named' }, 'centre ')],
      [{ zone: 1, problem: 'same-name', other: 0 }],
    ],
  ])('%s', (_name, zones, problems) => {
    expect(zoneProblems(zones, STATIONS)).toEqual(problems);
  });

  test('no point lies in two zones that are taken for disjoint', () => {
    const degrees = (min: number, max: number) => fc.integer({ min: min * 20, max: max * 20 }).map((n) => n / 20);
    const corner = fc.record({ latitude: degrees(53, 55), longitude: degrees(27, 29) });
    const triangle = fc.tuple(corner, corner, corner);
    fc.assert(
      fc.property(triangle, triangle, fc.array(corner, { minLength: 30, maxLength: 30 }), (one, other, points) => {
        if (overlap(one, other)) return;
        // Off every edge: a point on one belongs to whichever zone comes first.
        const shifted = points.map(({ latitude, longitude }) => ({
          latitude: latitude + 0.0101,
          longitude: longitude + 0.0177,
        }));
        expect(shifted.filter((point) => isInside(point, one) && isInside(point, other))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test('a location is in the polygon around it, else where the nearest station belongs, else nowhere', () => {
    const zones = [zone(places(['North'])), zone(square(50, 20))];
    const near = (metresAway: number) => ({ levels: ['North', 'Birch'], metresAway });
    expect(zoneOf({ latitude: 50.5, longitude: 20.5 }, zones, near(900_000))).toBe(1);
    expect(zoneOf({ latitude: 53.5, longitude: 27.5 }, zones, near(800))).toBe(0);
    expect(zoneOf({ latitude: 40, longitude: -30 }, zones, near(4_000_000))).toBeUndefined();
    expect(zoneOf({ latitude: 53.5, longitude: 27.5 }, zones, { levels: ['South'], metresAway: 10 })).toBeUndefined();
    expect(zoneOf({ latitude: 53.5, longitude: 27.5 }, zones, undefined)).toBeUndefined();
  });
});

describe('areas as they are typed', () => {
  test.each<[string, string, object]>([
    ['corners', '53.9, 27.5\n53.9; 27.6\n53.8 27.6', { ok: true }],
    ['places', 'North › Birch\nSouth', { ok: true, area: places(['North', 'Birch'], ['South']) }],
    ['nothing', ' \n', { ok: true, area: { kind: 'named' } }],
    ['two corners', '53.9, 27.5\n53.8, 27.6', { ok: false, problem: 'corners' }],
    ['a corner off the Earth', '53.9, 27.5\n93.8, 27.6\n53, 27', { ok: false, problem: 'corner', line: 2 }],
    ['corners and places', '53.9, 27.5\nNorth', { ok: false, problem: 'mixed', line: 2 }],
    ['half a GeoJSON', '{"type": "Polygon"', { ok: false, problem: 'geojson' }],
    ['a GeoJSON point', '{"type":"Point","coordinates":[27,53]}', { ok: false, problem: 'geojson' }],
    [
      'a GeoJSON polygon, closed as it has to be',
      '{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[27,53],[28,53],[28,54],[27,53]]]}}',
      {
        ok: true,
        area: {
          kind: 'polygon',
          corners: [
            { latitude: 53, longitude: 27 },
            { latitude: 53, longitude: 28 },
            { latitude: 54, longitude: 28 },
          ],
        },
      },
    ],
  ])('%s', (_name, text, parsed) => {
    expect(parseArea(text)).toMatchObject(parsed);
  });

  test('what is read can be typed again', () => {
    for (const area of [square(53, 27), places(['North', 'Birch'], ['South']), { kind: 'named' } as const]) {
      expect(parseArea(areaText(area))).toEqual({ ok: true, area });
    }
  });
});
