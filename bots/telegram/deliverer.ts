import type { Api } from 'grammy';
import { httpClient } from '../../src/messaging/http-client.ts';
import type { Deliverer } from '../../src/messaging/messenger.ts';
import { type Signal, type TelegramAccess, telegramApi } from './api.ts';
import { markup } from './markup.ts';
import { toSendError } from './send-errors.ts';

export interface TelegramDelivererOptions {
  readonly token: string;
  readonly apiRoot: string;
  readonly http?: TelegramAccess['http'];
}

/** Telegram's limit for one `deleteMessages`. */
const DELETED_AT_ONCE = 100;

/** Telegram's sending side. */
export function telegramDeliverer({ token, apiRoot, http = httpClient() }: TelegramDelivererOptions): Deliverer {
  const api = telegramApi({ token, apiRoot, http });
  return {
    name: 'telegram',

    async send(address, message, signal) {
      const buttons = markup(message);
      const acknowledged = acknowledge(api, message.acknowledges, signal);
      try {
        const sent = await api.sendMessage(
          Number(address),
          message.text,
          {
            // Telegram would fetch every address in a text, ours included.
            link_preview_options: { is_disabled: true },
            ...(buttons === undefined ? {} : { reply_markup: buttons }),
          },
          signal as Signal,
        );
        return { ok: true, messageId: String(sent.message_id) };
      } catch (error) {
        return { ok: false, error: toSendError(error) };
      } finally {
        await acknowledged;
      }
    },

    /** False also when Telegram refuses, as after 48 hours. */
    async deleteMessages(address, messageIds, signal) {
      try {
        for (let i = 0; i < messageIds.length; i += DELETED_AT_ONCE) {
          const ids = messageIds.slice(i, i + DELETED_AT_ONCE).map(Number);
          await api.deleteMessages(Number(address), ids, signal as Signal);
        }
        return true;
      } catch (error) {
        // Throws what is a fault of ours.
        toSendError(error);
        return false;
      }
    },
  };
}

/** Takes the waiting sign off a tapped button. Only that: when it is too late, nothing is lost. */
async function acknowledge(api: Api, callback: string | undefined, signal: AbortSignal): Promise<void> {
  if (callback === undefined) return;
  try {
    await api.answerCallbackQuery(callback, {}, signal as Signal);
  } catch (error) {
    toSendError(error);
  }
}
