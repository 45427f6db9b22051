import type { VNode } from 'preact';
import type { Faults, ReadSummary } from '../../../domain/official/uploads.ts';
import { officialFaultText } from '../../../i18n/official-fault.ts';
import type { Translate } from '../../../i18n/translate.ts';
import type { OfficialUpload } from '../../../storage/official-uploads.ts';
import { Facts } from '../ui/data.tsx';
import { Notice, Problem } from '../ui/messages.tsx';

/** So many faults are shown; all that are kept can be downloaded. */
const SHOWN = 50;

interface OutcomeProps {
  readonly t: Translate;
  readonly upload: OfficialUpload;
  readonly nameOf: (cell: string) => string;
}

/** What became of an upload, or what it would become. */
export function OutcomeView({ t, upload, nameOf }: OutcomeProps): VNode | null {
  const { outcome, importId } = upload;
  if (outcome === null) return null;
  switch (outcome.kind) {
    case 'fits':
    case 'imported':
      return (
        <>
          <Notice
            tone="good"
            title={t(outcome.kind === 'fits' ? 'official-fits' : 'official-imported', {
              version: `${outcome.version}`,
            })}
          >
            <Summary t={t} summary={outcome} nameOf={nameOf} />
            {importId !== null && <a href={`/console/official/imports/${importId}`}>{t('official-to-import')}</a>}
          </Notice>
          {outcome.accepted.count > 0 && (
            <Notice tone="warning" title={t('official-accepted', { count: outcome.accepted.count })}>
              <FaultList t={t} upload={upload} faults={outcome.accepted} nameOf={nameOf} />
            </Notice>
          )}
        </>
      );
    case 'unchanged':
      return (
        <Notice title={t('official-unchanged', { version: `${outcome.version}` })}>
          {t('official-unchanged-text', { day: outcome.importedOn })}
        </Notice>
      );
    case 'unusable-file':
      return (
        <Problem
          title={t('official-unusable')}
          items={outcome.faults.map((fault) => lineText(t, outcome.line, officialFaultText(t, fault, nameOf)))}
        />
      );
    case 'bad-rows':
      return (
        <div class="box bad" role="alert">
          <strong>{t('official-bad-rows', { count: outcome.count })}</strong>
          <p>{t('official-bad-rows-text')}</p>
          <FaultList t={t} upload={upload} faults={outcome} nameOf={nameOf} />
        </div>
      );
    case 'gave-up':
      return <Problem title={t('official-gave-up')} text={t('official-gave-up-text')} />;
  }
}

function Summary(props: {
  readonly t: Translate;
  readonly summary: ReadSummary;
  readonly nameOf: (cell: string) => string;
}): VNode {
  const { t, summary, nameOf } = props;
  const { numbers, stations, shape, sheet, withoutNumbers, columns, sha256 } = summary;
  return (
    <Facts
      items={[
        [t('official-numbers'), t('official-count', { count: numbers })],
        [t('official-with-result'), t('official-count', { count: stations.withResult })],
        [t('official-without-result'), t('official-count', { count: stations.without })],
        [t('official-shape'), t(`official-shape-${shape}`)],
        ...(sheet === null ? [] : [[t('official-sheet'), sheet] as const]),
        ...(withoutNumbers.length === 0
          ? []
          : [[t('official-without-numbers'), withoutNumbers.map(nameOf).join(', ')] as const]),
        ...(columns.unused.length === 0
          ? []
          : [[t('official-unused'), columns.unused.filter((header) => header !== '').join(', ')] as const]),
        [
          'SHA-256',
          <code key="sha256" class="breaks">
            {sha256}
          </code>,
        ],
      ]}
    />
  );
}

function FaultList({ t, upload, faults, nameOf }: OutcomeProps & { readonly faults: Faults }): VNode {
  const shown = faults.rows.slice(0, SHOWN);
  const more = faults.count - shown.length;
  return (
    <>
      <ul>
        {shown.map(({ line, fault }, index) => (
          <li key={index}>{lineText(t, line, officialFaultText(t, fault, nameOf))}</li>
        ))}
      </ul>
      {more > 0 && <p>{t('official-more', { count: more })}</p>}
      <p>
        <a href={`/console/official/uploads/${upload.id}/faults.csv`}>{t('official-download-faults')}</a>
      </p>
    </>
  );
}

function lineText(t: Translate, line: number | undefined, fault: string): string {
  return line === undefined ? fault : t('official-fault-at', { line: `${line}`, fault });
}
