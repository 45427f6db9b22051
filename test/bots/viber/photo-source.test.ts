import { viberPhotoSource } from '../../../bots/viber/photo-source.ts';
import { isPublicAddress, publicLookup } from '../../../bots/viber/public-addresses.ts';
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
