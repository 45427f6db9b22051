import type { ContentProblem } from '../../../domain/broadcasts.ts';
import type { TextKey } from '../../../i18n/keys.ts';
import type { Translate } from '../../../i18n/translate.ts';

const FIELDS: Readonly<Record<ContentProblem['field'], TextKey>> = {
  text: 'broadcasts-text',
  picture: 'broadcasts-picture',
  'link-label': 'broadcasts-link-label',
  'link-url': 'broadcasts-link-url',
  'survey-label': 'broadcasts-survey-label',
};

/** What is missing or too long, and where. */
export function problemWords(t: Translate, { field, language, problem, most }: ContentProblem): string {
  const place = language === undefined ? t(FIELDS[field]) : `${t(FIELDS[field])}, ${t(`language-${language}`)}`;
  const what = problem === 'missing' ? t('broadcasts-missing') : t('broadcasts-too-long', { most: most ?? 0 });
  return `${place}: ${what}`;
}
