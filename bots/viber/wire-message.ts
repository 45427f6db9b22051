import PictureMessage from 'viber-bot/lib/message/picture-message.js';
import TextMessage from 'viber-bot/lib/message/text-message.js';
import type { Outgoing } from '../../src/messaging/outgoing.ts';
import { formattedText } from './formatted-text.ts';
import { KEYBOARD_API_VERSION, keyboard } from './keyboard.ts';

/** Viber shows no sender's name beyond that, and refuses the message. */
const MAX_NAME = 28;

export interface WireOptions {
  /** The bot's name. */
  readonly name: string;
  /** `ActionBody` of a share-phone button, which binds it to its person. */
  readonly phoneBody?: string;
  /** Where the message's picture can be fetched; without it the text goes alone. */
  readonly pictureUrl?: string;
}

/**
 * A message as Viber's REST API takes it, without its receiver: for `send_message` and for the welcome
 * message alike. https://developers.viber.com/docs/api/rest-bot-api/#general-send-message-parameters
 */
export function wireMessage(message: Outgoing, { name, phoneBody, pictureUrl }: WireOptions): Record<string, unknown> {
  const buttons = keyboard(message, phoneBody);
  const apiVersion = buttons === undefined ? undefined : KEYBOARD_API_VERSION;
  const text = formattedText(message.text, message.marks);
  const wire =
    pictureUrl === undefined
      ? new TextMessage(text, buttons ?? null, null, null, null, apiVersion)
      : new PictureMessage(pictureUrl, text, null, buttons ?? null, null, null, null, apiVersion);
  return {
    ...withoutNulls(wire.toJson()),
    sender: { name: cut(name, MAX_NAME) },
    ...(wire.keyboard === null ? {} : { keyboard: wire.keyboard }),
    ...(wire.minApiVersion === undefined ? {} : { min_api_version: wire.minApiVersion }),
  };
}

function withoutNulls(fields: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}

/** At most so many UTF-16 units, without half a character at the end. */
function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  let kept = '';
  for (const character of text) {
    if (kept.length + character.length > most) break;
    kept += character;
  }
  return kept;
}
