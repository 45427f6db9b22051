import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Incoming, IncomingEvent, Parsed } from '../../src/messaging/incoming.ts';
import type { Receiver } from '../../src/messaging/messenger.ts';
import { MAX_OPTION_ID_BYTES } from '../../src/messaging/outgoing.ts';
import { start, typedText } from '../../src/messaging/typed-text.ts';
import { type Callback, callbackSchema, type Message, parseJson, senderOf } from './callbacks.ts';
import { isRequestBody, isShareToken } from './share-token.ts';
import { wireMessage } from './wire-message.ts';

export interface ViberReceiverOptions {
  /** Signs the callbacks. Empty: none is accepted. */
  readonly authToken: string;
  /** The sender's name of an inline reply. */
  readonly name: string;
}

/** Viber's webhook side. */
export function viberReceiver({ authToken, name }: ViberReceiverOptions): Receiver {
  return {
    name: 'viber',
    verify(headers, body) {
      const given = headers['x-viber-content-signature'];
      if (authToken === '' || typeof given !== 'string' || !/^[0-9a-f]{64}$/i.test(given)) return false;
      return timingSafeEqual(Buffer.from(given, 'hex'), createHmac('sha256', authToken).update(body).digest());
    },
    parse: (body) => parse(body, authToken),
    /**
     * The welcome message. A share-phone button is bound to its person, who is not known here: it is left
     * out. https://developers.viber.com/docs/api/rest-bot-api/#sending-a-welcome-message
     */
    inlineReply: (message) => wireMessage(message, { name }),
  };
}

const IGNORED: Parsed = { kind: 'ignored' };

function parse(body: Buffer, authToken: string): Parsed {
  let raw: unknown;
  try {
    raw = parseJson(body.toString('utf8'));
  } catch {
    return { kind: 'unknown' };
  }
  const callback = callbackSchema.safeParse(raw);
  return callback.success ? readCallback(callback.data, authToken) : { kind: 'unknown', ...senderOf(raw) };
}

function readCallback(callback: Callback, authToken: string): Parsed {
  switch (callback.event) {
    case 'message': {
      const { message_token: token, sender, chat_id: group, message } = callback;
      const chat = group === undefined || group === null || group === '' ? 'private' : 'group';
      return incoming(`message:${token}`, sender.id, messageEvent(message, sender.id, authToken), chat);
    }
    case 'conversation_started': {
      const event: IncomingEvent = { ...start(callback.context ?? undefined), answerInline: true };
      return incoming(`conversation_started:${callback.message_token}`, callback.user.id, event);
    }
    case 'subscribed':
      return incoming(`subscribed:${callback.message_token}`, callback.user.id, { kind: 'start' });
    case 'unsubscribed': {
      // It has no token. Its id is stored, so that the person's must not be part of it in clear.
      const { user_id: userId, timestamp } = callback;
      const mac = createHmac('sha256', authToken).update(`unsubscribed:${userId}:${timestamp}`).digest('base64url');
      return incoming(`unsubscribed:${mac.slice(0, 24)}`, userId, { kind: 'blocked' });
    }
    case 'webhook':
    case 'delivered':
    case 'seen':
    case 'failed':
    case 'client_status':
      return IGNORED;
  }
}

function incoming(updateId: string, userId: string, event: IncomingEvent, chat: Incoming['chat'] = 'private'): Parsed {
  return { kind: 'incoming', incoming: { messenger: 'viber', updateId, userId, address: userId, chat, event } };
}

/** https://developers.viber.com/docs/api/rest-bot-api/#receive-message-from-user */
function messageEvent(message: Message, userId: string, authToken: string): IncomingEvent {
  const { type, text, media, contact, location } = message;
  switch (type) {
    case 'text':
      return textEvent(text ?? '');
    case 'url':
      return { kind: 'text', text: media ?? text ?? '' };
    case 'picture':
      return photoEvent(message) ?? { kind: 'unsupported', what: 'other' };
    case 'file':
      return (isImage(message.file_name) ? photoEvent(message) : undefined) ?? { kind: 'unsupported', what: 'file' };
    case 'contact':
      if (!contact) return { kind: 'unsupported', what: 'other' };
      return { kind: 'contact', phone: contact.phone_number, own: isShareToken(text, authToken, userId) };
    case 'location':
      if (!location || !isOnEarth(location)) return { kind: 'unsupported', what: 'other' };
      return { kind: 'place', latitude: location.lat, longitude: location.lon };
    case 'sticker':
      return { kind: 'unsupported', what: 'sticker' };
    case 'video':
      return { kind: 'unsupported', what: 'video' };
    default:
      return { kind: 'unsupported', what: 'other' };
  }
}

/** An option's id as every part of ours writes it; a web address has the same form, but for its slashes. */
const OPTION_ID = /^[a-z][a-z0-9-]*:(?!\/\/)[\x21-\x7e]+$/;

/** Viber sends a button's `ActionBody` as if the person had typed it. */
function textEvent(text: string): IncomingEvent {
  if (isRequestBody(text)) return { kind: 'unsupported', what: 'other' };
  if (text.length <= MAX_OPTION_ID_BYTES && OPTION_ID.test(text)) return { kind: 'tap', id: text };
  return typedText(text);
}

function photoEvent({ media, size }: Message): IncomingEvent | undefined {
  if (!media) return undefined;
  return { kind: 'photo', photo: { messenger: 'viber', ref: media, ...(size ? { bytes: size } : {}) } };
}

function isImage(fileName: string | null | undefined): boolean {
  return /\.(?:jpe?g|png|webp|heic|heif|gif|tiff?|bmp|avif)$/i.test(fileName ?? '');
}

function isOnEarth({ lat, lon }: { lat: number; lon: number }): boolean {
  return Math.abs(lat) <= 90 && Math.abs(lon) <= 180;
}
