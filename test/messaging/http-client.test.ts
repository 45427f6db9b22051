import { httpClient, retryAfterSeconds } from '../../src/messaging/http-client.ts';
import { deadRoot, type ScriptedServer, scriptedServer } from '../bots/scripted-server.ts';

describe('httpClient', () => {
  let server: ScriptedServer;
  const client = httpClient();
  beforeEach(async () => {
    server = await scriptedServer();
  });
  afterEach(() => server.close());
  afterAll(() => client.close());

  const get = (path = '/', signal = AbortSignal.timeout(5_000), root = server.root) =>
    client.request({ method: 'GET', url: new URL(root + path), maxBytes: 10, signal });

  test('answers with status, headers and bytes', async () => {
    server.answer(() => ({ status: 418, headers: { 'retry-after': '7' }, bytes: 'short' }));
    const answer = await get('/a?b=c');
    expect(answer).toMatchObject({ kind: 'answer', status: 418, body: Buffer.from('short') });
    expect(answer.kind === 'answer' && retryAfterSeconds(answer.headers)).toBe(7);
    expect(server.received[0]).toMatchObject({ method: 'GET', path: '/a?b=c' });
  });

  test('sends a body with its length in bytes', async () => {
    server.answer(() => ({}));
    await client.request({
      method: 'POST',
      url: new URL(server.root),
      body: 'Школа',
      maxBytes: 10,
      signal: AbortSignal.timeout(5_000),
    });
    expect(server.received[0]?.headers['content-length']).toBe('10');
    expect(server.received[0]?.body.toString()).toBe('Школа');
  });

  test('keeps its connections', async () => {
    server.answer(() => ({}));
    for (let i = 0; i < 5; i += 1) await get();
    // A connection is free for the next request a moment after its answer.
    expect(server.connections()).toBeLessThanOrEqual(2);
  });

  test.each([
    ['declared', { headers: { 'content-length': '11' }, bytes: '12345678901' }],
    ['streamed', { headers: { 'transfer-encoding': 'chunked' }, bytes: '12345678901' }],
  ])('stops reading what is too large, %s', async (_, scripted) => {
    server.answer(() => scripted);
    expect(await get()).toEqual({ kind: 'too-large' });
  });

  test('says that a request never left', async () => {
    const root = await deadRoot();
    expect(await get('/', AbortSignal.timeout(5_000), root)).toEqual({
      kind: 'no-answer',
      code: 'econnrefused',
      sent: false,
    });
    expect(await get('/', AbortSignal.abort())).toEqual({ kind: 'no-answer', code: 'timeout', sent: false });
    expect(server.received).toHaveLength(0);
  });

  test('says that a request was cut off after it left', async () => {
    server.answer(() => 'reset');
    expect(await get()).toEqual({ kind: 'no-answer', code: 'econnreset', sent: true });
  });

  test('obeys its signal, and leaves nothing on it', async () => {
    server.answer(() => 'hang');
    expect(await get('/', AbortSignal.timeout(50))).toEqual({ kind: 'no-answer', code: 'timeout', sent: true });
  });

  test('resolves names as it is told to', async () => {
    const picky = httpClient({
      lookup: (_name, _options, done) => done(Object.assign(new Error(), { code: 'EREFUSED' }), []),
    });
    const url = new URL('http://somewhere.test/');
    expect(await picky.request({ method: 'GET', url, maxBytes: 1, signal: AbortSignal.timeout(5_000) })).toEqual({
      kind: 'no-answer',
      code: 'erefused',
      sent: false,
    });
  });
});
