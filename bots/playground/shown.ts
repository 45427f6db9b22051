/** What a citizen sees on the phone, in the same terms for both messengers: the page and the tests read this. */
export interface ShownMessage {
  /** Telegram's message id, Viber's message token. */
  readonly id: string;
  readonly from: 'bot' | 'citizen';
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly text?: string;
  /** Key for the stand-in's `media`. */
  readonly photo?: string;
  readonly file?: { readonly name: string; readonly key: string };
  readonly contact?: { readonly phone: string; readonly own: boolean };
  readonly place?: { readonly latitude: number; readonly longitude: number };
  readonly sticker?: boolean;
  readonly voice?: boolean;
  readonly video?: boolean;
  readonly album?: string;
  readonly edited?: boolean;
  /** Telegram's inline buttons, row by row. */
  readonly buttons?: readonly (readonly ShownButton[])[];
  /** A citizen's message: on its way to the bot, taken by it, or given up. */
  readonly delivery?: 'sending' | 'delivered' | 'failed';
}

export interface ShownButton {
  readonly label: string;
  readonly does: 'callback' | 'reply' | 'contact' | 'place' | 'url' | 'nothing';
  /** Callback data, the text that is sent, or the address that is opened. */
  readonly data: string;
  /** Viber's own width (1 to 6) and height (1 or 2). */
  readonly columns?: number;
  readonly rows?: number;
  /** Viber: the press is not shown in the chat. */
  readonly silent?: boolean;
}

/** The keyboard at the bottom of the chat. */
export interface ShownKeyboard {
  readonly rows: readonly (readonly ShownButton[])[];
  /** Telegram folds a one-time keyboard away after a press; it can be opened again. */
  readonly folded: boolean;
  /** Telegram leaves the keyboard until it is replaced; Viber drops it with the next message without one. */
  readonly oneTime: boolean;
}

/** Something that changed on a citizen's screen. `chat` is the citizen's id there (or the group's). */
export type ChatChange = { readonly chat: string } & (
  | { readonly kind: 'message'; readonly message: ShownMessage }
  | { readonly kind: 'removed'; readonly ids: readonly string[] }
  | { readonly kind: 'keyboard'; readonly keyboard?: ShownKeyboard }
  /** A short notice over the chat: the answer to a tap. */
  | { readonly kind: 'notice'; readonly text: string; readonly alert: boolean }
  | { readonly kind: 'answered'; readonly messageId: string }
  | { readonly kind: 'typing' }
  | { readonly kind: 'state'; readonly state: ChatState }
);

/** How the citizen and the bot stand. */
export type ChatState = 'new' | 'open' | 'blocked';

/** What became of something that a citizen did. */
export interface DeliveryResult {
  /**
   * `accepted`: the bot answered 2xx, or confirmed it by its next `getUpdates`; `expired`: given up
   * after the messenger's time; `dropped`: the bot threw its backlog away; `unwanted`: the bot did not
   * subscribe to this kind of event; `blocked`: the citizen has blocked the bot and cannot write.
   */
  readonly status: 'accepted' | 'expired' | 'dropped' | 'unwanted' | 'blocked';
  readonly attempts: number;
  /** Telegram's `update_id`; a running number on Viber. */
  readonly updateId?: number;
  /** Of the last attempt; 0 when there was no answer at all. */
  readonly httpStatus?: number;
}

/** Bytes of a photo, or a way to make them when somebody asks: thousands of chats need not fit in memory. */
export type PhotoBytes = Buffer | (() => Promise<Buffer>);
