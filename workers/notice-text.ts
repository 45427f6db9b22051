import type { NoticeText } from '../src/actions/notices.ts';
import { DEFAULT_LANGUAGE } from '../src/domain/languages.ts';
import type { Catalogues } from '../src/i18n/catalogues.ts';

/** The words of the catalogues for what a worker has to tell. */
export function noticeText(catalogues: Catalogues): NoticeText {
  return (notice, language) => {
    const t = catalogues.translator(language ?? DEFAULT_LANGUAGE);
    switch (notice.kind) {
      case 'ballot-duplicate':
        return t('ballot-duplicate');
      case 'ballot-refused':
        return t('ballot-refused', { reason: t(`photo-refused-${notice.refusal}`) });
      case 'ballot-locked':
        return t('ballot-not-taken');
      case 'registration-moved':
        return t('registration-moved');
      case 'registration-moved-away':
        return t('registration-moved-away');
      case 'survey-not-taken':
        return t('survey-not-taken');
      case 'nothing-to-show':
        return t('broadcast-chat-nothing-to-show');
      case 'forgotten':
        return t('forgotten');
    }
  };
}
