import type { Mark } from '../domain/rich-text.ts';

/** One message to one person, in terms that every messenger can show. */
export interface Outgoing {
  /** Plain text, already in the person's language. At most 4,000 characters. */
  readonly text: string;
  /** Stretches of `text` that stand out. */
  readonly marks?: readonly Mark[];
  /** Shown above `text`, which may then have 768 characters: a `pictures` row, fetched by the deliverer. */
  readonly picture?: string;
  /** A button that opens an address, above `options`. */
  readonly link?: { readonly label: string; readonly url: string };
  /** Buttons below the message, row by row. */
  readonly options?: readonly (readonly Option[])[];
  /** Asks for the person's own phone or place with the messenger's own button, beside `options`. */
  readonly request?: { readonly what: 'contact' | 'place'; readonly label: string };
  /** Takes a `request` button away again, where the messenger leaves it standing. */
  readonly clearRequest?: boolean;
  /** The tap that this answers, to be acknowledged (Telegram's callback query id). */
  readonly acknowledges?: string;
  /** Remember the sent message's id so that the person can have it deleted from the chat. */
  readonly trace?: boolean;
}

export interface Option {
  /** Stable, ASCII, at most 64 bytes, the same on every messenger. */
  readonly id: string;
  readonly label: string;
}

/** Telegram's limit for `callback_data`, kept on every messenger. */
export const MAX_OPTION_ID_BYTES = 64;
