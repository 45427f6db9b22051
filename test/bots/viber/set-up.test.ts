import { viberSetUp } from '../../../bots/viber/set-up.ts';
import { type ScriptedServer, scriptedServer } from '../scripted-server.ts';

describe('viberSetUp', () => {
  let server: ScriptedServer;
  beforeEach(async () => {
    server = await scriptedServer();
  });
  afterEach(() => server.close());

  const setUp = () =>
    viberSetUp({ authToken: 'x', apiRoot: server.root, webhookUrl: 'https://golos.example/webhooks/viber' }).setUp(
      AbortSignal.timeout(5_000),
    );

  test('checks the account, then sets the webhook without receipts and names', async () => {
    server.answer(() => ({ json: { status: 0, status_message: 'ok' } }));
    expect(await setUp()).toEqual({ ok: true });
    expect(server.received.map(({ path }) => path)).toEqual(['/get_account_info', '/set_webhook']);
    expect(JSON.parse(server.received[1]?.body.toString() ?? '')).toEqual({
      url: 'https://golos.example/webhooks/viber',
      event_types: ['subscribed', 'unsubscribed', 'conversation_started'],
      send_name: false,
      send_photo: false,
    });
  });

  test('a wrong token sets nothing', async () => {
    server.answer(() => ({ json: { status: 2, status_message: 'invalidAuthToken' } }));
    expect(await setUp()).toMatchObject({ ok: false, error: { code: 'unauthorized' } });
    expect(server.received).toHaveLength(1);
  });

  test('a webhook that Viber refuses is told', async () => {
    server.answer(({ path }) => ({ json: { status: path === '/set_webhook' ? 1 : 0 } }));
    expect(await setUp()).toEqual({ ok: false, error: { next: 'give-up', code: 'invalid-url' } });
  });
});
