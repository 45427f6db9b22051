import { csvLine } from '../csv-line.ts';
import type { Edition } from '../finding/edition.ts';
import type { Totals } from '../finding/totals.ts';
import type { AreaTotals } from './areas.ts';
import { BYTE_ORDER_MARK, depthOf, levelCells, levelColumns } from './stations-csv.ts';

/** The columns of `totals.csv`, in their order. */
export function totalsColumns(edition: Edition): string[] {
  return [
    'depth',
    ...levelColumns(depthOf(edition)),
    'suspect',
    'choice',
    'stations',
    'left_out',
    'with_official',
    'with_ours',
    'compared',
    'proven',
    'missing',
    'ours',
    'official',
    'median_excess',
    'largest_excess',
    'by_five_or_fewer',
  ];
}

/**
 * `totals.csv`: for each area, without suspect stations and with them, a row over all choices and a row for each.
 * Depth 0 is the country.
 */
export function* totalsCsv(edition: Edition, areas: Iterable<AreaTotals>): Generator<string> {
  yield `${BYTE_ORDER_MARK}${csvLine(totalsColumns(edition))}`;
  const depth = depthOf(edition);
  for (const { levels, totals, withSuspect } of areas) {
    const place = [levels.length, ...levelCells(levels, depth)];
    yield rows([...place, 'left-out'], totals);
    yield rows([...place, 'counted'], withSuspect);
  }
}

function rows(place: readonly (string | number | null)[], totals: Totals): string {
  const { stations, leftOut, withOfficial, withOurs, compared, proven, missing } = totals;
  const all = [
    null,
    stations,
    leftOut,
    withOfficial,
    withOurs,
    compared,
    proven,
    missing,
    null,
    null,
    null,
    null,
    null,
  ];
  return [
    csvLine([...place, ...all]),
    ...totals.choices.map((choice) =>
      csvLine([
        ...place,
        choice.choiceId,
        stations,
        leftOut,
        choice.withOfficial,
        null,
        null,
        choice.proven,
        choice.missing,
        choice.ours,
        choice.official,
        choice.medianExcess,
        choice.largestExcess,
        choice.byFiveOrFewer,
      ]),
    ),
  ].join('');
}
