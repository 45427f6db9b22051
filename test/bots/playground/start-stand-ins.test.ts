import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Bot, InlineKeyboard, InputFile, webhookCallback } from 'grammy';
import sharp from 'sharp';
import { type StandIns, startStandIns } from '../../../bots/playground/start-stand-ins.ts';

/** A bot that knows nothing of the stand-in but its address. */
function echoBot({ telegram, telegramRoot }: StandIns): Bot {
  const bot = new Bot(telegram.token, { client: { apiRoot: telegramRoot } });
  bot.command('start', (context) =>
    context.reply(`Hello ${context.match}`, { reply_markup: new InlineKeyboard().text('Press', 'pressed') }),
  );
  bot.on('callback_query:data', async (context) => {
    await context.answerCallbackQuery('Thanks');
    await context.editMessageText(`You ${context.callbackQuery.data} it`);
  });
  bot.on('message:photo', async (context) => {
    const file = await context.getFile();
    const bytes = await fetch(`${telegramRoot}/file/bot${telegram.token}/${file.file_path}`);
    await context.replyWithPhoto(new InputFile(new Uint8Array(await bytes.arrayBuffer())), { caption: 'yours' });
  });
  bot.on('message:text', (context) => context.reply(context.message.text));
  return bot;
}

describe('the stand-ins over real HTTP', () => {
  let standIns: StandIns;
  let server: Server | undefined;

  beforeEach(async () => {
    standIns = await startStandIns();
  });
  afterEach(async () => {
    server?.close();
    server?.closeAllConnections();
    await standIns.close();
  });

  test('grammY works with it by webhook, photos and all', async () => {
    const bot = echoBot(standIns);
    const handle = webhookCallback(bot, 'http', { secretToken: 'a-secret' });
    server = createServer((request, response) => void handle(request, response)).listen(0, '127.0.0.1');
    await new Promise((resolve) => server?.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    await bot.api.setWebhook(`http://127.0.0.1:${port}/`, { secret_token: 'a-secret' });

    const citizen = standIns.telegram.chat(42, { firstName: 'Anna' });
    expect(await citizen.start('deep_link')).toMatchObject({ status: 'accepted', httpStatus: 200 });
    await citizen.press('Press');
    expect(citizen.unanswered()).toBe(0);
    expect(citizen.messages().map(({ text }) => text)).toEqual(['/start deep_link', 'You pressed it']);

    const wide = await sharp({ create: { width: 2_000, height: 1_000, channels: 3, background: '#fff' } })
      .withExif({ IFD0: { Artist: 'somebody' } })
      .jpeg()
      .toBuffer();
    await citizen.photo(wide);
    const answer = citizen.messages().at(-1);
    expect(answer).toMatchObject({ from: 'bot', text: 'yours', photo: expect.any(String) });
    const bytes = await standIns.telegram.media(answer?.photo ?? '');
    const { width, height, exif } = await sharp(bytes).metadata();
    expect({ width, height, exif }).toEqual({ width: 1_280, height: 640, exif: undefined });
  });

  test('grammY works with it by long polling', async () => {
    const bot = echoBot(standIns);
    const running = bot.start();
    const citizen = standIns.telegram.chat(42);
    const answered = new Promise((resolve) => {
      standIns.telegram.onChange((change) => {
        if (change.kind === 'message' && change.message.from === 'bot') resolve(change.message.text);
      });
    });
    const delivery = citizen.text('echo');
    expect(await answered).toBe('echo');
    expect(await delivery).toMatchObject({ status: 'accepted' });
    await bot.stop();
    await running;
  });

  test('closes although requests wait', async () => {
    const { telegram, telegramRoot } = standIns;
    const waiting = fetch(`${telegramRoot}/bot${telegram.token}/getUpdates?timeout=50`).catch(() => undefined);
    telegram.faults.next({ kind: 'never-answers' }, 1, ['getMe']);
    const held = fetch(`${telegramRoot}/bot${telegram.token}/getMe`).catch(() => undefined);
    await fetch(`${telegramRoot}/bot${telegram.token}/getWebhookInfo`);
    await standIns.close();
    await Promise.all([waiting, held]);
  });
});
