import type { VNode } from 'preact';
import type { OfficialStationNumbers } from '../../../domain/official/terms.ts';
import type { Translate } from '../../../i18n/translate.ts';
import type { ListedImport } from '../../../storage/official-pages.ts';

/** An official number and where it comes from: its line, and the file and day for who points at it. */
export function NumberCell(props: {
  readonly t: Translate;
  readonly of: Pick<ListedImport, 'fileName' | 'importedOn'>;
  readonly numbers: OfficialStationNumbers | undefined;
  readonly index: number;
}): VNode {
  const { t, of, numbers, index } = props;
  const value = numbers?.values[index] ?? null;
  if (value === null) return <span>–</span>;
  const line = `${numbers?.lines[index] ?? ''}`;
  return (
    <span title={t('official-where', { file: of.fileName, line, day: of.importedOn })}>
      {t('official-count', { count: value })}
      <br />
      <small>{t('official-on-line', { line })}</small>
    </span>
  );
}
