import { BESIDE, CHOICE_PREFIX, type OfficialRow } from './columns.ts';
import type { Contradiction, OfficialStationNumbers } from './terms.ts';

/** Something that is wrong with a file, for the organizer who has it. */
export interface Remark {
  readonly line: number;
  readonly reason: string;
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
  const [registered, turnout, spoiled] = [choiceIds.length, choiceIds.length + 1, choiceIds.length + 2];
  const positions = new Map(stations.map(({ code }, index) => [code, index]));
  const values = new Int32Array(stations.length * width);
  /** On which line a number stands; 0 where there is none. */
  const lines = new Int32Array(stations.length * width);
  const firstLine = new Int32Array(stations.length);
  const valueAt = (station: number, column: number) => values[station * width + column] ?? 0;
  const lineAt = (station: number, column: number) => lines[station * width + column] ?? 0;
  const votesOf = (station: number) =>
    choiceIds.reduce((sum, _, column) => sum + valueAt(station, column), valueAt(station, spoiled));
  const hasResult = (station: number) => choiceIds.some((_, column) => lineAt(station, column) > 0);

  return {
    add: (line, { code: written, cells, wrong }) => {
      const code = written.trim();
      const station = positions.get(code);
      if (code === '') return [{ line, reason: 'the station is missing' }];
      if (station === undefined) return [{ line, reason: `there is no station ${code.slice(0, 64)}` }];
      if (wrong !== undefined) return [{ line, reason: wrong }];
      const before = firstLine[station] ?? 0;
      if (shape === 'wide' && before > 0) return [{ line, reason: `the station ${code} is already on line ${before}` }];
      if (before === 0) firstLine[station] = line;
      return cells.flatMap(({ column, text }): Remark[] => {
        const what = names[column] ?? '';
        const read = readNumber(text);
        if (read === undefined) return [];
        if (typeof read === 'string') return [{ line, reason: `${what}: ${read}` }];
        const known = lineAt(station, column);
        if (known > 0) {
          // A long file may repeat a station's turnout on each of its rows.
          if (column >= choiceIds.length && valueAt(station, column) === read) return [];
          return [{ line, reason: `${what} of the station ${code} is already on line ${known}` }];
        }
        values[station * width + column] = read;
        lines[station * width + column] = line;
        if (read >= 0) return [];
        const reason = `${what}: ${read} is less than nothing`;
        return [column < choiceIds.length ? { line, reason, contradiction: 'negative' } : { line, reason }];
      });
    },
    sums: function* () {
      for (const [station, { code }] of stations.entries()) {
        const votes = votesOf(station);
        const [voted, voters] = [valueAt(station, turnout), valueAt(station, registered)];
        const [lineOfVoted, lineOfVoters] = [lineAt(station, turnout), lineAt(station, registered)];
        const add = (line: number, reason: string): Remark => ({ line, reason, contradiction: 'sums' });
        if (lineOfVoted > 0 && votes > voted)
          yield add(lineOfVoted, `the votes of the station ${code} add up to ${votes}, over its turnout of ${voted}`);
        if (lineOfVoted > 0 && lineOfVoters > 0 && voted > voters)
          yield add(
            lineOfVoted,
            `the turnout of the station ${code} is ${voted}, over its ${voters} registered voters`,
          );
        if (lineOfVoted === 0 && lineOfVoters > 0 && votes > voters)
          yield add(
            lineOfVoters,
            `the votes of the station ${code} add up to ${votes}, over its ${voters} registered voters`,
          );
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
    stationsWith: (choice) => stations.reduce((sum, _, station) => sum + (lineAt(station, choice) > 0 ? 1 : 0), 0),
    stationsWithResult: () => stations.reduce((sum, _, station) => sum + (hasResult(station) ? 1 : 0), 0),
  };
}

/** A whole number; undefined for a blank, words for what is neither. */
function readNumber(text: string): number | string | undefined {
  const written = text.replace(/[\s\u00a0\u202f]+/gu, '');
  if (written === '') return undefined;
  const digits = written.replace(/^[-−]/, '');
  if (DIGITS.test(digits)) return digits === written ? Number(digits) : 0 - Number(digits);
  if (/^\d+[.,]\d+$/.test(digits)) return `${written.slice(0, 20)} is no whole number`;
  return `"${written.slice(0, 20)}" is no number`;
}
