import type { NoticeText } from '../src/actions/notices.ts';
import { DEFAULT_LANGUAGE } from '../src/domain/languages.ts';
import type { Catalogues } from '../src/i18n/catalogues.ts';

/** The words of the catalogues for what a worker has to tell. */
export function noticeText(catalogues: Catalogues): NoticeText {
  return (notice, language) => {
    const t = catalogues.translator(language ?? DEFAULT_LANGUAGE);
    const ballot = { id: 'menu:ballot', label: t('menu-ballot') };
    const menu = { id: 'menu:open', label: t('menu-open') };
    switch (notice.kind) {
      case 'ballot-duplicate':
        return { text: t('ballot-duplicate'), options: [[ballot, menu]] };
      case 'ballot-refused': {
        const reason = t(`photo-refused-${notice.refusal}`);
        return { text: t('ballot-refused', { reason }), options: [[ballot, menu]] };
      }
      case 'ballot-locked':
        return { text: t('ballot-not-taken'), options: [[menu]] };
      case 'registration-moved':
        return { text: t('registration-moved'), options: [[menu]] };
      case 'registration-moved-away':
        return t('registration-moved-away');
      case 'survey-not-taken':
        return { text: t('survey-not-taken'), options: [[menu]] };
      case 'nothing-to-show':
        return t('broadcast-chat-nothing-to-show');
      case 'forgotten':
        return t('forgotten');
    }
  };
}
