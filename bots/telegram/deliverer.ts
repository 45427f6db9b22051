import { type Api, InputFile } from 'grammy';
import type { Message } from 'grammy/types';
import { httpClient } from '../../src/messaging/http-client.ts';
import type { Deliverer, Pictures } from '../../src/messaging/messenger.ts';
import type { Outgoing } from '../../src/messaging/outgoing.ts';
import { type Signal, type TelegramAccess, telegramApi } from './api.ts';
import { entities } from './entities.ts';
import { markup } from './markup.ts';
import { createPictureIds } from './picture-ids.ts';
import { toSendError } from './send-errors.ts';

export interface TelegramDelivererOptions {
  readonly token: string;
  readonly apiRoot: string;
  readonly http?: TelegramAccess['http'];
  /** Without it, messages go out without their pictures. */
  readonly pictures?: Pick<Pictures, 'bytes'>;
}

/** Telegram's limit for one `deleteMessages`. */
const DELETED_AT_ONCE = 100;

/** Telegram's sending side. */
export function telegramDeliverer({
  token,
  apiRoot,
  http = httpClient(),
  pictures,
}: TelegramDelivererOptions): Deliverer {
  const api = telegramApi({ token, apiRoot, http });
  const pictureIds = createPictureIds();

  async function sendText(chat: number, message: Outgoing, signal: AbortSignal): Promise<Message> {
    const buttons = markup(message);
    return api.sendMessage(
      chat,
      message.text,
      {
        // Telegram would fetch every address in a text, ours included.
        link_preview_options: { is_disabled: true },
        ...(message.marks === undefined ? {} : { entities: entities(message.marks) }),
        ...(buttons === undefined ? {} : { reply_markup: buttons }),
      },
      signal as Signal,
    );
  }

  async function sendPicture(chat: number, picture: string, message: Outgoing, signal: AbortSignal): Promise<Message> {
    const buttons = markup(message);
    const send = (photo: string | InputFile) =>
      api.sendPhoto(
        chat,
        photo,
        {
          caption: message.text,
          ...(message.marks === undefined ? {} : { caption_entities: entities(message.marks) }),
          ...(buttons === undefined ? {} : { reply_markup: buttons }),
        },
        signal as Signal,
      );
    return pictureIds.send<Message>(picture, send, async () => {
      const found = await pictures?.bytes(picture);
      // The words are worth more than nothing.
      if (found === undefined) return { sent: await sendText(chat, message, signal), fileId: undefined };
      const name = found.mediaType === 'image/png' ? 'picture.png' : 'picture.jpg';
      const sent = await send(new InputFile(found.bytes, name));
      return { sent, fileId: sent.photo.at(-1)?.file_id };
    });
  }

  return {
    name: 'telegram',

    async send(address, message, signal) {
      const acknowledged = acknowledge(api, message.acknowledges, signal);
      try {
        const chat = Number(address);
        const { picture } = message;
        const sent = await (picture === undefined
          ? sendText(chat, message, signal)
          : sendPicture(chat, picture, message, signal));
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
