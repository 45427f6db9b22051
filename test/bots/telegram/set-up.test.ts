import { telegramSetUp } from '../../../bots/telegram/set-up.ts';
import { type ScriptedServer, scriptedServer } from '../scripted-server.ts';

const spoken = (language: string) => ({
  commands: [{ command: 'menu', description: `menu ${language}` }],
  description: `description ${language}`,
  shortDescription: `short ${language}`,
});
const texts = { be: spoken('be'), ru: spoken('ru'), en: spoken('en') };

describe('telegramSetUp', () => {
  let server: ScriptedServer;
  beforeEach(async () => {
    server = await scriptedServer();
    server.answer(() => ({ json: { ok: true, result: true } }));
  });
  afterEach(() => server.close());
  const calls = (): [string, unknown][] =>
    server.received.map(({ path, body }) => [path.split('/').at(-1) ?? '', JSON.parse(body.toString())]);

  test('sets the webhook, then texts in every language and for everybody else', async () => {
    const webhook = { url: 'https://golos.example/webhooks/telegram', secret: 's', maxConnections: 100 };
    const setUp = telegramSetUp({ token: '1:x', apiRoot: server.root, texts, webhook });
    expect(await setUp.setUp(AbortSignal.timeout(5_000))).toEqual({ ok: true });
    expect(calls()[0]).toEqual([
      'setWebhook',
      {
        url: webhook.url,
        secret_token: 's',
        max_connections: 100,
        allowed_updates: ['message', 'edited_message', 'callback_query', 'my_chat_member'],
      },
    ]);
    const commands = calls().filter(([method]) => method === 'setMyCommands');
    const scope = { type: 'all_private_chats' };
    expect(commands.map(([, body]) => body)).toEqual([
      { commands: texts.be.commands, scope },
      { commands: texts.be.commands, scope, language_code: 'be' },
      { commands: texts.ru.commands, scope, language_code: 'ru' },
      { commands: texts.en.commands, scope, language_code: 'en' },
    ]);
    expect(calls()).toContainEqual(['setMyDescription', { description: 'description en', language_code: 'en' }]);
    expect(calls()).toContainEqual(['setMyShortDescription', { short_description: 'short ru', language_code: 'ru' }]);
  });

  test('leaves the webhook alone with long polling', async () => {
    await telegramSetUp({ token: '1:x', apiRoot: server.root, texts }).setUp(AbortSignal.timeout(5_000));
    expect(calls().map(([method]) => method)).not.toContain('setWebhook');
  });

  test('says why it failed', async () => {
    server.answer(() => ({ status: 401, json: { ok: false, error_code: 401, description: 'Unauthorized' } }));
    const setUp = telegramSetUp({ token: '1:x', apiRoot: server.root, texts });
    expect(await setUp.setUp(AbortSignal.timeout(5_000))).toMatchObject({ ok: false, error: { code: 'unauthorized' } });
  });
});
