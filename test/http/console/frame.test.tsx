import { randomBytes } from 'node:crypto';
import { Signer } from '@fastify/cookie';
import type { ConsoleRoute } from '../../../src/http/console/route.ts';
import { signInRoutes } from '../../../src/http/console/sign-in/routes.tsx';
import { type Database, openDatabase } from '../../../src/storage/database.ts';
import { ORIGIN, openConsole, type TestConsole } from '../../support/console.ts';
import { type ClonedDatabase, cloneDatabase } from '../../support/database.ts';

let cloned: ClonedDatabase;
let database: Database;
let frame: TestConsole;

const MINUTE = 60_000;
let now: Date;
let release: () => void;

const page = (
  path: string,
  permission: ConsoleRoute['permission'],
  more: Partial<ConsoleRoute> = {},
): ConsoleRoute => ({
  method: 'GET',
  path,
  permission,
  handle: async () => ({ kind: 'page', title: `Page ${path}`, body: <p>inside</p> }),
  ...more,
});

const ROUTES: readonly ConsoleRoute[] = [
  page('', 'overview.read'),
  page('/surveys', 'surveys.read'),
  page('/surveys/:id', 'surveys.read', {
    handle: async ({ params }) => ({ kind: 'page', title: `Survey ${params.id}`, body: <p>{'<script>&'}</p> }),
  }),
  page('/live-figure', 'signed-in', { background: true }),
  page('/broken', 'signed-in', {
    handle: async () => {
      throw new Error('the inside of the server');
    },
  }),
  page('/picture', 'signed-in', {
    handle: async () => ({ kind: 'file', name: 'малюнак.png', mediaType: 'image/png', bytes: Buffer.from('png') }),
  }),
  page('/events', 'signed-in', {
    handle: async () => ({
      kind: 'stream',
      async *events(signal) {
        yield { event: 'figure', data: '<b>1</b>\n<b>2</b>' };
        await new Promise<void>((resolve) => {
          release = resolve;
          signal.addEventListener('abort', () => resolve(), { once: true });
        });
        yield { event: 'figure', data: signal.aborted ? 'aborted' : '3' };
      },
    }),
  }),
  {
    method: 'POST',
    path: '/echo',
    permission: 'surveys.edit',
    handle: async ({ form, files }) => {
      const sent = [
        ...form
          .names()
          .filter((name) => name !== '_csrf')
          .map((name) => `${name}=${form.all(name).join('|')}`),
      ];
      const uploaded = [...files].map(([name, file]) => `${name}:${file.name}:${file.bytes.length}`);
      return { kind: 'redirect', to: '/console/surveys', flash: [...sent, ...uploaded].join(' ') };
    },
  },
];

beforeAll(async () => {
  cloned = await cloneDatabase();
  database = openDatabase({ url: cloned.url, max: 4 });
});
afterAll(async () => {
  await database.close();
  await cloned.drop();
});
beforeEach(async () => {
  now = new Date('2030-06-01T10:00:00Z');
  frame = await open();
});
afterEach(() => frame.close());

const open = (origin = ORIGIN) =>
  openConsole({
    database,
    routes: [...ROUTES, ...signInRoutes({ database, now: () => now, origin })],
    now: () => now,
    origin,
    heartbeatMs: 20,
  });

describe('who may', () => {
  test('a stranger is asked to sign in, and brought back afterwards', async () => {
    const response = await frame.stranger().get('/console/surveys?page=2');
    expect([response.statusCode, response.headers.location]).toEqual([
      303,
      '/console/sign-in?next=%2Fconsole%2Fsurveys%3Fpage%3D2',
    ]);
    expect(response.headers['set-cookie']).toBeUndefined();
  });

  test('a link from elsewhere does not carry the cookie: the page asks for itself again', async () => {
    const response = await frame.stranger().get('/console/surveys', { 'sec-fetch-site': 'cross-site' });
    expect(response.statusCode).toBe(200);
    expect(response.body).toContain('content="0; url=/console/surveys"');
  });

  test('htmx is sent to sign in as a whole page', async () => {
    const response = await frame.stranger().get('/console/surveys', { 'hx-request': 'true' });
    expect([response.statusCode, response.headers['hx-redirect']]).toEqual([401, '/console/sign-in']);
  });

  test('a role without the permission is told so', async () => {
    const response = await (await frame.as('reviewer')).get('/console/surveys');
    expect(response.statusCode).toBe(403);
    expect(response.body).toContain('Your role does not allow this.');
  });

  test('the menu has what there is and what one may see', async () => {
    const body = (await (await frame.as('reader')).get('/console/surveys/7')).body;
    expect([...body.matchAll(/<a href="(\/console[^"]*)"/g)].map(([, href]) => href)).toEqual([
      '/console',
      '/console/surveys',
      '/console/account',
    ]);
    expect(body).toMatch(/href="\/console\/surveys" aria-current="page"/);
    expect(body).toContain('<p>&lt;script>&amp;</p>');
  });

  test('a role that was changed or taken away is so at once', async () => {
    const visitor = await frame.as('reader');
    await database.pool.query("update organizers set role = 'reviewer' where id = $1", [visitor.organizer?.id]);
    expect((await visitor.get('/console/surveys')).statusCode).toBe(403);
    await database.pool.query('update organizers set active = false where id = $1', [visitor.organizer?.id]);
    expect((await visitor.get('/console/surveys')).statusCode).toBe(303);
  });
});

describe('sessions', () => {
  test.each([
    ['half an hour without a request', [31], 303],
    ['a request now and then', [25, 25, 25], 200],
    ['twelve hours', Array.from({ length: 30 }, () => 25), 303],
  ])('%s', async (_name, pauses, status) => {
    const visitor = await frame.as('reader');
    let last = 0;
    for (const minutes of pauses) {
      now = new Date(now.getTime() + minutes * MINUTE);
      last = (await visitor.get('/console/surveys')).statusCode;
    }
    expect(last).toBe(status);
  });

  test('what a page asks by itself does not keep it alive', async () => {
    const visitor = await frame.as('reader');
    for (const minutes of [10, 10, 15]) {
      now = new Date(now.getTime() + minutes * MINUTE);
      await visitor.get('/console/live-figure');
    }
    expect((await visitor.get('/console/surveys')).statusCode).toBe(303);
  });

  test('signing out ends it, for whoever still has the cookie too', async () => {
    const visitor = await frame.as('reader');
    const cookie = visitor.cookie();
    const response = await visitor.post('/console/sign-out');
    expect([response.statusCode, response.headers.location]).toEqual([303, '/console/sign-in']);
    expect((await frame.stranger().get('/console/surveys', { cookie })).statusCode).toBe(303);
  });

  test('the cookie is for this host and this site only', async () => {
    await frame.close();
    frame = await open('https://golos.example');
    const response = await frame.stranger().get('/console/sign-in');
    expect(response.headers['set-cookie']).toMatch(/^__Host-golos=[^;]+; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
    expect(response.headers['content-security-policy']).toContain("script-src 'self'");
    expect(response.headers['cache-control']).toBe('no-store');
  });

  test('a cookie that was changed opens nothing', async () => {
    const visitor = await frame.as('reader');
    const cookie = visitor.cookie().replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
    expect((await frame.stranger().get('/console/surveys', { cookie })).statusCode).toBe(303);
  });
});

describe('forms', () => {
  test('values come as they were sent, with the line ends of this system', async () => {
    const visitor = await frame.as('organizer');
    const response = await visitor.post('/console/echo', { text: 'a\r\nb', many: ['1', '2'] });
    expect(response.headers.location).toBe('/console/surveys');
    const next = await visitor.get('/console/surveys');
    expect(next.body).toContain('text=a\nb many=1|2');
    expect((await visitor.get('/console/surveys')).body).not.toContain('many=1|2');
  });

  test('files come with their names', async () => {
    const visitor = await frame.as('organizer');
    const files = { table: { name: 'margins.csv', type: 'text/csv', bytes: 'a,b\n1,2\n' } };
    await visitor.upload('/console/echo', { note: 'ў' }, files);
    expect((await visitor.get('/console/surveys')).body).toContain('note=ў table:margins.csv:8');
  });

  test.each([
    ['no token', { _csrf: '' }],
    ['a made-up token', { _csrf: 'abcdefgh-abcdefghijklmnopqrstuvwxyz' }],
  ])('%s: nothing is done', async (_name, form) => {
    const response = await (await frame.as('organizer')).post('/console/echo', form);
    expect(response.statusCode).toBe(403);
    expect(response.body).toContain('nothing was saved');
  });

  test('somebody else’s token is none', async () => {
    const [one, other] = [await frame.as('organizer'), await frame.as('organizer')];
    expect((await one.post('/console/echo', { _csrf: await other.csrf() })).statusCode).toBe(403);
  });

  test('htmx sends the token in a header', async () => {
    const visitor = await frame.as('organizer');
    const headers = { 'x-csrf-token': await visitor.csrf(), 'hx-request': 'true' };
    const response = await visitor.post('/console/echo', { a: '1' }, headers);
    expect([response.statusCode, response.headers['hx-redirect']]).toEqual([204, '/console/surveys']);
  });

  test('who is signed out meanwhile is given back what they wrote, and sends it again', async () => {
    const visitor = await frame.as('organizer');
    await visitor.csrf();
    await database.pool.query('delete from sessions');
    const ours = { 'sec-fetch-site': 'same-origin' };
    const lost = await visitor.post('/console/echo', { text: 'a "long" text\nin <two> lines', many: ['1', '2'] }, ours);
    expect(lost.statusCode).toBe(401);
    expect(lost.body).toContain('Nothing of what you typed is lost');
    expect(lost.body).toContain('value="a &quot;long&quot; text\nin &lt;two> lines"');
    expect([...lost.body.matchAll(/name="many" value="(\d)"/g)].map(([, value]) => value)).toEqual(['1', '2']);

    // Signed in anew, the old token is still not good: the form comes back once more, with one that is.
    const again = await frame.as('organizer');
    const old = await again.post('/console/echo', { text: 'a text', _csrf: 'old' }, ours);
    expect(old.statusCode).toBe(403);
    const token = /name="_csrf" value="([^"]+)"\/><input type="hidden" name="text"/.exec(old.body)?.[1] ?? '';
    expect((await again.post('/console/echo', { text: 'a text', _csrf: token })).statusCode).toBe(303);
  });

  test.each([['cross-site'], ['same-site'], [undefined]])(
    'a form that a browser says is from %s is not given back',
    async (site) => {
      const headers: Record<string, string> = site === undefined ? {} : { 'sec-fetch-site': site };
      const stranger = frame.stranger();
      const lost = await stranger.post('/console/echo', { text: 'made up elsewhere' }, headers);
      expect([lost.statusCode, lost.body.includes('made up elsewhere')]).toEqual([401, false]);
      const organizer = await frame.as('organizer');
      const old = await organizer.post('/console/echo', { text: 'made up elsewhere', _csrf: '' }, headers);
      expect([old.statusCode, old.body.includes('made up elsewhere')]).toEqual([403, false]);
    },
  );

  test('a file over the limit is refused', async () => {
    const visitor = await frame.as('organizer');
    const files = { table: { name: 'big', type: 'text/csv', bytes: Buffer.alloc(13 * 1024 * 1024) } };
    expect((await visitor.upload('/console/echo', {}, files)).statusCode).toBe(413);
  });
});

describe('replies', () => {
  test('a failure shows nothing of the inside', async () => {
    const response = await (await frame.as('reader')).get('/console/broken');
    expect(response.statusCode).toBe(500);
    expect(response.body).toContain('Something went wrong here.');
    expect(response.body).not.toContain('inside of the server');
    expect(frame.failures).toHaveLength(1);
  });

  test.each([['stranger'], ['reader']])('what is not there, for a %s', async (who) => {
    const visitor = who === 'stranger' ? frame.stranger() : await frame.as('reader');
    const response = await visitor.get('/console/nothing/here');
    expect(response.statusCode).toBe(404);
    expect(response.body).toContain('There is no such page');
    if (who === 'stranger') expect(response.headers['set-cookie']).toBeUndefined();
  });

  test('while the database is away, a page says so and asks for patience', async () => {
    const secret = randomBytes(32);
    const away = () => Promise.reject(Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }));
    const pool = { query: away } as unknown as Database['pool'];
    await frame.close();
    frame = await openConsole({ database: { ...database, pool }, routes: ROUTES, secret });
    const cookie = `golos-console=${encodeURIComponent(new Signer(secret.toString('hex')).sign('any'))}`;
    const response = await frame.stranger().get('/console/surveys', { cookie });
    expect([response.statusCode, response.headers['retry-after']]).toEqual([503, '5']);
    expect(response.body).toContain('The database does not answer at the moment.');
    expect(frame.failures).toEqual([]);
  });

  test('behind a proxy that hides https, nobody is left to wonder', async () => {
    await frame.close();
    frame = await open('https://golos.example');
    const response = await frame.stranger().get('/console/sign-in', { 'x-forwarded-proto': 'http' });
    expect(response.statusCode).toBe(421);
    expect(response.body).toContain('X-Forwarded-Proto');
  });

  test('another language is a link to the same page', async () => {
    const body = (await frame.stranger().get('/console/sign-in?next=%2Fconsole%2Fsurveys&lang=en')).body;
    expect(body).toContain('href="?next=%2Fconsole%2Fsurveys&amp;lang=be"');
  });

  test('a file', async () => {
    const response = await (await frame.as('reader')).get('/console/picture');
    expect(response.headers['content-type']).toBe('image/png');
    expect(response.headers['content-disposition']).toBe(
      "attachment; filename*=UTF-8''%D0%BC%D0%B0%D0%BB%D1%8E%D0%BD%D0%B0%D0%BA.png",
    );
    expect(response.body).toBe('png');
  });

  test('events, until the session ends', async () => {
    const visitor = await frame.as('reader');
    const open = visitor.get('/console/events');
    setTimeout(() => void database.pool.query('delete from sessions'), 50);
    const response = await open;
    expect(response.headers['content-type']).toBe('text/event-stream; charset=utf-8');
    expect(response.body).toMatch(/^event: figure\ndata: <b>1<\/b>\ndata: <b>2<\/b>\n\n/);
    expect(response.body).not.toContain('aborted');
  });

  test('events, until the route has said everything', async () => {
    const visitor = await frame.as('reader');
    const open = visitor.get('/console/events');
    setTimeout(() => release(), 50);
    expect((await open).body).toContain('data: 3\n\n');
  });

  test.each([
    ['be', 'Выйсці'],
    ['ru', 'Выйти'],
    ['en', 'Sign out'],
  ] as const)('in the language of whoever is signed in: %s', async (language, words) => {
    const body = (await (await frame.as('reader', { language })).get('/console/surveys')).body;
    expect(body).toContain(`<html lang="${language}">`);
    expect(body).toContain(words);
  });

  test('a stranger reads the language of the link, else of the browser', async () => {
    expect((await frame.stranger().get('/console/sign-in?lang=ru')).body).toContain('<html lang="ru">');
    expect((await frame.stranger().get('/console/sign-in', { 'accept-language': 'de, en;q=0.5' })).body).toContain(
      '<html lang="en">',
    );
  });

  test.each([
    ['/assets/console.css', 'text/css'],
    ['/assets/console.js', 'text/javascript'],
    ['/assets/icon.svg', 'image/svg+xml'],
    ['/assets/library/pico.css', 'text/css'],
    ['/assets/library/htmx.js', 'text/javascript'],
    ['/assets/library/passkeys.js', 'text/javascript'],
  ])('%s is there', async (path, type) => {
    const response = await frame.stranger().get(path);
    expect([response.statusCode, response.headers['content-type']]).toEqual([200, expect.stringContaining(type)]);
    expect(response.headers['cache-control']).toBe('no-cache');
  });
});
