import { LANGUAGES } from '../../src/domain/languages.ts';
import { MILESTONES, newMilestones } from '../../src/domain/marches/published.ts';
import { loadCatalogues } from '../../src/i18n/catalogues.ts';
import { milestoneWords } from '../../workers/milestone-words.ts';

const words = milestoneWords(loadCatalogues());
const CHECK_INS = {
  be: 'адзнакі розных акаўнтаў',
  ru: 'отметки разных аккаунтов',
  en: 'check-ins of different accounts',
};
/** What the count does not say: it is rounded, has chance added, and is told when it is the milestone itself. */
const TOO_MUCH = /\b(more than|of us)\b|больш за|Нас|больше/u;

test.each(LANGUAGES)(
  'a milestone is said of check-ins, not of people, and is not said to be exceeded: %s',
  (language) => {
    for (const milestone of MILESTONES) {
      expect(newMilestones(milestone, [])).toContain(milestone);
      const { text, title } = words(milestone, { be: 'Марш', ru: 'Марш', en: 'March' });
      expect(text[language]).toContain(CHECK_INS[language]);
      for (const said of [text[language], title]) expect(said).not.toMatch(TOO_MUCH);
    }
  },
);
