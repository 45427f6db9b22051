import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { parseJson } from '../../../bots/viber/callbacks.ts';
import { viberReceiver } from '../../../bots/viber/receiver.ts';
import { PLACE_BODY, shareToken } from '../../../bots/viber/share-token.ts';
import type { IncomingEvent, Parsed } from '../../../src/messaging/incoming.ts';

const AUTH = '4453b6ac12345678-made-up';
const ANNA = '01234567890A=';
const TOKEN = '4912661846655238145';
const receiver = viberReceiver({ authToken: AUTH, name: 'Golos' });
const person = {
  id: ANNA,
  name: 'Anna',
  avatar: 'https://avatar.example/a',
  language: 'be',
  country: 'BY',
  api_version: 10,
};

/** JSON with the token as the digits that Viber writes. */
const body = (callback: object): Buffer =>
  Buffer.from(JSON.stringify(callback).replace('"TOKEN"', TOKEN).replace('"TIME"', '1457764197627'));
const parse = (callback: object): Parsed => receiver.parse(body(callback));
const from = (event: IncomingEvent, name = 'message', chat: 'private' | 'group' = 'private'): Parsed => ({
  kind: 'incoming',
  incoming: { messenger: 'viber', updateId: `${name}:${TOKEN}`, userId: ANNA, address: ANNA, chat, event },
});
const message = (content: object, more: object = {}): Parsed =>
  parse({
    event: 'message',
    timestamp: 'TIME',
    chat_hostname: 'SN-1',
    message_token: 'TOKEN',
    sender: person,
    message: { tracking_data: '', ...content },
    silent: false,
    ...more,
  });
const text = (value: string): Parsed => message({ type: 'text', text: value });

const url = 'https://dl-media.viber.com/1/share/photo.jpg?Expires=1670587915&Signature=x~1__';
const photo = (bytes?: number): IncomingEvent => ({
  kind: 'photo',
  photo: { messenger: 'viber', ref: url, ...(bytes === undefined ? {} : { bytes }) },
});
const unsupported = (what: 'sticker' | 'video' | 'file' | 'other'): IncomingEvent => ({ kind: 'unsupported', what });
const contact = (more: object): object => ({ type: 'contact', contact: { phone_number: '375290000001' }, ...more });

describe('a text', () => {
  const longest = `station:${'x'.repeat(56)}`;
  test.each<[string, string, IncomingEvent]>([
    ['typed', 'Школа № 5', { kind: 'text', text: 'Школа № 5' }],
    ['of an option', 'choice:tihan', { kind: 'tap', id: 'choice:tihan' }],
    [
      'of an option with a uuid',
      'station:0b6e2a4c-8e0f-4c53-9d0e-2f1f5f1e8a77',
      { kind: 'tap', id: 'station:0b6e2a4c-8e0f-4c53-9d0e-2f1f5f1e8a77' },
    ],
    ['of the longest option', longest, { kind: 'tap', id: longest }],
    ['too long for an option', `${longest}x`, { kind: 'text', text: `${longest}x` }],
    ['that is a web address', 'https://example.org/a', { kind: 'text', text: 'https://example.org/a' }],
    ['with a colon and words', 'note: call me', { kind: 'text', text: 'note: call me' }],
    ['with a capital', 'Menu:ballot', { kind: 'text', text: 'Menu:ballot' }],
    ['that is a command', '/Forget', { kind: 'command', name: 'forget' }],
    ['that starts', '/start abc', { kind: 'start', payload: 'abc' }],
    ['of the phone button on a desktop', shareToken(AUTH, ANNA), unsupported('other')],
    ['of the place button on a desktop', PLACE_BODY, unsupported('other')],
  ])('%s', (_, value, event) => {
    expect(text(value)).toEqual(from(event));
  });
});

describe('a message', () => {
  test.each<[string, object, IncomingEvent]>([
    ['picture', { type: 'picture', media: url, thumbnail: url, text: 'a secret', file_name: 'a.jpg' }, photo()],
    ['picture with a size', { type: 'picture', media: url, size: 5_000 }, photo(5_000)],
    ['picture without an address', { type: 'picture' }, unsupported('other')],
    ['image sent as a file', { type: 'file', media: url, file_name: 'IMG_1.JPEG', size: 5_000 }, photo(5_000)],
    ['other file', { type: 'file', media: url, file_name: 'list.pdf', size: 5_000 }, unsupported('file')],
    ['file without a name', { type: 'file', media: url }, unsupported('file')],
    [
      'contact from the button',
      contact({ text: shareToken(AUTH, ANNA) }),
      { kind: 'contact', phone: '375290000001', own: true },
    ],
    [
      'contact of the phone book',
      contact({ contact: { name: 'B', phone_number: '+375290000002' } }),
      { kind: 'contact', phone: '+375290000002', own: false },
    ],
    ['contact without a name', contact({}), { kind: 'contact', phone: '375290000001', own: false }],
    [
      "contact from another person's button",
      contact({ text: shareToken(AUTH, 'another=') }),
      { kind: 'contact', phone: '375290000001', own: false },
    ],
    ['contact with a guess', contact({ text: 'share-phone' }), { kind: 'contact', phone: '375290000001', own: false }],
    ['contact without a number', { type: 'contact' }, unsupported('other')],
    [
      'location',
      { type: 'location', location: { lat: 53.9, lon: 27.56 } },
      { kind: 'place', latitude: 53.9, longitude: 27.56 },
    ],
    [
      'location in strings',
      { type: 'location', location: { lat: '53.9', lon: '27.56' } },
      { kind: 'place', latitude: 53.9, longitude: 27.56 },
    ],
    ['location nowhere', { type: 'location', location: { lat: 153.9, lon: 27 } }, unsupported('other')],
    ['location of words', { type: 'location', location: { lat: 'here', lon: 27 } }, unsupported('other')],
    ['web address', { type: 'url', media: 'https://example.org' }, { kind: 'text', text: 'https://example.org' }],
    ['sticker', { type: 'sticker', sticker_id: 46_105, media: url }, unsupported('sticker')],
    ['video', { type: 'video', media: url, duration: 2 }, unsupported('video')],
    ['something that does not exist yet', { type: 'hologram' }, unsupported('other')],
  ])('%s', (_, content, event) => {
    expect(message(content)).toEqual(from(event));
  });

  test('in a group is told from a private one', () => {
    const typed: IncomingEvent = { kind: 'text', text: 'hello' };
    expect(message({ type: 'text', text: 'hello' }, { chat_id: 'abc==' })).toEqual(from(typed, 'message', 'group'));
    expect(message({ type: 'text', text: 'hello' }, { chat_id: '' })).toEqual(from(typed));
  });

  test('carries no name, avatar, language, country or caption', () => {
    const parsed = JSON.stringify(message({ type: 'picture', media: url, text: 'a secret' }));
    for (const word of ['Anna', 'avatar', 'BY', 'a secret']) expect(parsed).not.toContain(word);
  });
});

describe('another callback', () => {
  test.each<[string, object, Parsed]>([
    [
      'conversation_started',
      {
        event: 'conversation_started',
        message_token: 'TOKEN',
        type: 'open',
        context: 'region-5',
        user: person,
        subscribed: false,
      },
      from({ kind: 'start', payload: 'region-5', answerInline: true }, 'conversation_started'),
    ],
    [
      'conversation_started without a context',
      { event: 'conversation_started', message_token: 'TOKEN', type: 'open', user: person },
      from({ kind: 'start', answerInline: true }, 'conversation_started'),
    ],
    [
      'subscribed',
      { event: 'subscribed', timestamp: 'TIME', user: person, message_token: 'TOKEN' },
      from({ kind: 'start' }, 'subscribed'),
    ],
    ['webhook', { event: 'webhook', timestamp: 'TIME', message_token: 'TOKEN' }, { kind: 'ignored' }],
    ['delivered', { event: 'delivered', message_token: 'TOKEN', user_id: ANNA }, { kind: 'ignored' }],
    ['seen', { event: 'seen', message_token: 'TOKEN', user_id: ANNA }, { kind: 'ignored' }],
    [
      'failed',
      { event: 'failed', message_token: 'TOKEN', user_id: ANNA, desc: 'keyboard is not valid' },
      { kind: 'ignored' },
    ],
    ['client_status', { event: 'client_status', user: person }, { kind: 'ignored' }],
    [
      'an unknown event with a sender',
      { event: 'poke', sender: person },
      { kind: 'unknown', userId: ANNA, address: ANNA },
    ],
    ['an unknown event with a user', { event: 'poke', user: person }, { kind: 'unknown', userId: ANNA, address: ANNA }],
    [
      'an unknown event with a user id',
      { event: 'poke', user_id: ANNA },
      { kind: 'unknown', userId: ANNA, address: ANNA },
    ],
    [
      'a message without a token',
      { event: 'message', sender: person, message: { type: 'text' } },
      { kind: 'unknown', userId: ANNA, address: ANNA },
    ],
    ['an unknown event', { event: 'poke' }, { kind: 'unknown' }],
    ['an empty object', {}, { kind: 'unknown' }],
  ])('%s', (_, callback, expected) => {
    expect(parse(callback)).toEqual(expected);
  });

  test('unsubscribed has no token: its id follows from the person and the moment, and shows neither', () => {
    const unsubscribed = (timestamp: number): Parsed => parse({ event: 'unsubscribed', timestamp, user_id: ANNA });
    const first = unsubscribed(1_457_764_197_627);
    expect(first).toMatchObject({
      kind: 'incoming',
      incoming: { userId: ANNA, address: ANNA, event: { kind: 'blocked' } },
    });
    expect(unsubscribed(1_457_764_197_627)).toEqual(first);
    expect(unsubscribed(1_457_764_197_628)).not.toEqual(first);
    expect(first.kind === 'incoming' && first.incoming.updateId).toMatch(/^unsubscribed:[\w-]{24}$/);
  });

  test.each([
    ['nothing', ''],
    ['no JSON', '{"event":"message"'],
    ['a list', '[]'],
    ['null', 'null'],
    ['bytes that are no UTF-8', Buffer.from([0xff, 0xfe, 0x00])],
  ])('is unknown: %s', (_, bytes) => {
    expect(receiver.parse(Buffer.from(bytes))).toEqual({ kind: 'unknown' });
  });
});

describe('parseJson', () => {
  test.each<[string, string, unknown]>([
    ['a long integer', `{"message_token":${TOKEN}}`, { message_token: TOKEN }],
    ['with spaces', `{ "message_token" : ${TOKEN} }`, { message_token: TOKEN }],
    ['a short one', '{"timestamp":1457764197627}', { timestamp: 1_457_764_197_627 }],
    ['a long fraction', '{"lat":53.90000000000000000001}', { lat: 53.9 }],
    ['a negative one', `[-${TOKEN}]`, [`-${TOKEN}`]],
    ['the same in a text', `{"text":"\\"message_token\\": ${TOKEN}"}`, { text: `"message_token": ${TOKEN}` }],
    ['after an escaped backslash', `{"a":"\\\\","b":${TOKEN}}`, { a: '\\', b: TOKEN }],
    ['in a key', `{"\\"${TOKEN}":1}`, { [`"${TOKEN}`]: 1 }],
  ])('keeps %s', (_, json, expected) => {
    expect(parseJson(json)).toEqual(expected);
  });

  test('agrees with JSON.parse wherever no integer is long', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.stringMatching(/^[\d":\\,{} ]*$/), (value, tricky) => {
        const expected = { value, tricky, token: TOKEN };
        const json = JSON.stringify({ value, tricky, token: 'TOKEN' }).replace(/"TOKEN"\}$/, `${TOKEN}}`);
        const isLong = (text: string): boolean => /(?:^|[[:,])-?\d{16,}(?=[\],}]|$)/.test(text);
        fc.pre(!isLong(JSON.stringify(value)));
        expect(parseJson(json)).toEqual(JSON.parse(JSON.stringify(expected)));
      }),
    );
  });

  test('is not slowed down by a long text of quotes', () => {
    const tricky = '"1234567890123456'.repeat(40_000);
    const started = performance.now();
    expect(parseJson(JSON.stringify({ tricky }))).toEqual({ tricky });
    expect(() => parseJson(`"${'\\"'.repeat(300_000)}1234567890123456`)).toThrow(SyntaxError);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

test('parsing never throws', () => {
  const fields = fc.constantFrom(
    'event',
    'message',
    'sender',
    'user',
    'id',
    'type',
    'text',
    'message_token',
    'contact',
    'location',
  );
  const values = fc.constantFrom('message', 'text', 'conversation_started', 'unsubscribed', 'picture', '', 'x');
  const nested = fc.letrec((tie) => ({
    value: fc.oneof({ maxDepth: 5 }, fc.jsonValue(), values, fc.dictionary(fields, tie('value'))),
  })).value;
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void receiver.parse(Buffer.from(bytes))));
  fc.assert(fc.property(nested, (value) => void receiver.parse(Buffer.from(JSON.stringify(value)))));
  fc.assert(fc.property(nested, (value) => void message(value as object)));
});

describe('verification', () => {
  const header = 'x-viber-content-signature';
  const signed = Buffer.from('{"event":"webhook","timestamp":1457764197627}');
  const right = createHmac('sha256', AUTH).update(signed).digest('hex');

  test('knows a signature made elsewhere', () => {
    // printf '{"event":"webhook","timestamp":1457764197627}' | openssl dgst -sha256 -hmac 4453b6ac12345678-made-up
    expect(right).toBe('5643414646573a7188f3c01b5e0679bd9ec25b68fb18664d793b0031e5fee4eb');
  });

  test.each<[string, Record<string, string | string[]>, boolean]>([
    ['the signature', { [header]: right }, true],
    ['in capitals', { [header]: right.toUpperCase() }, true],
    ['no header', {}, false],
    ['an empty header', { [header]: '' }, false],
    ['another of the same length', { [header]: right.replace(/.$/, (last) => (last === '0' ? '1' : '0')) }, false],
    ['a beginning of it', { [header]: right.slice(0, 62) }, false],
    ['more than it', { [header]: `${right}00` }, false],
    ['no hexadecimal', { [header]: 'z'.repeat(64) }, false],
    ['the header twice', { [header]: [right, right] }, false],
  ])('%s', (_, headers, expected) => {
    expect(receiver.verify(headers, signed)).toBe(expected);
  });

  test('is over the raw bytes', () => {
    expect(receiver.verify({ [header]: right }, Buffer.from(`${signed} `))).toBe(false);
  });

  test('accepts nothing without a token', () => {
    const open = viberReceiver({ authToken: '', name: 'Golos' });
    expect(open.verify({ [header]: createHmac('sha256', '').update(signed).digest('hex') }, signed)).toBe(false);
  });
});

test('a welcome message is the whole answer', () => {
  const options = [[{ id: 'language:be', label: 'Беларуская' }]];
  expect(receiver.inlineReply?.({ text: 'Hello', options, request: { what: 'contact', label: 'Phone' } })).toEqual({
    type: 'text',
    text: 'Hello',
    sender: { name: 'Golos' },
    min_api_version: 6,
    keyboard: {
      Type: 'keyboard',
      DefaultHeight: false,
      Buttons: [
        { Columns: 6, Rows: 1, ActionType: 'reply', ActionBody: 'language:be', Text: 'Беларуская', Silent: true },
      ],
    },
  });
});
