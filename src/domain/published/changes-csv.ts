import { csvLine } from '../csv-line.ts';
import type { Edition } from '../finding/edition.ts';
import { BYTE_ORDER_MARK } from './stations-csv.ts';

/** The columns of `changes.csv`, in their order. */
export const CHANGE_COLUMNS = ['edition', 'published_on', 'code', 'what', 'before', 'after'] as const;

/** `changes.csv`: what each edition changed, the newest edition first. */
export function* changesCsv(edition: Edition): Generator<string> {
  yield `${BYTE_ORDER_MARK}${csvLine(CHANGE_COLUMNS)}`;
  for (const { number, publishedOn, changes } of [edition, ...edition.earlier])
    for (const { stationCode, what, before, after } of changes)
      yield csvLine([number, publishedOn, stationCode, what, before, after]);
}
