import { CODE_HEADERS, type ColumnMap, plain } from '../csv-dialect.ts';
import type { Choice } from '../elections.ts';
import type { ColumnFault, RowFault } from './faults.ts';

/** Columns of `--map` besides `choice:ID`, one for each choice of a wide file. */
export const OFFICIAL_COLUMNS = ['station', 'choice', 'votes', 'registered', 'turnout', 'spoiled', 'early'] as const;

/** Beginning of a wide file's columns in `--map`. */
export const CHOICE_PREFIX = 'choice:';

/** What stands beside the choices, in the order of a sheet's columns. */
export const BESIDE = ['registered', 'turnout', 'spoiled', 'early'] as const;

/** A number in a row: which column of the sheet it belongs to, and its text. */
export interface OfficialCell {
  /** A choice's position on the ballot paper; after the choices, those of `BESIDE`. */
  readonly column: number;
  readonly text: string;
}

export interface OfficialRow {
  readonly code: string;
  readonly cells: readonly OfficialCell[];
  /** Why the row cannot be read. */
  readonly wrong?: RowFault;
}

export type OfficialColumns =
  | {
      readonly ok: true;
      /** Long: a row for each station and choice. Wide: a row for each station, a column for each choice. */
      readonly shape: 'long' | 'wide';
      readonly used: ColumnMap;
      readonly unused: readonly string[];
      /** Choices of which a wide file has no column. */
      readonly without: readonly string[];
      pick(record: readonly string[]): OfficialRow;
    }
  | {
      readonly ok: false;
      readonly faults: readonly ColumnFault[];
      /** What was found all the same. */
      readonly used: ColumnMap;
    };

/** Every column that a file of official results can have. */
export function officialColumns(choices: readonly Pick<Choice, 'id'>[]): readonly string[] {
  return [...OFFICIAL_COLUMNS, ...choices.map(({ id }) => `${CHOICE_PREFIX}${id}`)];
}

type Where = Map<string, number>;

const NAMES: Readonly<Record<(typeof OFFICIAL_COLUMNS)[number], readonly string[]>> = {
  station: CODE_HEADERS,
  choice: list('choice, candidate, option, выбор, кандидат, выбар, кандыдат'),
  votes: list('votes, official votes, officialvotes, голоса, голосов, число голосов, галасы, галасоў'),
  registered: list(
    'official voters, officialvoters, registered voters, registeredvoters, voters, registered, electors, избирателей, избиратели, число избирателей, зарегистрировано, выбаршчыкаў, выбаршчыкі',
  ),
  turnout: list(
    'turnout, voted, votes cast, officialvotes, official votes, ballots cast, приняло участие, проголосовало, явка, прагаласавала, яўка',
  ),
  spoiled: list('spoiled, invalid, invalid votes, corrupted, недействительных, недействительные, несапраўдных'),
  early: list(
    'early, early votes, early voting, early turnout, voted early, досрочно, проголосовало досрочно, датэрмінова',
  ),
};

/** Headers that such a file may have, to tell its separator by. */
export function knownOfficialHeaders(choices: readonly Choice[], map: ColumnMap): ColumnMap {
  const names = [...Object.values(NAMES).flat(), ...choices.flatMap(namesOf), ...Object.values(map)];
  return Object.fromEntries(names.map((name, index) => [`${index}`, name]));
}

/**
 * Finds the columns by `map` first, by common names and by the choices' ids and names then. What `map` has as an empty
 * text is not in the file, whatever it looks like.
 */
export function mapOfficialColumns(
  headers: readonly string[],
  choices: readonly Choice[],
  map: ColumnMap,
): OfficialColumns {
  const plainHeaders = headers.map(plain);
  const { where, faults } = mapped(headers, plainHeaders, choices, map);
  const free = (index: number) => index !== -1 && ![...where.values()].includes(index);
  const isNone = (column: string) => map[column] === '';
  const find = (column: keyof typeof NAMES) => {
    if (where.has(column) || isNone(column)) return;
    const index = NAMES[column].map((name) => plainHeaders.indexOf(name)).find(free);
    if (index !== undefined) where.set(column, index);
  };
  find('station');
  const asked = [...where.keys()];
  if (!asked.some((column) => column.startsWith(CHOICE_PREFIX))) {
    find('choice');
    if (where.has('choice')) find('votes');
  }
  const shape = where.has('choice') ? 'long' : 'wide';
  if (shape === 'wide') {
    const wanted = choices.filter(({ id }) => !isNone(`${CHOICE_PREFIX}${id}`));
    faults.push(...guessChoices(headers, wanted, where, free));
  }
  for (const column of BESIDE) find(column);
  const without = choices.flatMap(({ id }) => (shape === 'long' || where.has(`${CHOICE_PREFIX}${id}`) ? [] : [id]));

  if (faults.length === 0) {
    if (!where.has('station')) faults.push({ kind: 'no-station-column' });
    if (shape === 'long' && !where.has('votes')) faults.push({ kind: 'no-votes-column' });
    if (shape === 'wide' && without.length === choices.length) faults.push({ kind: 'no-choice-column' });
  }
  const used = Object.fromEntries([...where].map(([column, index]) => [column, headerName(headers, index)]));
  if (faults.length > 0) return { ok: false, faults, used };
  return {
    ok: true,
    shape,
    used,
    unused: headers.filter((_, index) => free(index)),
    without,
    pick: shape === 'long' ? longRows(where, choices) : wideRows(where, choices),
  };
}

/**
 * How much a row looks like the headers: most if it is enough to read the file by, else by how much of it is understood
 * (a row of data may name a choice, but has no header for the station), else by how many cells have anything in them.
 */
export function officialHeaderWorth(cells: readonly string[], choices: readonly Choice[], map: ColumnMap): number {
  const columns = mapOfficialColumns(cells, choices, map);
  const found = 'station' in columns.used ? Object.keys(columns.used).length : 0;
  return (columns.ok ? 1_000_000 : 0) + found * 1_000 + cells.filter((cell) => cell !== '').length;
}

function mapped(
  headers: readonly string[],
  plainHeaders: readonly string[],
  choices: readonly Choice[],
  map: ColumnMap,
): { where: Where; faults: ColumnFault[] } {
  const where: Where = new Map();
  const faults: ColumnFault[] = [];
  const allowed = officialColumns(choices);
  for (const [column, header] of Object.entries(map)) {
    if (header === '' && allowed.includes(column)) continue;
    const index = indexOf(header, headers, plainHeaders);
    if (!allowed.includes(column)) faults.push({ kind: 'unknown-column', column });
    else if (index === -1) faults.push({ kind: 'no-header', column, header });
    else if ([...where.values()].includes(index)) faults.push({ kind: 'header-twice', column, header });
    else where.set(column, index);
  }
  return { where, faults };
}

/** Where a header is: as it is written, else more or less so; `#3` is the third, for columns without a name of their own. */
function indexOf(header: string, headers: readonly string[], plainHeaders: readonly string[]): number {
  const exact = headers.indexOf(header);
  if (exact !== -1) return exact;
  const alike = plainHeaders.indexOf(plain(header));
  if (alike !== -1) return alike;
  const [, number] = /^#(\d{1,4})$/.exec(header) ?? [];
  return number !== undefined && Number(number) <= headers.length ? Number(number) - 1 : -1;
}

/** What a column is called in a map: its header, or `#3` where that says too little. */
export function headerName(headers: readonly string[], index: number): string {
  const header = headers[index] ?? '';
  return plain(header) === '' || headers.indexOf(header) !== index ? `#${index + 1}` : header;
}

/** A column for each choice: named like it, else the only one that has its name and says that it is official. */
function guessChoices(
  headers: readonly string[],
  choices: readonly Choice[],
  where: Where,
  free: (index: number) => boolean,
): ColumnFault[] {
  const faults: ColumnFault[] = [];
  const tokens = headers.map(words);
  for (const choice of choices) {
    const column = `${CHOICE_PREFIX}${choice.id}`;
    if (where.has(column)) continue;
    const names = namesOf(choice).map(words);
    const matching = (fits: (rest: readonly string[]) => boolean) =>
      tokens.flatMap((header, index) =>
        free(index) && names.some((name) => startsWith(header, name) && fits(header.slice(name.length))) ? [index] : [],
      );
    const exact = matching((rest) => rest.length === 0);
    const found = exact.length > 0 ? exact : matching((rest) => rest.includes('official'));
    if (found.length > 1) {
      const which = found.map((index) => `"${headers[index]}"`).join(', ');
      faults.push({ kind: 'ambiguous', what: choice.id, headers: which });
    } else if (found[0] !== undefined) where.set(column, found[0]);
  }
  return faults;
}

function longRows(where: Where, choices: readonly Choice[]): (record: readonly string[]) => OfficialRow {
  const columns = new Map<string, number>();
  for (const [index, kind] of BESIDE.entries())
    for (const name of NAMES[kind]) columns.set(name, choices.length + index);
  // After the words, so that a choice with such a name is the choice.
  for (const [index, choice] of choices.entries()) for (const name of namesOf(choice)) columns.set(plain(name), index);
  const beside = besideOf(where, choices.length);
  const [station = -1, choice = -1, votes = -1] = ['station', 'choice', 'votes'].map((name) => where.get(name));
  return (record) => {
    const cells = beside.map(([column, index]) => ({ column, text: record[index] ?? '' }));
    const named = record[choice] ?? '';
    const column = columns.get(named) ?? columns.get(plain(named));
    const code = record[station] ?? '';
    if (column === undefined) return { code, cells, wrong: { kind: 'unknown-choice', named: named.slice(0, 50) } };
    return { code, cells: [{ column, text: record[votes] ?? '' }, ...cells] };
  };
}

function wideRows(where: Where, choices: readonly Choice[]): (record: readonly string[]) => OfficialRow {
  const ofChoices = choices.flatMap(({ id }, column) => {
    const index = where.get(`${CHOICE_PREFIX}${id}`);
    return index === undefined ? [] : [[column, index] as const];
  });
  const all = [...ofChoices, ...besideOf(where, choices.length)];
  const station = where.get('station') ?? -1;
  return (record) => ({
    code: record[station] ?? '',
    cells: all.map(([column, index]) => ({ column, text: record[index] ?? '' })),
  });
}

function besideOf(where: Where, choices: number): (readonly [column: number, index: number])[] {
  return BESIDE.flatMap((kind, position) => {
    const index = where.get(kind);
    return index === undefined ? [] : [[choices + position, index] as const];
  });
}

function namesOf({ id, name }: Choice): string[] {
  return [...new Set([id, ...Object.values(name)])];
}

/** `tihanovkaja_officialVotes` → tihanovkaja, official, votes. */
function words(text: string): string[] {
  const parts = text
    .normalize('NFC')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase();
  return parts.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
}

function startsWith(all: readonly string[], beginning: readonly string[]): boolean {
  return beginning.length > 0 && beginning.every((word, index) => all[index] === word);
}

function list(names: string): string[] {
  return names.split(', ');
}
