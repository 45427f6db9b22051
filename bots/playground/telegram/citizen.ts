import { randomBytes, randomInt } from 'node:crypto';
import { photoSizes } from '../photos.ts';
import type { DeliveryResult, PhotoBytes, ShownKeyboard, ShownMessage } from '../shown.ts';
import type { ApiUser, MessageContent } from './api-types.ts';
import type { OpenTap } from './other-methods.ts';
import { chatState, type StoredMessage, type TelegramChat, type TelegramState } from './state.ts';
import type { UpdateKind, Updates } from './updates.ts';

/** Who a citizen is, as Telegram knows it. None of it may get past the bot's door. */
export interface TelegramPerson {
  readonly phone?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly username?: string;
  readonly language?: string;
}

/** The citizen's side of one chat. Each promise resolves when the bot has taken the update, or never will. */
export interface TelegramCitizen {
  readonly id: number;
  messages(): readonly ShownMessage[];
  keyboard(): ShownKeyboard | undefined;
  state(): 'new' | 'open' | 'blocked';
  /** Taps that the bot has not acknowledged: the app shows a spinner on each. */
  unanswered(): number;
  text(text: string): Promise<DeliveryResult>;
  /** `/start`, with a deep link's payload. */
  start(payload?: string): Promise<DeliveryResult>;
  /** Presses a button under a message. Old and removed ones can be pressed too, as by a slow finger. */
  tap(messageId: number | string, data: string): Promise<DeliveryResult>;
  /** Presses whatever button shows this label or data: under the latest message that has it, or on the keyboard. */
  press(labelOrData: string): Promise<DeliveryResult>;
  /** Presses a button of the keyboard at the bottom; throws when there is none with this label. */
  pressKey(label: string): Promise<DeliveryResult>;
  /** One's own number by the app's button; or somebody else's card, which has another owner or none. */
  shareContact(contact?: { readonly phone?: string; readonly owner?: number | null }): Promise<DeliveryResult>;
  location(latitude: number, longitude: number): Promise<DeliveryResult>;
  photo(bytes: PhotoBytes, caption?: string): Promise<DeliveryResult>;
  /** Uncompressed, with all its metadata. */
  photoAsFile(bytes: PhotoBytes, name?: string): Promise<DeliveryResult>;
  /** One update for each photo, all with the same `media_group_id`. */
  album(photos: readonly PhotoBytes[]): Promise<readonly DeliveryResult[]>;
  sticker(): Promise<DeliveryResult>;
  voice(): Promise<DeliveryResult>;
  video(): Promise<DeliveryResult>;
  /** Changes the text of one's own message. */
  edit(messageId: number | string, text: string): Promise<DeliveryResult>;
  /** Says something in a group of which the bot is a member. Its chat id is the second result. */
  group(text: string): Promise<DeliveryResult & { readonly chatId: number }>;
  readonly groupId: number;
  groupMessages(): readonly ShownMessage[];
  block(): Promise<DeliveryResult>;
  unblock(): Promise<DeliveryResult>;
  /** The account is deleted: the bot meets 403 from now on. */
  deactivate(): void;
  /** As after a restart of the stand-in: the chat is open although nothing was said since. */
  reopen(): void;
}

const MAX_TAPS_KEPT = 10_000;

export function createTelegramCitizen(
  state: TelegramState,
  updates: Updates,
  taps: Map<string, OpenTap>,
  resize: boolean,
  userId: number,
  person: TelegramPerson,
): TelegramCitizen {
  const phone = person.phone ?? `+37529${String(userId % 10_000_000).padStart(7, '0')}`;
  const from: ApiUser = {
    id: userId,
    is_bot: false,
    first_name: person.firstName ?? 'Citizen',
    ...(person.lastName === undefined ? {} : { last_name: person.lastName }),
    ...(person.username === undefined ? {} : { username: person.username }),
    language_code: person.language ?? 'be',
  };
  const { id, first_name } = from;
  const chat = state.chat({
    id,
    type: 'private',
    first_name,
    ...(person.username ? { username: person.username } : {}),
  });

  async function deliver(
    kind: UpdateKind,
    payload: unknown,
    to: TelegramChat,
    stored?: StoredMessage,
  ): Promise<DeliveryResult> {
    const lane = kind === 'callback_query' ? `user ${userId}` : `chat ${to.id}`;
    const result = await updates.push(kind, lane, payload);
    if (stored !== undefined) {
      stored.delivery = result.status === 'accepted' ? 'delivered' : 'failed';
      if (to.messages.has(stored.message.message_id)) state.refresh(to, stored);
    }
    return result;
  }

  async function say(content: MessageContent, to = chat): Promise<DeliveryResult> {
    if (to.blocked || chat.deactivated) return { status: 'blocked', attempts: 0 };
    open(to);
    const stored = state.put(to, from, content);
    stored.delivery = 'sending';
    return deliver('message', stored.message, to, stored);
  }

  function open(to: TelegramChat): void {
    if (to.started) return;
    to.started = true;
    state.announceState(to);
  }

  /** A one-time keyboard folds away once it is used. */
  function fold(): void {
    if (chat.keyboard?.oneTime) state.setKeyboard(chat, { ...chat.keyboard, folded: true });
  }

  async function photoContent(bytes: PhotoBytes): Promise<MessageContent> {
    const sizes = await photoSizes(bytes, resize);
    return {
      photo: sizes.map(({ width, height, bytes: one }) => ({
        ...state.addFile('photos', 'photo.jpg', one),
        width,
        height,
      })),
    };
  }

  async function member(status: 'member' | 'kicked'): Promise<DeliveryResult> {
    const was = chat.blocked ? 'kicked' : 'member';
    chat.blocked = status === 'kicked';
    state.announceState(chat);
    const date = Math.floor(state.clock.now() / 1_000);
    const about = (value: string) => ({
      user: state.bot,
      status: value,
      ...(value === 'kicked' ? { until_date: 0 } : {}),
    });
    return deliver(
      'my_chat_member',
      { chat: chat.api, from, date, old_chat_member: about(was), new_chat_member: about(status) },
      chat,
    );
  }

  const groupId = -1_000_000 - userId;
  const shown = (of: TelegramChat | undefined) =>
    [...(of?.messages.values() ?? [])].map((stored) => state.show(stored));
  const text = (value: string) => say({ text: value, ...entitiesOf(value) });

  const citizen: TelegramCitizen = {
    id: userId,
    messages: () => shown(chat),
    keyboard: () => chat.keyboard,
    state: () => chatState(chat),
    unanswered: () => [...taps.values()].filter((tap) => tap.chat === chat.id).length,
    text,
    start: (payload) => text(payload === undefined || payload === '' ? '/start' : `/start ${payload}`),
    async tap(messageId, data) {
      if (chat.blocked) return { status: 'blocked', attempts: 0 };
      const stored = chat.messages.get(Number(messageId));
      const callbackId = `${randomInt(1, 2 ** 47)}${randomInt(1, 2 ** 16)}`;
      if (taps.size >= MAX_TAPS_KEPT)
        for (const oldest of [...taps.keys()].slice(0, MAX_TAPS_KEPT / 2)) taps.delete(oldest);
      taps.set(callbackId, { chat: chat.id, messageId: Number(messageId), at: state.clock.now() });
      const message = stored?.message ?? { chat: chat.api, message_id: Number(messageId), date: 0 };
      const chatInstance = String(userId * 7_919);
      return deliver('callback_query', { id: callbackId, from, message, chat_instance: chatInstance, data }, chat);
    },
    async press(wanted) {
      for (const { message } of [...chat.messages.values()].reverse()) {
        const button = message.reply_markup?.inline_keyboard
          .flat()
          .find((one) => one.callback_data === wanted || one.text === wanted);
        if (button?.callback_data !== undefined) return citizen.tap(message.message_id, button.callback_data);
      }
      return citizen.pressKey(wanted);
    },
    async pressKey(label) {
      const key = chat.keyboard?.rows.flat().find((one) => one.label === label);
      if (key === undefined) throw new Error('There is no such button in the chat.');
      if (key.does === 'contact') return citizen.shareContact();
      if (key.does === 'place') throw new Error('This button asks for a place: use `location`.');
      fold();
      return text(key.label);
    },
    shareContact(contact = {}) {
      const owner = contact.owner === undefined ? userId : contact.owner;
      if (owner === userId) fold();
      return say({
        contact: {
          // Telegram's apps send the number without its plus.
          phone_number: (contact.phone ?? phone).replace('+', ''),
          first_name,
          ...(owner === null ? {} : { user_id: owner }),
        },
      });
    },
    location(latitude, longitude) {
      fold();
      return say({ location: { latitude, longitude } });
    },
    async photo(bytes, caption) {
      return say({ ...(await photoContent(bytes)), ...(caption === undefined ? {} : { caption }) });
    },
    async photoAsFile(bytes, name = 'photo.jpg') {
      const ref = state.addFile('documents', name, bytes);
      return say({ document: { ...ref, file_name: name, mime_type: mimeType(name) } });
    },
    async album(photos) {
      const group = String(BigInt(`0x${randomBytes(7).toString('hex')}`));
      const contents: MessageContent[] = [];
      for (const photo of photos) contents.push(await photoContent(photo));
      return Promise.all(contents.map((content) => say({ ...content, media_group_id: group })));
    },
    sticker() {
      const ref = state.addFile('stickers', 'sticker.webp', Buffer.alloc(64));
      return say({
        sticker: { ...ref, type: 'regular', width: 512, height: 512, is_animated: false, is_video: false, emoji: '👍' },
      });
    },
    voice() {
      const ref = state.addFile('voice', 'voice.oga', Buffer.alloc(128));
      return say({ voice: { ...ref, duration: 3, mime_type: 'audio/ogg' } });
    },
    video() {
      const ref = state.addFile('videos', 'video.mp4', Buffer.alloc(256));
      return say({ video: { ...ref, width: 640, height: 480, duration: 2 } });
    },
    async edit(messageId, value) {
      const stored = chat.messages.get(Number(messageId));
      if (stored?.message.from.id !== userId) throw new Error('Only a message of one’s own can be edited.');
      const { entities: _old, ...rest } = stored.message;
      stored.message = { ...rest, text: value, ...entitiesOf(value), edit_date: Math.floor(state.clock.now() / 1_000) };
      state.refresh(chat, stored);
      return deliver('edited_message', stored.message, chat);
    },
    async group(value) {
      const group = state.chat({ id: groupId, type: 'group', title: 'Neighbours' });
      return { ...(await say({ text: value, ...entitiesOf(value) }, group)), chatId: groupId };
    },
    groupId,
    groupMessages: () => shown(state.chats.get(groupId)),
    block: () => member('kicked'),
    unblock: () => member('member'),
    deactivate() {
      chat.deactivated = true;
    },
    reopen: () => open(chat),
  };
  return citizen;
}

function entitiesOf(text: string): Pick<MessageContent, 'entities'> {
  const command = text.match(/^\/[A-Za-z0-9_]{1,32}(@[A-Za-z0-9_]+)?(?=\s|$)/)?.[0];
  return command === undefined ? {} : { entities: [{ type: 'bot_command', offset: 0, length: command.length }] };
}

function mimeType(name: string): string {
  if (name.endsWith('.png')) return 'image/png';
  return /\.jpe?g$/i.test(name) ? 'image/jpeg' : 'application/octet-stream';
}
