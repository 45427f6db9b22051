import { readFile } from 'node:fs/promises';
import type { FastifyInstance, FastifyPluginAsync, FastifyReply } from 'fastify';
import { z } from 'zod';
import { type Acted, actionSchema, actOnTelegram, actOnViber } from './page/actions.ts';
import { createLive } from './page/live.ts';
import { renderPage, STYLES } from './page/page.tsx';
import { createPeople, type People, readPhone } from './page/people.ts';
import { PLACES, type Place } from './page/places.ts';
import { pageLanguage } from './page/texts.ts';
import type { TelegramStandIn } from './telegram-server.ts';
import type { ViberStandIn } from './viber-server.ts';

/** Renders a photo of a made-up ballot, a new one at every call. */
export type SampleBallot = (choiceIndex: number, side: 'front' | 'back') => Promise<Buffer>;

export interface PlaygroundOptions {
  readonly telegram: TelegramStandIn;
  readonly viber: ViberStandIn;
  /** Without it there is no sample ballot to attach. */
  readonly sampleBallot?: SampleBallot;
  /** Names of the choices on a sample ballot; three numbers unless told. */
  readonly sampleChoices?: readonly string[];
  /** Places that can be sent with one press. */
  readonly places?: readonly Place[];
}

const ASSET_NAMES = [
  ...STYLES,
  'playground.js',
  'phone.js',
  'menus.js',
  'bubbles.js',
  'panels.js',
  'photos.js',
  'icon.svg',
];
const ASSET_TYPES: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
};

/** Photos come as base64 within JSON: 20 MB of them are 27 MB of text. */
const BODY_LIMIT = 28 * 1_024 * 1_024;

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

const phone = z.string().transform((value, context) => {
  const read = readPhone(value);
  if (read === undefined) context.addIssue({ code: 'custom', message: 'no phone number' });
  return read ?? '';
});
const messenger = z.enum(['telegram', 'viber']);
const watchQuery = z.object({ telegram: phone, viber: phone, language: z.string().max(2).default('') });
const knownBody = z.array(z.object({ messenger, phone })).max(100);
const sampleQuery = z.object({ choice: z.coerce.number().int().min(0).max(99), side: z.enum(['front', 'back']) });

/** The page with both phones, and what its script talks to. Mount it under a prefix. */
export function playgroundRoutes(options: PlaygroundOptions): FastifyPluginAsync {
  const { telegram, viber, sampleBallot, places = PLACES } = options;
  const choices = sampleBallot === undefined ? [] : (options.sampleChoices ?? ['1', '2', '3']);
  const people = createPeople(telegram, viber);
  const live = createLive({ telegram, viber, people });

  return async (app) => {
    app.removeAllContentTypeParsers();
    // JSON only: a page of another site cannot send that without asking first, and it would be refused.
    app.addContentTypeParser(
      'application/json',
      { parseAs: 'string', bodyLimit: BODY_LIMIT },
      app.getDefaultJsonParser('error', 'error'),
    );
    app.addHook('preClose', async () => live.close());
    app.addHook('onSend', async (_request, reply) => {
      reply
        .header('content-security-policy', POLICY)
        .header('x-content-type-options', 'nosniff')
        .header('referrer-policy', 'no-referrer');
    });

    app.get<{ Querystring: { lang?: string } }>('/', async (request, reply) => {
      const language = pageLanguage(request.query.lang, request.headers['accept-language']);
      const html = renderPage({ base: app.prefix, language, places, choices });
      return reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(html);
    });
    app.get<{ Params: { name: string } }>('/assets/:name', async (request, reply) => {
      const { name } = request.params;
      const type = ASSET_TYPES[name.split('.').pop() ?? ''];
      if (type === undefined || !ASSET_NAMES.includes(name)) return notFound(reply);
      return reply
        .type(type)
        .header('cache-control', 'no-cache')
        .send(await readFile(new URL(`./assets/${name}`, import.meta.url)));
    });
    app.get('/live', async (request, reply) => {
      const watched = watchQuery.safeParse(request.query);
      if (!watched.success) return reply.code(400).send({ error: 'bad-request' });
      live.watch(reply, watched.data);
      return reply;
    });
    app.get<{ Querystring: { language?: string } }>('/commands', async (request) =>
      telegram.commands(request.query.language ?? ''),
    );
    app.post('/known', async (request, reply) => {
      const known = knownBody.safeParse(request.body);
      if (!known.success) return reply.code(400).send({ error: 'bad-request' });
      for (const one of known.data) people[one.messenger](one.phone).reopen();
      return { done: true };
    });
    app.post('/act/:messenger/:phone', { bodyLimit: BODY_LIMIT }, async (request, reply) => {
      const who = z.object({ messenger, phone }).safeParse(request.params);
      const action = actionSchema.safeParse(request.body);
      if (!who.success || !action.success) return reply.code(400).send({ error: 'bad-request' });
      const acted = await act(people, who.data, action.data);
      return acted === 'done' ? { done: true } : reply.code(422).send({ error: acted });
    });
    mediaRoutes(app, options);
  };
}

type Who = { readonly messenger: 'telegram' | 'viber'; readonly phone: string };

function act(people: People, who: Who, action: z.infer<typeof actionSchema>): Promise<Acted> {
  return who.messenger === 'telegram'
    ? actOnTelegram(people.telegram(who.phone), action)
    : actOnViber(people.viber(who.phone), action);
}

/** Photos and files of the chats, and fresh sample ballots. */
function mediaRoutes(app: FastifyInstance, { telegram, viber, sampleBallot }: PlaygroundOptions): void {
  app.get<{ Params: { messenger: string; '*': string } }>('/media/:messenger/*', async (request, reply) => {
    const { messenger: name, '*': key } = request.params;
    const bytes =
      name === 'telegram' ? await telegram.media(key) : name === 'viber' ? await viber.media(key) : undefined;
    if (bytes === undefined) return notFound(reply);
    return reply.type(imageType(bytes)).header('cache-control', 'private, max-age=3600').send(bytes);
  });
  if (sampleBallot === undefined) return;
  app.get('/sample', async (request, reply) => {
    const query = sampleQuery.safeParse(request.query);
    if (!query.success) return reply.code(400).send({ error: 'bad-request' });
    const bytes = await sampleBallot(query.data.choice, query.data.side);
    return reply.type(imageType(bytes)).header('cache-control', 'no-store').send(bytes);
  });
}

/** By its first bytes; anything else is offered for keeping, never shown. */
function imageType(bytes: Buffer): string {
  if (bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return 'image/jpeg';
  if (bytes.subarray(1, 4).toString('latin1') === 'PNG') return 'image/png';
  if (bytes.subarray(8, 12).toString('latin1') === 'WEBP') return 'image/webp';
  return 'application/octet-stream';
}

function notFound(reply: FastifyReply): FastifyReply {
  return reply.code(404).send({ error: 'not-found' });
}
