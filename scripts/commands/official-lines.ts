import type { OfficialImportResult } from '../../src/actions/import-official.ts';
import type { Faults, ReadSummary } from '../../src/domain/official/uploads.ts';
import { loadCatalogues } from '../../src/i18n/catalogues.ts';
import { officialFaultText } from '../../src/i18n/official-fault.ts';
import type { Translate } from '../../src/i18n/translate.ts';

/** A line, and whether it is of the result or about it. */
export type Line = readonly [to: 'print' | 'note', line: string];

/** What an import of official results has to say; `what` is whose results of which election. */
export function officialImportLines(result: OfficialImportResult, what: string): Line[] {
  switch (result.kind) {
    case 'imported':
      return summaryLines(result, `Version ${result.version} of the ${what}`);
    case 'fits':
      return summaryLines(result, `It would be version ${result.version} of the ${what}`);
    case 'unchanged':
      return [['print', `Nothing to change: version ${result.version} of the ${what} is this very file.`]];
    case 'no-such-election':
      return [['note', `There is no such election: ${what}.`]];
    case 'unusable-file': {
      const { line, faults } = result;
      const where = line === undefined ? '' : `line ${line}: `;
      const t = english();
      return [
        ...faults.map((fault): Line => ['note', `${where}${officialFaultText(t, fault)}`]),
        ['note', 'Columns are named with --map COLUMN=HEADER, a sheet with --sheet. Nothing was imported.'],
      ];
    }
    case 'bad-rows': {
      const t = english();
      return [...listed(t, result), ['note', t('official-bad-rows', { count: result.count })]];
    }
  }
}

function summaryLines(summary: ReadSummary, title: string): Line[] {
  const { shape, numbers, stations, accepted, columns, withoutNumbers, sha256, sheet } = summary;
  const used = Object.entries(columns.used).map(([column, header]) => `${column} = "${header}"`);
  const unused = columns.unused.length > 0 ? `; not used: ${columns.unused.join(', ')}` : '';
  const where = sheet === null ? shape : `${shape}, sheet ${sheet}`;
  return [
    ...listed(english(), accepted),
    ['print', `${title}: ${count(numbers)} numbers (${where}).`],
    ['print', `Stations with a result: ${count(stations.withResult)}; without: ${count(stations.without)}.`],
    ['print', `Columns: ${used.join(', ')}${unused}.`],
    ['print', `SHA-256: ${sha256}`],
    ...(withoutNumbers.length > 0 ? [['print', `Without any number: ${withoutNumbers.join(', ')}.`] as const] : []),
    ...(accepted.count > 0 ? [['print', `Accepted as the source's own: ${count(accepted.count)}.`] as const] : []),
  ];
}

function listed(t: Translate, faults: Faults): Line[] {
  const lines = faults.rows.map(({ line, fault }): Line => ['note', `line ${line}: ${officialFaultText(t, fault)}`]);
  const more = faults.count - faults.rows.length;
  return more > 0 ? [...lines, ['note', `… and ${count(more)} more`]] : lines;
}

/** Reads every catalogue: to be asked once. */
function english(): Translate {
  return loadCatalogues().translator('en');
}

function count(number: number): string {
  return number.toLocaleString('en');
}
