import { telegramDeliverer } from '../../../bots/telegram/deliverer.ts';
import type { Outgoing } from '../../../src/messaging/outgoing.ts';
import type { SendError } from '../../../src/messaging/send-error.ts';
import { deadRoot, type Scripted, type ScriptedServer, scriptedServer } from '../scripted-server.ts';

const TOKEN = '123456:made-up';
const sent = { json: { ok: true, result: { message_id: 42, date: 1, chat: { id: 5, type: 'private' }, text: 'x' } } };
const refused = (code: number, description: string, parameters?: object): Scripted => ({
  status: code,
  json: { ok: false, error_code: code, description, parameters },
});

describe('telegramDeliverer', () => {
  let server: ScriptedServer;
  beforeEach(async () => {
    server = await scriptedServer();
    server.answer(() => sent);
  });
  afterEach(() => server.close());

  const send = (message: Outgoing, signal = AbortSignal.timeout(5_000)) =>
    telegramDeliverer({ token: TOKEN, apiRoot: server.root }).send('4503599627370495', message, signal);
  const bodyOf = (index = 0): unknown => JSON.parse(server.received[index]?.body.toString() ?? 'null');

  const plain = { chat_id: 4_503_599_627_370_495, text: 'Hello', link_preview_options: { is_disabled: true } };
  const options = [
    [{ id: 'menu:ballot', label: 'Hand in' }],
    [
      { id: 'a:1', label: '1' },
      { id: 'a:2', label: '2' },
    ],
  ];

  test.each<[string, Outgoing, object | undefined]>([
    ['text', { text: 'Hello' }, undefined],
    ['no rows', { text: 'Hello', options: [[]] }, undefined],
    [
      'options',
      { text: 'Hello', options, clearRequest: true },
      {
        inline_keyboard: [
          [{ text: 'Hand in', callback_data: 'menu:ballot' }],
          [
            { text: '1', callback_data: 'a:1' },
            { text: '2', callback_data: 'a:2' },
          ],
        ],
      },
    ],
    [
      'a request for the phone, with options',
      { text: 'Hello', options, request: { what: 'contact', label: 'My phone' } },
      {
        keyboard: [
          [{ text: 'My phone', request_contact: true }],
          [{ text: 'Hand in' }],
          [{ text: '1' }, { text: '2' }],
        ],
        one_time_keyboard: true,
        resize_keyboard: true,
      },
    ],
    [
      'a request for the place',
      { text: 'Hello', request: { what: 'place', label: 'I am here' } },
      { keyboard: [[{ text: 'I am here', request_location: true }]], one_time_keyboard: true, resize_keyboard: true },
    ],
    ['taking a request away', { text: 'Hello', clearRequest: true }, { remove_keyboard: true }],
  ])('sends %s', async (_, message, replyMarkup) => {
    expect(await send(message)).toEqual({ ok: true, messageId: '42' });
    expect(server.received[0]?.path).toBe(`/bot${TOKEN}/sendMessage`);
    expect(bodyOf()).toEqual(replyMarkup === undefined ? plain : { ...plain, reply_markup: replyMarkup });
  });

  test('acknowledges a tap beside the message', async () => {
    expect(await send({ text: 'Hello', acknowledges: 'q1' })).toMatchObject({ ok: true });
    const paths = server.received.map(({ path }) => path.split('/').at(-1));
    expect(paths.sort()).toEqual(['answerCallbackQuery', 'sendMessage']);
  });

  test('a tap that cannot be acknowledged any more fails nothing', async () => {
    server.answer(({ path }) =>
      path.endsWith('answerCallbackQuery')
        ? refused(400, 'Bad Request: query is too old and response timeout expired or query ID is invalid')
        : sent,
    );
    expect(await send({ text: 'Hello', acknowledges: 'q1' })).toEqual({ ok: true, messageId: '42' });
  });

  test.each<[string, Scripted, SendError]>([
    ['blocked', refused(403, 'Forbidden: bot was blocked by the user'), { next: 'stop', code: 'blocked' }],
    ['deactivated', refused(403, 'Forbidden: user is deactivated'), { next: 'stop', code: 'deactivated' }],
    [
      'never started',
      refused(403, "Forbidden: bot can't initiate conversation with a user"),
      { next: 'stop', code: 'never-started' },
    ],
    ['another 403', refused(403, 'Forbidden: something new'), { next: 'stop', code: 'forbidden' }],
    ['no such chat', refused(400, 'Bad Request: chat not found'), { next: 'stop', code: 'chat-not-found' }],
    [
      '429',
      refused(429, 'Too Many Requests: retry after 17', { retry_after: 17 }),
      { next: 'wait', code: 'too-many-requests', seconds: 17 },
    ],
    [
      '429 without a number',
      refused(429, 'Too Many Requests'),
      { next: 'wait', code: 'too-many-requests', seconds: 30 },
    ],
    [
      'migrated',
      refused(400, 'Bad Request: group chat was upgraded to a supergroup chat', {
        migrate_to_chat_id: -1_001_234_567_890,
      }),
      { next: 'moved', code: 'migrated', address: '-1001234567890' },
    ],
    ['a revoked token', refused(401, 'Unauthorized'), { next: 'wait', code: 'unauthorized', seconds: 60 }],
    ['a token of the wrong form', refused(404, 'Not Found'), { next: 'wait', code: 'unauthorized', seconds: 60 }],
    ['bad data', refused(400, 'Bad Request: BUTTON_DATA_INVALID'), { next: 'give-up', code: 'button-data-invalid' }],
    ['too long', refused(400, 'Bad Request: message is too long'), { next: 'give-up', code: 'too-long' }],
    ['another 400', refused(400, 'Bad Request: chat 4503599627370495 is odd'), { next: 'give-up', code: 'http-400' }],
    ['500', refused(500, 'Internal Server Error'), { next: 'retry', code: 'http-500' }],
    ['a page of a proxy', { status: 502, bytes: '<html>Bad gateway</html>' }, { next: 'retry', code: 'http-502' }],
    ['an answer that is not JSON', { status: 200, bytes: 'OK' }, { next: 'uncertain', code: 'unreadable-answer' }],
    ['cut off', 'reset', { next: 'uncertain', code: 'econnreset' }],
  ])('says what to do next: %s', async (_, scripted, error) => {
    server.answer(() => scripted);
    expect(await send({ text: 'Hello' })).toEqual({ ok: false, error });
  });

  test('no answer in time is uncertain', async () => {
    server.answer(() => 'hang');
    expect(await send({ text: 'Hello' }, AbortSignal.timeout(50))).toEqual({
      ok: false,
      error: { next: 'uncertain', code: 'timeout' },
    });
  });

  test('nobody listening is worth another try', async () => {
    const deliverer = telegramDeliverer({ token: TOKEN, apiRoot: `${await deadRoot()}/` });
    expect(await deliverer.send('5', { text: 'Hello' }, AbortSignal.timeout(5_000))).toEqual({
      ok: false,
      error: { next: 'retry', code: 'econnrefused' },
    });
  });

  test('deletes a hundred messages at once', async () => {
    server.answer(() => ({ json: { ok: true, result: true } }));
    const deliverer = telegramDeliverer({ token: TOKEN, apiRoot: server.root });
    const ids = Array.from({ length: 101 }, (_, i) => String(i + 1));
    expect(await deliverer.deleteMessages('5', ids, AbortSignal.timeout(5_000))).toBe(true);
    expect(bodyOf(0)).toEqual({ chat_id: 5, message_ids: ids.slice(0, 100).map(Number) });
    expect(bodyOf(1)).toEqual({ chat_id: 5, message_ids: [101] });
    server.answer(() => refused(400, "Bad Request: message can't be deleted"));
    expect(await deliverer.deleteMessages('5', ['1'], AbortSignal.timeout(5_000))).toBe(false);
  });
});
