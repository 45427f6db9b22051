import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { createApp, securePages } from '../../src/http/app.ts';
import { COSTLY, createPlaceStreams, isNear, REQUESTS_A_MINUTE } from '../../src/http/limits.ts';
import { openPublicSite, type PublicSite } from '../support/public-site.ts';
import { sendRaw } from '../support/raw-http.ts';
import { someEdition } from '../support/some-edition.ts';

const portOf = (url: string) => Number(new URL(url).port);
const get = (path: string, more = '') => `GET ${path} HTTP/1.1\r\nHost: golos.test\r\nAccept: text/html\r\n${more}\r\n`;

/** What a page, an error or a webhook must never say: what it runs on. */
const TELLING = /^(?:server|x-powered-by|via|x-runtime|x-ratelimit-.*|x-dns-prefetch-control|x-download-options)$/;

describe('a server', () => {
  let app: FastifyInstance;
  let port: number;
  const failures: unknown[] = [];
  beforeAll(async () => {
    app = await createApp({ origin: 'https://golos.test', onFailure: (error) => failures.push(error) });
    app.get('/bare', async () => 'no page');
    app.post('/limited', { bodyLimit: 1_000 }, async () => 'taken');
    await app.register(async (pages) => {
      await securePages(pages);
      pages.get('/page', async () => 'a page');
      pages.get('/costly', { config: COSTLY }, async () => 'worked out');
      pages.get('/broken', async () => {
        throw new Error('the inside of the server');
      });
      // As no route of ours does: with what was asked for, as it is.
      pages.get('/to', async (request, reply) => reply.redirect(`/page?${(request.query as { at?: string }).at}`, 303));
      pages.setNotFoundHandler({ preHandler: pages.rateLimit() }, (_request, reply) => reply.code(404).send('nothing'));
    });
    await app.listen({ host: '127.0.0.1', port: 0 });
    port = (app.server.address() as AddressInfo).port;
  });
  afterAll(() => app.close());

  test.each([
    ['a page', get('/page'), 200],
    ['what is no page', get('/bare'), 200],
    ['nothing there', get('/nothing'), 404],
    ['a failure', get('/broken'), 500],
    ['an address that cannot be read', get('/%zz'), 400],
    ['a zero byte', get('/page%00'), 400],
    ['too long a body', `POST /limited HTTP/1.1\r\nHost: x\r\nContent-Length: 1001\r\n\r\n${'x'.repeat(1001)}`, 413],
  ])('%s: secured, and saying nothing of what it is made of', async (_, request, status) => {
    const { status: got, headers, text } = await sendRaw(port, request);
    expect(got).toBe(status);
    expect(headers.get('strict-transport-security')).toBe('max-age=15552000');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect([...headers.keys()].filter((name) => TELLING.test(name))).toEqual([]);
    expect(text).not.toMatch(/fastify|FST_|node_modules|statusCode|the inside| at /i);
  });

  test('the first answer of a page has the same headers as the second', async () => {
    const other = await createApp({ onFailure: (error) => failures.push(error) });
    await other.register(async (pages) => {
      await securePages(pages);
      pages.get('/', async () => 'a page');
    });
    const url = await other.listen({ host: '127.0.0.1', port: 0 });
    const ask = async () => Object.fromEntries((await fetch(url)).headers);
    const { date: _first, ...before } = await ask();
    const { date: _second, ...after } = await ask();
    expect(before['content-security-policy']).toContain("script-src 'self'");
    expect(before).toEqual(after);
    // Without https nobody is sent to it.
    expect(before).not.toHaveProperty('strict-transport-security');
    await other.close();
  });

  test.each([
    ['no HTTP', 'hello\r\n\r\n'],
    ['a header without an end', 'GET / HTTP/1.1\r\nHost'],
    ['two lengths', 'POST /limited HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx'],
    [
      'a length and chunks',
      'POST /limited HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
    ['a line break in a header', 'GET /page HTTP/1.1\r\nHost: x\r\nX-Y: a\rInjected: b\r\n\r\n'],
    ['a zero byte in a header', 'GET /page HTTP/1.1\r\nHost: x\r\nX-Y: a\0b\r\n\r\n'],
    ['headers without end', `GET /page HTTP/1.1\r\nHost: x\r\n${'X-Y: z\r\n'.repeat(5_000)}\r\n`],
    ['a chunk of no length', 'POST /limited HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n'],
    ['bytes', Buffer.from([0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3])],
  ])('%s: refused in no words of any library', async (_, bytes) => {
    const answer = await sendRaw(port, bytes, { ends: true });
    expect([0, 400, 431]).toContain(answer.status);
    expect(answer.text).not.toMatch(/fastify|FST_|statusCode|Client Error/);
    expect((await sendRaw(port, get('/page'))).status).toBe(200);
  });

  test.each([
    ['%0d%0aSet-Cookie:%20a=b', 'a line break'],
    ['%0aX-Injected:%201', 'a bare line feed'],
    ['%E5%98%8A%E5%98%8DSet-Cookie:%20a=b', 'letters that old servers cut to line breaks'],
  ])('nobody writes a header of their own: %s', async (at) => {
    const answer = await sendRaw(port, get(`/to?at=${encodeURIComponent(decodeURIComponent(at))}`));
    expect([...answer.headers.keys()]).not.toContain('set-cookie');
    expect([...answer.headers.keys()]).not.toContain('x-injected');
  });

  describe('one place', () => {
    const ask = async (path: string, address: string) => {
      const answer = await fetch(`http://127.0.0.1:${port}${path}`, { headers: { 'x-forwarded-for': address } });
      return { status: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.text() };
    };
    const askOften = async (path: string, times: number, address: (asked: number) => string) => {
      for (let asked = 0; asked < times; asked += 1) await ask(path, address(asked));
    };

    test('may ask for so much, and no more until the minute is over; others go on', async () => {
      const max = COSTLY.rateLimit.max;
      await askOften('/costly', max - 1, () => '198.51.100.7');
      expect((await ask('/costly', '198.51.100.7')).status).toBe(200);
      const refused = await ask('/costly', '198.51.100.7');
      expect([refused.status, refused.body]).toEqual([429, 'Too many requests\n']);
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
      expect(Object.keys(refused.headers).filter((name) => TELLING.test(name))).toEqual([]);
      expect((await ask('/costly', '198.51.100.8')).status).toBe(200);
      // Pages that lie ready are not held to it.
      expect((await ask('/page', '198.51.100.7')).status).toBe(200);
      expect(REQUESTS_A_MINUTE).toBeGreaterThan(max);
    });

    test('is 64 bits of an IPv6 address', async () => {
      const max = COSTLY.rateLimit.max;
      await askOften('/costly', max, (asked) => `2001:db8:1:2::${asked.toString(16)}`);
      expect((await ask('/costly', '2001:db8:1:2:ffff::1')).status).toBe(429);
      expect((await ask('/costly', '2001:db8:1:3::1')).status).toBe(200);
    });

    test('is nobody, when a proxy does not say for whom it asks', async () => {
      await askOften('/costly', COSTLY.rateLimit.max, () => '10.1.2.3');
      expect((await ask('/costly', '10.1.2.3')).status).toBe(200);
    });

    test('holds so many streams, and another one as soon as one is closed', () => {
      const streams = createPlaceStreams(2);
      const [leave] = [streams.enter('198.51.100.1'), streams.enter('198.51.100.1')];
      expect(streams.enter('198.51.100.1')).toBeUndefined();
      expect(streams.enter('198.51.100.2')).toBeDefined();
      leave?.();
      expect(streams.enter('198.51.100.1')).toBeDefined();
      for (let i = 0; i < 5; i += 1) expect(streams.enter('127.0.0.1')).toBeDefined();
    });

    test.each([
      ['127.0.0.1', true],
      ['::ffff:10.0.0.1', true],
      ['fe80::1%eth0', true],
      ['fd00::1', true],
      ['198.51.100.1', false],
      ['172.32.0.1', false],
      ['2001:db8::1', false],
      ['no address', false],
    ])('%s is near: %s', (address, expected) => expect(isNear(address)).toBe(expected));
  });
});

describe('the public site', () => {
  let site: PublicSite;
  beforeAll(async () => {
    site = await openPublicSite(someEdition());
  });
  afterAll(() => site.close());

  test.each([
    '/assets/../../../package.json',
    '/assets/..%2f..%2f..%2fpackage.json',
    '/assets/%2e%2e/%2e%2e/%2e%2e/etc/passwd',
    '/assets/....//....//package.json',
    '/assets//etc/passwd',
    '/assets/..\\..\\package.json',
    '/data/..%2f..%2fpackage.json',
    '/data/some-election/1/..%2f..%2f..%2fkeys%2fweb.json',
    '/data/some-election/1/%2fetc%2fpasswd',
    '/stations/..%2f..%2fkeys%2fweb.json',
    '/regions/%2e%2e%2f%2e%2e%2fpackage.json',
    '/surveys/../../etc/passwd',
  ])('%s leads to no file', async (path) => {
    const answer = await sendRaw(portOf(site.url), get(path));
    expect(answer.status).toBe(404);
    expect(answer.text).not.toMatch(/"dependencies"|root:.*:0:0|identity/);
  });

  test.each(['lang', 'q'])('what is asked for by ?%s= comes back as text', async (name) => {
    const value = encodeURIComponent('"><script>alert(1)</script>');
    const answer = await sendRaw(portOf(site.url), get(`/find?${name}=${value}`));
    expect(answer.status).toBe(200);
    expect(answer.text).not.toContain('<script>alert');
  });
});
