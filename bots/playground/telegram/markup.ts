import type { ShownButton, ShownKeyboard } from '../shown.ts';
import { type Answer, badRequest } from './api-error.ts';
import type { InlineButton, InlineMarkup } from './api-types.ts';

/** What `reply_markup` asks for. */
export type Markup =
  | { readonly kind: 'none' }
  | { readonly kind: 'inline'; readonly inline: InlineMarkup }
  | { readonly kind: 'keyboard'; readonly keyboard: ShownKeyboard }
  | { readonly kind: 'remove' }
  | { readonly kind: 'force-reply' };

export type ReadMarkup =
  | { readonly ok: true; readonly markup: Markup }
  | { readonly ok: false; readonly error: Answer };

/** https://core.telegram.org/bots/api#inlinekeyboardbutton: 1 to 64 bytes. */
const MAX_CALLBACK_DATA_BYTES = 64;
const MAX_BUTTONS = 100;

/** Reads `reply_markup` by Telegram's rules; `isPrivate`: phone and place can be asked for in private chats only. */
export function readMarkup(value: unknown, isPrivate: boolean): ReadMarkup {
  if (value === undefined || value === null || value === '') return ok({ kind: 'none' });
  if (!isObject(value)) return refuse("can't parse reply keyboard markup JSON object");
  if (value.inline_keyboard !== undefined) return readInline(value.inline_keyboard);
  if (value.keyboard !== undefined) return readKeyboard(value, isPrivate);
  if (value.remove_keyboard === true) return ok({ kind: 'remove' });
  if (value.force_reply === true) return ok({ kind: 'force-reply' });
  return ok({ kind: 'none' });
}

function readInline(value: unknown): ReadMarkup {
  const rows = rowsOf(value);
  if (rows === undefined)
    return refuse('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays');
  const inline: InlineButton[][] = [];
  for (const row of rows) {
    const buttons: InlineButton[] = [];
    for (const button of row) {
      const label = isObject(button) ? button.text : undefined;
      if (!isObject(button) || typeof label !== 'string') {
        return refuse('can\'t parse inline keyboard button: Field "text" must be of type String');
      }
      if (label.trim() === '') return refuse("can't parse inline keyboard button: Button text must be non-empty");
      const read = readAction(button, label);
      if (typeof read === 'string') return refuse(read);
      buttons.push(read);
    }
    if (buttons.length > 0) inline.push(buttons);
  }
  if (inline.flat().length > MAX_BUTTONS) return refuse('REPLY_MARKUP_TOO_LONG');
  return ok({ kind: 'inline', inline: { inline_keyboard: inline } });
}

function readAction(button: Readonly<Record<string, unknown>>, label: string): InlineButton | string {
  const { callback_data: data, url } = button;
  if (typeof url === 'string' && url !== '') {
    if (!URL.canParse(url)) return `inline keyboard button URL '${url}' is invalid: Wrong HTTP URL`;
    return { text: label, url };
  }
  if (typeof data === 'string' && data !== '') {
    return Buffer.byteLength(data) > MAX_CALLBACK_DATA_BYTES
      ? 'BUTTON_DATA_INVALID'
      : { text: label, callback_data: data };
  }
  // `request_contact` and `request_location` mean nothing here: such a button has no action at all.
  return "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard";
}

function readKeyboard(value: Readonly<Record<string, unknown>>, isPrivate: boolean): ReadMarkup {
  const rows = rowsOf(value.keyboard);
  if (rows === undefined) return refuse('field "keyboard" of the ReplyKeyboardMarkup must be an Array of Arrays');
  const shown: ShownButton[][] = [];
  for (const row of rows) {
    const buttons: ShownButton[] = [];
    for (const button of row) {
      const label = isObject(button) ? button.text : button;
      if (typeof label !== 'string') return refuse('can\'t parse keyboard button: Field "text" must be of type String');
      const asks = isObject(button) ? button : {};
      if (asks.request_contact === true && !isPrivate)
        return refuse('phone number can be requested in private chats only');
      if (asks.request_location === true && !isPrivate)
        return refuse('location can be requested in private chats only');
      if (label === '') continue;
      const does = asks.request_contact === true ? 'contact' : asks.request_location === true ? 'place' : 'reply';
      buttons.push({ label, does, data: label });
    }
    if (buttons.length > 0) shown.push(buttons);
  }
  if (shown.length === 0) return refuse('reply markup is empty');
  if (shown.flat().length > 3 * MAX_BUTTONS) return refuse('REPLY_MARKUP_TOO_LONG');
  return ok({ kind: 'keyboard', keyboard: { rows: shown, folded: false, oneTime: value.one_time_keyboard === true } });
}

function rowsOf(value: unknown): readonly (readonly unknown[])[] | undefined {
  return Array.isArray(value) && value.every((row): row is unknown[] => Array.isArray(row)) ? value : undefined;
}

/** True when two inline keyboards are the same, for "message is not modified". */
export function sameMarkup(a: InlineMarkup | undefined, b: InlineMarkup | undefined): boolean {
  const rows = (markup: InlineMarkup | undefined) =>
    JSON.stringify(
      (markup?.inline_keyboard ?? []).map((row) => row.map((one) => [one.text, one.callback_data, one.url])),
    );
  return rows(a) === rows(b);
}

export function shownButtons(inline: InlineMarkup): readonly (readonly ShownButton[])[] {
  return inline.inline_keyboard.map((row) =>
    row.map((button) =>
      button.url === undefined
        ? { label: button.text, does: 'callback', data: button.callback_data ?? '' }
        : { label: button.text, does: 'url', data: button.url },
    ),
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function ok(markup: Markup): ReadMarkup {
  return { ok: true, markup };
}

function refuse(description: string): ReadMarkup {
  return { ok: false, error: badRequest(description) };
}
