import { createHmac, randomBytes, randomInt } from 'node:crypto';
import { TELEGRAM_SECRET, VIBER_TOKEN } from './system.ts';

/** Values that occur nowhere else, by what they were given as. */
export class Markers {
  readonly values = new Map<string, string | number>();

  /** A word; it fits wherever text does. */
  word(name: string): string {
    return this.keep(name, `Mk${randomBytes(8).toString('hex')}`);
  }

  /** A number of a person or a message: above 2^32, below 2^52. */
  id(name: string): number {
    return this.keep(name, randomInt(5_000_000_000, 99_000_000_000));
  }

  phone(name: string): string {
    return this.keep(name, `+37529${randomInt(1_000_000, 9_999_999)}`);
  }

  /** A coordinate near `about`, told to a hair's breadth. */
  degrees(name: string, about: number): number {
    return this.keep(name, Number((about + randomInt(1_000, 9_999) / 1e7 + randomInt(100, 999) / 1e9).toFixed(9)));
  }

  keep<T extends string | number>(name: string, value: T): T {
    const other = this.values.get(name);
    this.values.set(other === undefined || other === value ? name : `${name} ${this.values.size}`, value);
    return value;
  }
}

type Json = Readonly<Record<string, unknown>>;

/** Everything that Telegram can put into an update, known to the bot or not, with a marker in each place. */
export function markedUpdates(marks: Markers): Json[] {
  const word = (name: string) => marks.word(`telegram ${name}`);
  const id = marks.id('telegram sender id');
  const from = {
    id,
    is_bot: false,
    first_name: word('first name'),
    last_name: word('last name'),
    username: word('username'),
    language_code: 'be',
  };
  const chat = { id, type: 'private', first_name: from.first_name, last_name: from.last_name, username: from.username };
  const group = {
    id: -marks.id('telegram group id'),
    type: 'supergroup',
    title: word('group title'),
    username: word('group username'),
  };
  const file = (name: string) => ({
    file_id: word(`${name} file id`),
    file_unique_id: word(`${name} unique file id`),
    file_size: 1_000,
  });
  const message = (content: Json, where: Json = chat) => ({
    message: { message_id: randomInt(1, 1e6), date: 1_700_000_000, from, chat: where, ...content },
  });
  const photo = [{ ...file('photo'), width: 800, height: 600 }];
  const thumbnail = { ...file('thumbnail'), width: 90, height: 90 };
  const entities = [
    { type: 'text_mention', offset: 0, length: 2, user: { ...from, first_name: word('mentioned name') } },
  ];
  return [
    message({ text: word('text'), entities }),
    message({ text: `/${word('command')} ${word('command argument')}` }),
    message({ text: `/start ${word('deep link')}` }),
    message({ text: `${word('text with odd characters')} \u0000 \ud800 \u202e` }),
    message({
      text: word('reply'),
      reply_to_message: { message_id: 5, chat, date: 1, text: word('quoted text') },
      quote: { text: word('quote'), position: 0 },
    }),
    message({
      text: word('forwarded text'),
      forward_origin: { type: 'user', date: 1, sender_user: { ...from, first_name: word('forwarded name') } },
    }),
    message({
      text: word('hidden forward'),
      forward_origin: { type: 'hidden_user', date: 1, sender_user_name: word('hidden name') },
    }),
    message({ photo, caption: word('caption'), caption_entities: entities, media_group_id: word('album id') }),
    message({
      document: { ...file('document'), file_name: `${word('file name')}.jpg`, mime_type: 'image/jpeg', thumbnail },
      caption: word('document caption'),
    }),
    message({
      document: {
        ...file('other document'),
        file_name: `${word('other file name')}.pdf`,
        mime_type: 'application/pdf',
      },
    }),
    message({
      contact: {
        phone_number: marks.phone('telegram other phone'),
        first_name: word('contact name'),
        last_name: word('contact last name'),
        user_id: marks.id('telegram contact id'),
        vcard: `BEGIN:VCARD\nNOTE:${word('vcard')}\nEND:VCARD`,
      },
    }),
    message({ contact: { phone_number: word('phone that is none'), first_name: 'x', user_id: id } }),
    message({
      contact: {
        phone_number: marks.phone('telegram own phone').slice(1),
        first_name: word('own contact name'),
        user_id: id,
        vcard: word('own vcard'),
      },
    }),
    message({
      location: {
        latitude: marks.degrees('telegram latitude', 46.18),
        longitude: marks.degrees('telegram longitude', -32.58),
      },
    }),
    message({
      location: { latitude: 46.1, longitude: -32.5 },
      venue: {
        location: { latitude: 46.1, longitude: -32.5 },
        title: word('venue'),
        address: word('venue address'),
        google_place_id: word('venue id'),
      },
    }),
    message({
      sticker: {
        ...file('sticker'),
        type: 'regular',
        width: 512,
        height: 512,
        emoji: word('sticker emoji'),
        set_name: word('sticker set'),
      },
    }),
    message({ voice: { ...file('voice'), duration: 2 }, caption: word('voice caption') }),
    message({ audio: { ...file('audio'), duration: 2, performer: word('performer'), title: word('audio title') } }),
    message({
      video: { ...file('video'), width: 1, height: 1, duration: 1, file_name: word('video name') },
      caption: word('video caption'),
    }),
    message({
      poll: { id: word('poll id'), question: word('poll question'), options: [{ text: word('poll option') }] },
    }),
    message({ web_app_data: { data: word('web app data'), button_text: word('web app button') } }),
    message({ a_field_of_tomorrow: { text: word('future field') } }),
    message({ text: word('group text') }, group),
    message({ new_chat_title: word('new group title') }, group),
    message({ text: word('anonymous text'), sender_chat: group, author_signature: word('signature') }, group),
    { edited_message: { message_id: 1, date: 1, edit_date: 2, from, chat, text: word('edited text') } },
    {
      callback_query: {
        id: word('callback id'),
        from,
        chat_instance: word('chat instance'),
        data: word('callback data'),
        message: { message_id: 1, date: 1, chat, text: word('text of a button') },
      },
    },
    {
      callback_query: {
        id: word('inline callback id'),
        from,
        chat_instance: '1',
        inline_message_id: word('inline message id'),
        game_short_name: word('game'),
      },
    },
    {
      my_chat_member: {
        chat,
        from,
        date: 1,
        old_chat_member: { user: from, status: 'member' },
        new_chat_member: { user: from, status: 'kicked', custom_title: word('custom title') },
      },
    },
    {
      my_chat_member: {
        chat: group,
        from,
        date: 1,
        old_chat_member: { user: from, status: 'left' },
        new_chat_member: { user: from, status: 'member' },
      },
    },
    { inline_query: { id: word('inline query id'), from, query: word('inline query'), offset: word('offset') } },
    { channel_post: { message_id: 1, date: 1, chat: { ...group, type: 'channel' }, text: word('channel text') } },
    {
      pre_checkout_query: {
        id: word('order id'),
        from,
        currency: 'XTR',
        total_amount: 1,
        invoice_payload: word('invoice'),
        order_info: {
          name: word('order name'),
          phone_number: marks.phone('telegram order phone'),
          email: word('email'),
        },
      },
    },
    { an_update_of_tomorrow: { from, secret: word('future update') } },
    { message: { from, chat, text: ['wrong', word('wrong shape')] } },
    { nothing_at_all: word('senderless update') },
  ].map((update) => ({ update_id: marks.id('telegram update id'), ...update }));
}

/** The same for Viber. */
export function markedCallbacks(marks: Markers): Json[] {
  const word = (name: string) => marks.word(`viber ${name}`);
  const id = `${word('sender id')}==`;
  const person = {
    id,
    name: word('name'),
    avatar: `http://127.0.0.1:9/${word('avatar')}`,
    country: 'BY',
    language: 'be',
    api_version: 10,
    primary_device_os: word('device'),
    mcc: 257,
  };
  const url = (name: string) => `http://127.0.0.1:9/${word(name)}`;
  const base = () => ({
    timestamp: 1_700_000_000_000 + randomInt(1e9),
    message_token: marks.word('viber message token'),
    chat_hostname: word('host'),
  });
  const message = (content: Json, more: Json = {}) => ({
    event: 'message',
    ...base(),
    sender: person,
    silent: false,
    message: { tracking_data: word('tracking data'), ...content },
    ...more,
  });
  return [
    {
      event: 'conversation_started',
      ...base(),
      type: 'open',
      context: word('context'),
      user: person,
      subscribed: false,
    },
    { event: 'subscribed', ...base(), user: person },
    message({ type: 'text', text: word('text') }),
    message({ type: 'text', text: `menu:${word('button')}` }),
    message({ type: 'text', text: `${word('odd text')} \u0000 \ud800` }),
    message({ type: 'url', media: url('url'), text: word('url text') }),
    message({
      type: 'picture',
      media: url('photo url'),
      thumbnail: url('thumbnail url'),
      text: word('caption'),
      file_name: `${word('photo name')}.jpg`,
    }),
    message({ type: 'file', media: url('file url'), file_name: `${word('file name')}.jpg`, size: 10 }),
    message({ type: 'file', media: url('other file url'), file_name: `${word('other file name')}.pdf`, size: 10 }),
    message({
      type: 'contact',
      contact: {
        name: word('contact name'),
        phone_number: marks.phone('viber other phone'),
        avatar: url('contact avatar'),
      },
    }),
    message({
      type: 'location',
      location: {
        lat: marks.degrees('viber latitude', 46.18),
        lon: marks.degrees('viber longitude', -32.58),
        address: word('address'),
      },
    }),
    message({ type: 'location', location: { lat: word('location string'), lon: word('other location string') } }),
    message({ type: 'sticker', sticker_id: 1, media: url('sticker url') }),
    message({ type: 'video', media: url('video url'), thumbnail: url('video thumbnail'), text: word('video caption') }),
    message({ type: 'a type of tomorrow', text: word('future message') }),
    message({ type: 'text', text: word('group text') }, { chat_id: word('group id') }),
    { event: 'delivered', ...base(), user_id: id },
    { event: 'failed', ...base(), user_id: id, desc: word('failure') },
    { event: 'client_status', ...base(), user: person, status: { code: 0, message: word('status') } },
    { event: 'an event of tomorrow', ...base(), user: person, secret: word('future event') },
    { event: 'message', ...base(), sender: person, message: [word('wrong shape')] },
    { event: 'unsubscribed', timestamp: 1_700_000_000_000, user_id: id },
    { nothing: word('senderless event') },
  ];
}

export function postTelegram(url: string, body: string, secret = TELEGRAM_SECRET): Promise<Response> {
  const headers = { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret };
  return fetch(`${url}/webhooks/telegram`, { method: 'POST', headers, body });
}

export function postViber(url: string, body: string, token = VIBER_TOKEN): Promise<Response> {
  const signature = createHmac('sha256', token).update(body).digest('hex');
  const headers = { 'content-type': 'application/json', 'x-viber-content-signature': signature };
  return fetch(`${url}/webhooks/viber`, { method: 'POST', headers, body });
}
