import type { InlineKeyboardMarkup, KeyboardButton, ReplyKeyboardMarkup, ReplyKeyboardRemove } from 'grammy/types';
import type { Option, Outgoing } from '../../src/messaging/outgoing.ts';

export type Markup = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove;

/**
 * The buttons of a message. Telegram takes one kind a message: with a request they all stand on the
 * reply keyboard, where a tap sends the label as typed text; otherwise they are inline and send ids.
 */
export function markup({ options = [], request, clearRequest, link }: Outgoing): Markup | undefined {
  const rows = options.filter((row) => row.length > 0);
  if (request !== undefined) {
    return {
      keyboard: [[requestButton(request)], ...rows.map((row) => row.map(({ label }) => ({ text: label })))],
      one_time_keyboard: true,
      resize_keyboard: true,
    };
  }
  const links = link === undefined ? [] : [[{ text: link.label, url: link.url }]];
  const inline = [...links, ...rows.map((row) => row.map(inlineButton))];
  if (inline.length > 0) return { inline_keyboard: inline };
  return clearRequest === true ? { remove_keyboard: true } : undefined;
}

function inlineButton({ id, label }: Option): { text: string; callback_data: string } {
  return { text: label, callback_data: id };
}

function requestButton({ what, label }: NonNullable<Outgoing['request']>): KeyboardButton {
  return what === 'contact' ? { text: label, request_contact: true } : { text: label, request_location: true };
}
