import { createHash, randomBytes } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { createHub, type Hub } from '../hub.ts';
import type { ChatChange, ChatState, PhotoBytes, ShownKeyboard, ShownMessage } from '../shown.ts';
import type { ApiChat, ApiFileRef, ApiMessage, ApiUser, MessageContent } from './api-types.ts';
import { shownButtons } from './markup.ts';

/** A message as it lies in a chat. */
export interface StoredMessage {
  message: ApiMessage;
  /** Milliseconds. */
  readonly at: number;
  delivery?: 'sending' | 'delivered' | 'failed';
}

export interface TelegramChat {
  readonly id: number;
  readonly api: ApiChat;
  readonly messages: Map<number, StoredMessage>;
  /** The citizen has written at least once: before that a bot may not write. */
  started: boolean;
  blocked: boolean;
  deactivated: boolean;
  keyboard?: ShownKeyboard;
  /** Times of the bot's latest messages, for the rate limit. */
  sentAt: number[];
}

export interface StoredFile {
  readonly id: string;
  readonly uniqueId: string;
  readonly kind: 'photos' | 'documents' | 'stickers' | 'voice' | 'videos';
  readonly name: string;
  readonly bytes: PhotoBytes;
  /** Its link, once the bot has asked for it, and until when (milliseconds) it works. */
  path?: string;
  linkUntil?: number;
}

/** Everything a stand-in knows: chats, messages and files. Nothing outside of it. */
export interface TelegramState {
  readonly clock: Clock;
  readonly bot: ApiUser;
  readonly chats: Map<number, TelegramChat>;
  readonly files: Map<string, StoredFile>;
  readonly changes: Hub<ChatChange>;
  chat(api: ApiChat): TelegramChat;
  /** Lays a message into the chat and shows it. */
  put(chat: TelegramChat, from: ApiUser, content: MessageContent): StoredMessage;
  remove(chat: TelegramChat, ids: readonly number[]): void;
  /** Tells the listeners that a message looks different now. */
  refresh(chat: TelegramChat, stored: StoredMessage): void;
  setKeyboard(chat: TelegramChat, keyboard: ShownKeyboard | undefined): void;
  announceState(chat: TelegramChat): void;
  addFile(kind: StoredFile['kind'], name: string, bytes: PhotoBytes): ApiFileRef;
  show(stored: StoredMessage): ShownMessage;
}

export interface TelegramStateOptions {
  readonly clock: Clock;
  readonly bot: ApiUser;
  /** A chat forgets its oldest messages beyond this many. */
  readonly keepMessages: number;
}

/** Message ids begin with the time, so that after a restart no old id means a new message. */
const MESSAGE_IDS_SINCE = Date.UTC(2024, 0, 1);

export function createTelegramState({ clock, bot, keepMessages }: TelegramStateOptions): TelegramState {
  const chats = new Map<number, TelegramChat>();
  const files = new Map<string, StoredFile>();
  const changes = createHub<ChatChange>();
  let messageId = Math.floor((clock.now() - MESSAGE_IDS_SINCE) / 1_000);

  const emitMessage = (chat: TelegramChat, stored: StoredMessage) => {
    if (changes.size > 0)
      changes.emit({ chat: String(chat.id), kind: 'message', message: showMessage(stored, bot.id) });
  };

  return {
    clock,
    bot,
    chats,
    files,
    changes,
    chat(api) {
      const known = chats.get(api.id);
      if (known !== undefined) return known;
      const made: TelegramChat = {
        id: api.id,
        api,
        messages: new Map(),
        started: false,
        blocked: false,
        deactivated: false,
        sentAt: [],
      };
      chats.set(api.id, made);
      return made;
    },
    put(chat, from, content) {
      messageId += 1;
      const at = clock.now();
      const message = { message_id: messageId, from, chat: chat.api, date: Math.floor(at / 1_000), ...content };
      const stored: StoredMessage = { message, at };
      chat.messages.set(messageId, stored);
      if (chat.messages.size > keepMessages) {
        for (const oldest of chat.messages.keys()) {
          chat.messages.delete(oldest);
          break;
        }
      }
      emitMessage(chat, stored);
      return stored;
    },
    remove(chat, ids) {
      const removed = ids.filter((id) => chat.messages.delete(id)).map(String);
      if (removed.length > 0) changes.emit({ chat: String(chat.id), kind: 'removed', ids: removed });
    },
    refresh: emitMessage,
    setKeyboard(chat, keyboard) {
      if (keyboard === undefined) delete chat.keyboard;
      else chat.keyboard = keyboard;
      changes.emit({ chat: String(chat.id), kind: 'keyboard', ...(keyboard === undefined ? {} : { keyboard }) });
    },
    announceState(chat) {
      changes.emit({ chat: String(chat.id), kind: 'state', state: chatState(chat) });
    },
    addFile(kind, name, bytes) {
      const id = `AgAC${randomBytes(32).toString('base64url')}`;
      // The same content has the same unique id, whoever sends it and however often.
      const uniqueId = Buffer.isBuffer(bytes)
        ? `AQAD${createHash('sha256').update(kind).update(bytes).digest('base64url').slice(0, 12)}`
        : `AQAD${randomBytes(9).toString('base64url')}`;
      files.set(id, { id, uniqueId, kind, name, bytes });
      return {
        file_id: id,
        file_unique_id: uniqueId,
        ...(Buffer.isBuffer(bytes) ? { file_size: bytes.byteLength } : {}),
      };
    },
    show: (stored) => showMessage(stored, bot.id),
  };
}

export function chatState(chat: TelegramChat): ChatState {
  if (chat.blocked) return 'blocked';
  return chat.started ? 'open' : 'new';
}

function showMessage({ message, at, delivery }: StoredMessage, botId: number): ShownMessage {
  const text = message.text ?? message.caption;
  const photo = message.photo?.at(-1)?.file_id;
  const { document, contact, location } = message;
  return {
    id: String(message.message_id),
    from: message.from.id === botId ? 'bot' : 'citizen',
    at,
    ...(text === undefined ? {} : { text }),
    ...(photo === undefined ? {} : { photo }),
    ...(document === undefined ? {} : { file: { name: document.file_name ?? 'file', key: document.file_id } }),
    ...(contact === undefined
      ? {}
      : { contact: { phone: contact.phone_number, own: contact.user_id === message.from.id } }),
    ...(location === undefined ? {} : { place: location }),
    ...(message.sticker === undefined ? {} : { sticker: true }),
    ...(message.voice === undefined ? {} : { voice: true }),
    ...(message.video === undefined ? {} : { video: true }),
    ...(message.media_group_id === undefined ? {} : { album: message.media_group_id }),
    ...(message.edit_date === undefined ? {} : { edited: true }),
    ...(message.reply_markup === undefined ? {} : { buttons: shownButtons(message.reply_markup) }),
    ...(delivery === undefined ? {} : { delivery }),
  };
}
