import { createHmac } from 'node:crypto';
import { createFaults, seededRandom } from '../../../bots/playground/faults.ts';
import { held, VIBER_TOKEN, type ViberBench, viberBench } from './support.ts';

const HOOK = 'http://127.0.0.1:9/webhooks/viber';
const BYTES = Buffer.from('not really a photo');
const button = (fields: object = {}) => ({ ActionBody: 'consent:yes', ActionType: 'reply', Text: 'Yes', ...fields });
const keyboard = (...buttons: object[]) => ({ Type: 'keyboard', Buttons: buttons });

async function subscribed(options: Parameters<typeof viberBench>[0] = {}): Promise<ViberBench> {
  const bench = await viberBench(options);
  await bench.call('set_webhook', { url: HOOK });
  await bench.standIn.chat('anna').text('hello');
  bench.webhook.seen.length = 0;
  return bench;
}

describe('the Viber stand-in', () => {
  let bench: ViberBench;

  beforeEach(async () => {
    bench = await subscribed();
  });
  afterEach(() => bench.app.close());

  const events = () => bench.webhook.seen.map(({ json }) => json.event);

  describe('answers HTTP 200 and a status', () => {
    test.each([
      { label: 'nothing wrong', with: {}, status: 0, says: 'ok' },
      { label: 'no receiver', with: { receiver: '' }, status: 4, says: 'receiver' },
      { label: 'no sender', with: { sender: undefined }, status: 4, says: 'sender.name' },
      {
        label: 'a sender of 29 characters',
        with: { sender: { name: 'x'.repeat(29) } },
        status: 3,
        says: 'sender.name',
      },
      { label: 'a sender of 28 characters', with: { sender: { name: 'x'.repeat(28) } }, status: 0, says: 'ok' },
      { label: 'no text', with: { text: '' }, status: 4, says: 'text is missing' },
      { label: 'text of 7,001 characters', with: { text: 'x'.repeat(7_001) }, status: 3, says: 'too long' },
      {
        label: 'more than 30 KB',
        with: { tracking_data: 'x'.repeat(30 * 1_024) },
        status: 3,
        says: 'request is too big',
      },
      { label: 'an unknown type', with: { type: 'poem' }, status: 3, says: 'type is unknown' },
      { label: 'no type', with: { type: undefined }, status: 4, says: 'type is missing' },
      {
        label: 'a picture without extension',
        with: { type: 'picture', media: 'https://x.org/a' },
        status: 3,
        says: 'JPEG or PNG',
      },
      {
        label: 'a long caption',
        with: { type: 'picture', media: 'https://x.org/a.jpg', text: 'x'.repeat(769) },
        status: 3,
        says: 'text',
      },
      { label: 'a stranger', with: { receiver: 'nobody' }, status: 5, says: 'receiverNotRegistered' },
      { label: 'a newer app needed', with: { min_api_version: 11 }, status: 11, says: 'receiverNoSuitableDevice' },
      {
        label: 'a keyboard without its type',
        with: { keyboard: { Buttons: [button()] } },
        status: 3,
        says: 'keyboard is not valid. [object has missing required properties (["Type"])]',
      },
      {
        label: 'share-phone for old apps',
        with: { keyboard: keyboard(button({ ActionType: 'share-phone' })) },
        status: 3,
        says: 'not found in enum',
      },
      {
        label: 'share-phone with min_api_version 3',
        with: { min_api_version: 3, keyboard: keyboard(button({ ActionType: 'share-phone' })) },
        status: 0,
        says: 'ok',
      },
    ])('$label: $status', async ({ with: fields, status, says }) => {
      const answer = await bench.send(fields);
      expect({ http: answer.status, status: answer.json.status }).toEqual({ http: 200, status });
      expect(answer.json.status_message).toContain(says);
    });

    test.each([
      { label: 'no token', headers: {}, body: {}, status: 2 },
      { label: 'another token', headers: { 'x-viber-auth-token': 'x' }, body: {}, status: 2 },
      { label: 'the token in the body', headers: {}, body: { auth_token: VIBER_TOKEN }, status: 0 },
      { label: 'no JSON', headers: { 'x-viber-auth-token': VIBER_TOKEN }, body: '{"a":', status: 3 },
    ])('$label: $status', async ({ headers, body, status }) => {
      expect((await bench.call('get_account_info', body, headers)).json.status).toBe(status);
    });

    test('people who left or blocked the bot: 6 and 7', async () => {
      const anna = bench.standIn.chat('anna');
      anna.block();
      expect((await bench.send()).json.status).toBe(7);
      expect(await anna.text('hello?')).toEqual({ status: 'blocked', attempts: 0 });
      anna.unblock();
      await anna.unsubscribe();
      expect((await bench.send()).json.status).toBe(6);
      bench.standIn.chat('boris');
      expect((await bench.send({ receiver: 'boris' })).json.status).toBe(6);
    });

    test('no webhook: 10', async () => {
      await bench.call('set_webhook', { url: '' });
      expect((await bench.send()).json.status).toBe(10);
    });
  });

  test('writes message_token as a bare number above 2^53', async () => {
    const { text } = await bench.send();
    const token = text.match(/"message_token":(\d+)[,}]/)?.[1] ?? '0';
    expect(BigInt(token)).toBeGreaterThan(2n ** 53n);
    expect(String(Number(token))).not.toBe(token);
    expect(BigInt(Number(token))).not.toBe(BigInt(token));
    await bench.standIn.chat('anna').text('mine');
    expect(bench.webhook.seen.at(-1)?.body.toString()).toMatch(/"message_token":\d{19}[,}]/);
  });

  describe('checks keyboards on the phone', () => {
    test.each([
      { label: 'too wide', keyboard: keyboard(button({ Columns: 7 })), why: 'Columns' },
      { label: 'too high', keyboard: keyboard(button({ Rows: 3 })), why: 'Rows' },
      { label: 'nothing on it', keyboard: keyboard(button({ Text: '' })), why: 'text, an image or a colour' },
      {
        label: 'too many',
        keyboard: keyboard(...Array.from({ length: 25 }, () => button())),
        why: 'too many rows: 25',
      },
    ])('$label: status 0, then `failed`', async ({ keyboard: bad, why }) => {
      expect((await bench.send({ keyboard: bad })).json.status).toBe(0);
      await bench.clock.advance(0);
      expect(events()).toEqual(['failed']);
      expect(bench.webhook.seen[0]?.json).toMatchObject({ user_id: 'anna', desc: expect.stringContaining(why) });
      expect(bench.standIn.chat('anna').messages()).toHaveLength(1);
    });

    test('and lays out what is right', async () => {
      const buttons = [2, 2, 2, 3, 3, 6].map((Columns) => button({ Columns }));
      await bench.send({ keyboard: keyboard(...buttons) });
      expect(
        bench.standIn
          .chat('anna')
          .keyboard()
          ?.rows.map((row) => row.length),
      ).toEqual([3, 2, 1]);
    });

    test('and lets one vanish with the next message without', async () => {
      const anna = bench.standIn.chat('anna');
      await bench.send({ type: undefined, text: undefined, keyboard: keyboard(button()) });
      expect(anna.keyboard()?.rows).toMatchObject([[{ label: 'Yes', data: 'consent:yes' }]]);
      await bench.send();
      expect(anna.keyboard()).toBeUndefined();
    });
  });

  describe('calls back', () => {
    test('with a signature over the raw bytes', async () => {
      await bench.standIn.chat('anna').text('Прывітанне, 👋');
      const [seen] = bench.webhook.seen;
      const signature = createHmac('sha256', VIBER_TOKEN)
        .update(seen?.body ?? '')
        .digest('hex');
      expect(seen?.headers['x-viber-content-signature']).toBe(signature);
      expect(seen?.url).toBe(HOOK);
    });

    test('once when the hook is set, and takes no hook that does not answer 200', async () => {
      bench.webhook.answers.push({ status: 404 });
      expect((await bench.call('set_webhook', { url: HOOK })).json.status).toBe(1);
      expect((await bench.call('set_webhook', { url: 'http://example.org' })).json.status).toBe(1);
      expect((await bench.call('set_webhook', { url: HOOK, event_types: ['failed'] })).json).toMatchObject({
        status: 0,
        event_types: ['message', 'failed'],
      });
      expect(events()).toEqual(['webhook', 'webhook']);
      await bench.send();
      expect(await bench.standIn.chat('anna').subscribe()).toEqual({ status: 'unwanted', attempts: 0 });
      expect(events()).toEqual(['webhook', 'webhook']);
    });

    test('until 200, doubling its delay, for an hour', async () => {
      bench.webhook.answers.push({ status: 500 }, { status: 0 }, { status: 503 });
      const delivery = bench.standIn.chat('anna').text('patience');
      const waits: number[] = [];
      for (let failure = 0; failure < 3; failure += 1) {
        await bench.clock.advance(0);
        waits.push(bench.clock.waiting()[0] ?? 0);
        await bench.clock.advance(waits.at(-1) ?? 0);
      }
      expect(waits).toEqual([1_000, 2_000, 4_000]);
      expect(await delivery).toMatchObject({ status: 'accepted', attempts: 4 });
      for (let failure = 0; failure < 100; failure += 1) bench.webhook.answers.push({ status: 500 });
      const hopeless = bench.standIn.chat('anna').text('in vain');
      await bench.clock.advance(3_600_000);
      expect(await hopeless).toMatchObject({ status: 'expired', httpStatus: 500 });
    });

    test('one person’s events in order', async () => {
      const first = held<object>();
      bench.webhook.answers.push(first.promise);
      const anna = bench.standIn.chat('anna');
      const all = [anna.text('first'), anna.text('second'), bench.standIn.chat('boris').text('beside')];
      await bench.clock.advance(0);
      expect(bench.webhook.seen.map(({ json }) => json.message.text)).toEqual(['first', 'beside']);
      first.resolve({});
      await Promise.all(all);
      expect(bench.webhook.seen.at(-1)?.json.message.text).toBe('second');
    });

    test('conversation_started, and shows the welcome message of the answer', async () => {
      const boris = bench.standIn.chat('boris');
      const welcome = { type: 'text', text: 'Welcome', sender: { name: 'Golos' }, keyboard: keyboard(button()) };
      bench.webhook.answers.push({ body: JSON.stringify(welcome) });
      await boris.open('from-poster');
      expect(bench.webhook.seen[0]?.json).toMatchObject({
        event: 'conversation_started',
        context: 'from-poster',
        subscribed: false,
        user: { id: 'boris' },
      });
      expect(boris.messages()).toMatchObject([{ from: 'bot', text: 'Welcome' }]);
      expect(boris.state()).toBe('new');
      // Opening the chat is no subscription: that is what the first message does.
      expect((await bench.send({ receiver: 'boris' })).json.status).toBe(6);
      await boris.press('Yes');
      expect((await bench.send({ receiver: 'boris' })).json.status).toBe(0);
    });

    test.each([
      {
        label: 'subscribed',
        act: () => bench.standIn.chat('boris').subscribe(),
        like: { event: 'subscribed', user: { id: 'boris' } },
      },
      {
        label: 'unsubscribed',
        act: () => bench.standIn.chat('anna').unsubscribe(),
        like: { event: 'unsubscribed', user_id: 'anna' },
      },
      {
        label: 'one’s own phone',
        act: async () => {
          await bench.send({
            min_api_version: 3,
            keyboard: keyboard(button({ ActionType: 'share-phone', ActionBody: 'phone' })),
          });
          await bench.clock.advance(0);
          bench.webhook.seen.length = 0;
          return bench.standIn.chat('anna').sharePhone('+375290000001');
        },
        like: { message: { type: 'contact', text: 'phone', contact: { phone_number: '+375290000001' } } },
      },
      {
        label: 'a card',
        act: () => bench.standIn.chat('anna').shareContact('+375290000002', 'Ivan'),
        like: { message: { type: 'contact', contact: { name: 'Ivan', phone_number: '+375290000002' } } },
      },
      {
        label: 'a place',
        act: () => bench.standIn.chat('anna').location(53.9, 27.56),
        like: { message: { type: 'location', location: { lat: 53.9, lon: 27.56 } } },
      },
      {
        label: 'a sticker',
        act: () => bench.standIn.chat('anna').sticker(),
        like: { message: { type: 'sticker', sticker_id: 46_105 } },
      },
      { label: 'a video', act: () => bench.standIn.chat('anna').video(), like: { message: { type: 'video' } } },
      {
        label: 'a file',
        act: () => bench.standIn.chat('anna').photoAsFile(BYTES),
        like: { message: { type: 'file', file_name: 'photo.jpg' } },
      },
    ])('$label', async ({ act, like }) => {
      expect(await act()).toMatchObject({ status: 'accepted' });
      expect(bench.webhook.seen[0]?.json).toMatchObject(like);
    });

    test('names only when asked to', async () => {
      const vera = bench.standIn.chat('vera', { name: 'Vera' });
      await vera.text('hi');
      await bench.call('set_webhook', { url: HOOK, send_name: true });
      await vera.text('hi again');
      const names = bench.webhook.seen.filter(({ json }) => json.event === 'message').map(({ json }) => json);
      expect(names).toMatchObject([{ sender: { name: 'Subscriber' } }, { sender: { name: 'Vera' } }]);
    });

    test('delivered and seen', async () => {
      await bench.send();
      await bench.clock.advance(0);
      expect(events()).toEqual(['delivered', 'seen']);
    });
  });

  test('a photo comes by a URL that works for an hour', async () => {
    await bench.standIn.chat('anna').photo(BYTES, 'caption');
    const url = bench.webhook.seen[0]?.json.message.media ?? '';
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/viber\/pa\/media\/[\w-]+\.jpg$/);
    expect(Buffer.from(await (await fetch(url)).arrayBuffer()).equals(BYTES)).toBe(true);
    await bench.clock.advance(3_600_001);
    expect((await fetch(url)).status).toBe(404);
  });

  test('on a desktop share-phone sends the button’s text, as the real one does', async () => {
    const desk = bench.standIn.chat('desk', { device: 'desktop' });
    await desk.text('hi');
    const share = keyboard(button({ ActionType: 'share-phone', ActionBody: 'phone', Text: 'My phone' }));
    await bench.send({ receiver: 'desk', min_api_version: 3, keyboard: share });
    await desk.press('My phone');
    expect(bench.webhook.seen.at(-1)?.json.message).toEqual({ type: 'text', text: 'phone' });
  });

  test('a silent button says it to the bot and not to the chat', async () => {
    const anna = bench.standIn.chat('anna');
    await bench.send({ keyboard: keyboard(button({ Silent: true })) });
    const before = anna.messages().length;
    await anna.press('consent:yes');
    expect(anna.messages()).toHaveLength(before);
    expect(bench.webhook.seen.at(-1)?.json).toMatchObject({ silent: true, message: { text: 'consent:yes' } });
  });
});

describe('limits of Viber, when switched on', () => {
  test('a hundred unanswered messages an hour: 12', async () => {
    const bench = await subscribed({ limits: { unansweredPerHour: 100 } });
    const statuses: number[] = [];
    for (let sent = 0; sent < 101; sent += 1) statuses.push((await bench.send()).json.status);
    expect(statuses.indexOf(12)).toBe(100);
    await bench.standIn.chat('anna').text('still here');
    expect((await bench.send()).json.status).toBe(0);
    await bench.app.close();
  });

  test('broadcasting is opened by Viber', async () => {
    const closed = await subscribed();
    const message = { sender: { name: 'Golos' }, type: 'text', text: 'news' };
    const refused = await closed.call('broadcast_message', { ...message, broadcast_list: ['anna'] });
    expect(refused.json).toMatchObject({ status: 19, status_message: 'broadcastNotAllowed' });
    await closed.app.close();

    const open = await subscribed({ limits: { broadcast: true } });
    const many = Array.from({ length: 301 }, (_, index) => `person ${index}`);
    expect((await open.call('broadcast_message', { ...message, broadcast_list: many })).json.status).toBe(3);
    const sent = await open.call('broadcast_message', { ...message, broadcast_list: ['anna', 'nobody'] });
    expect(sent.json).toMatchObject({
      status: 0,
      failed_list: [{ receiver: 'nobody', status: 5, status_message: 'receiverNotRegistered' }],
    });
    expect(open.standIn.chat('anna').messages().at(-1)).toMatchObject({ from: 'bot', text: 'news' });
    await open.app.close();
  });
});

describe('faults on Viber', () => {
  test.each([
    { fault: { kind: 'too-many' }, http: 200, text: '"status":12' },
    { fault: { kind: 'blocked' }, http: 200, text: '"status":7' },
    { fault: { kind: 'server-error', status: 503 }, http: 503, text: '<html>' },
    { fault: { kind: 'garbage' }, http: 200, text: '<html>' },
    { fault: { kind: 'answer', status: 200, body: { status: 20 } }, http: 200, text: '{"status":20}' },
  ] as const)('$fault.kind', async ({ fault, http, text }) => {
    const bench = await subscribed();
    bench.standIn.faults.next(fault);
    const met = await bench.send();
    expect(met.status).toBe(http);
    expect(met.text).toContain(text);
    expect((await bench.send()).json.status).toBe(0);
    await bench.app.close();
  });

  test.each([
    { kind: 'half-body', shown: 1 },
    { kind: 'lost-answer', shown: 1 },
    { kind: 'never-answers', shown: 0 },
  ] as const)('$kind: no answer to rely on; shown $shown times', async ({ kind, shown }) => {
    const bench = await subscribed();
    bench.standIn.faults.next({ kind });
    const response = fetch(`${bench.root}/send_message`, {
      method: 'POST',
      headers: { 'x-viber-auth-token': VIBER_TOKEN },
      body: JSON.stringify({ receiver: 'anna', sender: { name: 'Golos' }, type: 'text', text: 'hi' }),
      signal: AbortSignal.timeout(300),
    });
    await expect(response.then((answer) => answer.json())).rejects.toThrow();
    expect(
      bench.standIn
        .chat('anna')
        .messages()
        .filter(({ from }) => from === 'bot'),
    ).toHaveLength(shown);
    await bench.app.close();
  });

  test('happen as often as told, the same for the same seed', async () => {
    const strikes = (seed: number) => {
      const faults = createFaults(seededRandom(seed));
      faults.often({ kind: 'server-error' }, 0.25);
      return Array.from({ length: 400 }, () => faults.drawRequest('send_message', 'anna') !== undefined);
    };
    expect(strikes(5)).toEqual(strikes(5));
    expect(strikes(5)).not.toEqual(strikes(6));
    const share = strikes(5).filter(Boolean).length / 400;
    expect(share).toBeGreaterThan(0.15);
    expect(share).toBeLessThan(0.35);
  });
});
