import { randomBytes } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { createHub, type Hub } from '../hub.ts';
import type { ChatChange, PhotoBytes, ShownKeyboard, ShownMessage } from '../shown.ts';

export interface ViberUser {
  readonly id: string;
  readonly name: string;
  readonly language: string;
  readonly country: string;
  readonly apiVersion: number;
  readonly device: 'phone' | 'desktop';
  subscribed: boolean;
  blocked: boolean;
  readonly messages: Map<string, ShownMessage>;
  keyboard?: ShownKeyboard;
  /** Times of messages from the bot since the citizen's latest, for the hourly limit. */
  unanswered: number[];
}

export interface StoredMedia {
  readonly key: string;
  readonly bytes: PhotoBytes;
  readonly type: string;
  readonly until: number;
}

/** Everything that one Viber stand-in knows. */
export interface ViberState {
  readonly clock: Clock;
  readonly users: Map<string, ViberUser>;
  readonly media: Map<string, StoredMedia>;
  readonly changes: Hub<ChatChange>;
  /** A new `message_token`: always above 2^53, growing, and never a number that a double can hold. */
  token(): bigint;
  put(user: ViberUser, message: ShownMessage): void;
  setKeyboard(user: ViberUser, keyboard: ShownKeyboard | undefined): void;
  announceState(user: ViberUser): void;
  addMedia(bytes: PhotoBytes, type: string, extension: string): StoredMedia;
}

export interface ViberStateOptions {
  readonly clock: Clock;
  readonly keepMessages: number;
  /** How long a photo's URL works, in seconds. */
  readonly mediaFor: number;
}

export function createViberState({ clock, keepMessages, mediaFor }: ViberStateOptions): ViberState {
  const changes = createHub<ChatChange>();
  const media = new Map<string, StoredMedia>();
  // Milliseconds times 2^22 is about 2^62, as the real ones are. Odd: no double above 2^53 is.
  let token = (BigInt(clock.now()) << 22n) | 1n;
  return {
    clock,
    users: new Map(),
    media,
    changes,
    token() {
      token += 2n;
      return token;
    },
    put(user, message) {
      user.messages.set(message.id, message);
      if (user.messages.size > keepMessages) {
        for (const oldest of user.messages.keys()) {
          user.messages.delete(oldest);
          break;
        }
      }
      changes.emit({ chat: user.id, kind: 'message', message });
    },
    setKeyboard(user, keyboard) {
      if (keyboard === undefined && user.keyboard === undefined) return;
      if (keyboard === undefined) delete user.keyboard;
      else user.keyboard = keyboard;
      changes.emit({ chat: user.id, kind: 'keyboard', ...(keyboard === undefined ? {} : { keyboard }) });
    },
    announceState(user) {
      changes.emit({ chat: user.id, kind: 'state', state: viberState(user) });
    },
    addMedia(bytes, type, extension) {
      const key = `${randomBytes(18).toString('base64url')}.${extension}`;
      const stored = { key, bytes, type, until: clock.now() + mediaFor * 1_000 };
      media.set(key, stored);
      return stored;
    },
  };
}

export function viberState(user: ViberUser): 'new' | 'open' | 'blocked' {
  if (user.blocked) return 'blocked';
  return user.subscribed ? 'open' : 'new';
}
