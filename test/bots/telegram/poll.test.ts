import { startStandIns } from '../../../bots/playground/start-stand-ins.ts';
import { pollTelegram } from '../../../bots/telegram/poll.ts';
import { deadRoot, type Received, type Scripted, type ScriptedServer, scriptedServer } from '../scripted-server.ts';

const batch = (...ids: number[]): Scripted => ({ json: { ok: true, result: ids.map((id) => ({ update_id: id })) } });
const methodOf = ({ path }: Received): string => path.split('/').at(-1) ?? '';

describe('pollTelegram', () => {
  let server: ScriptedServer;
  beforeEach(async () => {
    server = await scriptedServer();
  });
  afterEach(() => server.close());

  /** Answers `getUpdates` in turn, then hangs and stops the polling. */
  async function poll(answers: Scripted[], take: (id: number) => boolean | Promise<boolean>) {
    const stop = new AbortController();
    const said: string[] = [];
    const offsets: number[] = [];
    server.answer((request) => {
      if (methodOf(request) === 'deleteWebhook') return { json: { ok: true, result: true } };
      offsets.push(JSON.parse(request.body.toString()).offset);
      const next = answers.shift();
      if (next === undefined) stop.abort();
      return next ?? 'hang';
    });
    await pollTelegram({
      token: '1:x',
      apiRoot: server.root,
      take: async (body) => take(JSON.parse(body.toString()).update_id),
      signal: stop.signal,
      onTrouble: (code) => said.push(code),
      onRecovered: () => said.push('recovered'),
      delays: { first: 1, last: 4 },
    });
    return { said, offsets };
  }

  test('deletes the webhook first, and asks for what is parsed', async () => {
    await poll([], () => true);
    expect(server.received.map(methodOf)).toEqual(['deleteWebhook', 'getUpdates']);
    expect(JSON.parse(server.received[0]?.body.toString() ?? '')).toEqual({ drop_pending_updates: false });
    expect(JSON.parse(server.received[1]?.body.toString() ?? '')).toEqual({
      offset: 0,
      timeout: 25,
      allowed_updates: ['message', 'edited_message', 'callback_query', 'my_chat_member'],
    });
  });

  test('takes a batch at once and acknowledges it after the last commit', async () => {
    const taken: number[] = [];
    let atOnce = 0;
    const { offsets } = await poll([batch(7, 8, 9), batch()], async (id) => {
      atOnce += 1;
      await new Promise(setImmediate);
      expect(atOnce).toBe(3);
      taken.push(id);
      return true;
    });
    expect(taken).toEqual([7, 8, 9]);
    expect(offsets).toEqual([0, 10, 10]);
  });

  test.each<[string, (id: number) => boolean]>([
    ['refused', (id) => id !== 8],
    [
      'thrown out',
      (id) => {
        if (id === 8) throw new Error('away');
        return true;
      },
    ],
  ])('what was not committed comes again: %s', async (_, take) => {
    const { offsets, said } = await poll([batch(7, 8, 9)], take);
    expect(offsets).toEqual([0, 8]);
    expect(said).toEqual([]);
  });

  test('says once that Telegram is away, and once that it is back', async () => {
    const ill: Scripted = { status: 502, bytes: '<html>' };
    const { said, offsets } = await poll([ill, 'reset', ill, batch(7), batch(), ill], () => true);
    expect(said).toEqual(['http-502', 'recovered', 'http-502']);
    expect(offsets.slice(0, 5)).toEqual([0, 0, 0, 0, 8]);
  });

  test('stops at once, whatever it is doing', async () => {
    const stop = new AbortController();
    const options = {
      token: '1:x',
      take: () => new Promise<boolean>(() => undefined),
      signal: stop.signal,
      onTrouble: () => undefined,
    };
    server.answer((request) => {
      if (methodOf(request) === 'getUpdates') setImmediate(() => stop.abort());
      return batch(1);
    });
    const waiting = pollTelegram({ ...options, apiRoot: await deadRoot(), delays: { first: 60_000, last: 60_000 } });
    await pollTelegram({ ...options, apiRoot: server.root });
    await waiting;
    await pollTelegram({ ...options, apiRoot: server.root });
    expect(server.received.filter((request) => methodOf(request) === 'getUpdates')).toHaveLength(1);
  });

  test('reads a chat to its end, from Telegram as the playground plays it', async () => {
    const standIns = await startStandIns();
    const stop = new AbortController();
    const taken: string[] = [];
    const polling = pollTelegram({
      token: standIns.telegram.token,
      apiRoot: standIns.telegramRoot,
      take: async (body) => {
        taken.push(JSON.parse(body.toString()).message.text);
        return true;
      },
      signal: stop.signal,
      onTrouble: (code) => taken.push(code),
    });
    const citizen = standIns.telegram.chat(5);
    expect(await citizen.text('one')).toMatchObject({ status: 'accepted' });
    expect(await citizen.text('two')).toMatchObject({ status: 'accepted' });
    stop.abort();
    await polling;
    expect(taken).toEqual(['one', 'two']);
    await standIns.close();
  });
});
