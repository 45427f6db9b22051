import { csvLine } from '../../../domain/csv-line.ts';
import { officialFaultText } from '../../../i18n/official-fault.ts';
import type { OfficialUpload } from '../../../storage/official-uploads.ts';
import type { ConsoleReply, ConsoleRequest } from '../route.ts';
import { cellNames, electionById, gone, type OfficialPagesDeps } from './deps.ts';

/** Everything that was wrong with a file, line by line, for a spreadsheet. */
export async function faultsFile(
  deps: OfficialPagesDeps,
  request: ConsoleRequest,
  { electionId, fileName, outcome }: OfficialUpload,
): Promise<ConsoleReply> {
  const { t, language } = request;
  const faults =
    outcome?.kind === 'bad-rows'
      ? outcome
      : outcome?.kind === 'fits' || outcome?.kind === 'imported'
        ? outcome.accepted
        : undefined;
  if (faults === undefined) return gone(request);
  const nameOf = cellNames(t, language, await electionById(deps, electionId));
  const lines = faults.rows.map(({ line, fault }) => csvLine([line, officialFaultText(t, fault, nameOf)]));
  const more = faults.count - faults.rows.length;
  if (more > 0) lines.push(csvLine([null, t('official-more', { count: more })]));
  return {
    kind: 'file',
    name: `${fileName.replace(/\.[^.]*$/, '')}-faults.csv`,
    mediaType: 'text/csv; charset=utf-8',
    // A byte order mark, by which spreadsheets know that it is UTF-8.
    bytes: Buffer.from(`\ufeff${csvLine([t('official-line'), t('official-reason')])}${lines.join('')}`),
  };
}
