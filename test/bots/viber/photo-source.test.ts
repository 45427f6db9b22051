import dns from 'node:dns';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { jest } from '@jest/globals';
import { viberPhotoSource } from '../../../bots/viber/photo-source.ts';
import { isPublicAddress, publicLookup } from '../../../bots/viber/public-addresses.ts';
import type { HttpClient } from '../../../src/messaging/http-client.ts';
import type { Fetched } from '../../../src/messaging/messenger.ts';
import { type Scripted, type ScriptedServer, scriptedServer } from '../scripted-server.ts';

describe('viberPhotoSource', () => {
  let server: ScriptedServer;
  beforeEach(async () => {
    server = await scriptedServer();
  });
  afterEach(() => server.close());

  const fetchPhoto = (ref: string, apiRoot = server.root, signal = AbortSignal.timeout(5_000)): Promise<Fetched> =>
    viberPhotoSource({ apiRoot }).fetch({ messenger: 'viber', ref }, 10, signal);

  test.each<[string, Scripted, Fetched]>([
    ['a photo', { bytes: 'JPEG' }, { ok: true, bytes: Buffer.from('JPEG') }],
    ['too long', { bytes: 'JPEGJPEGJPEG' }, { ok: false, reason: 'too-large', code: 'download-too-large' }],
    ['expired', { status: 403 }, { ok: false, reason: 'gone', code: 'download-http-403' }],
    ['not there', { status: 404 }, { ok: false, reason: 'gone', code: 'download-http-404' }],
    [
      'the server is ill',
      { status: 503, headers: { 'retry-after': '3' } },
      { ok: false, reason: 'retry', code: 'download-http-503', seconds: 3 },
    ],
    ['too many requests', { status: 429 }, { ok: false, reason: 'retry', code: 'download-http-429' }],
    ['cut off', 'reset', { ok: false, reason: 'retry', code: 'econnreset' }],
    [
      'sent elsewhere',
      { status: 302, headers: { location: 'http://127.0.0.1:1/a' } },
      { ok: false, reason: 'gone', code: 'redirect-refused' },
    ],
    ['sent nowhere', { status: 302 }, { ok: false, reason: 'gone', code: 'redirect-refused' }],
    [
      'sent in circles',
      { status: 302, headers: { location: '/a.jpg' } },
      { ok: false, reason: 'gone', code: 'redirect-refused' },
    ],
  ])('%s', async (_, scripted, expected) => {
    server.answer(() => scripted);
    expect(await fetchPhoto(`${server.root}/a.jpg`)).toEqual(expected);
    expect(server.received.length).toBeLessThanOrEqual(4);
  });

  test('follows a redirect within its host', async () => {
    server.answer(({ path }) =>
      path === '/a.jpg' ? { status: 302, headers: { location: '/b.jpg' } } : { bytes: 'JPEG' },
    );
    expect(await fetchPhoto(`${server.root}/a.jpg`)).toMatchObject({ ok: true });
  });

  test('gives up in time', async () => {
    server.answer(() => 'hang');
    expect(await fetchPhoto(`${server.root}/a.jpg`, undefined, AbortSignal.timeout(50))).toMatchObject({
      reason: 'retry',
      code: 'timeout',
    });
  });

  test('waits for no server that sends a byte now and then', async () => {
    const trickle = createServer((_request, response) => {
      const timer = setInterval(() => response.write('x'), 10);
      response.once('close', () => clearInterval(timer));
    });
    await new Promise<void>((done) => trickle.listen(0, '127.0.0.1', done));
    const root = `http://127.0.0.1:${(trickle.address() as AddressInfo).port}`;
    const [slow, long] = [
      await viberPhotoSource({ apiRoot: root }).fetch(
        { messenger: 'viber', ref: `${root}/a.jpg` },
        1e9,
        AbortSignal.timeout(100),
      ),
      await fetchPhoto(`${root}/a.jpg`, root),
    ];
    expect([slow, long]).toMatchObject([{ code: 'timeout' }, { code: 'download-too-large' }]);
    trickle.closeAllConnections();
    trickle.close();
  });

  test('asks for nothing that is already known to be too large', async () => {
    const source = viberPhotoSource({ apiRoot: server.root });
    const photo = { messenger: 'viber', ref: `${server.root}/a.jpg`, bytes: 11 } as const;
    expect(await source.fetch(photo, 10, AbortSignal.timeout(5_000))).toMatchObject({ reason: 'too-large' });
    expect(server.received).toHaveLength(0);
  });

  test.each([
    ['this machine', 'https://127.0.0.1/a.jpg'],
    ['this machine by name', 'https://localhost/a.jpg'],
    ['this machine, IPv6', 'https://[::1]/a.jpg'],
    ['this machine, IPv4 in IPv6', 'https://[::ffff:127.0.0.1]/a.jpg'],
    ['this machine, written otherwise', 'https://2130706433/a.jpg'],
    ['a neighbour', 'https://192.168.0.1/a.jpg'],
    ["a cloud machine's own data", 'https://169.254.169.254/latest'],
    ['http', 'http://dl-media.viber.com/a.jpg'],
    ['another port', 'https://dl-media.viber.com:8443/a.jpg'],
    ['a password', 'https://user:password@dl-media.viber.com/a.jpg'],
    ['a file', 'file:///etc/passwd'],
    ['no address', 'a.jpg'],
  ])('goes not to %s', async (_, ref) => {
    expect(await fetchPhoto(ref, 'https://chatapi.viber.com/pa')).toEqual({
      ok: false,
      reason: 'gone',
      code: 'address-refused',
    });
  });
});

/** What a server answers in turn, whoever is asked. */
function answering(...answers: { status: number; location?: string }[]): HttpClient & { asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    request: async ({ url }) => {
      asked.push(url.href);
      const { status, location } = answers[asked.length - 1] ?? { status: 200 };
      return { kind: 'answer', status, headers: location === undefined ? {} : { location }, body: Buffer.from('JPEG') };
    },
    close: () => undefined,
  };
}

describe('a public address that leads elsewhere', () => {
  const FIRST = 'https://dl-media.viber.com/a.jpg';
  const fetchBy = (http: HttpClient) =>
    viberPhotoSource({ apiRoot: 'https://chatapi.viber.com/pa', http }).fetch(
      { messenger: 'viber', ref: FIRST },
      10,
      AbortSignal.timeout(5_000),
    );

  test.each([
    ['this machine', 'https://127.0.0.1/a.jpg'],
    ["a cloud machine's own data", 'http://169.254.169.254/latest/meta-data'],
    ['this machine, IPv4 in IPv6', 'https://[::ffff:7f00:1]/a.jpg'],
    ['another name', 'https://evil.example/a.jpg'],
    ['the same name in clear', 'http://dl-media.viber.com/a.jpg'],
    ['another port', 'https://dl-media.viber.com:6379/a.jpg'],
    ['a password', 'https://a:b@dl-media.viber.com/a.jpg'],
    ['a file', 'file:///etc/passwd'],
    ['a name that begins like it', 'https://dl-media.viber.com.evil.example/a.jpg'],
    ['no address', 'http://['],
    ['half an address', '//127.0.0.1/a.jpg'],
  ])('is not followed to %s', async (_, location) => {
    const http = answering({ status: 302, location });
    expect(await fetchBy(http)).toMatchObject({ ok: false, reason: 'gone' });
    expect(http.asked).toEqual([FIRST]);
  });

  test('is followed three times within its name', async () => {
    const next = { status: 302, location: '/a.jpg' };
    expect(await fetchBy(answering(next, next, next))).toMatchObject({ ok: true });
    const http = answering(next, next, next, next);
    expect(await fetchBy(http)).toMatchObject({ ok: false, code: 'redirect-refused' });
    expect(http.asked).toHaveLength(4);
  });
});

describe('a connection', () => {
  test.each([
    ['a name of this machine', [{ address: '127.0.0.1', family: 4 }]],
    [
      'a name with one public and one private address',
      [
        { address: '8.8.8.8', family: 4 },
        { address: '10.0.0.1', family: 4 },
      ],
    ],
    ['a name of a neighbour, IPv6', [{ address: 'fd00::1', family: 6 }]],
    ['a name without an address', []],
  ])('is not made to %s: it is looked up for the connection itself', async (_, addresses) => {
    const lookup = jest.spyOn(dns, 'lookup') as unknown as jest.SpiedFunction<
      (name: string, options: unknown, done: (error: null, found: unknown) => void) => void
    >;
    lookup.mockImplementation((_name, _options, done) => done(null, addresses));
    const source = viberPhotoSource({ apiRoot: 'https://chatapi.viber.com/pa' });
    const photo = { messenger: 'viber', ref: 'https://dl-media.viber.com/a.jpg' } as const;
    expect(await source.fetch(photo, 10, AbortSignal.timeout(5_000))).toEqual({
      ok: false,
      reason: 'gone',
      code: 'address-refused',
    });
    expect(lookup).toHaveBeenCalledTimes(1);
    lookup.mockRestore();
  });
});

test.each([
  ['8.8.8.8', true],
  ['172.15.255.255', true],
  ['172.16.0.1', false],
  ['10.1.2.3', false],
  ['100.64.0.1', false],
  ['0.0.0.0', false],
  ['224.0.0.1', false],
  ['255.255.255.255', false],
  ['2606:4700::1', true],
  ['::', false],
  ['::1', false],
  ['::ffff:8.8.8.8', false],
  ['64:ff9b::808:808', false],
  ['fc00::1', false],
  ['fe80::1', false],
  ['ff02::1', false],
  ['2001:db8::1', false],
  ['2002:7f00:1::', false],
  ['name.example', false],
])('%s is public: %s', (address, expected) => {
  expect(isPublicAddress(address)).toBe(expected);
});

test('a name of this machine is refused when it is looked up', async () => {
  const code = await new Promise((resolve) => {
    publicLookup('localhost', {}, (error) => resolve(error?.code));
  });
  expect(code).toBe('ENOTPUBLIC');
});
