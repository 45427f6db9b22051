import TextMessage from 'viber-bot/lib/message/text-message.js';
import type { Outgoing } from '../../src/messaging/outgoing.ts';
import { KEYBOARD_API_VERSION, keyboard } from './keyboard.ts';

/** Viber shows no sender's name beyond that, and refuses the message. */
const MAX_NAME = 28;

export interface WireOptions {
  /** The bot's name. */
  readonly name: string;
  /** `ActionBody` of a share-phone button, which binds it to its person. */
  readonly phoneBody?: string;
}

/**
 * A message as Viber's REST API takes it, without its receiver: for `send_message` and for the welcome
 * message alike. https://developers.viber.com/docs/api/rest-bot-api/#general-send-message-parameters
 */
export function wireMessage(message: Outgoing, { name, phoneBody }: WireOptions): Record<string, unknown> {
  const buttons = keyboard(message, phoneBody);
  const apiVersion = buttons === undefined ? undefined : KEYBOARD_API_VERSION;
  const text = new TextMessage(message.text, buttons ?? null, null, null, null, apiVersion);
  return {
    ...text.toJson(),
    sender: { name: cut(name, MAX_NAME) },
    ...(text.keyboard === null ? {} : { keyboard: text.keyboard }),
    ...(text.minApiVersion === undefined ? {} : { min_api_version: text.minApiVersion }),
  };
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
