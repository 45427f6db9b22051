import { viberDeliverer } from '../../../bots/viber/deliverer.ts';
import { PLACE_BODY, shareToken } from '../../../bots/viber/share-token.ts';
import type { Outgoing } from '../../../src/messaging/outgoing.ts';
import type { SendError } from '../../../src/messaging/send-error.ts';
import { deadRoot, type Scripted, type ScriptedServer, scriptedServer } from '../scripted-server.ts';

const AUTH = 'made-up';
const ANNA = '01234567890A=';
const sent: Scripted = {
  bytes: '{"status":0,"status_message":"ok","message_token":5741311803571721087,"billing_status":1}',
};
const status = (code: number): Scripted => ({ json: { status: code, status_message: `about ${ANNA}` } });

describe('viberDeliverer', () => {
  let server: ScriptedServer;
  beforeEach(async () => {
    server = await scriptedServer();
    server.answer(() => sent);
  });
  afterEach(() => server.close());

  const send = (message: Outgoing, signal = AbortSignal.timeout(5_000), name = 'Golos') =>
    viberDeliverer({ authToken: AUTH, apiRoot: `${server.root}/pa`, name }).send(ANNA, message, signal);
  const bodyOf = (): { sender: { name: string }; keyboard?: { Buttons: Record<string, unknown>[] } } =>
    JSON.parse(server.received[0]?.body.toString() ?? 'null');
  const plain = { receiver: ANNA, type: 'text', text: 'Hello', sender: { name: 'Golos' } };
  const reply = (columns: number, id: string, label: string) => ({
    Columns: columns,
    Rows: 1,
    ActionType: 'reply',
    ActionBody: id,
    Text: label,
    Silent: true,
  });
  const keyboard = (...buttons: object[]) => ({
    keyboard: { Type: 'keyboard', DefaultHeight: false, Buttons: buttons },
    min_api_version: 6,
  });

  test.each<[string, Outgoing, object]>([
    ['text', { text: 'Hello', clearRequest: true, acknowledges: 'x', trace: true }, {}],
    ['no rows', { text: 'Hello', options: [[]] }, {}],
    [
      'options, each row as wide as the keyboard',
      {
        text: 'Hello',
        options: [
          [{ id: 'a:1', label: 'One & <two>' }],
          [
            { id: 'a:2', label: '2' },
            { id: 'a:3', label: '3' },
          ],
        ],
      },
      keyboard(reply(6, 'a:1', 'One &amp; &lt;two&gt;'), reply(3, 'a:2', '2'), reply(3, 'a:3', '3')),
    ],
    [
      'a request for the phone, with options',
      {
        text: 'Hello',
        request: { what: 'contact', label: 'My phone' },
        options: [[{ id: 'phone:skip', label: 'Skip' }]],
      },
      {
        ...keyboard(
          { Columns: 6, Rows: 1, ActionType: 'share-phone', ActionBody: shareToken(AUTH, ANNA), Text: 'My phone' },
          reply(6, 'phone:skip', 'Skip'),
        ),
      },
    ],
    [
      'a request for the place',
      { text: 'Hello', request: { what: 'place', label: 'Here' } },
      {
        ...keyboard({ Columns: 6, Rows: 1, ActionType: 'location-picker', ActionBody: PLACE_BODY, Text: 'Here' }),
      },
    ],
  ])('sends %s', async (_, message, more) => {
    expect(await send(message)).toEqual({ ok: true, messageId: '5741311803571721087' });
    expect(server.received[0]).toMatchObject({ path: '/pa/send_message', headers: { 'x-viber-auth-token': AUTH } });
    expect(bodyOf()).toEqual({ ...plain, ...more });
  });

  test.each([
    [1, [6]],
    [2, [3, 3]],
    [3, [2, 2, 2]],
    [4, [2, 2, 1, 1]],
    [5, [2, 1, 1, 1, 1]],
    [6, [1, 1, 1, 1, 1, 1]],
    [7, [1, 1, 1, 1, 1, 1, 6]],
  ])('a row of %i options fills six columns', async (count, columns) => {
    await send({
      text: 'Hello',
      options: [Array.from({ length: count }, (_, i) => ({ id: `a:${i}`, label: `${i}` }))],
    });
    expect(bodyOf().keyboard?.Buttons.map((button) => button.Columns)).toEqual(columns);
  });

  test.each([
    ['24 rows stay', 24, false, 6],
    ['25 rows stand closer together', 25, false, 3],
    ['24 rows beside a request do too', 24, true, 3],
    ['49 rows stand closer still', 49, false, 2],
  ])('%s', async (_, count, hasRequest, columns) => {
    const options = Array.from({ length: count }, (__, i) => [{ id: `a:${i}`, label: `${i}` }]);
    await send({ text: 'Hello', options, ...(hasRequest ? { request: { what: 'place', label: 'x' } } : {}) });
    const buttons = bodyOf().keyboard?.Buttons.filter((button) => button.ActionType === 'reply') ?? [];
    expect(buttons).toHaveLength(count);
    expect(buttons[0]?.Columns).toBe(columns);
  });

  test('cuts what Viber would refuse, between characters', async () => {
    await send({ text: 'Hello', options: [[{ id: 'a:1', label: '&'.repeat(100) }]] }, undefined, `${'x'.repeat(27)}😀`);
    expect(bodyOf().sender.name).toBe('x'.repeat(27));
    expect(bodyOf().keyboard?.Buttons[0]?.Text).toBe('&amp;'.repeat(50));
  });

  test.each<[string, Scripted, SendError]>([
    ['1', status(1), { next: 'give-up', code: 'invalid-url' }],
    ['2', status(2), { next: 'wait', code: 'unauthorized', seconds: 60 }],
    ['3', status(3), { next: 'give-up', code: 'bad-data' }],
    ['4', status(4), { next: 'give-up', code: 'missing-data' }],
    ['5', status(5), { next: 'stop', code: 'not-registered' }],
    ['6', status(6), { next: 'stop', code: 'not-subscribed' }],
    ['7', status(7), { next: 'stop', code: 'blocked' }],
    ['8', status(8), { next: 'wait', code: 'account-not-found', seconds: 60 }],
    ['9', status(9), { next: 'wait', code: 'account-suspended', seconds: 60 }],
    ['10', status(10), { next: 'wait', code: 'no-webhook', seconds: 60 }],
    ['11', status(11), { next: 'give-up', code: 'device-unsupported' }],
    ['12', status(12), { next: 'wait', code: 'too-many-requests', seconds: 30 }],
    ['13', status(13), { next: 'give-up', code: 'api-version' }],
    ['15', status(15), { next: 'wait', code: 'unauthorized', seconds: 60 }],
    ['21', status(21), { next: 'give-up', code: 'country' }],
    ['23', status(23), { next: 'give-up', code: 'payment' }],
    ['99', status(99), { next: 'give-up', code: 'status-99' }],
    ['HTTP 500', { status: 500 }, { next: 'retry', code: 'http-500' }],
    ['HTTP 401', { status: 401 }, { next: 'wait', code: 'unauthorized', seconds: 60 }],
    ['HTTP 413', { status: 413 }, { next: 'give-up', code: 'http-413' }],
    [
      'HTTP 429',
      { status: 429, headers: { 'retry-after': '9' } },
      { next: 'wait', code: 'too-many-requests', seconds: 9 },
    ],
    ['no JSON', { bytes: 'OK' }, { next: 'uncertain', code: 'unreadable-answer' }],
    ['no status', { json: {} }, { next: 'uncertain', code: 'unreadable-answer' }],
    ['cut off', 'reset', { next: 'uncertain', code: 'econnreset' }],
  ])('says what to do next after %s', async (_, scripted, error) => {
    server.answer(() => scripted);
    expect(await send({ text: 'Hello' })).toEqual({ ok: false, error });
  });

  test('no answer in time is uncertain', async () => {
    server.answer(() => 'hang');
    expect(await send({ text: 'Hello' }, AbortSignal.timeout(50))).toMatchObject({
      error: { next: 'uncertain', code: 'timeout' },
    });
  });

  test('nobody listening is worth another try', async () => {
    const deliverer = viberDeliverer({ authToken: AUTH, apiRoot: await deadRoot(), name: 'Golos' });
    expect(await deliverer.send(ANNA, { text: 'Hello' }, AbortSignal.timeout(5_000))).toMatchObject({
      error: { next: 'retry', code: 'econnrefused' },
    });
  });

  test('deletes nothing', async () => {
    const deliverer = viberDeliverer({ authToken: AUTH, apiRoot: server.root, name: 'Golos' });
    expect(await deliverer.deleteMessages(ANNA, ['1'], AbortSignal.timeout(5_000))).toBe(false);
    expect(server.received).toHaveLength(0);
  });
});
