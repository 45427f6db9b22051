import type { FastifyInstance } from 'fastify';
import sax from 'sax';
import { createChronicleReader } from '../../../src/actions/chronicle/chronicle-reader.ts';
import { withdrawEntry } from '../../../src/actions/chronicle/publish-entry.ts';
import { changeDraft, correctEntry } from '../../../src/actions/chronicle/save-draft.ts';
import { type ChronicleDraft, chronicleDraft } from '../../../src/domain/chronicle/content.ts';
import type { ChronicleFile } from '../../../src/domain/chronicle/published.ts';
import { createApp, securePages } from '../../../src/http/app.ts';
import { assetRoutes } from '../../../src/http/assets.ts';
import { chroniclePages } from '../../../src/http/pages/chronicle/routes.tsx';
import { loadCatalogues } from '../../../src/i18n/catalogues.ts';
import { type Database, openDatabase } from '../../../src/storage/database.ts';
import { publishDraft, publishNew, someEntry } from '../../support/chronicle.ts';
import { type ClonedDatabase, cloneDatabase } from '../../support/database.ts';
import { addOrganizer } from '../../support/editions.ts';

let clone: ClonedDatabase;
let database: Database;
let app: FastifyInstance;
let url: string;
let at: number;

beforeAll(async () => {
  clone = await cloneDatabase();
  database = openDatabase({ url: clone.url, max: 6 });
  at = Date.parse('2026-03-01T12:00:00Z');
  const now = () => new Date(at);
  app = await createApp({
    onFailure: (error) => {
      throw error;
    },
  });
  await securePages(app);
  await assetRoutes(app);
  chroniclePages(app, {
    chronicle: createChronicleReader({ q: database.pool, now }),
    catalogues: loadCatalogues(),
    q: database.pool,
    origin: 'https://example.org',
    now,
  });
  url = await app.listen({ host: '127.0.0.1', port: 0 });
  await publishNew(database, someEntry(), new Date(at));
  await publishNew(
    database,
    someEntry({
      day: '2020-09-06',
      title: { ru: 'Только <script>по-русски</script>' },
      text: { ru: 'Рассказано на одном языке. & всё.' },
      place: {},
      tags: [],
      sources: [{ title: 'A paper', url: 'https://example.org/?a=1&b="2"'.replace(/"/g, '%22') }],
    }),
    new Date(at + 60_000),
  );
  at += 120_000;
});

afterAll(async () => {
  await app.close();
  await database.close();
  await clone.drop();
});

const get = async (path: string, headers: Record<string, string> = {}) => {
  const response = await fetch(new URL(path, url), { headers });
  return { statusCode: response.status, headers: Object.fromEntries(response.headers), body: await response.text() };
};
const page = async (path: string, lang = 'en') => (await get(`${path}?lang=${lang}`)).body;

test.each([
  ['/chronicle', ['March of freedom', '/chronicle/2020?lang=en', 'September', '/chronicle/search', 'feed-en.xml']],
  ['/chronicle/2020', ['August', 'March of freedom', '/chronicle/2020/09?lang=en']],
  ['/chronicle/2020/08', ['A great peaceful march', 'September 2020']],
  ['/chronicle/2020/08/16', ['March of freedom', 'Minsk']],
  ['/chronicle/entries/1', ['People walked along the avenue.', 'A witness', 'href="/chronicle/tags/marches?lang=en"']],
  ['/chronicle/tags', ['marches']],
  ['/chronicle/tags/marches', ['March of freedom']],
])('%s', async (path, words) => {
  const body = await page(path);
  for (const word of words) expect(body).toContain(word);
  expect(body).not.toMatch(/<script(?! src)/);
  expect(body).not.toMatch(/src="https?:|href="https?:\/\/(?!example)/);
});

test('a day, a month, an entry and a topic without anything are not there', async () => {
  for (const path of ['2020/08/17', '2020/07', '2019', 'entries/99', 'entries/1/history', 'tags/nothing', 'x'])
    expect((await get(`/chronicle/${path}`)).statusCode).toBe(404);
});

test('what is told in one language is shown in it, and says so; markup stays what was typed', async () => {
  const body = await page('/chronicle/entries/2', 'be');
  expect(body).toContain('Гэты запіс не перакладзены');
  expect(body).toContain('<div lang="ru">');
  expect(body).toContain('&lt;script>по-русски');
});

test('searching, and a page that is asked for again is not sent again', async () => {
  const found = (await get(`/chronicle/search?q=${encodeURIComponent('свабоду')}&lang=be`)).body;
  expect(found).toContain('Марш свабоды');
  expect((await get('/chronicle/search?q=%3Cb%3E%27%26&lang=en')).body).toContain('Nothing for “&lt;b>');
  // A name that is there twice, a sign that is no word, and one of which nothing is left.
  for (const query of ['q=first&q=second', 'q=%D1%8C', 'q=%CA%BC', 'q=%CA%BC+march', 'page=2&page=3&q=a'])
    expect((await get(`/chronicle/search?${query}`)).statusCode).toBe(200);
  const first = await get('/chronicle?lang=en');
  const again = await get('/chronicle?lang=en', { 'if-none-match': `${first.headers.etag}` });
  expect(again.statusCode).toBe(304);
});

test('the feed is well-formed Atom: newest change first, one id an entry', async () => {
  const { body, headers } = await get('/chronicle/feed-ru.xml');
  expect(headers['content-type']).toContain('application/atom+xml');
  const texts: Record<string, string[]> = {};
  const open: string[] = [];
  const parser = sax.parser(true, { xmlns: true });
  parser.onopentag = (tag) => {
    expect('uri' in tag && tag.uri).toBe('http://www.w3.org/2005/Atom');
    open.push(tag.name);
  };
  parser.ontext = (text) => {
    const path = open.slice(1).join('/');
    if (text.trim() !== '') texts[path] = [...(texts[path] ?? []), text];
  };
  parser.onclosetag = () => void open.pop();
  parser.onerror = (error) => {
    throw error;
  };
  parser.write(body).close();
  expect(texts['entry/title']?.[0]).toContain('<script>по-русски</script>');
  expect(texts['entry/updated']).toEqual(['2026-03-01T12:01:00Z', '2026-03-01T12:00:00Z']);
  expect(new Set(texts['entry/id'])).toHaveProperty('size', 2);
  for (const id of texts['entry/id'] ?? []) expect(id).toMatch(/^urn:uuid:[0-9a-f-]{36}$/);
  expect(body).toContain('xml:base="https://example.org/"');
});

test('an entry that was withdrawn keeps its address and nothing else', async () => {
  const by = await addOrganizer(database);
  const now = () => new Date(at);
  await publishNew(database, someEntry({ title: { en: 'Dangerous words' }, text: { en: 'A name.' } }), now());
  at += 5_000;
  expect(await page('/chronicle')).toContain('Dangerous words');
  await withdrawEntry({ database, now }, { number: 3, note: { en: 'A name.' }, by });
  at += 5_000;
  const body = await page('/chronicle/entries/3');
  expect(body).toContain('This entry was withdrawn');
  expect(body).toContain('A name.');
  for (const path of [
    '/chronicle',
    '/chronicle/entries/3',
    '/chronicle/entries/3/history',
    '/chronicle/feed-en.xml',
    '/chronicle/chronicle.json',
  ])
    expect(await page(path)).not.toContain('Dangerous words');
});

test('a source that died: named on the page with the day, no link any more; the feed brings the entry anew, the data have the mark', async () => {
  const by = await addOrganizer(database);
  const now = () => new Date(at);
  const url = 'https://example.org/gone?a=1&b=2';
  await publishNew(database, someEntry({ day: '2020-10-04', sources: [{ title: 'A paper', url }] }), now());
  at += 5_000;
  expect(await page('/chronicle/entries/4')).toContain('<a href="https://example.org/gone?a=1&amp;b=2"');
  at += 60_000;
  const draft = await correctEntry({ database, now }, { number: 4, by });
  const id = draft?.id ?? '';
  const marked = (content: ChronicleDraft) => ({
    ...content,
    sources: [{ title: 'A paper', url, dead: '2026-02-28' }],
  });
  await changeDraft({ database, now }, { id, revision: 1, by, change: marked });
  await publishDraft(database, { id, note: { en: 'A source is gone.' } }, now());
  at += 5_000;
  const body = await page('/chronicle/entries/4');
  expect(body).toContain('A paper: <s>https://example.org/gone?a=1&amp;b=2</s>');
  expect(body).toContain('found not to work any more on February 28, 2026');
  expect(body).not.toContain('href="https://example.org/gone');
  const feed = (await get('/chronicle/feed-en.xml')).body;
  expect(feed.indexOf('/chronicle/entries/4')).toBeLessThan(feed.indexOf('/chronicle/entries/2'));
  expect(feed).toMatch(/<published>2026-03-01T12:02:\d\dZ<\/published>\s*<updated>2026-03-01T12:03:\d\dZ/);
  const data = JSON.parse((await get('/chronicle/chronicle.json')).body) as ChronicleFile;
  expect(data.entries[3]?.versions[1]?.content?.sources).toEqual([{ title: 'A paper', url, dead: '2026-02-28' }]);
});

test.each([
  ['without an address', { title: 'A witness', url: null, dead: '2026-02-28' }],
  ['on a day that is none', { title: 'A paper', url: 'https://example.org/', dead: '2026-02-30' }],
])('a source cannot be dead %s', (_, source) => {
  expect(chronicleDraft.safeParse(someEntry({ sources: [source] })).success).toBe(false);
});
