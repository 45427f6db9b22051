import { LANGUAGES, type Language } from '../domain/languages.ts';
import type { Dialogue, Talk } from './dialogue.ts';

/** Another language, spoken from then on. */
export const language: Dialogue = {
  name: 'language',
  version: 1,
  purpose: 'Change the language.',
  async run(talk) {
    await talk.change({ language: await chooseLanguage(talk, talk.t('language-ask')) });
    await talk.say(talk.t('language-changed'));
    return undefined;
  },
};

/** Asks for a language by its own name. */
export async function chooseLanguage(talk: Talk, text: string): Promise<Language> {
  const { t } = talk;
  const names = { be: t('language-be'), ru: t('language-ru'), en: t('language-en') };
  const id = await talk.choose({
    text,
    options: LANGUAGES.map((code) => [{ id: `language:${code}`, label: names[code] }]),
  });
  const found = LANGUAGES.find((code) => id === `language:${code}`);
  if (found === undefined) throw new Error('A language was chosen that was not offered.');
  return found;
}
