import { photoSizes } from '../photos.ts';
import { type Answer, badRequest, done, forbidden, tooManyRequests } from './api-error.ts';
import type { ApiPhotoSize, InlineMarkup, MessageContent } from './api-types.ts';
import { type Markup, readMarkup, sameMarkup } from './markup.ts';
import type { Parameters } from './parameters.ts';
import type { TelegramChat, TelegramState } from './state.ts';

/** Limits of https://core.telegram.org/bots/api and https://core.telegram.org/bots/faq#broadcasting-to-users */
export interface SendLimits {
  /** Messages a second to one chat; 0: no limit. */
  readonly perChatPerSecond: number;
  /** Messages a second of the whole bot; 0: no limit. */
  readonly perBotPerSecond: number;
  readonly resize: boolean;
}

export interface SendMethods {
  sendMessage(parameters: Parameters): Answer;
  sendPhoto(parameters: Parameters): Promise<Answer>;
  sendDocument(parameters: Parameters): Answer;
  sendChatAction(parameters: Parameters): Answer;
  editMessageText(parameters: Parameters): Answer;
  editMessageReplyMarkup(parameters: Parameters): Answer;
}

const MAX_TEXT = 4_096;
const MAX_CAPTION = 1_024;
const MAX_PHOTO_BYTES = 10 * 1_024 * 1_024;
const PARSE_MODES = ['', 'html', 'markdown', 'markdownv2'];

export function createSendMethods(state: TelegramState, limits: SendLimits): SendMethods {
  const botSentAt: number[] = [];

  /** The chat to write to, or why not. */
  function openChat(parameters: Parameters): TelegramChat | Answer {
    const chat = findChat(state, parameters);
    if ('ok' in chat) return chat;
    if (chat.deactivated) return forbidden('user is deactivated');
    if (chat.blocked) return forbidden('bot was blocked by the user');
    if (!chat.started) return forbidden("bot can't initiate conversation with a user");
    const now = state.clock.now();
    const wait = Math.max(
      secondsToWait(botSentAt, limits.perBotPerSecond, now),
      secondsToWait(chat.sentAt, limits.perChatPerSecond, now),
    );
    if (wait > 0) return tooManyRequests(wait);
    if (limits.perBotPerSecond > 0) botSentAt.push(now);
    if (limits.perChatPerSecond > 0) chat.sentAt.push(now);
    return chat;
  }

  function send(parameters: Parameters, content: MessageContent): Answer {
    const markup = readMarkup(parameters.json('reply_markup'), !isGroup(state, parameters));
    if (!markup.ok) return markup.error;
    const chat = openChat(parameters);
    if ('ok' in chat) return chat;
    const stored = state.put(chat, state.bot, {
      ...content,
      ...(markup.markup.kind === 'inline' ? { reply_markup: markup.markup.inline } : {}),
    });
    applyKeyboard(state, chat, markup.markup);
    return done(stored.message);
  }

  function edit(parameters: Parameters, text: string | undefined): Answer {
    const chat = findChat(state, parameters);
    if ('ok' in chat) return chat;
    const stored = chat.messages.get(parameters.integer('message_id') ?? 0);
    if (stored === undefined) return badRequest('message to edit not found');
    if (stored.message.from.id !== state.bot.id) return badRequest("message can't be edited");
    const read = readMarkup(parameters.json('reply_markup'), chat.api.type === 'private');
    if (!read.ok) return read.error;
    const { kind } = read.markup;
    if (kind !== 'inline' && kind !== 'none') return badRequest('inline keyboard expected');
    if (text !== undefined && stored.message.text === undefined)
      return badRequest('there is no text in the message to edit');
    const inline: InlineMarkup | undefined = read.markup.kind === 'inline' ? read.markup.inline : undefined;
    if ((text ?? stored.message.text) === stored.message.text && sameMarkup(inline, stored.message.reply_markup)) {
      return badRequest(
        'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
      );
    }
    const { reply_markup: _old, ...rest } = stored.message;
    stored.message = {
      ...rest,
      ...(text === undefined ? {} : { text }),
      ...(inline === undefined || inline.inline_keyboard.length === 0 ? {} : { reply_markup: inline }),
      edit_date: Math.floor(state.clock.now() / 1_000),
    };
    state.refresh(chat, stored);
    return done(stored.message);
  }

  return {
    sendMessage(parameters) {
      const text = parameters.text('text') ?? '';
      const wrong = wrongText(text, parameters);
      return wrong ?? send(parameters, { text });
    },
    async sendPhoto(parameters) {
      const caption = parameters.text('caption') ?? '';
      if (caption.length > MAX_CAPTION) return badRequest('message caption is too long');
      const photo = await readPhotoParameter(state, parameters, limits.resize);
      return 'ok' in photo ? photo : send(parameters, { photo: photo.sizes, ...(caption === '' ? {} : { caption }) });
    },
    sendDocument(parameters) {
      const caption = parameters.text('caption') ?? '';
      if (caption.length > MAX_CAPTION) return badRequest('message caption is too long');
      const upload = parameters.upload('document');
      const known = state.files.get(parameters.text('document') ?? '');
      if (upload === undefined && known === undefined) return badRequest('there is no document in the request');
      const name = upload?.name ?? known?.name ?? 'file';
      const ref = state.addFile('documents', name, upload?.bytes ?? known?.bytes ?? Buffer.alloc(0));
      return send(parameters, { document: { ...ref, file_name: name }, ...(caption === '' ? {} : { caption }) });
    },
    sendChatAction(parameters) {
      const chat = openChat(parameters);
      if ('ok' in chat) return chat;
      if (!/^[a-z_]+$/.test(parameters.text('action') ?? '')) return badRequest('wrong parameter action in request');
      state.changes.emit({ chat: String(chat.id), kind: 'typing' });
      return done(true);
    },
    editMessageText(parameters) {
      const text = parameters.text('text') ?? '';
      return wrongText(text, parameters) ?? edit(parameters, text);
    },
    editMessageReplyMarkup: (parameters) => edit(parameters, undefined),
  };
}

/** The chat of `chat_id`, or Telegram's error. */
export function findChat(state: TelegramState, parameters: Parameters): TelegramChat | Answer {
  if (!parameters.has('chat_id')) return badRequest('chat_id is empty');
  return state.chats.get(parameters.integer('chat_id') ?? 0) ?? badRequest('chat not found');
}

function isGroup(state: TelegramState, parameters: Parameters): boolean {
  return state.chats.get(parameters.integer('chat_id') ?? 0)?.api.type === 'group';
}

function wrongText(text: string, parameters: Parameters): Answer | undefined {
  if (text.trim() === '') return badRequest('message text is empty');
  if (text.length > MAX_TEXT) return badRequest('message is too long');
  if (!PARSE_MODES.includes((parameters.text('parse_mode') ?? '').toLowerCase()))
    return badRequest('unsupported parse_mode');
  return undefined;
}

async function readPhotoParameter(
  state: TelegramState,
  parameters: Parameters,
  resize: boolean,
): Promise<{ readonly sizes: readonly ApiPhotoSize[] } | Answer> {
  const upload = parameters.upload('photo');
  if (upload === undefined) {
    const known = state.files.get(parameters.text('photo') ?? '');
    if (known === undefined)
      return badRequest(
        parameters.has('photo') ? 'wrong file identifier/HTTP URL specified' : 'there is no photo in the request',
      );
    if (known.kind !== 'photos') return badRequest("can't use file of type Document as Photo");
    return { sizes: [{ file_id: known.id, file_unique_id: known.uniqueId, width: 1_280, height: 960 }] };
  }
  if (upload.bytes.byteLength > MAX_PHOTO_BYTES) return badRequest('file is too big');
  try {
    const sizes = await photoSizes(upload.bytes, resize);
    return {
      sizes: sizes.map(({ width, height, bytes }) => ({
        ...state.addFile('photos', 'photo.jpg', bytes),
        width,
        height,
      })),
    };
  } catch {
    return badRequest('IMAGE_PROCESS_FAILED');
  }
}

/** A keyboard stands until it is replaced or removed; inline buttons leave it alone. */
function applyKeyboard(state: TelegramState, chat: TelegramChat, markup: Markup): void {
  if (markup.kind === 'keyboard') state.setKeyboard(chat, markup.keyboard);
  else if (markup.kind === 'remove' && chat.keyboard !== undefined) state.setKeyboard(chat, undefined);
}

/** How long until one more fits into the second; forgets what is older. */
function secondsToWait(times: number[], perSecond: number, now: number): number {
  if (perSecond <= 0) return 0;
  while (times[0] !== undefined && times[0] <= now - 1_000) times.shift();
  const [oldest] = times;
  return oldest !== undefined && times.length >= perSecond ? Math.ceil((oldest + 1_000 - now) / 1_000) : 0;
}
