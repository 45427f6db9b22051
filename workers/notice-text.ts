import type { NoticeText } from '../src/actions/notices.ts';
import { DEFAULT_LANGUAGE } from '../src/domain/languages.ts';
import type { Catalogues } from '../src/i18n/catalogues.ts';

/** The words of the catalogues for what a worker has to tell. */
export function noticeText(catalogues: Catalogues): NoticeText {
  return (notice, language) => {
    const t = catalogues.translator(language ?? DEFAULT_LANGUAGE);
    switch (notice.kind) {
      case 'ballot-duplicate':
        return t('notice-ballot-duplicate');
      case 'ballot-refused':
        return `${t('notice-ballot-refused')}\n\n${t(`photo-${notice.refusal}`)}`;
      case 'ballot-locked':
        return t('notice-ballot-locked');
      case 'registration-moved':
        return t('notice-registration-moved');
      case 'registration-moved-away':
        return t('notice-registration-moved-away');
      case 'forgotten':
        return t('notice-forgotten');
    }
  };
}
