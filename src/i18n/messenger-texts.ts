import type { Language } from '../domain/languages.ts';
import type { Catalogues } from './catalogues.ts';

/** What a messenger shows about the bot before anything is said. */
export interface MessengerTexts {
  readonly commands: readonly { readonly command: string; readonly description: string }[];
  readonly description: string;
  readonly shortDescription: string;
}

/** The commands that a messenger lists, in this order. */
const LISTED = [
  'menu',
  'ballot',
  'protocol',
  'station',
  'walk',
  'funds',
  'need',
  'chronicle',
  'language',
  'privacy',
  'forget',
  'help',
] as const;

/** What the bot is called and described as, in every language. */
export function messengerTexts(catalogues: Catalogues): Readonly<Record<Language, MessengerTexts>> {
  const inLanguage = (language: Language): MessengerTexts => {
    const t = catalogues.translator(language);
    return {
      commands: LISTED.map((command) => ({ command, description: t(`command-${command}`) })),
      description: t('bot-description'),
      shortDescription: t('bot-about'),
    };
  };
  return { be: inLanguage('be'), ru: inLanguage('ru'), en: inLanguage('en') };
}
