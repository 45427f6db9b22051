import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { telegramReceiver } from '../../bots/telegram/receiver.ts';
import { viberReceiver } from '../../bots/viber/receiver.ts';
import type { TakeResult } from '../../src/actions/intake.ts';
import { createApp, securePages } from '../../src/http/app.ts';
import { healthRoutes, type MetricsReaders } from '../../src/http/health.ts';
import { telegramWebhook } from '../../src/http/webhooks/telegram.ts';
import { viberWebhook } from '../../src/http/webhooks/viber.ts';
import { MAX_BODY_BYTES } from '../../src/http/webhooks/webhook.ts';
import type { Incoming, Parsed } from '../../src/messaging/incoming.ts';
import { createProcessMetrics } from '../../src/metrics/process-metrics.ts';

const SECRET = 'a-secret-of-the-webhook';
const TOKEN = 'a-token-of-the-viber-bot';

let app: FastifyInstance;
let port: number;
let taken: Incoming[];
let unknown: { messenger: string; parsed: Parsed; body: string }[];
let failures: unknown[];
let result: TakeResult | Error;
let keeps: boolean;
let readers: MetricsReaders;
let ready: { database: boolean; queues: boolean };

beforeEach(async () => {
  [taken, unknown, failures] = [[], [], []];
  result = { kind: 'taken' };
  keeps = true;
  ready = { database: true, queues: true };
  readers = { isPublic: false };
  app = await createApp({ onFailure: (error) => failures.push(error) });
  healthRoutes(app, {
    ready: async () => ready,
    metrics: createProcessMetrics('web', 'test').registry,
    readers: {
      get token() {
        return readers.token;
      },
      get isPublic() {
        return readers.isPublic;
      },
    },
  });
  const deps = {
    take: async (incoming: Incoming) => {
      taken.push(incoming);
      if (result instanceof Error) throw result;
      return result;
    },
    keepUnknown: async ({ name }: { name: string }, parsed: Parsed, body: Buffer) => {
      unknown.push({ messenger: name, parsed, body: body.toString() });
      return keeps;
    },
  };
  telegramWebhook(app, deps, telegramReceiver({ secret: SECRET }));
  viberWebhook(app, deps, viberReceiver({ authToken: TOKEN, name: 'Golos' }));
  await app.register(async (pages) => {
    await securePages(pages);
    pages.get('/page', async () => 'a page');
    pages.get('/broken', async () => {
      throw new Error('the inside of the server');
    });
  });
  port = Number(new URL(await app.listen({ host: '127.0.0.1', port: 0 })).port);
});
afterEach(() => app.close());

const sign = (body: string | Buffer, token = TOKEN) => createHmac('sha256', token).update(body).digest('hex');

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

interface Answer {
  readonly statusCode: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Over a real connection, with the path as it is. */
async function call(
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body: string | Buffer = '',
): Promise<Answer> {
  const outgoing = request({ host: '127.0.0.1', port, method, path, headers, agent: false });
  outgoing.end(body);
  const [answer] = (await once(outgoing, 'response')) as [IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk as Buffer);
  return { statusCode: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks).toString() };
}

const get = (path: string, headers: Record<string, string> = {}) => call('GET', path, headers);

const toTelegram = (
  body: string | Buffer,
  headers: Record<string, string> = { 'x-telegram-bot-api-secret-token': SECRET },
) => call('POST', '/webhooks/telegram', { 'content-type': 'application/json', ...headers }, body);

const toViber = (
  body: string | Buffer,
  headers: Record<string, string> = { 'x-viber-content-signature': sign(body) },
) => call('POST', '/webhooks/viber', { 'content-type': 'application/json', ...headers }, body);

const TEXT = JSON.stringify({
  update_id: 1,
  message: {
    message_id: 2,
    date: 3,
    text: 'hello',
    from: { id: 4, is_bot: false, first_name: 'x' },
    chat: { id: 4, type: 'private' },
  },
});
const VIBER_TEXT = JSON.stringify({
  event: 'message',
  timestamp: 1,
  message_token: 2,
  sender: { id: 'anna', name: 'x' },
  message: { type: 'text', text: 'hello' },
});

describe('strangers', () => {
  test.each<[string, Record<string, string>]>([
    ['no secret', {}],
    ['an empty secret', { 'x-telegram-bot-api-secret-token': '' }],
    ['a wrong secret', { 'x-telegram-bot-api-secret-token': 'a-secret-of-the-webhooK' }],
    ['a longer secret', { 'x-telegram-bot-api-secret-token': `${SECRET}!` }],
    ['the secret of the other messenger', { 'x-viber-content-signature': sign(TEXT) }],
  ])('Telegram, %s: 401', async (_, headers) => {
    const answer = await toTelegram(TEXT, headers);
    expect([answer.statusCode, answer.body, taken]).toEqual([401, '', []]);
  });

  test.each<[string, Record<string, string>]>([
    ['no signature', {}],
    ['an empty signature', { 'x-viber-content-signature': '' }],
    ['a signature of another body', { 'x-viber-content-signature': sign('{}') }],
    ['a signature with another key', { 'x-viber-content-signature': sign(VIBER_TEXT, 'another-token') }],
    ['something that is no signature', { 'x-viber-content-signature': 'zz' }],
    ['half a signature', { 'x-viber-content-signature': sign(VIBER_TEXT).slice(0, 32) }],
  ])('Viber, %s: 401', async (_, headers) => {
    const answer = await toViber(VIBER_TEXT, headers);
    expect([answer.statusCode, answer.body, taken, unknown]).toEqual([401, '', [], []]);
  });

  test('a signature in the address is none', async () => {
    const answer = await call('POST', `/webhooks/viber?sig=${sign(VIBER_TEXT)}`, {}, VIBER_TEXT);
    expect(answer.statusCode).toBe(401);
  });

  test.each(['telegram', 'viber'])(
    'a body of 10 MB to %s is answered 401 before any of it is sent',
    async (messenger) => {
      const socket = connect(port, '127.0.0.1');
      const head = [
        `POST /webhooks/${messenger} HTTP/1.1`,
        'Host: localhost',
        'Content-Type: application/json',
        ...(messenger === 'telegram' ? ['X-Telegram-Bot-Api-Secret-Token: wrong'] : []),
        `Content-Length: ${10 * 1024 * 1024}`,
      ];
      socket.write(`${head.join('\r\n')}\r\n\r\n`);
      const [answer] = (await once(socket, 'data')) as [Buffer];
      expect(answer.toString()).toMatch(/^HTTP\/1\.1 401 /);
      socket.destroy();
    },
  );
});

describe('the messenger', () => {
  test('a text is taken, and answered with nothing', async () => {
    const answers = [await toTelegram(TEXT), await toViber(VIBER_TEXT)];
    expect(answers.map(({ statusCode, body }) => [statusCode, body])).toEqual([
      [200, ''],
      [200, ''],
    ]);
    expect(taken).toMatchObject([
      { messenger: 'telegram', userId: '4', event: { kind: 'text', text: 'hello' } },
      { messenger: 'viber', userId: 'anna', event: { kind: 'text', text: 'hello' } },
    ]);
  });

  test('any type of content is read as bytes', async () => {
    const headers = { 'x-telegram-bot-api-secret-token': SECRET, 'content-type': 'text/plain' };
    expect((await toTelegram(TEXT, headers)).statusCode).toBe(200);
    expect(taken.length).toBe(1);
  });

  test.each<[string, TakeResult, number, string | undefined]>([
    ['taken', { kind: 'taken' }, 200, undefined],
    ['repeated', { kind: 'repeated' }, 200, undefined],
    ['the record is away', { kind: 'unavailable' }, 503, '5'],
    ['somebody floods', { kind: 'flood' }, 429, '3'],
  ])('%s', async (_, taking, status, retryAfter) => {
    result = taking;
    const answer = await toTelegram(TEXT);
    expect([answer.statusCode, answer.headers['retry-after'], answer.body]).toEqual([status, retryAfter, '']);
  });

  test('a welcome goes back in the response, in the messenger’s own form', async () => {
    result = { kind: 'taken', inline: { text: 'Hello.', options: [[{ id: 'language:be', label: 'BE' }]] } };
    const body = JSON.stringify({
      event: 'conversation_started',
      timestamp: 1,
      message_token: 5,
      type: 'open',
      user: { id: 'anna', name: 'x' },
      subscribed: false,
    });
    const answer = await toViber(body);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toMatch(/^application\/json/);
    expect(JSON.parse(answer.body)).toMatchObject({
      sender: { name: 'Golos' },
      type: 'text',
      text: 'Hello.',
      keyboard: { Type: 'keyboard' },
    });
  });

  test('the first event of a new hook, and a receipt, are answered 200 and dropped', async () => {
    for (const event of ['webhook', 'delivered', 'seen']) {
      const body = JSON.stringify({ event, timestamp: 1, message_token: 5, user_id: 'anna' });
      expect((await toViber(body)).statusCode).toBe(200);
    }
    expect([taken, unknown]).toEqual([[], []]);
  });

  test.each([
    ['no JSON', '{"update_id": 1,'],
    ['nothing at all', ''],
    ['a list', '[]'],
    ['null', 'null'],
    ['an unknown shape', '{"update_id": 1, "tomorrow": {"from": {"id": 5}}}'],
    ['a known field of an unknown shape', '{"update_id": 1, "message": 5}'],
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00, 0x80])],
    ['nesting without end', '['.repeat(100_000)],
  ])('%s is kept as a dead letter and answered 200', async (_, body) => {
    expect((await toTelegram(body)).statusCode).toBe(200);
    expect((await toViber(body)).statusCode).toBe(200);
    expect(taken).toEqual([]);
    expect(unknown.map(({ messenger }) => messenger)).toEqual(['telegram', 'viber']);
    expect(failures).toEqual([]);
  });

  test('what nobody understands is asked for again while the record is away', async () => {
    keeps = false;
    const answer = await toTelegram('{');
    expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '5']);
  });

  test('a body of 1 MB is read, a longer one is 413', async () => {
    const body = `${TEXT}${' '.repeat(MAX_BODY_BYTES - TEXT.length)}`;
    expect((await toTelegram(body)).statusCode).toBe(200);
    expect(taken.length).toBe(1);
    const answer = await toTelegram(`${body} `);
    expect([answer.statusCode, answer.body]).toEqual([413, 'Too large\n']);
    expect((await toViber(`${body} `)).statusCode).toBe(413);
    expect([taken.length, failures]).toEqual([1, []]);
  });
});

describe('everybody else', () => {
  test('the server’s inside is never shown', async () => {
    result = new Error('a secret of the inside');
    const answers = [await toTelegram(TEXT), await get('/broken')];
    for (const { statusCode, body } of answers)
      expect([statusCode, body]).toEqual([500, 'Something went wrong here\n']);
    expect(failures.length).toBe(2);
  });

  test.each(['/nothing-here', '/webhooks/telegram', '/%', '/webhooks/telegram/../../etc/passwd'])(
    'GET %s shows no stack',
    async (url) => {
      const { statusCode, body } = await get(url);
      expect(statusCode).toBeGreaterThanOrEqual(400);
      expect(statusCode).toBeLessThan(500);
      expect(body).not.toMatch(/\bat .*:\d+:\d+|node_modules/);
    },
  );

  test('health: up whatever happens, ready only with database and queues, and not a word of which is away', async () => {
    expect(JSON.parse((await get('/healthz')).body)).toEqual({ up: true });
    const whole = await get('/readyz');
    expect([whole.statusCode, JSON.parse(whole.body)]).toEqual([200, { ready: true }]);
    ready.queues = false;
    const half = await get('/readyz');
    expect([half.statusCode, JSON.parse(half.body)]).toEqual([503, { ready: false }]);
    expect(half.headers['cache-control']).toBe('no-store');
    expect(half.headers['content-security-policy']).toContain("default-src 'none'");
    ready.database = false;
    expect((await get('/readyz')).statusCode).toBe(503);
    expect((await get('/healthz')).statusCode).toBe(200);
  });

  test.each<[string, MetricsReaders, Record<string, string>, number]>([
    ['who asks from this machine, while nothing is public', { isPublic: false }, {}, 200],
    ['nobody once it is public', { isPublic: true }, {}, 404],
    ['nobody by way of a proxy on this machine', { isPublic: false }, { 'x-forwarded-for': '203.0.113.7' }, 404],
    ['nobody by way of a proxy that only says so', { isPublic: false }, { via: '1.1 proxy' }, 404],
    ['who has the token, from anywhere', { isPublic: true, token: 'a'.repeat(20) }, bearer('a'.repeat(20)), 200],
    ['nobody with another token', { isPublic: false, token: 'a'.repeat(20) }, bearer('b'.repeat(20)), 404],
    ['nobody without it, once there is one', { isPublic: false, token: 'a'.repeat(20) }, {}, 404],
  ])('metrics are read by %s', async (_name, who, headers, status) => {
    readers = who;
    const metrics = await get('/metrics', headers);
    expect(metrics.statusCode).toBe(status);
    expect(metrics.body.includes('process_resident_memory_bytes')).toBe(status === 200);
    if (status === 200) expect(metrics.headers['content-type']).toMatch(/^text\/plain/);
  });

  test('pages are told to load nothing from anywhere else', async () => {
    const { headers } = await get('/page');
    expect(headers['content-security-policy']).toContain("script-src 'self'");
    expect(headers['content-security-policy']).not.toContain('unsafe');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['referrer-policy']).toBe('no-referrer');
  });
});
