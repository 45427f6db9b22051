import { GrammyError } from 'grammy';
import type { SendError } from '../../src/messaging/send-error.ts';
import { NoAnswerError } from './api.ts';

/** Telegram is silent for so long after a 429 without a number. */
const DEFAULT_WAIT_SECONDS = 30;

/** Somebody has to mend the token. Until then no message goes out, and none is lost. */
const UNAUTHORIZED_WAIT_SECONDS = 60;

/**
 * Beginnings of Telegram's descriptions, which are its only finer code. They are not documented as
 * stable: what is not recognised falls back on the HTTP status.
 */
const DESCRIPTIONS: readonly (readonly [RegExp, 'stop' | 'give-up', string])[] = [
  [/bot was blocked by the user/i, 'stop', 'blocked'],
  [/user is deactivated/i, 'stop', 'deactivated'],
  [/bot was kicked/i, 'stop', 'kicked'],
  [/can't initiate conversation/i, 'stop', 'never-started'],
  [/chat not found|peer_id_invalid|user not found/i, 'stop', 'chat-not-found'],
  [/message is too long|message_too_long/i, 'give-up', 'too-long'],
  [/text (?:is|must be non-)empty/i, 'give-up', 'empty'],
  [/button_data_invalid/i, 'give-up', 'button-data-invalid'],
];

/** What to do about a failed call. Codes never carry a description, which can quote an id. */
export function toSendError(error: unknown): SendError {
  if (error instanceof NoAnswerError) return { next: error.sent ? 'uncertain' : 'retry', code: error.code };
  if (!(error instanceof GrammyError)) throw error;
  const { error_code: status, description, parameters } = error;
  if (status === 429) {
    return { next: 'wait', code: 'too-many-requests', seconds: parameters.retry_after ?? DEFAULT_WAIT_SECONDS };
  }
  // Telegram answers 404 when the token has the wrong form, and 401 when it is revoked.
  if (status === 401 || status === 404) {
    return { next: 'wait', code: 'unauthorized', seconds: UNAUTHORIZED_WAIT_SECONDS };
  }
  if (status >= 500) return { next: 'retry', code: `http-${status}` };
  if (status === 400 && parameters.migrate_to_chat_id !== undefined) {
    return { next: 'moved', code: 'migrated', address: String(parameters.migrate_to_chat_id) };
  }
  const known = DESCRIPTIONS.find(([pattern]) => pattern.test(description));
  if (known !== undefined) return { next: known[1], code: known[2] };
  return status === 403 ? { next: 'stop', code: 'forbidden' } : { next: 'give-up', code: `http-${status}` };
}
