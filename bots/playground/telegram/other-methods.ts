import { type Answer, badRequest, done } from './api-error.ts';
import type { Parameters } from './parameters.ts';
import { findChat } from './send-methods.ts';
import type { StoredFile, TelegramState } from './state.ts';

/** A tap that the bot has not acknowledged yet. */
export interface OpenTap {
  readonly chat: number;
  readonly messageId: number;
  readonly at: number;
}

export interface OtherLimits {
  /** How long a tap can be answered, in seconds. */
  readonly answerWithin: number;
  /** How long a file's link works, in seconds. */
  readonly linkFor: number;
}

export interface OtherMethods {
  answerCallbackQuery(parameters: Parameters): Answer;
  deleteMessage(parameters: Parameters): Answer;
  deleteMessages(parameters: Parameters): Answer;
  getFile(parameters: Parameters): Promise<Answer>;
  /** The file at a link that still works. */
  fileAt(path: string): StoredFile | undefined;
}

const MAX_NOTICE = 200;
const DELETE_WITHIN = 48 * 60 * 60 * 1_000;
const MAX_DELETED_AT_ONCE = 100;
/** https://core.telegram.org/bots/api#getfile */
const MAX_FILE_BYTES = 20 * 1_024 * 1_024;

export function createOtherMethods(
  state: TelegramState,
  taps: Map<string, OpenTap>,
  limits: OtherLimits,
): OtherMethods {
  const paths = new Map<string, StoredFile>();
  let fileNumber = 0;

  function remove(parameters: Parameters, ids: readonly number[]): Answer {
    const chat = findChat(state, parameters);
    if ('ok' in chat) return chat;
    const now = state.clock.now();
    for (const id of ids) {
      const stored = chat.messages.get(id);
      if (stored !== undefined && now - stored.at > DELETE_WITHIN)
        return badRequest("message can't be deleted for everyone");
    }
    state.remove(chat, ids);
    return done(true);
  }

  return {
    answerCallbackQuery(parameters) {
      const id = parameters.text('callback_query_id') ?? '';
      const text = parameters.text('text') ?? '';
      if (text.length > MAX_NOTICE) return badRequest('MESSAGE_TOO_LONG');
      const tap = taps.get(id);
      taps.delete(id);
      if (tap === undefined || state.clock.now() - tap.at > limits.answerWithin * 1_000) {
        return badRequest('query is too old and response timeout expired or query ID is invalid');
      }
      const chat = String(tap.chat);
      state.changes.emit({ chat, kind: 'answered', messageId: String(tap.messageId) });
      if (text !== '') state.changes.emit({ chat, kind: 'notice', text, alert: parameters.flag('show_alert') });
      return done(true);
    },
    deleteMessage(parameters) {
      const chat = findChat(state, parameters);
      if ('ok' in chat) return chat;
      const id = parameters.integer('message_id') ?? 0;
      return chat.messages.has(id) ? remove(parameters, [id]) : badRequest('message to delete not found');
    },
    deleteMessages(parameters) {
      const ids = parameters.json('message_ids');
      if (!Array.isArray(ids) || ids.length === 0) return badRequest('message identifiers are not specified');
      if (ids.length > MAX_DELETED_AT_ONCE) return badRequest('too many message identifiers specified');
      // What is not there any more is passed over.
      return remove(parameters, ids.map(Number));
    },
    async getFile(parameters) {
      const id = parameters.text('file_id') ?? '';
      if (id === '') return badRequest('file_id not specified');
      const file = state.files.get(id);
      if (file === undefined) return badRequest('wrong file_id or the file is temporarily unavailable');
      const size = Buffer.isBuffer(file.bytes) ? file.bytes.byteLength : undefined;
      if (size !== undefined && size > MAX_FILE_BYTES) return badRequest('file is too big');
      if (file.path === undefined) {
        fileNumber += 1;
        file.path = `${file.kind}/file_${fileNumber}${extension(file)}`;
        paths.set(file.path, file);
      }
      file.linkUntil = state.clock.now() + limits.linkFor * 1_000;
      return done({
        file_id: file.id,
        file_unique_id: file.uniqueId,
        ...(size === undefined ? {} : { file_size: size }),
        file_path: file.path,
      });
    },
    fileAt(path) {
      const file = paths.get(path);
      return file?.linkUntil !== undefined && file.linkUntil >= state.clock.now() ? file : undefined;
    },
  };
}

function extension(file: StoredFile): string {
  return file.name.match(/\.[A-Za-z0-9]{1,8}$/)?.[0] ?? '.jpg';
}
