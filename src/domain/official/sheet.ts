import { BESIDE, CHOICE_PREFIX, type OfficialRow } from './columns.ts';
import type { FaultAt, RowFault } from './faults.ts';
import type { Contradiction, OfficialStationNumbers } from './terms.ts';

/** Something that is wrong with a file, for the organizer who has it. */
export interface Remark extends FaultAt {
  readonly fault: RowFault;
  /** Of what may be the source's own: refused unless it is accepted. */
  readonly contradiction?: Contradiction;
}

/** Official numbers as they are read, one place for each station and column: as large as the election, not the file. */
export interface OfficialSheet {
  /** Takes a row; what is wrong with it. */
  add(line: number, row: OfficialRow): Remark[];
  /** What does not add up. To be called when all rows are in. */
  sums(): Iterable<Remark>;
  /** What the values of `numbers` are: `choice:ID`, then those of `BESIDE`. */
  readonly cells: readonly string[];
  /** Every number, of each station that has any. */
  numbers(): Iterable<OfficialStationNumbers>;
  /** How many numbers there are. */
  count(): number;
  /** Stations that have a number for this choice (by its position). */
  stationsWith(choice: number): number;
  /** Stations with a number for any choice. */
  stationsWithResult(): number;
}

export interface SheetStation {
  readonly id: string;
  readonly code: string;
}

/** What a number's text can be: digits in groups or not. Postgres keeps it in four bytes. */
const DIGITS = /^\d{1,9}$/;

export function createOfficialSheet(
  stations: readonly SheetStation[],
  choiceIds: readonly string[],
  shape: 'long' | 'wide',
): OfficialSheet {
  const width = choiceIds.length + BESIDE.length;
  const names = [...choiceIds, ...BESIDE];
  const registered = choiceIds.length;
  const [turnout, spoiled, early] = [registered + 1, registered + 2, registered + 3];
  const positions = new Map(stations.map(({ code }, index) => [code, index]));
  const values = new Int32Array(stations.length * width);
  /** On which line a number stands; 0 where there is none. */
  const lines = new Int32Array(stations.length * width);
  const firstLine = new Int32Array(stations.length);
  const valueAt = (station: number, column: number) => values[station * width + column] ?? 0;
  const lineAt = (station: number, column: number) => lines[station * width + column] ?? 0;
  const votesOf = (station: number) =>
    choiceIds.reduce((sum, _, column) => sum + valueAt(station, column), valueAt(station, spoiled));
  const isComplete = (station: number) =>
    lineAt(station, spoiled) > 0 && choiceIds.every((_, column) => lineAt(station, column) > 0);
  const hasResult = (station: number) => choiceIds.some((_, column) => lineAt(station, column) > 0);

  /** What of a station's numbers cannot all be true, and by which column. */
  function* contradictions(station: number, code: string): Generator<readonly [column: number, fault: RowFault]> {
    const [hasTurnout, hasVoters] = [lineAt(station, turnout) > 0, lineAt(station, registered) > 0];
    const [votes, voted, voters] = [votesOf(station), valueAt(station, turnout), valueAt(station, registered)];
    if (hasTurnout && votes > voted) yield [turnout, { kind: 'votes-over-turnout', code, votes, turnout: voted }];
    if (hasTurnout && votes < voted && isComplete(station))
      yield [turnout, { kind: 'votes-under-turnout', code, votes, turnout: voted }];
    if (hasTurnout && hasVoters && voted > voters)
      yield [turnout, { kind: 'turnout-over-register', code, turnout: voted, voters }];
    if (!hasTurnout && hasVoters && votes > voters)
      yield [registered, { kind: 'votes-over-register', code, votes, voters }];
    if (hasTurnout && valueAt(station, early) > voted)
      yield [early, { kind: 'early-over-turnout', code, early: valueAt(station, early), turnout: voted }];
  }

  return {
    add: (line, { code: written, cells, wrong }) => {
      const code = written.trim();
      const station = positions.get(code);
      if (code === '') return [{ line, fault: { kind: 'no-code' } }];
      if (station === undefined) return [{ line, fault: { kind: 'unknown-station', code: code.slice(0, 64) } }];
      if (wrong !== undefined) return [{ line, fault: wrong }];
      const before = firstLine[station] ?? 0;
      if (shape === 'wide' && before > 0)
        return [{ line, fault: { kind: 'station-twice', code, before: `${before}` } }];
      if (before === 0) firstLine[station] = line;
      return cells.flatMap(({ column, text }): Remark[] => {
        const what = names[column] ?? '';
        const read = readNumber(text);
        if (read === undefined) return [];
        if (typeof read === 'string') return [{ line, fault: { kind: read, what, text: text.trim().slice(0, 20) } }];
        const known = lineAt(station, column);
        if (known > 0) {
          // A long file may repeat a station's turnout on each of its rows.
          if (column >= choiceIds.length && valueAt(station, column) === read) return [];
          return [{ line, fault: { kind: 'number-twice', what, code, before: `${known}` } }];
        }
        values[station * width + column] = read;
        lines[station * width + column] = line;
        if (read >= 0) return [];
        const fault: RowFault = { kind: 'negative', what, value: `${read}` };
        return [column < choiceIds.length ? { line, fault, contradiction: 'negative' } : { line, fault }];
      });
    },
    sums: function* () {
      for (const [station, { code }] of stations.entries()) {
        for (const [column, fault] of contradictions(station, code))
          yield { line: lineAt(station, column), fault, contradiction: 'sums' };
      }
    },
    cells: [...choiceIds.map((id) => `${CHOICE_PREFIX}${id}`), ...BESIDE],
    numbers: function* () {
      for (const [station, { id: stationId }] of stations.entries()) {
        const ofLines = [...lines.subarray(station * width, (station + 1) * width)];
        if (ofLines.every((line) => line === 0)) continue;
        yield {
          stationId,
          values: ofLines.map((line, column) => (line === 0 ? null : valueAt(station, column))),
          lines: ofLines.map((line) => (line === 0 ? null : line)),
        };
      }
    },
    count: () => lines.reduce((sum, line) => sum + (line === 0 ? 0 : 1), 0),
    stationsWith: (choice) => stations.reduce((sum, _, station) => sum + (lineAt(station, choice) > 0 ? 1 : 0), 0),
    stationsWithResult: () => stations.reduce((sum, _, station) => sum + (hasResult(station) ? 1 : 0), 0),
  };
}

/** A whole number; undefined for a blank, and which fault it is for what is neither. */
function readNumber(text: string): number | undefined | 'fraction' | 'no-number' {
  // Most are digits and nothing else.
  if (DIGITS.test(text)) return Number(text);
  const written = text.replace(/[\s\u00a0\u202f]+/gu, '');
  if (written === '') return undefined;
  const digits = written.replace(/^[-−]/, '');
  if (DIGITS.test(digits)) return digits === written ? Number(digits) : 0 - Number(digits);
  return /^\d+[.,]\d+$/.test(digits) ? 'fraction' : 'no-number';
}
