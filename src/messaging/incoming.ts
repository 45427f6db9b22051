import type { MessengerName } from '../domain/people.ts';

/**
 * One thing that a person did in a messenger, stripped at the door of everything that we do not need:
 * no name, username, avatar, client language or caption ever gets past `bots/`.
 */
export interface Incoming {
  readonly messenger: MessengerName;
  /** The messenger's own id of the update; the same again when it is delivered again. */
  readonly updateId: string;
  /** The messenger's id of the person. Kept in memory only: what is stored is an HMAC of it. */
  readonly userId: string;
  /** Where a reply goes: Telegram's chat id, Viber's user id. Stored sealed only. */
  readonly address: string;
  /** Things said in a group are answered there, never acted upon. */
  readonly chat: 'private' | 'group';
  readonly event: IncomingEvent;
}

export type IncomingEvent =
  /** `/start`, Viber's `conversation_started` and `subscribed`. `answerInline`: the reply must be the HTTP response. */
  | { readonly kind: 'start'; readonly payload?: string; readonly answerInline?: boolean }
  /** A slash command other than `/start`, in lower case, without the slash and without `@bot`. */
  | { readonly kind: 'command'; readonly name: string }
  /** `messageId` where a bot can delete what a person wrote. */
  | { readonly kind: 'text'; readonly text: string; readonly messageId?: string }
  /** A button. `id` is the option's id; `callback` must be acknowledged on Telegram. */
  | { readonly kind: 'tap'; readonly id: string; readonly callback?: string }
  | { readonly kind: 'photo'; readonly photo: PhotoRef; readonly messageId?: string; readonly album?: string }
  /** A shared contact. `own` is false when it is, or may be, somebody else's. */
  | { readonly kind: 'contact'; readonly phone: string; readonly own: boolean }
  | { readonly kind: 'place'; readonly latitude: number; readonly longitude: number }
  | { readonly kind: 'edited' }
  | { readonly kind: 'unsupported'; readonly what: UnsupportedKind }
  /** The person blocked the bot, or came back (Telegram `my_chat_member`, Viber `unsubscribed`). */
  | { readonly kind: 'blocked' }
  | { readonly kind: 'unblocked' };

export type UnsupportedKind = 'sticker' | 'voice' | 'video' | 'file' | 'other';

/** How to fetch a photo from its messenger. Neither id nor address is ever logged. */
export interface PhotoRef {
  readonly messenger: MessengerName;
  /** Telegram: `file_id`. Viber: the photo's URL, good for one hour. */
  readonly ref: string;
  /** Size in bytes, where the messenger said so. */
  readonly bytes?: number | undefined;
}

/** What a webhook body turned out to be. */
export type Parsed =
  | { readonly kind: 'incoming'; readonly incoming: Incoming }
  /** Well-formed and of no interest, such as a delivery receipt: answer 200 and drop it. */
  | { readonly kind: 'ignored' }
  /** Not JSON, or JSON of a shape that we do not know. `userId` when it could still be told. */
  | { readonly kind: 'unknown'; readonly userId?: string; readonly address?: string };
