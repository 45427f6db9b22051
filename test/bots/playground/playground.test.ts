import fastify, { type FastifyInstance } from 'fastify';
import { mountPlayground } from '../../../bots/playground/index.ts';
import { pageLanguage, pageTexts } from '../../../bots/playground/page/texts.ts';
import { TELEGRAM_TOKEN, VIBER_TOKEN } from './support.ts';

describe('the playground’s routes', () => {
  let app: FastifyInstance;
  let root: string;

  beforeEach(async () => {
    app = fastify({ forceCloseConnections: 'idle' });
    // As in the web process, where bodies are raw bytes everywhere.
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    await mountPlayground(app, { telegramToken: TELEGRAM_TOKEN, viberToken: VIBER_TOKEN });
    root = await app.listen({ host: '127.0.0.1', port: 0 });
  });
  afterEach(() => app.close());

  const act = (body: unknown, path = 'telegram/+375290000001', type = 'application/json') =>
    fetch(`${root}/playground/act/${path}`, {
      method: 'POST',
      headers: { 'content-type': type },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });

  test('the APIs and the page lie side by side', async () => {
    const me = await fetch(`${root}/playground/telegram/bot${TELEGRAM_TOKEN}/getMe`);
    expect(await me.json()).toMatchObject({ ok: true, result: { is_bot: true } });
    const account = await fetch(`${root}/playground/viber/pa/get_account_info`, {
      method: 'POST',
      headers: { 'x-viber-auth-token': VIBER_TOKEN },
    });
    expect(account.status).toBe(200);
    const page = await fetch(`${root}/playground`);
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
    const html = await page.text();
    expect(html).not.toMatch(/<script(?![^>]*src=)|<style|\sstyle=|\son\w+=/);
    for (const [, path] of html.matchAll(/(?:href|src)="(\/playground\/assets\/[^"]+)"/g)) {
      expect({ path, status: (await fetch(`${root}${path}`)).status }).toEqual({ path, status: 200 });
    }
  });

  test('no sample ballots when nobody renders them', async () => {
    expect(await (await fetch(`${root}/playground`)).text()).not.toContain('data-do="sample"');
    expect((await fetch(`${root}/playground/sample?choice=0&side=front`)).status).toBe(404);
  });

  test.each([
    { label: 'an unknown action', body: { do: 'dance' }, status: 400 },
    { label: 'no JSON', body: '{"do":', status: 400 },
    { label: 'no phone', path: 'telegram/12', body: { do: 'text', text: 'a' }, status: 400 },
    { label: 'a place off the map', body: { do: 'location', latitude: 91, longitude: 0 }, status: 400 },
    { label: 'what Telegram has not', body: { do: 'subscribe' }, status: 422 },
    { label: 'what Viber has not', path: 'viber/+375290000001', body: { do: 'voice' }, status: 422 },
    { label: 'a form of another site', body: 'do=text&text=a', type: 'text/plain', status: 415 },
  ])('$label: $status', async ({ body, status, path, type }) => {
    expect((await act(body, path, type)).status).toBe(status);
  });

  test('unknown files are not found', async () => {
    for (const path of ['assets/nothing.js', 'assets/..%2findex.ts', 'media/telegram/x', 'media/elsewhere/x']) {
      expect({ path, status: (await fetch(`${root}/playground/${path}`)).status }).toEqual({ path, status: 404 });
    }
  });

  test('changes are told at once, and the stream ends with the server', async () => {
    const stream = await fetch(`${root}/playground/live?telegram=%2B375290000001&viber=%2B375290000001`);
    expect(stream.headers.get('content-type')).toContain('text/event-stream');
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
    let heard = '';
    const hear = async (text: string) => {
      while (!heard.includes(text)) heard += (await reader?.read())?.value ?? '';
    };
    await hear('"messenger":"viber"');
    await act({ do: 'text', text: 'marker' });
    await hear('"text":"marker"');
    await app.close();
    expect((await reader?.read())?.done).toBe(true);
  });
});

describe('the page’s words', () => {
  test.each([
    { asked: 'ru', header: 'en', language: 'ru' },
    { asked: 'xx', header: 'de-DE,en;q=0.8', language: 'en' },
    { asked: undefined, header: 'fr', language: 'be' },
    { asked: ['ru'], header: '', language: 'be' },
  ])('$asked, $header: $language', ({ asked, header, language }) => {
    expect(pageLanguage(asked, header)).toBe(language);
  });

  test('are all there in each language', () => {
    const keys = Object.keys(pageTexts('en'));
    for (const language of ['be', 'ru'] as const) {
      const texts = pageTexts(language);
      expect(Object.keys(texts)).toEqual(keys);
      expect(Object.values(texts).filter((text) => text.trim() === '')).toEqual([]);
    }
  });
});
