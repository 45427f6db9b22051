import { MAX_LEVELS, type RawStationRow } from './stations.ts';

export const SEPARATORS = [',', ';', '\t'] as const;

export type Separator = (typeof SEPARATORS)[number];

/** The names of our columns in `--map`. */
export const COLUMNS = [
  'code',
  ...Array.from({ length: MAX_LEVELS }, (_, index) => `level${index + 1}`),
  'name',
  'address',
  'latitude',
  'longitude',
  'voters',
];

/** Which header a file uses for each of our columns, as `--map column=header` gives it. */
export type ColumnMap = Readonly<Record<string, string>>;

/** Headers that are understood without `--map`; where a file has several of a line, the first counts. */
const ALIASES: Readonly<Record<string, readonly string[]>> = {
  code: list(
    'code, id, station code, station id, number, station number, station, precinct, polling station, no, №, n',
    'код, номер, код участка, номер участка, № участка, участок, уик, № уик, номер уик, нумар, код участка, нумар участка, № участка, участак',
  ),
  name: list('name, station name, title, название, наименование, название участка, назва, назва участка, найменне'),
  address: list('address, adress, addr, location, адрес, адрес участка, местонахождение, адрас, месцазнаходжанне'),
  latitude: list('latitude, lat, y, широта, шырата'),
  longitude: list('longitude, lon, lng, long, x, долгота, даўгата'),
  voters: list(
    'registered voters, voters, registered, electors, registeredvoters',
    'избирателей, избиратели, число избирателей, количество избирателей, зарегистрировано избирателей, зарегистрировано',
    'выбаршчыкаў, выбаршчыкі, колькасць выбаршчыкаў, лік выбаршчыкаў',
  ),
};

/** Headers of the column that says which station, as `plain` leaves them. */
export const CODE_HEADERS: readonly string[] = ALIASES.code ?? [];

/** Levels from the widest to the narrowest. `area` is none: in the files there are, it is a kind of place. */
const LEVEL_ALIASES: readonly (readonly string[])[] = [
  list('country, state, страна, краіна'),
  list('region, oblast, voblast, province, регион, область, рэгіён, вобласць'),
  list('district, raion, rayon, county, район, раён'),
  list('council, municipality, community, сельсовет, совет, община, сельсавет, савет, грамада'),
  list('town, city, settlement, locality, place, village, город, населенный пункт, населённый пункт, нп, деревня'),
  list('горад, населены пункт, вёска, вёска або горад'),
  list('city district, quarter, район города, микрорайон, раён горада, мікрараён'),
];

export type MappedColumns =
  | {
      readonly ok: true;
      /** Whether the file has a column for it at all. */
      readonly has: { readonly place: boolean; readonly voters: boolean };
      /** Our column to the file's header, to be shown. */
      readonly used: ColumnMap;
      /** Headers that nothing is taken from. */
      readonly unused: readonly string[];
      pick(record: readonly string[]): RawStationRow;
    }
  | { readonly ok: false; readonly reasons: readonly string[] };

/**
 * The separator that makes the most of a file's beginning: the line with most known headers decides, then the columns
 * of the first line. The headers may stand below a title.
 */
export function detectSeparator(beginning: string, map: ColumnMap = {}): Separator {
  const known = new Set([...Object.values(ALIASES), ...LEVEL_ALIASES, Object.values(map).map(plain)].flat());
  const lines = beginning.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '');
  const split = (line: string, separator: Separator) =>
    line.replace(/"(?:[^"]|"")*"/g, (quoted) => quoted.replaceAll(separator, ' ')).split(separator);
  const knownIn = (headers: readonly string[]) =>
    headers.filter((header) => known.has(plain(header.replaceAll('"', '')))).length;
  const worth = (separator: Separator) =>
    Math.max(0, ...lines.map((line) => knownIn(split(line, separator)))) * 1_000 +
    split(lines[0] ?? '', separator).length;
  return SEPARATORS.reduce((best, separator) => (worth(separator) > worth(best) ? separator : best));
}

/** Finds our columns among a file's headers, by `map` first and by common names then. */
export function mapColumns(headers: readonly string[], map: ColumnMap = {}): MappedColumns {
  const plainHeaders = headers.map(plain);
  const reasons: string[] = [];
  const places = new Map<string, number>();
  for (const [column, header] of Object.entries(map)) {
    const index = headers.indexOf(header) === -1 ? plainHeaders.indexOf(plain(header)) : headers.indexOf(header);
    if (!COLUMNS.includes(column)) reasons.push(`--map: there is no column ${column}, only ${COLUMNS.join(', ')}`);
    else if (index === -1) reasons.push(`--map ${column}: the file has no header "${header}"`);
    else places.set(column, index);
  }
  const free = (index: number) => index !== -1 && ![...places.values()].includes(index);
  for (const [column, aliases] of Object.entries(ALIASES)) {
    if (column in map) continue;
    const found = aliases.map((alias) => plainHeaders.indexOf(alias)).find(free);
    if (found !== undefined) places.set(column, found);
  }
  if (!Object.keys(map).some((column) => column.startsWith('level'))) {
    for (const [level, index] of findLevels(plainHeaders, free).entries()) places.set(`level${level + 1}`, index);
  }

  const levels = COLUMNS.flatMap((column) => (column.startsWith('level') ? (places.get(column) ?? []) : []));
  if (reasons.length === 0) {
    if (!places.has('code')) reasons.push('no column holds a code or number: name it with --map code=HEADER');
    if (levels.length === 0) reasons.push('no column holds a region or town: name it with --map level1=HEADER');
    if (places.has('latitude') !== places.has('longitude')) reasons.push('of latitude and longitude one is missing');
    if (reasons.length > 0) reasons.push(`the headers are: ${headers.map((header) => `"${header}"`).join(', ')}`);
  }
  if (reasons.length > 0) return { ok: false, reasons };

  const cell = (record: readonly string[], column: string) => record[places.get(column) ?? -1] ?? '';
  const order = (column: string) => COLUMNS.indexOf(column);
  const used = [...places]
    .sort(([a], [b]) => order(a) - order(b))
    .map(([column, index]) => [column, headers[index] ?? '']);
  return {
    ok: true,
    has: { place: places.has('latitude'), voters: places.has('voters') },
    used: Object.fromEntries(used),
    unused: headers.filter((_, index) => free(index)),
    pick: (record) => ({
      code: cell(record, 'code'),
      levels: levels.map((index) => record[index] ?? ''),
      name: cell(record, 'name'),
      address: cell(record, 'address'),
      latitude: cell(record, 'latitude'),
      longitude: cell(record, 'longitude'),
      voters: cell(record, 'voters'),
    }),
  };
}

function findLevels(plainHeaders: readonly string[], free: (index: number) => boolean): number[] {
  const numbered = Array.from({ length: MAX_LEVELS }, (_, level) => plainHeaders.indexOf(`level${level + 1}`));
  const named = LEVEL_ALIASES.map((aliases) => aliases.map((alias) => plainHeaders.indexOf(alias)).find(free) ?? -1);
  return (numbered.some(free) ? numbered : named).filter(free).slice(0, MAX_LEVELS);
}

/** A header without case, punctuation and doubled blanks. */
export function plain(header: string): string {
  return header
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\s_.:,-]+/g, ' ')
    .trim();
}

function list(...names: readonly string[]): string[] {
  return names.flatMap((line) => line.split(', '));
}
