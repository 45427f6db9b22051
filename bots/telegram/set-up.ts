import { DEFAULT_LANGUAGE, LANGUAGES, type Language } from '../../src/domain/languages.ts';
import { httpClient } from '../../src/messaging/http-client.ts';
import type { SetUp } from '../../src/messaging/messenger.ts';
import { type Signal, type TelegramAccess, telegramApi } from './api.ts';
import { toSendError } from './send-errors.ts';
import { ALLOWED_UPDATES } from './updates.ts';

/** What Telegram shows about the bot in one language. */
export interface TelegramTexts {
  /** Name without the slash (a-z, 0-9, _; at most 32), description at most 256 characters. */
  readonly commands: readonly { readonly command: string; readonly description: string }[];
  /** Shown in the empty chat, before the start; at most 512 characters. */
  readonly description: string;
  /** Shown in the profile and with shared links; at most 120 characters. */
  readonly shortDescription: string;
}

export interface TelegramSetUpOptions {
  readonly token: string;
  readonly apiRoot: string;
  readonly texts: Readonly<Record<Language, TelegramTexts>>;
  /** Left out with long polling. */
  readonly webhook?: {
    readonly url: string;
    /** 1 to 256 of A-Z, a-z, 0-9, _ and -. */
    readonly secret: string;
    /** Requests that Telegram makes at once, 1 to 100. */
    readonly maxConnections: number;
  };
  readonly http?: TelegramAccess['http'];
}

/** Sets the webhook, the command list and the descriptions. Doing it again changes nothing. */
export function telegramSetUp({ token, apiRoot, texts, webhook, http = httpClient() }: TelegramSetUpOptions): SetUp {
  const api = telegramApi({ token, apiRoot, http });

  async function describe(language: Language, code: Language | undefined, signal: Signal): Promise<void> {
    const { commands, description, shortDescription } = texts[language];
    const spoken = code === undefined ? {} : { language_code: code };
    await api.setMyCommands(commands, { scope: { type: 'all_private_chats' }, ...spoken }, signal);
    await api.setMyDescription(description, spoken, signal);
    await api.setMyShortDescription(shortDescription, spoken, signal);
  }

  return {
    name: 'telegram',
    async setUp(signal) {
      try {
        if (webhook !== undefined) {
          await api.setWebhook(
            webhook.url,
            {
              secret_token: webhook.secret,
              max_connections: webhook.maxConnections,
              allowed_updates: ALLOWED_UPDATES,
            },
            signal as Signal,
          );
        }
        // Without a language code: for everybody whose client speaks none of ours.
        await describe(DEFAULT_LANGUAGE, undefined, signal as Signal);
        for (const language of LANGUAGES) await describe(language, language, signal as Signal);
        return { ok: true };
      } catch (error) {
        return { ok: false, error: toSendError(error) };
      }
    },
  };
}
