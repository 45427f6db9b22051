import { z } from 'zod';

/**
 * The parts of Viber's callbacks that we look at; zod drops the rest, names and avatars included.
 * https://developers.viber.com/docs/api/rest-bot-api/#callbacks
 */

/** A 64-bit number, read as a string: see `parseJson`. */
const token = z.union([z.string().min(1), z.int().transform(String)]);
const person = z.object({ id: z.string().min(1) });
const coordinate = z.union([z.number(), z.string().trim().min(1).transform(Number)]);

const message = z.object({
  type: z.string(),
  text: z.string().nullish(),
  media: z.string().nullish(),
  file_name: z.string().nullish(),
  size: z.number().nullish(),
  contact: z.object({ phone_number: z.string() }).nullish(),
  location: z.object({ lat: coordinate, lon: coordinate }).nullish(),
});

export type Message = z.infer<typeof message>;

export const callbackSchema = z.discriminatedUnion('event', [
  z.object({
    event: z.literal('message'),
    message_token: token,
    sender: person,
    /** Only when the bot was spoken to in a group. */
    chat_id: z.string().nullish(),
    message,
  }),
  z.object({
    event: z.literal('conversation_started'),
    message_token: token,
    user: person,
    context: z.string().nullish(),
  }),
  z.object({ event: z.literal('subscribed'), message_token: token, user: person }),
  z.object({ event: z.literal('unsubscribed'), timestamp: z.number(), user_id: z.string().min(1) }),
  z.object({ event: z.literal('webhook') }),
  z.object({ event: z.literal('delivered') }),
  z.object({ event: z.literal('seen') }),
  z.object({ event: z.literal('failed') }),
  z.object({ event: z.literal('client_status') }),
]);

export type Callback = z.infer<typeof callbackSchema>;

/** Viber also sends `message`, and, whatever is asked for, `subscribed` and `unsubscribed`. */
export const EVENT_TYPES = ['subscribed', 'unsubscribed', 'conversation_started'] as const;

const sender = z.union([
  z.object({ sender: person }).transform((body) => body.sender.id),
  z.object({ user: person }).transform((body) => body.user.id),
  z.object({ user_id: z.string().min(1) }).transform((body) => body.user_id),
]);

/** Who a callback of an unknown event or shape is from, as far as that can be told, to apologise to them. */
export function senderOf(callback: unknown): { userId?: string; address?: string } {
  const found = sender.safeParse(callback);
  return found.success ? { userId: found.data, address: found.data } : {};
}

/** Whole strings, or whole numbers: a digit inside a string is never taken for a number. */
const STRING_OR_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** An integer of 16 digits or more may exceed 2^53. */
const LONG_INTEGER = /^-?\d{16,}$/;

/**
 * `JSON.parse`, but with the digits of integers that a JavaScript number cannot hold kept, as a string.
 * Viber's `message_token` is one (4912661846655238145 would become ...238000). Throws on what is not JSON.
 */
export function parseJson(text: string): unknown {
  const plain: unknown = JSON.parse(text);
  // What follows relies on valid JSON: every string ends, so that the pattern runs once over the text.
  if (!/\d{16}/.test(text)) return plain;
  return JSON.parse(text.replace(STRING_OR_NUMBER, (found) => (LONG_INTEGER.test(found) ? `"${found}"` : found)));
}
