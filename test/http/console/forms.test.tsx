import type { ConsoleRoute } from '../../../src/http/console/route.ts';
import { signInRoutes } from '../../../src/http/console/sign-in/routes.tsx';
import { type Database, openDatabase } from '../../../src/storage/database.ts';
import { ORIGIN, openConsole, type TestConsole } from '../../support/console.ts';
import { type ClonedDatabase, cloneDatabase } from '../../support/database.ts';
import { sendRaw } from '../../support/raw-http.ts';

const portOf = (url: string) => Number(new URL(url).port);

describe('forms with files', () => {
  let cloned: ClonedDatabase;
  let database: Database;
  let console: TestConsole;
  let reads: number;
  const MAX = 100_000;
  beforeAll(async () => {
    cloned = await cloneDatabase();
    database = openDatabase({ url: cloned.url, max: 4 });
    const take = (path: string, permission: ConsoleRoute['permission']): ConsoleRoute => ({
      method: 'POST',
      path,
      permission,
      ...(permission === 'signed-out' ? {} : { maxBytes: MAX }),
      handle: async ({ form, files }) => {
        reads += 1;
        const name = [...files.values()].map((file) => file.name).join();
        return { kind: 'file', name, mediaType: 'text/plain', bytes: Buffer.from(form.names().join()) };
      },
    });
    const routes = [
      ...signInRoutes({ database, now: () => new Date(), origin: ORIGIN }),
      take('/take', 'signed-in'),
      take('/join-us', 'signed-out'),
    ];
    console = await openConsole({ database, routes });
  });
  beforeEach(() => {
    reads = 0;
  });
  afterAll(async () => {
    await console.close();
    await database.close();
    await cloned.drop();
  });

  test('one that is too large altogether is refused, though each of its fields is small', async () => {
    const visitor = await console.as('administrator');
    const fields = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`f${i}`, 'x'.repeat(1_000)]));
    expect((await visitor.upload('/console/take', fields, {})).statusCode).toBe(413);
    expect(reads).toBe(0);
    expect((await visitor.upload('/console/take', { f: 'x' }, {})).statusCode).toBe(200);
  });

  test.each([
    ['a field', 'Content-Disposition: form-data; name="f"'],
    ['a file', 'Content-Disposition: form-data; name="f"; filename="a"'],
  ])('one that does not say how large it is, with %s without an end, is cut off', async (_, part) => {
    const visitor = await console.as('administrator');
    const head = `POST /console/take HTTP/1.1\r\nHost: x\r\nCookie: ${visitor.cookie()}\r\nTransfer-Encoding: chunked\r\nContent-Type: multipart/form-data; boundary=b\r\n\r\n`;
    const chunk = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`;
    const body = chunk(`--b\r\n${part}\r\n\r\n`) + chunk('x'.repeat(10_000)).repeat(50);
    const answer = await sendRaw(portOf(console.url), head + body);
    expect([0, 400, 413]).toContain(answer.status);
    expect(reads).toBe(0);
  });

  test.each([
    ['no boundary', 'multipart/form-data', 'x'],
    ['no parts', 'multipart/form-data; boundary=b', ''],
    ['half a part', 'multipart/form-data; boundary=b', '--b\r\nContent-Disposition: form-data; na'],
    [
      'a part without an end',
      'multipart/form-data; boundary=b',
      '--b\r\nContent-Disposition: form-data; name="f"\r\n\r\nx',
    ],
    [
      'a prototype',
      'multipart/form-data; boundary=b',
      '--b\r\nContent-Disposition: form-data; name="__proto__"\r\n\r\nx\r\n--b--\r\n',
    ],
  ])('%s: told so, and nobody is woken', async (_, type, body) => {
    const visitor = await console.as('administrator');
    const headers = `Cookie: ${visitor.cookie()}\r\nContent-Type: ${type}\r\nContent-Length: ${body.length}\r\nConnection: close\r\n`;
    const answer = await sendRaw(
      portOf(console.url),
      `POST /console/take HTTP/1.1\r\nHost: x\r\n${headers}\r\n${body}`,
    );
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(console.failures).toEqual([]);
  });

  test('strangers may send little', async () => {
    const stranger = console.stranger();
    expect((await stranger.post('/console/join-us', { a: 'x'.repeat(200_000) })).statusCode).toBe(413);
    expect((await stranger.upload('/console/join-us', { a: 'x'.repeat(200_000) }, {})).statusCode).toBe(413);
    expect((await stranger.post('/console/join-us', { a: 'x' })).statusCode).toBe(200);
  });

  test.each(['a"; filename="evil.exe', 'a\\..\\..\\evil', '../../etc/passwd', 'a\u2028b', 'фота.png'])(
    'a file called %s names nothing but itself when it is given back',
    async (name) => {
      const visitor = await console.as('administrator');
      const answer = await visitor.upload(
        '/console/take',
        {},
        {
          f: { name: name.replaceAll('"', '%22'), type: 'text/plain', bytes: 'x' },
        },
      );
      expect(answer.statusCode).toBe(200);
      const { 'content-disposition': disposition = '' } = answer.headers;
      expect(disposition).toMatch(/^attachment; filename\*=UTF-8''[\w%.!~*'()-]*$/);
    },
  );

  test.each([
    '//evil.example',
    'https://evil.example',
    '/console//evil.example',
    '/console\r\nSet-Cookie: a=b',
    '/console/\\evil.example',
    'javascript:alert(1)',
  ])('signing in leads nowhere but into the console: %s', async (next) => {
    const answer = await console.stranger().get(`/console/sign-in?next=${encodeURIComponent(next)}`);
    expect(answer.statusCode).toBe(200);
    expect(answer.body).not.toContain('name="next"');
  });
});
