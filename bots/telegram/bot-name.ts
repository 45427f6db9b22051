import { httpClient } from '../../src/messaging/http-client.ts';
import { type Signal, type TelegramAccess, telegramApi } from './api.ts';

/**
 * The bot's username, for links such as `https://t.me/<username>?start=…`; undefined while Telegram does not
 * answer. https://core.telegram.org/bots/api#getme
 */
export async function telegramBotName(
  { token, apiRoot, http = httpClient() }: Omit<TelegramAccess, 'http'> & Partial<Pick<TelegramAccess, 'http'>>,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    const { username } = await telegramApi({ token, apiRoot, http }).getMe(signal as Signal);
    return /^\w{3,64}$/.test(username) ? username : undefined;
  } catch {
    // Only a convenience: whoever asks does without it.
    return undefined;
  }
}
