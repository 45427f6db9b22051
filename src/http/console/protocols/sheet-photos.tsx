import type { VNode } from 'preact';
import type { Translate } from '../../../i18n/translate.ts';
import { PhotoView } from '../review/photo-view.tsx';
import { EmptyState } from '../ui/messages.tsx';

/**
 * The photos of a sheet, one at a time: protocols.js shows the one that was chosen, without it they stand one under
 * the other. They open for whoever has the sheet in hand.
 */
export function SheetPhotos(props: {
  readonly t: Translate;
  readonly protocolId: string;
  readonly photos: number;
}): VNode {
  const { t, protocolId, photos } = props;
  if (photos === 0) return <EmptyState title={t('protocols-no-photos')} text={t('protocols-no-photos-text')} />;
  const all = Array.from({ length: photos }, (_, at) => at);
  return (
    <div class="sheet-photos" data-sheet-photos>
      {photos > 1 && (
        <div class="sheet-pages" role="toolbar" aria-label={t('protocols-photos')} data-pages hidden>
          {all.map((at) => (
            <button key={at} type="button" class="small secondary" data-page={at} aria-pressed={at === 0}>
              {t('protocols-photo', { number: at + 1 })}
            </button>
          ))}
        </div>
      )}
      {all.map((at) => (
        <PhotoView
          key={at}
          t={t}
          src={`/console/typing/photos/${protocolId}/${at}`}
          label={t('protocols-photo-of', { number: at + 1, photos })}
        />
      ))}
    </div>
  );
}
