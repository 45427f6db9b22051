import { AGE_GROUPS, SETTLEMENTS, SEXES } from './definition.ts';

/** What answers can be weighted by. */
export const MARGIN_VARIABLES = ['region', 'sex', 'age-group', 'settlement'] as const;

export type MarginVariable = (typeof MARGIN_VARIABLES)[number];

/** How many people there are of a category, as a census says. */
export interface MarginRow {
  readonly variable: MarginVariable;
  readonly category: string;
  readonly target: number;
}

/** Words that head the columns, and what they are in a file from a spreadsheet of the region. */
const COLUMNS = {
  variable: ['variable', 'переменная', 'пераменная', 'зменная'],
  category: ['category', 'категория', 'катэгорыя'],
  target: ['target', 'count', 'people', 'число', 'количество', 'цель', 'лік', 'колькасць', 'мэта'],
} as const;

export type MarginReason =
  | 'no-header'
  | 'no-rows'
  | 'columns'
  | 'unknown-variable'
  | 'unknown-category'
  | 'no-category'
  | 'not-a-number'
  | 'too-large'
  | 'doubled'
  | 'category-missing'
  | 'all-zero'
  | 'contradictory';

/** What is wrong with a file of margins. `line` counts from 1, the header's; 0 is the file as a whole. */
export interface MarginProblem {
  readonly line: number;
  readonly reason: MarginReason;
  /** What the file says there, or what it should say. */
  readonly value?: string;
  readonly other?: string;
}

export interface MarginLine {
  readonly line: number;
  readonly cells: readonly string[];
}

export type ReadMargins =
  | { readonly ok: true; readonly margins: readonly MarginRow[] }
  | { readonly ok: false; readonly problems: readonly MarginProblem[] };

/** The largest number that a target may be. */
const MOST = 10_000_000_000;

/** Totals of two variables that are the same but for what a census rounds away. */
const SAME_TOTAL = 1e-6;

/**
 * Reads margins from the lines of a file: a header, then a row for each category of a variable. Everything that
 * is wrong is listed. Regions are called as in the election's list of stations; of the others every category
 * has its row.
 */
export function readMargins(lines: readonly MarginLine[], regions: readonly string[]): ReadMargins {
  const [header, ...rest] = lines;
  const columns = header && columnsOf(header.cells);
  if (header === undefined || columns === undefined) {
    return { ok: false, problems: [{ line: header?.line ?? 0, reason: 'no-header' }] };
  }
  if (rest.length === 0) return { ok: false, problems: [{ line: 0, reason: 'no-rows' }] };
  const problems: MarginProblem[] = [];
  const margins: MarginRow[] = [];
  const known = new Map<string, number>();
  for (const { line, cells } of rest) {
    const row = readRow(cells, columns, header.cells.length, regions);
    if ('reason' in row) {
      problems.push({ line, ...row });
      continue;
    }
    const key = JSON.stringify([row.variable, row.category]);
    const first = known.get(key);
    if (first === undefined) {
      known.set(key, line);
      margins.push(row);
    } else problems.push({ line, reason: 'doubled', value: row.category, other: String(first) });
  }
  // What is wrong with the whole can only be told once each row is right.
  if (problems.length === 0) problems.push(...problemsOfWhole(margins));
  return problems.length > 0 ? { ok: false, problems } : { ok: true, margins };
}

type Columns = Readonly<Record<keyof typeof COLUMNS, number>>;

function columnsOf(header: readonly string[]): Columns | undefined {
  const plain = header.map((cell) => cell.trim().toLowerCase());
  const find = (names: readonly string[]) => plain.findIndex((cell) => names.includes(cell));
  const columns = { variable: find(COLUMNS.variable), category: find(COLUMNS.category), target: find(COLUMNS.target) };
  return Object.values(columns).includes(-1) ? undefined : columns;
}

type BadRow = Omit<MarginProblem, 'line'>;

function readRow(
  cells: readonly string[],
  columns: Columns,
  width: number,
  regions: readonly string[],
): MarginRow | BadRow {
  if (cells.length < width || cells.slice(width).some((cell) => cell.trim() !== '')) {
    return { reason: 'columns', value: String(cells.length), other: String(width) };
  }
  const cell = (column: keyof Columns) => (cells[columns[column]] ?? '').trim();
  const variable = MARGIN_VARIABLES.find((name) => name === cell('variable').toLowerCase());
  if (variable === undefined) {
    return { reason: 'unknown-variable', value: cell('variable'), other: MARGIN_VARIABLES.join(', ') };
  }
  if (cell('category') === '') return { reason: 'no-category' };
  const categories = categoriesOf(variable) ?? regions;
  const category = categories.find((name) => same(name, cell('category')));
  if (category === undefined) {
    return { reason: 'unknown-category', value: cell('category'), other: categories.slice(0, 12).join(', ') };
  }
  const target = readTarget(cell('target'));
  if (target === undefined) return { reason: 'not-a-number', value: cell('target') };
  return target > MOST ? { reason: 'too-large', value: cell('target') } : { variable, category, target };
}

/** The categories that a variable always has; undefined for regions, which the stations name. */
export function categoriesOf(variable: MarginVariable): readonly string[] | undefined {
  switch (variable) {
    case 'region':
      return undefined;
    case 'sex':
      return SEXES;
    case 'age-group':
      return AGE_GROUPS;
    case 'settlement':
      return SETTLEMENTS;
    default:
      return variable satisfies never;
  }
}

function same(one: string, other: string): boolean {
  // A spreadsheet likes to make a long dash of a short one.
  const plain = (text: string) =>
    text.normalize('NFC').toLowerCase().replace(/[–—−]/g, '-').replace(/\s+/g, ' ').trim();
  return plain(one) === plain(other);
}

/** A whole number from 0 on, with blanks between its digits where somebody put them. */
function readTarget(text: string): number | undefined {
  const digits = text.replace(/[\s\u00a0\u202f]/g, '');
  return /^\d{1,15}$/.test(digits) ? Number(digits) : undefined;
}

function problemsOfWhole(margins: readonly MarginRow[]): MarginProblem[] {
  const problems: MarginProblem[] = [];
  const totals: { variable: MarginVariable; total: number }[] = [];
  for (const variable of MARGIN_VARIABLES) {
    const rows = margins.filter((row) => row.variable === variable);
    if (rows.length === 0) continue;
    const missing = categoriesOf(variable)?.filter((name) => !rows.some(({ category }) => category === name)) ?? [];
    for (const name of missing) problems.push({ line: 0, reason: 'category-missing', value: variable, other: name });
    const total = rows.reduce((sum, { target }) => sum + target, 0);
    if (total === 0) problems.push({ line: 0, reason: 'all-zero', value: variable });
    totals.push({ variable, total });
  }
  const [first, ...others] = totals;
  for (const { variable, total } of problems.length > 0 ? [] : others) {
    if (first === undefined || Math.abs(total - first.total) <= SAME_TOTAL * first.total) continue;
    const say = (one: { variable: string; total: number }) => `${one.variable}: ${one.total}`;
    problems.push({ line: 0, reason: 'contradictory', value: say(first), other: say({ variable, total }) });
  }
  return problems;
}
