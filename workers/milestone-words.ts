import { inEveryLanguage, type Localized } from '../src/domain/languages.ts';
import type { Catalogues } from '../src/i18n/catalogues.ts';

/** What those who walk are told when a march's count passes a milestone. */
export function milestoneWords(catalogues: Catalogues) {
  return (milestone: number, name: Localized): { title: string; text: Localized } => {
    const text = inEveryLanguage((language) =>
      catalogues.translator(language)('march-milestone', { milestone, name: name[language] }),
    );
    const title = catalogues.translator('en')('march-milestone-title', { milestone, name: name.en });
    return { title: title.slice(0, 120), text };
  };
}
