import type { ContentProblem } from '../../../domain/chronicle/content.ts';
import type { Translate } from '../../../i18n/translate.ts';

/** What is still missing, in words. */
export function problemWords(t: Translate, problem: ContentProblem): string {
  switch (problem.problem) {
    case 'no-title':
    case 'no-text':
      return t(`chronicle-desk-${problem.problem}`, { language: t(`language-${problem.language}`) });
    case 'no-alt':
      return t('chronicle-desk-no-alt', { number: problem.photo + 1 });
    case 'no-day':
    case 'no-words':
    case 'faces-unchecked':
      return t(`chronicle-desk-${problem.problem}`);
  }
}
