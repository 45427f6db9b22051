import { csvLine } from '../csv-line.ts';
import type { Edition } from '../finding/edition.ts';
import type { EditionFinding } from '../finding/edition-finding.ts';
import { BYTE_ORDER_MARK, missingOf } from './stations-csv.ts';

/** The columns of `results.csv`, in their order. */
export function resultColumns({ sources }: Pick<Edition, 'sources'>): string[] {
  return ['code', 'choice', 'ours', ...sources.map(({ source }) => `official_${source}`), 'missing'];
}

/** `results.csv`: a row for each station and choice, every source in a column of its own. For statistics programs. */
export function* resultsCsv(edition: Edition, { findings }: EditionFinding): Generator<string> {
  yield `${BYTE_ORDER_MARK}${csvLine(resultColumns(edition))}`;
  for (const [at, { code, official }] of edition.stations.entries()) {
    // One piece a station: hundreds of thousands of small ones take longer to hand on than to make.
    const lines = findings[at]?.choices.map((choice, of) =>
      csvLine([code, choice.choiceId, choice.ours, ...official.map((source) => source[of] ?? null), missingOf(choice)]),
    );
    yield lines?.join('') ?? '';
  }
}
