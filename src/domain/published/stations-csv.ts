import { csvLine } from '../csv-line.ts';
import type { Edition, EditionStation } from '../finding/edition.ts';
import type { EditionFinding } from '../finding/edition-finding.ts';
import type { ChoiceFinding, StationFinding } from '../finding/station-finding.ts';

/** Why totals leave a station out; empty where they count it. */
export function leftOutBecause(
  { except }: Pick<Edition, 'except'>,
  { levels }: Pick<EditionStation, 'levels'>,
  { suspicions }: Pick<StationFinding, 'suspicions'>,
): string[] {
  return except.includes(levels[0] ?? '') ? ['excepted', ...suspicions] : [...suspicions];
}

type Cell = string | number | null;

/** Marks UTF-8 for spreadsheets. */
export const BYTE_ORDER_MARK = '\ufeff';

/** How many levels the stations of an edition have at most. */
export function depthOf({ stations }: Pick<Edition, 'stations'>): number {
  return stations.reduce((depth, { levels }) => Math.max(depth, levels.length), 1);
}

/** `level1` … of an edition. */
export function levelColumns(depth: number): string[] {
  return Array.from({ length: depth }, (_, at) => `level${at + 1}`);
}

/** `levels` filled up to a depth. */
export function levelCells(levels: readonly string[], depth: number): Cell[] {
  return Array.from({ length: depth }, (_, at) => levels[at] ?? null);
}

/** The columns of `stations.csv`, in their order. */
export function stationColumns(edition: Edition): string[] {
  const ids = edition.election.choices.map(({ id }) => id);
  const [, ...others] = edition.sources;
  return [
    'code',
    ...levelColumns(depthOf(edition)),
    'name',
    'address',
    'latitude',
    'longitude',
    'registered_voters',
    'official_turnout',
    'official_early',
    'counted',
    'left_out_because',
    'proven',
    'missing',
    ...ids.flatMap((id) => [`ours_${id}`, `official_${id}`, `missing_${id}`]),
    ...others.flatMap(({ source }) => ids.map((id) => `${source}_${id}`)),
    'from_unverified',
    'on_busiest_day',
    'near_duplicates',
    'quarantined',
  ];
}

/**
 * `stations.csv`: a row for each station, everything that is known of it and what follows. The headline is the sum
 * of `proven` and of `missing` where `counted` is 1.
 */
export function* stationsCsv(edition: Edition, { findings }: EditionFinding): Generator<string> {
  yield `${BYTE_ORDER_MARK}${csvLine(stationColumns(edition))}`;
  const depth = depthOf(edition);
  for (const [at, station] of edition.stations.entries()) {
    const finding = findings[at];
    if (finding === undefined) continue;
    const left = leftOutBecause(edition, station, finding);
    yield csvLine([
      ...aboutStation(station, depth),
      left.length === 0 ? 1 : 0,
      left.join(' ') || null,
      finding.proven ? 1 : 0,
      finding.hasOfficial ? finding.choices.reduce((sum, { missing }) => sum + missing, 0) : null,
      ...finding.choices.flatMap((choice): Cell[] => [choice.ours, choice.official, missingOf(choice)]),
      ...station.official.slice(1).flat(),
      station.signs.fromUnverified,
      station.signs.onBusiestDay,
      station.signs.nearDuplicates,
      station.quarantined ? 1 : 0,
    ]);
  }
}

function aboutStation(station: EditionStation, depth: number): Cell[] {
  return [
    station.code,
    ...levelCells(station.levels, depth),
    station.name,
    station.address,
    station.latitude,
    station.longitude,
    station.registeredVoters,
    station.officialTurnout,
    station.officialEarly,
  ];
}

/** Empty where nothing can be missing, because nothing was reported. */
export function missingOf({ official, missing }: ChoiceFinding): number | null {
  return official === null ? null : missing;
}
