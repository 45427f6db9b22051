import { csvLine } from '../../../domain/csv-line.ts';
import type { Edition } from '../../../domain/finding/edition.ts';
import { CHANGE_COLUMNS } from '../../../domain/published/changes-csv.ts';
import { resultColumns } from '../../../domain/published/results-csv.ts';
import { BYTE_ORDER_MARK, stationColumns } from '../../../domain/published/stations-csv.ts';
import { totalsColumns } from '../../../domain/published/totals-csv.ts';
import type { TextKey } from '../../../i18n/keys.ts';
import type { Speech } from '../site/look.ts';

/** What a column of a CSV file means, in one language. */
export interface ColumnMeaning {
  readonly column: string;
  readonly meaning: string;
}

export interface FileColumns {
  readonly file: string;
  readonly columns: readonly ColumnMeaning[];
}

/** What the columns of an edition's CSV files mean. Every column is there. */
export function codebook(edition: Edition, { t, language }: Pick<Speech, 't' | 'language'>): readonly FileColumns[] {
  const ofChoice = choiceColumns(edition);
  const say = (keys: Keys) => (column: string) => {
    const special = ofChoice.get(column);
    if (keys === STATIONS && special !== undefined) {
      return { column, meaning: t(special.key, { choice: special.choice.name[language] }) };
    }
    const key = keys[column] ?? (/^level\d$/.test(column) ? 'data-col-level' : undefined) ?? keys['*'];
    if (key === undefined) throw new Error(`the codebook does not know the column ${column}`);
    return { column, meaning: t(key) };
  };
  return [
    { file: 'stations.csv', columns: stationColumns(edition).map(say(STATIONS)) },
    { file: 'results.csv', columns: resultColumns(edition).map(say(RESULTS)) },
    { file: 'totals.csv', columns: totalsColumns(edition).map(say(TOTALS)) },
    { file: 'changes.csv', columns: CHANGE_COLUMNS.map(say(CHANGES)) },
  ];
}

/** The codebook as a CSV file. */
export function codebookCsv(files: readonly FileColumns[]): string {
  const lines = files.flatMap(({ file, columns }) =>
    columns.map(({ column, meaning }) => csvLine([file, column, meaning])),
  );
  return `${BYTE_ORDER_MARK}${csvLine(['file', 'column', 'meaning'])}${lines.join('')}`;
}

/** A column's text by its name; `*` stands for any other. */
type Keys = Readonly<Record<string, TextKey>>;

const STATIONS: Keys = {
  code: 'data-col-code',
  name: 'data-col-name',
  address: 'data-col-address',
  latitude: 'data-col-latitude',
  longitude: 'data-col-longitude',
  registered_voters: 'data-col-registered-voters',
  official_turnout: 'data-col-official-turnout',
  official_early: 'data-col-official-early',
  counted: 'data-col-counted',
  left_out_because: 'data-col-left-out-because',
  proven: 'data-col-proven',
  missing: 'data-col-missing',
  from_unverified: 'data-col-from-unverified',
  on_busiest_day: 'data-col-on-busiest-day',
  near_duplicates: 'data-col-near-duplicates',
  quarantined: 'data-col-quarantined',
};

const RESULTS: Keys = {
  code: 'data-col-code',
  choice: 'data-col-choice',
  ours: 'data-col-ours-any',
  missing: 'data-col-missing-of',
  '*': 'data-col-official-of',
};

const TOTALS: Keys = {
  depth: 'data-col-depth',
  suspect: 'data-col-suspect',
  choice: 'data-col-choice',
  stations: 'data-col-stations',
  left_out: 'data-col-left-out',
  with_official: 'data-col-with-official',
  with_ours: 'data-col-with-ours',
  compared: 'data-col-compared',
  proven: 'data-col-proven-sum',
  missing: 'data-col-missing-sum',
  ours: 'data-col-ours-sum',
  official: 'data-col-official-sum',
  median_excess: 'data-col-median-excess',
  largest_excess: 'data-col-largest-excess',
  by_five_or_fewer: 'data-col-by-five-or-fewer',
};

const CHANGES: Keys = {
  edition: 'data-col-edition',
  published_on: 'data-col-published-on',
  code: 'data-col-code',
  what: 'data-col-what',
  before: 'data-col-before',
  after: 'data-col-after',
};

type Choice = Edition['election']['choices'][number];

function choiceColumns({ election, sources }: Edition): ReadonlyMap<string, { key: TextKey; choice: Choice }> {
  const [, ...others] = sources;
  return new Map(
    election.choices.flatMap((choice): [string, { key: TextKey; choice: Choice }][] => [
      [`ours_${choice.id}`, { key: 'data-col-ours', choice }],
      [`official_${choice.id}`, { key: 'data-col-official', choice }],
      [`missing_${choice.id}`, { key: 'data-col-missing-one', choice }],
      ...others.map(({ source }): [string, { key: TextKey; choice: Choice }] => [
        `${source}_${choice.id}`,
        { key: 'data-col-other', choice },
      ]),
    ]),
  );
}
