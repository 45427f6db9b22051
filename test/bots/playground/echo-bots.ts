import { Buffer } from 'node:buffer';
import fastify, { type FastifyInstance } from 'fastify';
import { Bot, InlineKeyboard, Keyboard, webhookCallback } from 'grammy';
import sharp from 'sharp';
import { createPlayground } from '../../../bots/playground/index.ts';
import { createTelegramStandIn, type TelegramStandIn } from '../../../bots/playground/telegram-server.ts';
import { createViberStandIn, type ViberStandIn } from '../../../bots/playground/viber-server.ts';
import { TELEGRAM_TOKEN, VIBER_TOKEN } from './support.ts';

export interface EchoPlayground {
  /** The page's address. */
  readonly url: string;
  readonly telegram: TelegramStandIn;
  readonly viber: ViberStandIn;
  readonly app: FastifyInstance;
}

/** The playground with a bot in each messenger that knows just enough to try the page on. */
export async function startEchoPlayground(port = 0): Promise<EchoPlayground> {
  const app = fastify({ forceCloseConnections: true });
  const telegram = createTelegramStandIn({ token: TELEGRAM_TOKEN });
  const viber = createViberStandIn({ token: VIBER_TOKEN });
  const sampleChoices = ['Oak', 'Birch', 'Against all'];
  await app.register(createPlayground({ telegram, viber, sampleBallot: paper, sampleChoices }));

  let handleTelegram: ((request: unknown, reply: unknown) => Promise<unknown>) | undefined;
  app.post('/hook/telegram', async (request, reply) => {
    await handleTelegram?.(request, reply);
    return reply;
  });
  app.post('/hook/viber', async (request) => answerViber(root, request.body));
  const root = await app.listen({ host: '127.0.0.1', port });

  const bot = telegramBot(`${root}/playground/telegram`);
  handleTelegram = webhookCallback(bot, 'fastify') as typeof handleTelegram;
  await bot.api.setWebhook(`${root}/hook/telegram`);
  await bot.api.setMyDescription('A bot that says everything again.\nPress Start.');
  await bot.api.setMyCommands([
    { command: 'menu', description: 'What can be done' },
    { command: 'phone', description: 'Share the phone number' },
    { command: 'clean', description: 'Delete the messages' },
  ]);
  await post(root, 'set_webhook', { url: `${root}/hook/viber`, event_types: ['conversation_started'] });
  return { url: `${root}/playground`, telegram, viber, app };
}

function telegramBot(apiRoot: string): Bot {
  const bot = new Bot(TELEGRAM_TOKEN, { client: { apiRoot } });
  const seen = new Map<number, number[]>();
  bot.use(async (context, next) => {
    const { chat, msgId } = context;
    if (chat !== undefined && msgId !== undefined) seen.set(chat.id, [...(seen.get(chat.id) ?? []), msgId]);
    await next();
  });
  const menu = new InlineKeyboard()
    .text('Hand in a ballot', 'ballot')
    .row()
    .text('My station', 'station')
    .text('Language', 'language')
    .row()
    .text('Forget me', 'forget');
  bot.command(['start', 'menu'], async (context) => {
    await context.reply('Good day! This bot counts votes, independently. What would you like to do?', {
      reply_markup: menu,
    });
  });
  bot.command('phone', (context) =>
    context.reply('Your number proves that you are one person. It is not kept.', {
      reply_markup: new Keyboard()
        .requestContact('Share my phone number')
        .row()
        .requestLocation('Send my location')
        .text('Skip')
        .resized()
        .oneTime(),
    }),
  );
  bot.command('clean', async (context) => {
    await context.api.deleteMessages(context.chat.id, seen.get(context.chat.id) ?? []);
    await context.reply('All clean.', { reply_markup: { remove_keyboard: true } });
  });
  bot.on('callback_query:data', async (context) => {
    await context.answerCallbackQuery(context.callbackQuery.data === 'forget' ? 'Nothing is forgotten here.' : '');
    await context.reply(
      `You pressed “${context.callbackQuery.data}”. Send a photo, or write /menu to see the buttons again.`,
    );
  });
  bot.on('message:contact', (context) =>
    context.reply(
      context.message.contact.user_id === context.from.id
        ? 'Thank you, that is your number.'
        : 'That is somebody else.',
    ),
  );
  bot.on('message:photo', (context) => context.reply(`A photo of ${context.message.photo.length} sizes. Thank you.`));
  bot.on('message:text', (context) => context.reply(context.message.text));
  bot.on('edited_message', (context) => context.reply('Changed, I see.'));
  bot.on('message', (context) => context.reply('I cannot read that.'));
  return bot;
}

const MENU = {
  Type: 'keyboard',
  DefaultHeight: false,
  Buttons: [
    { Columns: 6, Rows: 1, ActionType: 'share-phone', ActionBody: 'phone', Text: 'Share my phone number' },
    { Columns: 3, Rows: 1, ActionType: 'reply', ActionBody: 'station', Text: 'My station', Silent: true },
    { Columns: 3, Rows: 1, ActionType: 'location-picker', ActionBody: 'place', Text: 'Send my location' },
    { Columns: 2, Rows: 1, ActionType: 'reply', ActionBody: 'be', Text: 'Беларуская' },
    { Columns: 2, Rows: 1, ActionType: 'reply', ActionBody: 'ru', Text: 'Русский' },
    { Columns: 2, Rows: 1, ActionType: 'reply', ActionBody: 'en', Text: 'English' },
  ],
};

/** A keyboard of so many rows, for “9 rows”. */
function rowsIn(text = ''): typeof MENU | undefined {
  const rows = Number(/^(\d+) rows$/.exec(text)?.[1] ?? 0);
  const Buttons = Array.from({ length: rows }, (_, i) => {
    const Text = `Row ${i + 1}`;
    return { Columns: 6, Rows: 1, ActionType: 'reply', ActionBody: Text, Text };
  });
  return rows === 0 ? undefined : { ...MENU, Buttons };
}

interface ViberEvent {
  readonly event: string;
  readonly sender: { readonly id: string };
  readonly message: { readonly type: string; readonly text?: string };
}

async function answerViber(root: string, body: unknown): Promise<unknown> {
  const { event, sender, message } = body as ViberEvent;
  const from = { sender: { name: 'Golos' }, min_api_version: 3, type: 'text' };
  if (event === 'conversation_started') return { ...from, text: 'Good day! Choose your language.', keyboard: MENU };
  if (event !== 'message') return {};
  const says = message.type === 'text' ? message.text : `A ${message.type}. Thank you.`;
  const keyboard = message.text === 'bye' ? {} : { keyboard: rowsIn(message.text) ?? MENU };
  await post(root, 'send_message', { ...from, receiver: sender.id, text: says, ...keyboard });
  return {};
}

async function post(root: string, method: string, body: object): Promise<void> {
  await fetch(`${root}/playground/viber/pa/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-viber-auth-token': VIBER_TOKEN },
    body: JSON.stringify(body),
  });
}

/** Something that looks a little like a ballot. */
async function paper(choice: number, side: 'front' | 'back'): Promise<Buffer> {
  const rows = [0, 1, 2].map(
    (row) => `<rect x="60" y="${220 + row * 90}" width="44" height="44" fill="none" stroke="#333" stroke-width="3"/>
    <rect x="130" y="${232 + row * 90}" width="${190 + row * 30}" height="18" fill="#999"/>
    ${row === choice ? `<path d="m66 ${226 + row * 90} 32 32m0-32-32 32" stroke="#1d3a8f" stroke-width="5"/>` : ''}`,
  );
  const front = `<rect x="60" y="70" width="420" height="26" fill="#555"/><rect x="60" y="120" width="300" height="16" fill="#aaa"/>${rows.join('')}`;
  const back = '<circle cx="300" cy="330" r="120" fill="none" stroke="#7a3b9a" stroke-width="8"/>';
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="600" height="800"><rect width="600" height="800" fill="#7d6b58"/>
    <g transform="rotate(${2 * choice - 2} 300 400)"><rect x="30" y="30" width="540" height="740" fill="#f6f3ea"/>${side === 'front' ? front : back}</g></svg>`;
  return sharp(Buffer.from(svg)).jpeg({ quality: 80 }).toBuffer();
}
