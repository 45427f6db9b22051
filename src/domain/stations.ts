import { z } from 'zod';

/** A polling station as an imported file describes it. */
export interface StationRow {
  /** The number or code that people know it by; unique within an election. */
  readonly code: string;
  /** Region … town, from the widest to the narrowest: one to five. */
  readonly levels: readonly string[];
  readonly name: string;
  /** May be empty. */
  readonly address: string;
  readonly place?: Place;
  readonly registeredVoters?: number;
}

/** A station of the record. Its id stays the same when the file is imported again. */
export interface Station extends StationRow {
  readonly id: string;
}

/** Degrees, WGS 84. */
export interface Place {
  readonly latitude: number;
  readonly longitude: number;
}

export const MAX_LEVELS = 5;

/** One row of a file: the text of the mapped columns, an empty string where the row has nothing. */
export interface RawStationRow {
  readonly code: string;
  readonly levels: readonly string[];
  readonly name: string;
  readonly address: string;
  readonly latitude: string;
  readonly longitude: string;
  readonly voters: string;
}

/** A row's text with single blanks. Control characters and U+0000, which Postgres refuses, go too. */
const line = z.string().transform((text) => text.replace(/[\p{Cc}\p{Zs}\u2028\u2029]+/gu, ' ').trim());

const upTo = (length: number, what: string) =>
  line.pipe(z.string().max(length, `${what} is longer than ${length} characters`));

const degrees = (limit: number, what: string) =>
  line.transform((text, context) => {
    if (text === '') return undefined;
    const value = /^[+-]?\d{1,3}([.,]\d+)?$/.test(text) ? Number(text.replace(',', '.')) : Number.NaN;
    if (Number.isNaN(value)) context.addIssue(`${what} is not a number of degrees, such as 53.902334`);
    else if (Math.abs(value) > limit) context.addIssue(`${what} is not between -${limit} and ${limit}`);
    return value;
  });

const stationRow = z
  .object({
    code: upTo(64, 'the code').pipe(z.string().min(1, 'the code is missing')),
    levels: z
      .array(upTo(200, 'a level'))
      .max(MAX_LEVELS)
      .transform((levels) => levels.filter((level) => level !== ''))
      .pipe(z.array(z.string()).min(1, 'there is neither region nor town')),
    name: upTo(300, 'the name'),
    address: upTo(1_000, 'the address'),
    latitude: degrees(90, 'the latitude'),
    longitude: degrees(180, 'the longitude'),
    voters: line.transform((text, context) => {
      if (text === '') return undefined;
      const digits = text.replaceAll(' ', '');
      if (!/^\d{1,8}$/.test(digits)) context.addIssue('the number of registered voters is not a whole number');
      return Number(digits);
    }),
  })
  .refine((row) => (row.latitude === undefined) === (row.longitude === undefined), {
    error: 'of latitude and longitude only one is given',
  });

export type CheckedRow =
  | { readonly ok: true; readonly row: StationRow }
  | { readonly ok: false; readonly reasons: readonly string[] };

/** Checks one row. The reasons are for the organizer who made the file: plain words, all of them at once. */
export function checkStationRow(raw: RawStationRow): CheckedRow {
  const { success, data, error } = stationRow.safeParse(raw);
  if (!success) return { ok: false, reasons: [...new Set(error.issues.map((issue) => issue.message))] };
  const { code, levels, name, address, latitude, longitude, voters } = data;
  return {
    ok: true,
    row: {
      code,
      levels,
      // People know stations by their number: a file without names is common and fine.
      name: name === '' ? `№ ${code}` : name,
      address,
      ...(latitude === undefined || longitude === undefined ? {} : { place: { latitude, longitude } }),
      ...(voters === undefined ? {} : { registeredVoters: voters }),
    },
  };
}

/** Mean radius of the Earth (IUGG), in metres. */
const EARTH_RADIUS = 6_371_008.8;

/**
 * Metres between two places along the surface of a sphere: the haversine formula (R. W. Sinnott,
 * "Virtues of the Haversine", 1984). Off by 0.5 % at most, because the Earth is no sphere.
 */
export function distanceInMetres(from: Place, to: Place): number {
  const latitude = radians(to.latitude - from.latitude);
  const longitude = radians(to.longitude - from.longitude);
  const h =
    Math.sin(latitude / 2) ** 2 +
    Math.cos(radians(from.latitude)) * Math.cos(radians(to.latitude)) * Math.sin(longitude / 2) ** 2;
  // Rounding can push h past 1 for opposite points.
  return 2 * EARTH_RADIUS * Math.asin(Math.sqrt(Math.min(1, h)));
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
