import type { NoticeText } from '../src/actions/notices.ts';
import { DEFAULT_LANGUAGE } from '../src/domain/languages.ts';
import type { Catalogues } from '../src/i18n/catalogues.ts';

/** The words of the catalogues for what a worker has to tell. */
export function noticeText(catalogues: Catalogues): NoticeText {
  return (notice, language) => {
    const t = catalogues.translator(language ?? DEFAULT_LANGUAGE);
    const ballot = { id: 'menu:ballot', label: t('menu-ballot') };
    const menu = { id: 'menu:open', label: t('menu-open') };
    const protocol = { id: 'menu:protocol', label: t('menu-protocol') };
    switch (notice.kind) {
      case 'ballot-duplicate':
        return { text: t('ballot-duplicate'), options: [[ballot, menu]] };
      case 'ballot-refused': {
        const reason = t(`photo-refused-${notice.refusal}`);
        return { text: t('ballot-refused', { reason }), options: [[ballot, menu]] };
      }
      case 'ballot-locked':
        return { text: t('ballot-not-taken'), options: [[menu]] };
      case 'ballot-counted':
        return { text: t(notice.differs ? 'review-chat-counted-differs' : 'review-chat-counted'), options: [[menu]] };
      case 'ballot-rejected': {
        const reason = t(`review-chat-rejected-${notice.reason}`);
        return { text: t('review-chat-rejected', { reason }), options: [[ballot, menu]] };
      }
      case 'ballot-already-counted':
        return { text: t('review-chat-already-counted'), options: [[menu]] };
      case 'protocol-refused': {
        const reason = t(`photo-refused-${notice.refusal}`);
        return { text: t('protocols-chat-refused', { station: notice.station, reason }), options: [[protocol, menu]] };
      }
      case 'protocol-rejected': {
        const reason = t(`protocols-chat-rejected-${notice.problem}`);
        return { text: t('protocols-chat-rejected', { station: notice.station, reason }), options: [[protocol, menu]] };
      }
      case 'protocol-agreed':
      case 'protocol-same':
      case 'protocol-too-many':
      case 'protocol-gone': {
        const said = notice.kind.replace('protocol-', '') as 'agreed' | 'same' | 'too-many' | 'gone';
        return { text: t(`protocols-chat-${said}`, { station: notice.station }), options: [[menu]] };
      }
      case 'registration-moved':
        return { text: t('registration-moved'), options: [[menu]] };
      case 'registration-moved-away':
        return t('registration-moved-away');
      case 'survey-not-taken':
        return { text: t('survey-not-taken'), options: [[menu]] };
      case 'march-not-counted':
        return { text: t(`march-not-counted-${notice.why}`), options: [[menu]] };
      case 'chronicle-not-taken':
        return { text: t(`chronicle-chat-not-taken-${notice.why}`), options: [[menu]] };
      case 'chronicle-photo-refused': {
        const reason = t(`photo-refused-${notice.refusal}`);
        return { text: t('chronicle-chat-photo-refused', { reason }), options: [[menu]] };
      }
      case 'nothing-to-show':
        return t('broadcast-chat-nothing-to-show');
      case 'forgotten':
        return t('forgotten');
    }
  };
}
