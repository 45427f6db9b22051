import type { ShownKeyboard, ShownMessage } from '../shown.ts';
import { answer, isRecord, type ViberAnswer } from './api.ts';
import { readKeyboard } from './keyboard.ts';

/** A message of the bot's, read by Viber's rules. */
export interface BotMessage {
  readonly shown: Pick<ShownMessage, 'text' | 'contact' | 'place'> & { readonly photoUrl?: string };
  readonly minApiVersion: number;
  /** The message brings a keyboard; without one the old one vanishes. */
  readonly keyboard?: ShownKeyboard;
  /** The app will not show it, for this reason. */
  readonly fails?: string;
  /** It has a keyboard and nothing else. */
  readonly keyboardOnly: boolean;
}

const MAX_TEXT = 7_000;
const MAX_CAPTION = 768;
const MAX_SENDER_NAME = 28;
const MAX_TRACKING_DATA = 4_096;

/** `Answer`: refused at once, with Viber's own status. */
export function readBotMessage(body: Readonly<Record<string, unknown>>): BotMessage | ViberAnswer {
  const name = isRecord(body.sender) ? body.sender.name : undefined;
  if (typeof name !== 'string' || name === '') return answer('missingData', {}, 'sender.name is missing');
  if (name.length > MAX_SENDER_NAME) return answer('badData', {}, 'sender.name is too long');
  if (typeof body.tracking_data === 'string' && body.tracking_data.length > MAX_TRACKING_DATA) {
    return answer('badData', {}, 'tracking_data is too long');
  }
  const minApiVersion = typeof body.min_api_version === 'number' ? body.min_api_version : 1;
  const keyboard =
    body.keyboard === undefined || body.keyboard === null ? undefined : readKeyboard(body.keyboard, minApiVersion);
  if (keyboard?.kind === 'refused') return answer('badData', {}, keyboard.why);
  const keyboardOnly = body.type === undefined && keyboard !== undefined;
  const shown = keyboardOnly ? {} : readContent(body);
  if ('status' in shown) return shown;
  return {
    shown,
    minApiVersion,
    keyboardOnly,
    ...(keyboard?.kind === 'shown' ? { keyboard: keyboard.keyboard } : {}),
    ...(keyboard?.kind === 'fails' ? { fails: keyboard.why } : {}),
  };
}

function readContent(body: Readonly<Record<string, unknown>>): BotMessage['shown'] | ViberAnswer {
  switch (body.type) {
    case undefined:
      return answer('missingData', {}, 'type is missing');
    case 'text':
      return readText(body.text);
    case 'picture':
      return readPicture(body);
    case 'location':
      return readLocation(body.location);
    case 'contact': {
      const phone = isRecord(body.contact) ? body.contact.phone_number : undefined;
      return typeof phone === 'string'
        ? { contact: { phone, own: false } }
        : answer('missingData', {}, 'contact is missing');
    }
    case 'url':
      return typeof body.media === 'string' && URL.canParse(body.media)
        ? { text: body.media }
        : answer('badData', {}, 'media is not a URL');
    case 'sticker':
    case 'video':
    case 'file':
    case 'rich_media':
      return { text: `[${body.type}]` };
    default:
      return answer('badData', {}, 'type is unknown');
  }
}

function readText(text: unknown): BotMessage['shown'] | ViberAnswer {
  if (typeof text !== 'string' || text === '') return answer('missingData', {}, 'text is missing');
  return text.length > MAX_TEXT ? answer('badData', {}, 'text is too long') : { text };
}

function readPicture({ text, media }: Readonly<Record<string, unknown>>): BotMessage['shown'] | ViberAnswer {
  if (typeof text !== 'string') return answer('missingData', {}, 'text is missing');
  if (text.length > MAX_CAPTION) return answer('badData', {}, 'text is too long');
  if (typeof media !== 'string' || !URL.canParse(media)) return answer('missingData', {}, 'media is missing');
  const { protocol, pathname } = new URL(media);
  if (!/^https?:$/.test(protocol) || !/\.(jpe?g|png)$/i.test(pathname))
    return answer('badData', {}, 'media must be a JPEG or PNG by its extension');
  return { photoUrl: media, ...(text === '' ? {} : { text }) };
}

function readLocation(value: unknown): BotMessage['shown'] | ViberAnswer {
  if (!isRecord(value)) return answer('missingData', {}, 'location is missing');
  const { lat, lon } = value;
  if (typeof lat !== 'number' || typeof lon !== 'number' || Math.abs(lat) > 90 || Math.abs(lon) > 180) {
    return answer('badData', {}, 'location is out of range');
  }
  return { place: { latitude: lat, longitude: lon } };
}
