import { type IncomingMessage, request } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { edition2020 } from '../../../support/edition-2020.ts';
import { openPublicSite, type PublicSite } from '../../../support/public-site.ts';
import { someEdition } from '../../../support/some-edition.ts';
import { inAll } from '../../../support/some-survey.ts';
import { until } from '../../../support/until.ts';

let published: PublicSite;
let nothing: PublicSite;

beforeAll(async () => {
  published = await openPublicSite(someEdition());
  nothing = await openPublicSite(undefined);
});

afterAll(async () => {
  await published.close();
  await nothing.close();
});

/** As it comes over the wire: nothing unpacked, no header added. */
async function get(path: string, headers: Record<string, string> = {}, { url } = published) {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    request(`${url}${path}`, { headers: { 'accept-language': 'en', ...headers } }, resolve)
      .on('error', reject)
      .end();
  });
  const parts: Buffer[] = [];
  for await (const part of response) parts.push(part);
  const rawPayload = Buffer.concat(parts);
  return { statusCode: response.statusCode, headers: response.headers, rawPayload, body: rawPayload.toString() };
}

test('what has not changed is not sent again, and a new edition is seen soon', async () => {
  const site = await openPublicSite(someEdition());
  const first = await get('/', {}, site);
  expect(first.statusCode).toBe(200);
  expect(first.headers['cache-control']).toBe('public, max-age=3');
  const etag = String(first.headers.etag);
  const again = await get('/', { 'if-none-match': etag }, site);
  expect([again.statusCode, again.body]).toEqual([304, '']);
  site.show(someEdition({ number: 3, note: inAll('Another one.') }));
  const changed = await until(async () => {
    // Shown when it is ready; until then what was there before.
    const page = await get('/', { 'if-none-match': etag }, site);
    return page.statusCode === 200 && page;
  });
  expect(changed.body).toContain('Edition 3');
  await site.close();
});

test('packed where a browser can unpack it', async () => {
  const plain = await get('/');
  const packed = await get('/', { 'accept-encoding': 'gzip, br' });
  expect(packed.headers['content-encoding']).toBe('gzip');
  expect(packed.headers.vary).toContain('accept-encoding');
  expect(gunzipSync(packed.rawPayload).toString()).toBe(plain.body);
});

test.each([
  ['/?lang=ru', 'be', 'lang="ru"'],
  ['/', 'ru-RU,ru;q=0.9', 'lang="ru"'],
  ['/', 'de', 'lang="be"'],
])('%s for %s is %s', async (path, accepted, expected) => {
  const page = await get(path, { 'accept-language': accepted });
  expect(page.body).toContain(`<html ${expected}`);
  expect(page.headers.vary).toContain(path === '/' ? 'accept-language' : 'accept-encoding');
});

test('no cookie, no script in the page, nothing from elsewhere', async () => {
  for (const path of ['/', '/find?q=1', '/regions/north', '/regions/north/places/1', '/stations/N-1', '/method']) {
    const page = await get(path);
    expect([path, page.statusCode]).toEqual([path, 200]);
    expect(page.headers['set-cookie']).toBeUndefined();
    expect(page.headers['content-security-policy']).toContain("script-src 'self';style-src 'self'");
    expect(page.body).not.toMatch(/<script(?! src="\/assets\/)|<style|\sstyle=|\son\w+=/);
    expect(page.body).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
  }
});

test('a station is found by its number, its code and its address, with mistakes', async () => {
  for (const query of ['N-2', 'rivertown 2', 'Лесная школа 2', 'леснайа 2'])
    expect([query, (await get(`/find?q=${encodeURIComponent(query)}`)).body.includes('/stations/N-2?lang=en')]).toEqual(
      [query, true],
    );
  const none = await get(`/find?q=${encodeURIComponent('<b>zzzzqqq')}`);
  expect(none.body).toContain('No station for “&lt;b>zzzzqqq”');
});

test.each(['/stations/N-99', '/regions/nowhere', '/stations/N-1/en-9.png', '/stations/..%2f..%2fetc'])(
  '%s is not there',
  async (path) => {
    const page = await get(path);
    expect(page.statusCode).toBe(404);
    expect(page.body).toContain('There is no such page');
  },
);

test('any other address gets a page for people, and a word for programs', async () => {
  const page = await get('/nowhere', { accept: 'text/html,*/*' });
  expect([page.statusCode, page.body.includes('There is no such page')]).toEqual([404, true]);
  expect((await get('/api/nowhere')).body).toBe('Not found\n');
});

test('a station’s picture is drawn, and never changes', async () => {
  const picture = await get('/stations/N-1/be-2.png');
  expect(picture.headers['content-type']).toBe('image/png');
  expect(picture.headers['cache-control']).toContain('immutable');
  expect(picture.rawPayload.subarray(1, 4).toString()).toBe('PNG');
  expect(picture.rawPayload.length).toBeLessThan(100_000);
  expect((await get('/stations/N-1')).body).toContain('/stations/N-1/en-2.png');
});

const real = edition2020();

(real === undefined ? test.skip : test)(
  `with everything that it loads a page of 2020 weighs less than 100 KB${real === undefined ? ' (skipped: ../shared/data/belarus-2020 is not there)' : ''}`,
  async () => {
    const site = await openPublicSite(real);
    for (const path of ['/', '/find', '/regions/minsk', '/regions/homiel-region/places/1', '/stations/07-001-0090']) {
      const page = await get(`${path}?lang=be`, {}, site);
      const loaded = [...page.body.matchAll(/<(?:link|script|img)[^>]*? (?:href|src)="([^"]+)"/g)].map(
        ([, to = '']) => to,
      );
      expect(loaded).toEqual(expect.arrayContaining(['/assets/site.css', '/assets/finding.css', '/assets/icon.svg']));
      const parts = await Promise.all([...new Set(loaded)].map((to) => get(to, {}, site)));
      const bytes = parts.reduce((sum, part) => sum + part.rawPayload.length, page.rawPayload.length);
      expect([path, bytes < 100_000 ? 'light' : bytes]).toEqual([path, 'light']);
    }
    await site.close();
  },
  60_000,
);

describe('before anything is published', () => {
  test('the page says so, and leads to the bots and the surveys', async () => {
    const page = await get('/', {}, nothing);
    expect(page.body).toContain('Nothing is published yet');
    expect(page.body).toContain('https://t.me/some_bot');
    expect(page.body).toContain('/surveys?lang=en');
    expect(page.body).toContain('August 4, 2020');
  });

  test('how the count is made can be read, and nothing else is there', async () => {
    expect((await get('/method', {}, nothing)).statusCode).toBe(200);
    for (const path of ['/find?q=1', '/stations/N-1', '/regions/north', '/editions', '/stations/N-1/be-2.png']) {
      const page = await get(path, {}, nothing);
      expect([path, page.statusCode, page.body.includes('Nothing is published yet')]).toEqual([path, 404, true]);
    }
  });
});
