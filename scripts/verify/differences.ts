import { parse } from 'csv-parse/sync';

/** Something that is not what follows from the published numbers. */
export interface Difference {
  /** Relative to the folder that is checked. */
  readonly file: string;
  /** Where in it: a line and a column, a path, a place in the text; empty for the file as a whole. */
  readonly where: string;
  /** What stands there, and what follows from the numbers in `edition.json`. */
  readonly found: string;
  readonly expected: string;
}

/** Differences of one file that are told; more of the same kind help nobody. */
const MOST = 20;

/** Characters around a difference that are shown. */
const AROUND = 30;

const NOTHING = '(nothing)';

/** Where two files of one name differ, as precisely as their kind allows; empty when they are the same, byte for byte. */
export function differencesIn(file: string, found: Buffer, expected: Buffer): Difference[] {
  if (found.equals(expected)) return [];
  const precise = file.endsWith('.csv')
    ? csvDifferences(found, expected)
    : file.endsWith('.json')
      ? jsonDifferences(found, expected)
      : [];
  const all = precise.length > 0 ? precise : [textDifference(found.toString('utf8'), expected.toString('utf8'))];
  return all.slice(0, MOST).map((difference) => ({ file, ...difference }));
}

type InFile = Omit<Difference, 'file'>;

function csvDifferences(found: Buffer, expected: Buffer): InFile[] {
  const [rows, should] = [readCsv(found), readCsv(expected)];
  if (rows === undefined || should === undefined) return [];
  const header = should[0]?.cells ?? [];
  const differences: InFile[] = [];
  for (let row = 0; row < Math.max(rows.length, should.length); row += 1) {
    const [is, was] = [rows[row], should[row]];
    const line = `line ${is?.line ?? was?.line ?? row + 1}`;
    if (is === undefined || was === undefined) {
      differences.push({ where: line, found: is?.cells.join() ?? NOTHING, expected: was?.cells.join() ?? NOTHING });
      continue;
    }
    for (let at = 0; at < Math.max(is.cells.length, was.cells.length); at += 1) {
      const [cell, right] = [is.cells[at] ?? '', was.cells[at] ?? ''];
      if (cell === right) continue;
      const where = `${line} (${was.cells[0] ?? ''}), column ${header[at] ?? at + 1}`;
      differences.push({ where, found: cell || NOTHING, expected: right || NOTHING });
    }
    if (differences.length >= MOST) break;
  }
  return differences;
}

function readCsv(bytes: Buffer): { readonly line: number; readonly cells: readonly string[] }[] | undefined {
  try {
    const lines: number[] = [];
    const on_record = (record: string[], { lines: line }: { lines: number }) => {
      lines.push(line);
      return record;
    };
    const rows: string[][] = parse(bytes, { bom: true, relax_column_count: true, on_record });
    return rows.map((cells, at) => ({ line: lines[at] ?? 0, cells }));
  } catch {
    return undefined;
  }
}

function jsonDifferences(found: Buffer, expected: Buffer): InFile[] {
  const differences: InFile[] = [];
  try {
    compare(JSON.parse(found.toString('utf8')), JSON.parse(expected.toString('utf8')), '', differences);
  } catch {
    return [];
  }
  return differences;
}

function compare(is: unknown, was: unknown, path: string, into: InFile[]): void {
  if (into.length >= MOST || Object.is(is, was)) return;
  if (isObject(is) && isObject(was) && Array.isArray(is) === Array.isArray(was)) {
    const inList = Array.isArray(was);
    for (const name of new Set([...Object.keys(was), ...Object.keys(is)]))
      compare(is[name], was[name], inList ? `${path}[${name}]` : path === '' ? name : `${path}.${name}`, into);
    return;
  }
  into.push({ where: path, found: shown(is), expected: shown(was) });
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function shown(value: unknown): string {
  return value === undefined ? NOTHING : JSON.stringify(value).slice(0, 200);
}

/** The first place in which two texts differ, with what stands around it. */
function textDifference(found: string, expected: string): InFile {
  let at = 0;
  while (at < found.length && found[at] === expected[at]) at += 1;
  const before = expected.slice(0, at);
  const line = before.split('\n').length;
  const column = at - before.lastIndexOf('\n');
  return { where: `line ${line}, character ${column}`, found: around(found, at), expected: around(expected, at) };
}

function around(text: string, at: number): string {
  const piece = text.slice(Math.max(0, at - AROUND), at + AROUND).replace(/\s+/g, ' ');
  return piece === '' ? NOTHING : `…${piece}…`;
}
