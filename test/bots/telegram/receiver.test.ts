import fc from 'fast-check';
import { telegramReceiver } from '../../../bots/telegram/receiver.ts';
import { ALLOWED_UPDATES, updateSchema } from '../../../bots/telegram/updates.ts';
import type { IncomingEvent, Parsed } from '../../../src/messaging/incoming.ts';

const receiver = telegramReceiver({ secret: 'a-Secret_1' });

/** 52 significant bits, the most that Telegram announces. */
const ANNA = 4_503_599_627_370_495;
const anna = { id: ANNA, is_bot: false, first_name: 'Anna', username: 'anna_example', language_code: 'be' };
const privately = { id: ANNA, first_name: 'Anna', username: 'anna_example', type: 'private' };
const group = { id: -1_001_234_567_890, title: 'A group', type: 'supergroup' };

const parse = (update: unknown): Parsed => receiver.parse(Buffer.from(JSON.stringify(update)));
const message = (content: object, chat: object = privately): Parsed =>
  parse({ update_id: 10_000, message: { message_id: 1365, from: anna, chat, date: 1_441_645_532, ...content } });
const from = (event: IncomingEvent, chat: 'private' | 'group' = 'private'): Parsed => ({
  kind: 'incoming',
  incoming: {
    messenger: 'telegram',
    updateId: '10000',
    userId: String(ANNA),
    address: chat === 'private' ? String(ANNA) : String(group.id),
    chat,
    event,
  },
});
const sizes = (...sides: number[]): object[] =>
  sides.map((side) => ({
    file_id: `photo-${side}`,
    file_unique_id: `u${side}`,
    width: 3,
    height: side,
    file_size: side * 100,
  }));
const photo = (side: number, more: object = {}): IncomingEvent => ({
  kind: 'photo',
  photo: { messenger: 'telegram', ref: `photo-${side}`, bytes: side * 100 },
  messageId: '1365',
  ...more,
});
const typed = (text: string): IncomingEvent => ({ kind: 'text', text, messageId: '1365' });
const document = (mimeType?: string): object => ({
  document: { file_id: 'doc', file_name: 'IMG_1.JPG', mime_type: mimeType, file_size: 5_000_000 },
});
const asPhoto: IncomingEvent = {
  kind: 'photo',
  photo: { messenger: 'telegram', ref: 'doc', bytes: 5_000_000 },
  messageId: '1365',
};

describe('a message', () => {
  test.each<[string, object, IncomingEvent]>([
    ['/start', { text: '/start' }, { kind: 'start' }],
    ['/start from a deep link', { text: '/start region-5_x' }, { kind: 'start', payload: 'region-5_x' }],
    ['/start with something typed behind it', { text: '/start what is this?' }, { kind: 'start' }],
    ['/START@bot', { text: '/START@golos_bot' }, { kind: 'start' }],
    ['a command', { text: '/forget' }, { kind: 'command', name: 'forget' }],
    [
      'a command in capitals, with the bot and words',
      { text: ' /Menu@Golos_bot now' },
      { kind: 'command', name: 'menu' },
    ],
    ['a slash and no command', { text: '/ 17' }, typed('/ 17')],
    ['text', { text: 'Школа № 5' }, typed('Школа № 5')],
    ['text that looks like an option', { text: 'menu:ballot' }, typed('menu:ballot')],
    ['a photo', { photo: sizes(90, 320, 1280), caption: 'a secret' }, photo(1280)],
    ['a photo whose sizes are in no order', { photo: sizes(1280, 90, 320) }, photo(1280)],
    ['a photo larger than is kept', { photo: sizes(90, 1600, 2560) }, photo(1600)],
    ['a photo of an album', { photo: sizes(90), media_group_id: '1357' }, photo(90, { album: '1357' })],
    ['a photo sent as a file', document('image/jpeg'), asPhoto],
    ['a drawing sent as a file', document('image/svg+xml'), { kind: 'unsupported', what: 'file' }],
    ['another file', document('application/pdf'), { kind: 'unsupported', what: 'file' }],
    ['a file of no type', document(), { kind: 'unsupported', what: 'file' }],
    [
      'their own contact',
      { contact: { phone_number: '375290000001', first_name: 'Anna', user_id: ANNA } },
      { kind: 'contact', phone: '375290000001', own: true },
    ],
    [
      "somebody else's contact",
      { contact: { phone_number: '+375290000002', first_name: 'B', user_id: 7 } },
      { kind: 'contact', phone: '+375290000002', own: false },
    ],
    [
      'a contact without an account',
      { contact: { phone_number: '375290000003', first_name: 'C' } },
      { kind: 'contact', phone: '375290000003', own: false },
    ],
    [
      'a location',
      { location: { latitude: 53.9, longitude: 27.56, horizontal_accuracy: 12 } },
      { kind: 'place', latitude: 53.9, longitude: 27.56 },
    ],
    [
      'a venue',
      {
        venue: { location: { latitude: 53.9, longitude: 27.5 }, title: 'School', address: 'Street 1' },
        location: { latitude: 53.9, longitude: 27.5 },
      },
      { kind: 'place', latitude: 53.9, longitude: 27.5 },
    ],
    ['a sticker', { sticker: { file_id: 's', emoji: 'x' } }, { kind: 'unsupported', what: 'sticker' }],
    ['a voice message', { voice: { file_id: 'v' } }, { kind: 'unsupported', what: 'voice' }],
    ['music', { audio: { file_id: 'v' } }, { kind: 'unsupported', what: 'voice' }],
    ['a video', { video: { file_id: 'v' }, caption: 'c' }, { kind: 'unsupported', what: 'video' }],
    ['a round video', { video_note: { file_id: 'v' } }, { kind: 'unsupported', what: 'video' }],
    ['an animation', { animation: { file_id: 'v' }, ...document('video/mp4') }, { kind: 'unsupported', what: 'video' }],
    ['a poll', { poll: { id: 'p', question: 'q' } }, { kind: 'unsupported', what: 'other' }],
    ['dice', { dice: { emoji: 'x', value: 3 } }, { kind: 'unsupported', what: 'other' }],
    ['something that does not exist yet', { hologram: {} }, { kind: 'unsupported', what: 'other' }],
  ])('%s', (_, content, event) => {
    expect(message(content)).toEqual(from(event));
  });

  test.each([
    ['a pinned message', { pinned_message: { message_id: 1, text: 'x', chat: privately, date: 1 } }],
    ['a timer', { message_auto_delete_timer_changed: { message_auto_delete_time: 86_400 } }],
    ['permission to write', { write_access_allowed: {} }],
    ['new members', { new_chat_members: [anna] }],
  ])('of the chat itself is ignored: %s', (_, content) => {
    expect(message(content)).toEqual({ kind: 'ignored' });
  });

  test('from a group is told from a private one', () => {
    expect(message({ text: 'hello' }, group)).toEqual(from(typed('hello'), 'group'));
    expect(message({ text: 'hello' }, { ...group, type: 'group' })).toEqual(from(typed('hello'), 'group'));
  });

  test('of another bot, or of nobody, is ignored', () => {
    expect(message({ text: 'hello', from: { ...anna, is_bot: true } }, group)).toEqual({ kind: 'ignored' });
    expect(message({ text: 'hello', from: undefined }, group)).toEqual({ kind: 'ignored' });
  });

  test('carries no name, username, language or caption', () => {
    const parsed = JSON.stringify(message({ photo: sizes(90), caption: 'a secret', forward_origin: anna }));
    for (const word of ['Anna', 'anna_example', 'be"', 'a secret']) expect(parsed).not.toContain(word);
  });
});

describe('another update', () => {
  const tap = { id: '4382bfdwdsb323b2d9', from: anna, chat_instance: '1', data: 'choice:tihan' };
  const tapped: IncomingEvent = { kind: 'tap', id: 'choice:tihan', callback: '4382bfdwdsb323b2d9' };
  const seen = {
    message_id: 5,
    chat: privately,
    date: 1,
    text: 'Which?',
    from: { id: 1, is_bot: true, first_name: 'b' },
  };
  const member = (status: string, chat: object = privately): object => ({
    my_chat_member: {
      chat,
      from: anna,
      date: 1,
      old_chat_member: { user: { id: 1 }, status: 'member' },
      new_chat_member: { user: { id: 1 }, status },
    },
  });

  test.each<[string, object, Parsed]>([
    ['a tap', { callback_query: { ...tap, message: seen } }, from(tapped)],
    [
      'a tap on a message too old to be shown',
      { callback_query: { ...tap, message: { chat: privately, message_id: 5, date: 0 } } },
      from(tapped),
    ],
    ['a tap without a message', { callback_query: tap }, from(tapped)],
    ['a tap in a group', { callback_query: { ...tap, message: { ...seen, chat: group } } }, from(tapped, 'group')],
    [
      'a tap without data',
      { callback_query: { ...tap, data: undefined, game_short_name: 'g', message: seen } },
      from({ kind: 'unsupported', what: 'other' }),
    ],
    [
      'a tap whose data is too long to be ours',
      { callback_query: { ...tap, data: `a:${'x'.repeat(63)}`, message: seen } },
      from({ kind: 'unsupported', what: 'other' }),
    ],
    [
      'an edit',
      { edited_message: { message_id: 5, from: anna, chat: privately, text: 'y' } },
      from({ kind: 'edited' }),
    ],
    [
      'a live location that moves',
      { edited_message: { message_id: 5, from: anna, chat: privately, location: { latitude: 1, longitude: 2 } } },
      { kind: 'ignored' },
    ],
    ['blocked', member('kicked'), from({ kind: 'blocked' })],
    ['unblocked', member('member'), from({ kind: 'unblocked' })],
    ['another status', member('restricted'), { kind: 'ignored' }],
    ['thrown out of a group', member('kicked', group), { kind: 'ignored' }],
    [
      'a channel post',
      { channel_post: { message_id: 1, chat: { id: -1, type: 'channel' }, text: 'x' } },
      { kind: 'ignored' },
    ],
    ['an edited channel post', { edited_channel_post: { message_id: 1 } }, { kind: 'ignored' }],
    [
      'an unknown update with a person',
      { purchased_something: { from: anna, chat: privately } },
      { kind: 'unknown', userId: String(ANNA), address: String(ANNA) },
    ],
    [
      'an unknown update in a group',
      { something: { from: anna, chat: group } },
      { kind: 'unknown', userId: String(ANNA) },
    ],
    ['an unknown update without a person', { poll: { id: '1' } }, { kind: 'unknown' }],
    [
      'a message of an unknown shape',
      { message: { message_id: 'five', from: anna, chat: privately } },
      { kind: 'unknown', userId: String(ANNA), address: String(ANNA) },
    ],
    [
      'a photo without sizes',
      { message: { message_id: 5, from: anna, chat: privately, photo: [] } },
      { kind: 'unknown', userId: String(ANNA), address: String(ANNA) },
    ],
  ])('%s', (_, update, expected) => {
    expect(parse({ update_id: 10_000, ...update })).toEqual(expected);
  });

  test.each([
    ['nothing', ''],
    ['no JSON', '{"update_id":1'],
    ['a list', '[]'],
    ['null', 'null'],
    ['a number', '17'],
    ['no update id', '{"message":{}}'],
    ['bytes that are no UTF-8', Buffer.from([0xff, 0xfe, 0x00])],
  ])('is unknown: %s', (_, body) => {
    expect(receiver.parse(Buffer.from(body))).toEqual({ kind: 'unknown' });
  });

  test('every update that Telegram is asked for is understood', () => {
    for (const name of ALLOWED_UPDATES) expect(Object.keys(updateSchema.shape)).toContain(name);
  });

  test('parsing never throws', () => {
    const fields = fc.constantFrom(
      'update_id',
      'message',
      'callback_query',
      'from',
      'chat',
      'id',
      'photo',
      'text',
      'type',
      'my_chat_member',
    );
    const nested = fc.letrec((tie) => ({
      value: fc.oneof({ maxDepth: 5 }, fc.jsonValue(), fc.dictionary(fields, tie('value'))),
    })).value;
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void receiver.parse(Buffer.from(bytes))));
    fc.assert(fc.property(nested, (value) => void parse(value)));
    fc.assert(fc.property(nested, (value) => void parse({ update_id: 1, message: value })));
  });
});

describe('verification', () => {
  const header = 'x-telegram-bot-api-secret-token';
  test.each<[string, Record<string, string | string[]>, boolean]>([
    ['the secret', { [header]: 'a-Secret_1' }, true],
    ['no header', {}, false],
    ['an empty header', { [header]: '' }, false],
    ['another secret of the same length', { [header]: 'a-Secret_2' }, false],
    ['a beginning of it', { [header]: 'a-Secret' }, false],
    ['more than it', { [header]: 'a-Secret_1x' }, false],
    ['the header twice', { [header]: ['a-Secret_1', 'a-Secret_1'] }, false],
  ])('%s', (_, headers, expected) => {
    expect(receiver.verify(headers, Buffer.from('{}'))).toBe(expected);
  });

  test('accepts nothing without a secret', () => {
    const open = telegramReceiver({ secret: '' });
    expect(open.verify({ [header]: '' }, Buffer.from('{}'))).toBe(false);
    expect(open.verify({}, Buffer.from('{}'))).toBe(false);
  });
});
