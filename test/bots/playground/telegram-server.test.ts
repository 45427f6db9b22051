import { createFaults, seededRandom } from '../../../bots/playground/faults.ts';
import { held, TELEGRAM_TOKEN, type TelegramBench, telegramBench, until } from './support.ts';

const HOOK = 'http://127.0.0.1:9/webhooks/telegram';
const CITIZEN = 4_503_599_627_370_001;
const BYTES = Buffer.from('not really a photo');

describe('the Telegram stand-in', () => {
  let bench: TelegramBench;

  beforeEach(async () => {
    bench = await telegramBench();
    await bench.call('setWebhook', { url: HOOK, secret_token: 's3cret' });
    await bench.standIn.chat(CITIZEN).start();
    bench.webhook.seen.length = 0;
  });

  afterEach(() => bench.app.close());

  describe('answers a broken rule with Telegram’s own error', () => {
    const text = { chat_id: CITIZEN, text: 'hello' };
    const button = (fields: object) => ({ inline_keyboard: [[{ text: 'Yes', ...fields }]] });
    test.each([
      { label: 'unknown method', method: 'sendPoem', with: text, code: 404, says: 'Not Found: method not found' },
      { label: 'no chat', method: 'sendMessage', with: { text: 'a' }, code: 400, says: 'chat_id is empty' },
      {
        label: 'unknown chat',
        method: 'sendMessage',
        with: { ...text, chat_id: 5 },
        code: 400,
        says: 'chat not found',
      },
      {
        label: 'empty text',
        method: 'sendMessage',
        with: { ...text, text: '' },
        code: 400,
        says: 'message text is empty',
      },
      {
        label: 'blank text',
        method: 'sendMessage',
        with: { ...text, text: ' \n' },
        code: 400,
        says: 'message text is empty',
      },
      {
        label: 'long text',
        method: 'sendMessage',
        with: { ...text, text: 'x'.repeat(4_097) },
        code: 400,
        says: 'message is too long',
      },
      {
        label: '65 bytes of callback data',
        method: 'sendMessage',
        with: { ...text, reply_markup: button({ callback_data: `${'я'.repeat(32)}x` }) },
        code: 400,
        says: 'BUTTON_DATA_INVALID',
      },
      {
        label: 'a button without an action',
        method: 'sendMessage',
        with: { ...text, reply_markup: button({ request_contact: true }) },
        code: 400,
        says: 'Text buttons are unallowed in the inline keyboard',
      },
      {
        label: 'a reply keyboard without rows',
        method: 'sendMessage',
        with: { ...text, reply_markup: { keyboard: 'x' } },
        code: 400,
        says: 'must be an Array of Arrays',
      },
      { label: 'no photo', method: 'sendPhoto', with: { chat_id: CITIZEN }, code: 400, says: 'there is no photo' },
      {
        label: 'unknown photo',
        method: 'sendPhoto',
        with: { chat_id: CITIZEN, photo: 'AgAC' },
        code: 400,
        says: 'wrong file identifier',
      },
      {
        label: 'editing what is not there',
        method: 'editMessageText',
        with: { ...text, message_id: 1 },
        code: 400,
        says: 'message to edit not found',
      },
      {
        label: 'deleting what is not there',
        method: 'deleteMessage',
        with: { chat_id: CITIZEN, message_id: 1 },
        code: 400,
        says: 'message to delete not found',
      },
      {
        label: 'deleting nothing',
        method: 'deleteMessages',
        with: { chat_id: CITIZEN, message_ids: [] },
        code: 400,
        says: 'message identifiers are not specified',
      },
      {
        label: 'deleting too many',
        method: 'deleteMessages',
        with: { chat_id: CITIZEN, message_ids: Array.from({ length: 101 }, (_, index) => index) },
        code: 400,
        says: 'too many message identifiers specified',
      },
      {
        label: 'an unknown tap',
        method: 'answerCallbackQuery',
        with: { callback_query_id: '1' },
        code: 400,
        says: 'query is too old and response timeout expired or query ID is invalid',
      },
      { label: 'an unknown file', method: 'getFile', with: { file_id: 'x' }, code: 400, says: 'wrong file_id' },
      {
        label: 'a plain webhook elsewhere',
        method: 'setWebhook',
        with: { url: 'http://example.org/' },
        code: 400,
        says: 'An HTTPS URL must be provided',
      },
      {
        label: 'a webhook on an odd port',
        method: 'setWebhook',
        with: { url: 'https://example.org:444/' },
        code: 400,
        says: 'only on ports 80, 88, 443 or 8443',
      },
      {
        label: 'a strange secret',
        method: 'setWebhook',
        with: { url: HOOK, secret_token: 'a b' },
        code: 400,
        says: 'secret token contains unallowed characters',
      },
      {
        label: 'a long secret',
        method: 'setWebhook',
        with: { url: HOOK, secret_token: 'a'.repeat(257) },
        code: 400,
        says: 'secret token is too long',
      },
      { label: 'polling beside a webhook', method: 'getUpdates', with: {}, code: 409, says: "can't use getUpdates" },
      {
        label: 'a command in capitals',
        method: 'setMyCommands',
        with: { commands: [{ command: 'Start', description: 'x' }] },
        code: 400,
        says: 'BOT_COMMAND_INVALID',
      },
      {
        label: 'a long short description',
        method: 'setMyShortDescription',
        with: { short_description: 'x'.repeat(121) },
        code: 400,
        says: 'short description is too long',
      },
    ])('$label', async ({ method, with: parameters, code, says }) => {
      const { status, json } = await bench.call(method, parameters);
      expect({ status, ok: json.ok, code: json.error_code }).toEqual({ status: code, ok: false, code });
      expect(json.description).toContain(says);
    });

    test.each([
      { label: 'another token', token: '700000001:other', code: 401, says: 'Unauthorized' },
      { label: 'no token at all', token: 'nonsense', code: 404, says: 'Not Found' },
    ])('$label', async ({ token, code, says }) => {
      const answer = await fetch(`${bench.root}/bot${token}/getMe`);
      expect(answer.status).toBe(code);
      expect(await answer.json()).toEqual({ ok: false, error_code: code, description: says });
    });

    test('a phone cannot be asked for in a group', async () => {
      const { chatId } = await bench.standIn.chat(CITIZEN).group('hello all');
      const keyboard = { keyboard: [[{ text: 'Phone', request_contact: true }]] };
      const { json } = await bench.call('sendMessage', { chat_id: chatId, text: 'a', reply_markup: keyboard });
      expect(json.description).toBe('Bad Request: phone number can be requested in private chats only');
      expect((await bench.call('sendMessage', { chat_id: chatId, text: 'hello' })).status).toBe(200);
    });

    test('people who never wrote, blocked the bot or are gone', async () => {
      bench.standIn.chat(8);
      const never = await bench.call('sendMessage', { chat_id: 8, text: 'a' });
      expect(never.json.description).toBe("Forbidden: bot can't initiate conversation with a user");
      await bench.standIn.chat(CITIZEN).block();
      const blocked = await bench.call('sendMessage', { chat_id: CITIZEN, text: 'a' });
      expect(blocked.json).toEqual({
        ok: false,
        error_code: 403,
        description: 'Forbidden: bot was blocked by the user',
      });
      expect(await bench.standIn.chat(CITIZEN).text('hello?')).toEqual({ status: 'blocked', attempts: 0 });
      await bench.standIn.chat(CITIZEN).unblock();
      expect((await bench.call('sendMessage', { chat_id: CITIZEN, text: 'a' })).status).toBe(200);
      bench.standIn.chat(CITIZEN).deactivate();
      const gone = await bench.call('sendMessage', { chat_id: CITIZEN, text: 'a' });
      expect(gone.json.description).toBe('Forbidden: user is deactivated');
    });
  });

  test('parameters come by query, form, JSON and multipart', async () => {
    const url = `${bench.root}/bot${TELEGRAM_TOKEN}/sendMessage`;
    const markup = JSON.stringify({ inline_keyboard: [[{ text: 'Go', callback_data: 'go' }]] });
    const fields = (text: string) => Object.entries({ chat_id: String(CITIZEN), text, reply_markup: markup });
    const parts = new FormData();
    for (const [name, value] of fields('by parts')) parts.set(name, value);
    await fetch(`${url}?${new URLSearchParams(fields('by query'))}`);
    await fetch(url, { method: 'POST', body: new URLSearchParams(fields('by form')) });
    await fetch(url, { method: 'POST', body: parts });
    const shown = bench.standIn.chat(CITIZEN).messages().slice(1);
    expect(shown.map(({ text, buttons }) => [text, buttons?.[0]?.[0]?.label])).toEqual([
      ['by query', 'Go'],
      ['by form', 'Go'],
      ['by parts', 'Go'],
    ]);
  });

  describe('delivers to the webhook', () => {
    test('with the secret, and with growing ids', async () => {
      const citizen = bench.standIn.chat(CITIZEN);
      await citizen.text('one');
      await citizen.text('two');
      const ids = bench.webhook.seen.map(({ json }) => Number(json.update_id));
      expect(ids[1]).toBeGreaterThan(ids[0] ?? 0);
      expect(bench.webhook.seen.map(({ headers }) => headers['x-telegram-bot-api-secret-token'])).toEqual([
        's3cret',
        's3cret',
      ]);
      expect(bench.webhook.seen.map(({ url }) => url)).toEqual([HOOK, HOOK]);
    });

    test('again after 0, 2, 4, 8… seconds, at most a minute, and stops at the first 2xx', async () => {
      bench.webhook.answers.push(...Array.from({ length: 8 }, () => ({ status: 500 })), { status: 201 });
      const delivery = bench.standIn.chat(CITIZEN).text('patience');
      const waits: number[] = [];
      for (let failure = 0; failure < 8; failure += 1) {
        await bench.clock.advance(0);
        if (failure > 0) waits.push(bench.clock.waiting()[0] ?? 0);
        await bench.clock.advance(waits.at(-1) ?? 0);
      }
      expect(waits).toEqual([2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
      expect(await delivery).toMatchObject({ status: 'accepted', attempts: 9, httpStatus: 201 });
      expect(new Set(bench.webhook.seen.map(({ body }) => body.toString())).size).toBe(1);
    });

    test('no sooner than Retry-After says', async () => {
      bench.webhook.answers.push({ status: 503, retryAfter: 7 });
      const delivery = bench.standIn.chat(CITIZEN).text('later');
      await bench.clock.advance(0);
      expect(bench.clock.waiting()).toEqual([7_000]);
      await bench.clock.advance(6_999);
      expect(bench.webhook.seen).toHaveLength(1);
      await bench.clock.advance(1);
      expect(await delivery).toMatchObject({ status: 'accepted', attempts: 2 });
    });

    test('messages for a day, taps for two and a half minutes', async () => {
      for (let failure = 0; failure < 2_000; failure += 1) bench.webhook.answers.push({ status: 0 });
      const citizen = bench.standIn.chat(CITIZEN);
      const tap = citizen.tap(1, 'x');
      const message = citizen.text('x');
      await bench.clock.advance(151_000);
      expect(await tap).toMatchObject({ status: 'expired', httpStatus: 0 });
      await bench.clock.advance(24 * 3_600_000);
      expect(await message).toMatchObject({ status: 'expired' });
    });

    test('messages of a chat in order, a tap beside them', async () => {
      const first = held<object>();
      bench.webhook.answers.push(first.promise);
      const citizen = bench.standIn.chat(CITIZEN);
      const all = [citizen.text('first'), citizen.text('second'), citizen.tap(1, 'beside')];
      await bench.clock.advance(0);
      // The second message waits for the first; the tap does not.
      expect(bench.webhook.seen.map(({ json }) => Object.keys(json)[1])).toEqual(['message', 'callback_query']);
      first.resolve({});
      await Promise.all(all);
      expect(bench.webhook.seen).toHaveLength(3);
    });

    test('no more at once than max_connections', async () => {
      await bench.call('setWebhook', { url: HOOK, max_connections: 2 });
      const two = [held<object>(), held<object>()];
      bench.webhook.answers.push(...two.map(({ promise }) => promise));
      const all = [11, 12, 13].map((id) => bench.standIn.chat(id).start());
      await bench.clock.advance(0);
      expect(bench.webhook.seen).toHaveLength(2);
      for (const { resolve } of two) resolve({});
      await Promise.all(all);
      expect(bench.webhook.seen).toHaveLength(3);
    });

    test('only what the bot asked for', async () => {
      await bench.call('setWebhook', { url: HOOK, allowed_updates: ['message'] });
      expect(await bench.standIn.chat(CITIZEN).block()).toEqual({ status: 'unwanted', attempts: 0 });
    });

    test('what was pending when the webhook comes back', async () => {
      await bench.call('deleteWebhook');
      const delivery = bench.standIn.chat(CITIZEN).text('waiting');
      expect((await bench.call('getWebhookInfo')).json.result).toMatchObject({ url: '', pending_update_count: 1 });
      await bench.call('setWebhook', { url: HOOK });
      expect(await delivery).toMatchObject({ status: 'accepted' });
      await bench.call('deleteWebhook');
      const dropped = bench.standIn.chat(CITIZEN).text('dropped');
      await bench.call('setWebhook', { url: HOOK, drop_pending_updates: true });
      expect(await dropped).toMatchObject({ status: 'dropped' });
    });
  });

  describe('hands updates to a bot that asks', () => {
    beforeEach(() => bench.call('deleteWebhook'));

    const ask = async (parameters: object = {}) => {
      const { json } = await bench.call('getUpdates', { ...parameters });
      const updates: unknown = json.result;
      return updates as readonly { update_id: number; message: { text: string } }[];
    };
    const isWaiting = () => until(() => bench.clock.waiting().length > 0);

    test('until their offset is passed', async () => {
      const citizen = bench.standIn.chat(CITIZEN);
      const [one, two] = [citizen.text('one'), citizen.text('two')];
      const first = await ask();
      expect(first.map((update) => update.message.text)).toEqual(['one', 'two']);
      expect(await ask({ limit: 1 })).toHaveLength(1);
      const second = first[1]?.update_id ?? 0;
      expect(await ask({ offset: second })).toHaveLength(1);
      expect(await one).toMatchObject({ status: 'accepted' });
      expect(await ask({ offset: second + 1 })).toEqual([]);
      expect(await two).toMatchObject({ status: 'accepted' });
    });

    test('as soon as there is one, or when the time is up', async () => {
      const empty = ask({ timeout: 30 });
      await isWaiting();
      await bench.clock.advance(30_000);
      expect(await empty).toEqual([]);
      const waiting = ask({ timeout: 30 });
      await isWaiting();
      void bench.standIn.chat(CITIZEN).text('now');
      expect(await waiting).toHaveLength(1);
    });

    test('and only to the latest that asks', async () => {
      const first = bench.call('getUpdates', { timeout: 30 });
      await isWaiting();
      const second = bench.call('getUpdates', { timeout: 30 });
      expect((await first).json).toMatchObject({ error_code: 409 });
      await isWaiting();
      await bench.clock.advance(30_000);
      expect((await second).status).toBe(200);
    });
  });

  describe('keeps a chat as the app shows it', () => {
    const request = { keyboard: [[{ text: 'My phone', request_contact: true }]], one_time_keyboard: true };

    test('a reply keyboard stays until it is removed, and folds after one use', async () => {
      const citizen = bench.standIn.chat(CITIZEN, { phone: '+375290000001' });
      await bench.call('sendMessage', { chat_id: CITIZEN, text: 'phone?', reply_markup: request });
      await bench.call('sendMessage', { chat_id: CITIZEN, text: 'still there' });
      expect(citizen.keyboard()).toMatchObject({ folded: false, rows: [[{ does: 'contact', label: 'My phone' }]] });
      await citizen.press('My phone');
      expect(citizen.keyboard()?.folded).toBe(true);
      await bench.call('sendMessage', { chat_id: CITIZEN, text: 'done', reply_markup: { remove_keyboard: true } });
      expect(citizen.keyboard()).toBeUndefined();
    });

    test.each([
      { label: 'one’s own', contact: {}, owner: CITIZEN },
      { label: 'a neighbour’s', contact: { phone: '+375290000009', owner: 77 }, owner: 77 },
      { label: 'one of nobody in Telegram', contact: { owner: null }, owner: undefined },
    ])('a contact: $label', async ({ contact, owner }) => {
      await bench.standIn.chat(CITIZEN).shareContact(contact);
      const message = bench.webhook.seen[0]?.json.message;
      expect(message?.contact.user_id).toBe(owner);
      expect(message?.contact.phone_number).toMatch(/^37529\d{7}$/);
    });

    test('a tap is acknowledged once, and in time', async () => {
      const citizen = bench.standIn.chat(CITIZEN);
      const notices: string[] = [];
      bench.standIn.onChange((change) => change.kind === 'notice' && notices.push(change.text));
      const sent = await bench.call('sendMessage', {
        chat_id: CITIZEN,
        text: 'Agree?',
        reply_markup: { inline_keyboard: [[{ text: 'Yes', callback_data: 'consent:yes' }]] },
      });
      await citizen.press('Yes');
      const query = bench.webhook.seen[0]?.json.callback_query;
      expect(query).toMatchObject({ data: 'consent:yes', message: { message_id: sent.json.result.message_id } });
      expect(citizen.unanswered()).toBe(1);
      const answer = { callback_query_id: query?.id, text: 'Thank you' };
      expect((await bench.call('answerCallbackQuery', answer)).json).toEqual({ ok: true, result: true });
      expect((await bench.call('answerCallbackQuery', answer)).status).toBe(400);
      expect({ notices, unanswered: citizen.unanswered() }).toEqual({ notices: ['Thank you'], unanswered: 0 });
      await citizen.press('Yes');
      const late = bench.webhook.seen[1]?.json.callback_query;
      await bench.clock.advance(151_000);
      expect((await bench.call('answerCallbackQuery', { callback_query_id: late?.id })).status).toBe(400);
    });

    test('editing changes the message, and nothing is not a change', async () => {
      const citizen = bench.standIn.chat(CITIZEN);
      const sent = await bench.call('sendMessage', { chat_id: CITIZEN, text: 'one' });
      const message_id = sent.json.result.message_id;
      const same = await bench.call('editMessageText', { chat_id: CITIZEN, message_id, text: 'one' });
      expect(same.json.description).toContain('message is not modified');
      await bench.call('editMessageText', { chat_id: CITIZEN, message_id, text: 'two' });
      expect(citizen.messages().at(-1)).toMatchObject({ text: 'two', edited: true });
      const keyboard = await bench.call('editMessageText', {
        chat_id: CITIZEN,
        message_id,
        text: 'x',
        reply_markup: request,
      });
      expect(keyboard.json.description).toBe('Bad Request: inline keyboard expected');
      const [theirs] = bench.standIn.chat(CITIZEN).messages();
      const foreign = await bench.call('editMessageText', { chat_id: CITIZEN, message_id: theirs?.id, text: 'x' });
      expect(foreign.json.description).toBe("Bad Request: message can't be edited");
    });

    test('messages of both sides can be deleted for 48 hours', async () => {
      const citizen = bench.standIn.chat(CITIZEN);
      await citizen.text('mine');
      await bench.call('sendMessage', { chat_id: CITIZEN, text: 'yours' });
      const ids = citizen.messages().map(({ id }) => Number(id));
      expect((await bench.call('deleteMessages', { chat_id: CITIZEN, message_ids: [...ids, 3] })).json.result).toBe(
        true,
      );
      expect(citizen.messages()).toEqual([]);
      const old = await bench.call('sendMessage', { chat_id: CITIZEN, text: 'old' });
      await bench.clock.advance(48 * 3_600_000 + 1);
      const message_id = old.json.result.message_id;
      const late = await bench.call('deleteMessage', { chat_id: CITIZEN, message_id });
      expect(late.json.description).toBe("Bad Request: message can't be deleted for everyone");
    });
  });

  describe('keeps files', () => {
    const fileId = (index = 0): string => {
      const message = bench.webhook.seen[index]?.json.message;
      return message?.photo?.at(-1)?.file_id ?? message?.document?.file_id ?? '';
    };
    const fetchFile = async (path: string) => {
      const response = await fetch(`${bench.root}/file/bot${TELEGRAM_TOKEN}/${path}`);
      return { status: response.status, bytes: Buffer.from(await response.arrayBuffer()) };
    };

    test('as sizes of a photo, fetched by a link that works for an hour', async () => {
      await bench.standIn.chat(CITIZEN).photo(BYTES, 'a caption');
      const { json } = await bench.call('getFile', { file_id: fileId() });
      expect(json.result).toMatchObject({ file_size: BYTES.byteLength, file_path: 'photos/file_1.jpg' });
      const file = await fetchFile(json.result.file_path);
      expect(file.bytes.equals(BYTES)).toBe(true);
      await bench.clock.advance(3_600_001);
      expect((await fetchFile(json.result.file_path)).status).toBe(404);
      await bench.call('getFile', { file_id: fileId() });
      expect((await fetchFile(json.result.file_path)).status).toBe(200);
    });

    test('an album as one update each, with one group id; the same bytes with the same unique id', async () => {
      await bench.standIn.chat(CITIZEN).album([BYTES, BYTES]);
      const [one, two] = bench.webhook.seen.map(({ json }) => json.message);
      expect(one?.media_group_id).toBe(two?.media_group_id);
      expect(one?.photo?.[1]?.file_unique_id).toBe(two?.photo?.[1]?.file_unique_id);
      expect(one?.photo?.[1]?.file_id).not.toBe(two?.photo?.[1]?.file_id);
    });

    test('as a document, byte for byte, but not beyond 20 MB', async () => {
      const citizen = bench.standIn.chat(CITIZEN);
      await citizen.photoAsFile(BYTES, 'ballot.png');
      const small = await bench.call('getFile', { file_id: fileId(0) });
      expect((await fetchFile(small.json.result.file_path)).bytes.equals(BYTES)).toBe(true);
      await citizen.photoAsFile(Buffer.alloc(20 * 1_024 * 1_024 + 1));
      expect((await bench.call('getFile', { file_id: fileId(1) })).json.description).toBe(
        'Bad Request: file is too big',
      );
    });

    test('of which the bytes are made only when asked for', async () => {
      let made = 0;
      await bench.standIn.chat(CITIZEN).photo(async () => {
        made += 1;
        return BYTES;
      });
      expect(made).toBe(0);
      const { json } = await bench.call('getFile', { file_id: fileId() });
      expect((await fetchFile(json.result.file_path)).bytes.equals(BYTES)).toBe(true);
      expect(made).toBe(1);
    });
  });

  test('tells commands and descriptions by language', async () => {
    await bench.call('setMyCommands', { commands: [{ command: 'menu', description: 'Menu' }] });
    await bench.call('setMyCommands', { commands: [{ command: 'menu', description: 'Меню' }], language_code: 'be' });
    await bench.call('setMyDescription', { description: 'Counts votes' });
    expect(bench.standIn.commands('be')).toEqual([{ command: 'menu', description: 'Меню' }]);
    expect(bench.standIn.commands('en')).toEqual([{ command: 'menu', description: 'Menu' }]);
    expect(bench.standIn.description('ru')).toBe('Counts votes');
  });
});

describe('rate limits of Telegram, when switched on', () => {
  test('one a second to a chat, thirty a second in all', async () => {
    const bench = await telegramBench({ limits: { perChatPerSecond: 1, perBotPerSecond: 30 } });
    await bench.call('setWebhook', { url: HOOK });
    const ids = Array.from({ length: 31 }, (_, index) => index + 1);
    for (const id of ids) await bench.standIn.chat(id).start();
    const send = async (id: number) => (await bench.call('sendMessage', { chat_id: id, text: 'hi' })).json;
    expect(await send(1)).toMatchObject({ ok: true });
    expect(await send(1)).toEqual({
      ok: false,
      error_code: 429,
      description: 'Too Many Requests: retry after 1',
      parameters: { retry_after: 1 },
    });
    for (const id of ids.slice(1, 30)) expect(await send(id)).toMatchObject({ ok: true });
    expect(await send(31)).toMatchObject({ error_code: 429 });
    await bench.clock.advance(1_000);
    expect(await send(31)).toMatchObject({ ok: true });
    await bench.app.close();
  });
});

describe('faults on Telegram', () => {
  const table = [
    { fault: { kind: 'too-many', seconds: 9 }, status: 429, text: '"retry_after":9' },
    { fault: { kind: 'blocked' }, status: 403, text: 'bot was blocked by the user' },
    { fault: { kind: 'server-error', status: 500 }, status: 500, text: '<html>' },
    { fault: { kind: 'garbage' }, status: 200, text: '<html>' },
    {
      fault: { kind: 'answer', status: 400, body: { ok: false, parameters: { migrate_to_chat_id: -5 } } },
      status: 400,
      text: '-5',
    },
  ] as const;

  test.each(table)('$fault.kind, for the next request only', async ({ fault, status, text }) => {
    const bench = await telegramBench();
    await bench.call('setWebhook', { url: HOOK });
    await bench.standIn.chat(CITIZEN).start();
    bench.standIn.faults.next(fault, 1, ['sendMessage']);
    expect((await bench.call('getMe')).status).toBe(200);
    const met = await bench.call('sendMessage', { chat_id: CITIZEN, text: 'hi' });
    expect(met.status).toBe(status);
    expect(met.text).toContain(text);
    expect((await bench.call('sendMessage', { chat_id: CITIZEN, text: 'hi' })).status).toBe(200);
    expect(bench.standIn.faults.struck(fault.kind)).toBe(1);
    await bench.app.close();
  });

  test('duplicate: the same update twice', async () => {
    const bench = await telegramBench();
    await bench.call('setWebhook', { url: HOOK });
    bench.standIn.faults.next({ kind: 'duplicate' });
    await bench.standIn.chat(CITIZEN).text('once');
    expect(bench.webhook.seen.map(({ body }) => body.toString())).toEqual([
      bench.webhook.seen[0]?.body.toString(),
      bench.webhook.seen[0]?.body.toString(),
    ]);
    await bench.app.close();
  });

  test('reorder: overtaken by the next', async () => {
    const bench = await telegramBench();
    await bench.call('setWebhook', { url: HOOK });
    bench.standIn.faults.next({ kind: 'reorder' });
    const citizen = bench.standIn.chat(CITIZEN);
    const all = [citizen.text('first'), citizen.text('second')];
    await bench.clock.advance(1_000);
    await Promise.all(all);
    const texts = bench.webhook.seen.map(({ json }) => json.message.text);
    expect(texts).toEqual(['second', 'first']);
    await bench.app.close();
  });

  test('a share of people blocks the bot, always the same ones', async () => {
    const faults = createFaults(seededRandom(7));
    const bench = await telegramBench({ faults });
    await bench.call('setWebhook', { url: HOOK });
    const ids = Array.from({ length: 80 }, (_, index) => 1_000 + index);
    for (const id of ids) await bench.standIn.chat(id).start();
    faults.often({ kind: 'blocked' }, 0.2);
    const statuses = async () =>
      Promise.all(ids.map(async (id) => (await bench.call('sendMessage', { chat_id: id, text: 'hi' })).status));
    const first = await statuses();
    expect(await statuses()).toEqual(first);
    const blocked = first.filter((status) => status === 403).length;
    expect(blocked).toBeGreaterThan(5);
    expect(blocked).toBeLessThan(30);
    faults.stop('blocked');
    expect(new Set(await statuses())).toEqual(new Set([200]));
    await bench.app.close();
  });
});
