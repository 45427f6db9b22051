import { timingSafeEqual } from 'node:crypto';
import { KEPT_PHOTO_SIDE } from '../../src/domain/photos.ts';
import type { Incoming, IncomingEvent, Parsed } from '../../src/messaging/incoming.ts';
import type { Receiver } from '../../src/messaging/messenger.ts';
import { MAX_OPTION_ID_BYTES } from '../../src/messaging/outgoing.ts';
import { typedText } from '../../src/messaging/typed-text.ts';
import { type Message, SERVICE_FIELDS, senderOf, type Update, updateSchema } from './updates.ts';

export interface TelegramReceiverOptions {
  /** The webhook's `secret_token`. Empty: no request is accepted, as with long polling. */
  readonly secret: string;
}

/** Telegram's webhook side. */
export function telegramReceiver({ secret }: TelegramReceiverOptions): Receiver {
  const expected = Buffer.from(secret);
  return {
    name: 'telegram',
    verify(headers) {
      const given = headers['x-telegram-bot-api-secret-token'];
      if (secret === '' || typeof given !== 'string') return false;
      const bytes = Buffer.from(given);
      // Only the length can be told from the time, and that is no secret.
      return bytes.length === expected.length && timingSafeEqual(bytes, expected);
    },
    parse,
  };
}

function parse(body: Buffer): Parsed {
  let raw: unknown;
  try {
    raw = JSON.parse(body.toString('utf8'));
  } catch {
    return { kind: 'unknown' };
  }
  const update = updateSchema.safeParse(raw);
  return update.success ? readUpdate(update.data, raw) : { kind: 'unknown', ...senderOf(raw) };
}

function readUpdate(update: Update, raw: unknown): Parsed {
  const { message, edited_message: edited, callback_query: query, my_chat_member: member } = update;
  if (message !== undefined) {
    const event = messageEvent(message, raw);
    return event === undefined ? IGNORED : incoming(update, message, event);
  }
  if (query !== undefined) {
    const from = { from: query.from, chat: query.message?.chat ?? { id: query.from.id, type: 'private' } };
    return incoming(update, from, tapEvent(query.id, query.data));
  }
  if (edited !== undefined) {
    // A live location is an edit every few seconds. Its first message was answered.
    return edited.location === undefined ? incoming(update, edited, { kind: 'edited' }) : IGNORED;
  }
  if (member !== undefined) {
    const event = member.chat.type === 'private' ? memberEvent(member.new_chat_member.status) : undefined;
    return event === undefined ? IGNORED : incoming(update, member, event);
  }
  if (update.channel_post !== undefined || update.edited_channel_post !== undefined) return IGNORED;
  return { kind: 'unknown', ...senderOf(raw) };
}

const IGNORED: Parsed = { kind: 'ignored' };

interface Where {
  readonly from?: { readonly id: number; readonly is_bot?: boolean | undefined } | undefined;
  readonly chat: { readonly id: number; readonly type: string };
}

function incoming(update: Update, { from, chat }: Where, event: IncomingEvent): Parsed {
  // Another bot, or an anonymous administrator: answering bots could go on for ever.
  if (from === undefined || from.is_bot === true || chat.type === 'channel') return IGNORED;
  const whole: Incoming = {
    messenger: 'telegram',
    updateId: String(update.update_id),
    userId: String(from.id),
    address: String(chat.id),
    chat: chat.type === 'private' ? 'private' : 'group',
    event,
  };
  return { kind: 'incoming', incoming: whole };
}

/** What a message says, or undefined when nobody said anything. */
function messageEvent(message: Message, raw: unknown): IncomingEvent | undefined {
  if (message.text !== undefined) return textEvent(message, message.text);
  if (message.photo !== undefined) return photoEvent(message, bestSize(message.photo));
  if (message.contact !== undefined) {
    const { phone_number: phone, user_id: owner } = message.contact;
    return { kind: 'contact', phone, own: owner !== undefined && owner === message.from?.id };
  }
  // A venue has a location beside it.
  if (message.location !== undefined) return { kind: 'place', ...message.location };
  if (message.sticker !== undefined) return { kind: 'unsupported', what: 'sticker' };
  if (message.voice !== undefined || message.audio !== undefined) return { kind: 'unsupported', what: 'voice' };
  // An animation has a document beside it, for older bots: so it is asked for first.
  if (message.animation !== undefined || message.video !== undefined || message.video_note !== undefined) {
    return { kind: 'unsupported', what: 'video' };
  }
  if (message.document !== undefined) {
    return isImage(message.document.mime_type)
      ? photoEvent(message, message.document)
      : { kind: 'unsupported', what: 'file' };
  }
  return isService(raw) ? undefined : { kind: 'unsupported', what: 'other' };
}

function textEvent(message: Message, text: string): IncomingEvent {
  const typed = typedText(text);
  return typed.kind === 'text' ? { ...typed, messageId: String(message.message_id) } : typed;
}

function photoEvent(message: Message, file: { file_id: string; file_size?: number | undefined }): IncomingEvent {
  return {
    kind: 'photo',
    photo: {
      messenger: 'telegram',
      ref: file.file_id,
      ...(file.file_size === undefined ? {} : { bytes: file.file_size }),
    },
    messageId: String(message.message_id),
    ...(message.media_group_id === undefined ? {} : { album: message.media_group_id }),
  };
}

type PhotoSize = NonNullable<Message['photo']>[number];

/** The smallest size that reaches what is kept of a photo anyway, or else the largest. */
function bestSize(sizes: readonly PhotoSize[]): PhotoSize {
  const side = (size: PhotoSize): number => Math.max(size.width, size.height);
  return sizes.reduce((best, size) => {
    const isEnough = side(best) >= KEPT_PHOTO_SIDE;
    const isBetter = isEnough ? side(size) >= KEPT_PHOTO_SIDE && side(size) < side(best) : side(size) > side(best);
    return isBetter ? size : best;
  });
}

/** SVG is a program for drawing, not a photo. */
function isImage(mimeType: string | undefined): boolean {
  return mimeType !== undefined && /^image\/(?!svg)/i.test(mimeType);
}

function isService(raw: unknown): boolean {
  const message = (raw as { readonly message: object }).message;
  return Object.keys(message).some((field) => SERVICE_FIELDS.has(field));
}

function tapEvent(callback: string, data: string | undefined): IncomingEvent {
  if (data === undefined || Buffer.byteLength(data) > MAX_OPTION_ID_BYTES)
    return { kind: 'unsupported', what: 'other' };
  return { kind: 'tap', id: data, callback };
}

function memberEvent(status: string): IncomingEvent | undefined {
  if (status === 'kicked') return { kind: 'blocked' };
  return status === 'member' ? { kind: 'unblocked' } : undefined;
}
