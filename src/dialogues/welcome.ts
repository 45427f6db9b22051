import type { Dialogue } from './dialogue.ts';
import { chooseLanguage } from './language.ts';
import { keepAfterwards } from './routes.ts';

/** First contact: a language, then consent to what is kept. Nothing else works before. */
export const welcome: Dialogue = {
  name: 'welcome',
  version: 1,
  purpose: 'Language, then what is kept and what is not, and consent.',
  async run(talk, input) {
    if (talk.person.language === null || input.language === true) {
      await talk.change({ language: await chooseLanguage(talk, talk.t('welcome-language')) });
    }
    const { t } = talk;
    const answer = await talk.choose({
      text: t('welcome-about'),
      options: [[{ id: 'consent:yes', label: t('consent-yes') }], [{ id: 'consent:no', label: t('consent-no') }]],
    });
    if (answer === 'consent:no') {
      await talk.say(t('welcome-declined'));
      await talk.intend({ do: 'forget' });
      return 'end';
    }
    await talk.change({ consented: true });
    return { dialogue: 'register', input: keepAfterwards(input) };
  },
};
