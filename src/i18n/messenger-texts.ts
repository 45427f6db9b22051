import { LANGUAGES, type Language } from '../domain/languages.ts';
import type { Catalogues } from './catalogues.ts';

/** What a messenger shows about the bot in one language. */
export interface MessengerTexts {
  readonly commands: readonly { readonly command: string; readonly description: string }[];
  readonly description: string;
  readonly shortDescription: string;
}

/** In the order in which a messenger lists them. */
const COMMANDS = ['menu', 'ballot', 'station', 'language', 'privacy', 'forget', 'help'] as const;

export function messengerTexts(catalogues: Catalogues): Readonly<Record<Language, MessengerTexts>> {
  const texts = LANGUAGES.map((language): [Language, MessengerTexts] => {
    const t = catalogues.translator(language);
    return [
      language,
      {
        commands: COMMANDS.map((command) => ({ command, description: t(`command-${command}`) })),
        description: t('bot-description'),
        shortDescription: t('bot-about'),
      },
    ];
  });
  return Object.fromEntries(texts) as Record<Language, MessengerTexts>;
}
