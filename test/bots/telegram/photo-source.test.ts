import { telegramPhotoSource } from '../../../bots/telegram/photo-source.ts';
import type { Fetched } from '../../../src/messaging/messenger.ts';
import { type Scripted, type ScriptedServer, scriptedServer } from '../scripted-server.ts';

const file = (size?: number, path: string | undefined = 'photos/file_1.jpg'): Scripted => ({
  json: { ok: true, result: { file_id: 'f', file_unique_id: 'u', file_size: size, file_path: path } },
});
const refused = (code: number, description: string, parameters?: object): Scripted => ({
  status: code,
  json: { ok: false, error_code: code, description, parameters },
});
const ANY: Scripted = { bytes: 'JPEG' };

describe('telegramPhotoSource', () => {
  let server: ScriptedServer;
  beforeEach(async () => {
    server = await scriptedServer();
  });
  afterEach(() => server.close());

  const fetchPhoto = (bytes?: number, signal = AbortSignal.timeout(5_000)): Promise<Fetched> =>
    telegramPhotoSource({ token: '1:x', apiRoot: server.root }).fetch(
      { messenger: 'telegram', ref: 'f', ...(bytes === undefined ? {} : { bytes }) },
      10,
      signal,
    );

  test.each<[string, Scripted, Scripted, Fetched]>([
    ['a photo', file(4), ANY, { ok: true, bytes: Buffer.from('JPEG') }],
    ['of unknown size', file(), ANY, { ok: true, bytes: Buffer.from('JPEG') }],
    ['declared too large', file(11), ANY, { ok: false, reason: 'too-large', code: 'declared-too-large' }],
    [
      'longer than declared',
      file(4),
      { bytes: 'JPEGJPEGJPEG' },
      { ok: false, reason: 'too-large', code: 'download-too-large' },
    ],
    [
      'over 20 MB',
      refused(400, 'Bad Request: file is too big'),
      ANY,
      { ok: false, reason: 'too-large', code: 'refused-too-large' },
    ],
    [
      'an id of another bot',
      refused(400, 'Bad Request: invalid file_id'),
      ANY,
      { ok: false, reason: 'gone', code: 'refused' },
    ],
    [
      'an id of no file',
      refused(400, 'Bad Request: wrong file_id or the file is temporarily unavailable'),
      ANY,
      { ok: false, reason: 'gone', code: 'refused' },
    ],
    [
      'without a path',
      { json: { ok: true, result: { file_id: 'f', file_unique_id: 'u' } } },
      ANY,
      { ok: false, reason: 'gone', code: 'no-path' },
    ],
    ['link expired', file(4), { status: 404 }, { ok: false, reason: 'gone', code: 'download-http-404' }],
    [
      'too many requests',
      refused(429, 'Too Many', { retry_after: 9 }),
      ANY,
      { ok: false, reason: 'retry', code: 'too-many-requests', seconds: 9 },
    ],
    ['Telegram is ill', refused(500, 'Internal'), ANY, { ok: false, reason: 'retry', code: 'http-500' }],
    [
      'the file server is ill',
      file(4),
      { status: 503, headers: { 'retry-after': '3' } },
      { ok: false, reason: 'retry', code: 'download-http-503', seconds: 3 },
    ],
    ['cut off', file(4), 'reset', { ok: false, reason: 'retry', code: 'econnreset' }],
  ])('%s', async (_, getFile, download, expected) => {
    server.answer(({ path }) => (path.endsWith('/getFile') ? getFile : download));
    expect(await fetchPhoto()).toEqual(expected);
  });

  test('asks for nothing that is already known to be too large', async () => {
    expect(await fetchPhoto(11)).toMatchObject({ reason: 'too-large' });
    expect(server.received).toHaveLength(0);
  });

  test('reads the file at its own address', async () => {
    server.answer(({ path }) => (path.endsWith('/getFile') ? file(4) : ANY));
    await fetchPhoto();
    expect(server.received.map(({ path }) => path)).toEqual(['/bot1:x/getFile', '/file/bot1:x/photos/file_1.jpg']);
  });

  test('gives up in time', async () => {
    server.answer(() => 'hang');
    expect(await fetchPhoto(undefined, AbortSignal.timeout(50))).toEqual({
      ok: false,
      reason: 'retry',
      code: 'timeout',
    });
  });
});
