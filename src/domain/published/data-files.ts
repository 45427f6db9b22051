import { canonicalJson, canonicalPieces, type Json } from '../canonical-json.ts';
import type { Edition } from '../finding/edition.ts';
import type { EditionFinding } from '../finding/edition-finding.ts';
import { summarizeEdition } from '../finding/edition-summary.ts';
import { type AreaTotals, areaTotals } from './areas.ts';
import { changesCsv } from './changes-csv.ts';
import { resultsCsv } from './results-csv.ts';
import { stationsCsv } from './stations-csv.ts';
import { totalsCsv } from './totals-csv.ts';

/** One of the data files of an edition, before it is made. */
export interface DataFile {
  readonly name: string;
  readonly mediaType: string;
  /** Its text in small pieces, so that who makes it can do something else in between. */
  pieces(): Iterable<string>;
}

export const CSV = 'text/csv; charset=utf-8';
export const JSON_TYPE = 'application/json; charset=utf-8';

/** Where everything comes from: whoever has this file can make all the others. */
export const EDITION_FILE = 'edition.json';

/**
 * The numbers of an edition as files: the same bytes each time, and all of them made of the edition alone.
 * `edition.json` holds what is published; everything else follows from it.
 */
export function numberFiles(edition: Edition, finding: EditionFinding): DataFile[] {
  const { number, publishedOn, basis, election, sources, except, note } = edition;
  const about = { number, publishedOn, basis, election, sources, except, note };
  return [
    json(EDITION_FILE, edition),
    json('summary.json', { ...about, ...summarizeEdition(edition) }),
    csv('stations.csv', () => stationsCsv(edition, finding)),
    csv('results.csv', () => resultsCsv(edition, finding)),
    csv('totals.csv', () => totalsCsv(edition, areaTotals(edition, finding))),
    {
      name: 'totals.json',
      mediaType: JSON_TYPE,
      pieces: () => totalsJson({ number, basis }, areaTotals(edition, finding)),
    },
    csv('changes.csv', () => changesCsv(edition)),
  ];
}

/** A JSON file in its canonical form (RFC 8785), with a line end. */
export function json(name: string, value: object): DataFile {
  return {
    name,
    mediaType: JSON_TYPE,
    *pieces() {
      yield* canonicalPieces(value as unknown as Json);
      yield '\n';
    },
  };
}

/** `totals.json`, canonical, too. */
function* totalsJson(about: Pick<Edition, 'number' | 'basis'>, areas: Iterable<AreaTotals>): Generator<string> {
  let before = '{"areas":[';
  for (const area of areas) {
    yield `${before}${canonicalJson(area as unknown as Json)}`;
    before = ',';
  }
  yield `],"basis":${JSON.stringify(about.basis)},"number":${about.number}}\n`;
}

export function csv(name: string, pieces: () => Iterable<string>): DataFile {
  return { name, mediaType: CSV, pieces };
}
