import { randomInt } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { telegramBotName } from '../bots/telegram/bot-name.ts';
import { pollTelegram } from '../bots/telegram/poll.ts';
import { telegramReceiver } from '../bots/telegram/receiver.ts';
import { telegramSetUp } from '../bots/telegram/set-up.ts';
import { viberBotName } from '../bots/viber/bot-name.ts';
import { viberReceiver } from '../bots/viber/receiver.ts';
import { viberSetUp } from '../bots/viber/set-up.ts';
import { createAuditWriter } from './actions/audit-writer.ts';
import { createElectionReader } from './actions/current-election.ts';
import { createEditionReader } from './actions/editions/current-edition.ts';
import { createFindPublished } from './actions/editions/published-station.ts';
import { createDrawStation } from './actions/editions/station-pictures.ts';
import { identify } from './actions/identify.ts';
import { createIntake } from './actions/intake.ts';
import { type KeepUnknownDeps, keepUnknown } from './actions/keep-unknown.ts';
import { createReaders } from './actions/look-up-for.ts';
import type { ElectionView } from './actions/look-ups.ts';
import { createLiveMarches } from './actions/marches/live-marches.ts';
import { createMarchReader } from './actions/marches/march-reader.ts';
import { createOverview } from './actions/overview.ts';
import { keepUnhandled, type TakeUpdatesDeps, takeUpdates } from './actions/take-updates.ts';
import { timeZoneReader } from './actions/time-zone.ts';
import { type Config, databaseUrlOf, keyringPath, sessionDatabaseUrlOf } from './config/config.ts';
import { consoleOrigin } from './config/console-origin.ts';
import { useOwnFonts } from './config/fonts.ts';
import { errorFields, type Log } from './config/log.ts';
import { type Messengers, messengersOf } from './config/messengers.ts';
import { broadcastPace } from './config/pace.ts';
import { photoPlace } from './config/photo-place.ts';
import { runProcess } from './config/run-process.ts';
import { createConverse } from './dialogues/converse.ts';
import { dayOf } from './domain/days.ts';
import { DEFAULT_LANGUAGE } from './domain/languages.ts';
import { apiRoutes } from './http/api/routes.ts';
import { createApp, securePages } from './http/app.ts';
import { assetRoutes } from './http/assets.ts';
import { marchPicture } from './http/charts/march-picture.ts';
import { mountConsole } from './http/console/frame/mount.ts';
import { consoleBadges, consoleRoutes } from './http/console/routes.ts';
import type { BotNames } from './http/console/surveys/deps.ts';
import { healthRoutes, isLoopback } from './http/health.ts';
import { dataRoutes } from './http/pages/data/routes.ts';
import { livePages } from './http/pages/live/routes.tsx';
import { recordPages } from './http/pages/record-pages.ts';
import type { BotLink } from './http/pages/site/plain-pages.tsx';
import { publicSite } from './http/pages/site/routes.tsx';
import { pictureRoutes } from './http/pictures.ts';
import { takePolled } from './http/webhooks/take-polled.ts';
import { telegramWebhook } from './http/webhooks/telegram.ts';
import { viberWebhook } from './http/webhooks/viber.ts';
import type { WebhookDeps } from './http/webhooks/webhook.ts';
import { loadCatalogues } from './i18n/catalogues.ts';
import { messengerTexts } from './i18n/messenger-texts.ts';
import { stationPictureWordsIn } from './i18n/station-picture-words.ts';
import { keepSettingUp } from './messaging/keep-setting-up.ts';
import { letterBody } from './messaging/letter-body.ts';
import type { SetUp } from './messaging/messenger.ts';
import { observe } from './metrics/observe.ts';
import { createWebMetrics } from './metrics/web-metrics.ts';
import { createHandOver } from './queues/hand-over.ts';
import { openQueues } from './queues/queues.ts';
import { openDatabase } from './storage/database.ts';
import { mayRewriteAudit } from './storage/database-roles.ts';
import { readKeyring } from './storage/keyring.ts';
import { openPhotoStore } from './storage/open-photo-store.ts';
import { openReplica } from './storage/replica.ts';
import { keyedHash, loadSealer } from './storage/sealing.ts';

/** Requests that Telegram makes at once: enough to fill transactions, few enough to stay in turn. */
const TELEGRAM_CONNECTIONS = 100;

/** A page that shows a link does not wait longer for a messenger. */
const BOT_NAME_TIMEOUT_MS = 2_000;

/** The web process: webhooks, dialogues and pages. */
await runProcess('web', async (config, plainLog, surroundings) => {
  const seen = await observe('web', plainLog, surroundings);
  const { log } = seen;
  const now = () => new Date();
  const keys = await readKeyring(keyringPath(config, 'web'), 'web');
  const databaseUrl = databaseUrlOf(config);
  const database = openDatabase({
    url: databaseUrl,
    max: 10,
    // A batch's statements travel together.
    pipeline: true,
    onIdleError: () => log.warn('database-away'),
  });
  // Its own connections: whoever reads a long list holds up nobody's vote.
  const consoleDatabase = openDatabase({ url: databaseUrl, max: 6, onIdleError: () => log.warn('database-away') });
  const publicDatabase = openReplica(consoleDatabase, config.replicaDatabaseUrl, () => log.warn('database-away'));
  const photoStore = await openPhotoStore(photoPlace(config));
  const origin = consoleOrigin(config);
  await useOwnFonts(config.dataDir);
  // Away: whoever asks next will say so.
  if (await mayRewriteAudit(database.pool).catch(() => false)) log.warn('audit-unprotected');
  const queuesAway = (error: unknown) => log.warn('queues-away', errorFields(error));
  const queues = openQueues({
    databaseUrl: sessionDatabaseUrlOf(config),
    redisUrl: config.redisUrl,
    onError: queuesAway,
  });
  const handOver = createHandOver(queues, queuesAway);
  const overview = createOverview({ database: consoleDatabase, queues, now });
  const catalogues = loadCatalogues();
  const metrics = createWebMetrics(seen.registry);
  seen.watchPool('hot', database.pool);
  seen.watchPool('console', consoleDatabase.pool);
  const election = createElectionReader({
    database,
    trustedPrefixes: config.trustedPhonePrefixes,
    now,
  });

  const editions = createEditionReader({ database: publicDatabase, now });

  const timeZone = timeZoneReader(consoleDatabase, now);
  const live = createLiveMarches({ q: consoleDatabase.pool, now });
  const marchReader = createMarchReader({
    database: consoleDatabase,
    live,
    timeZone,
    draw: (march, zone, language, zoneOfTime) =>
      marchPicture(march, zone, { language, t: catalogues.translator(language), timeZone: zoneOfTime }),
    now,
  });

  const taking: TakeUpdatesDeps = {
    database,
    keys,
    election,
    seal: await loadSealer(keys.addressPublic),
    converse: createConverse({ catalogues }),
    readers: createReaders(database.pool, keys.lookup, now, marchReader, createFindPublished(editions), origin),
    apology: (language) => catalogues.translator(language ?? DEFAULT_LANGUAGE)('apology'),
    onFailure: ({ kind, error }) => log.error('dialogue-failed', { kind, ...errorFields(error) }),
    today: () => dayOf(now()),
  };
  const intake = createIntake({
    identify: (incoming) => identify(keys, incoming),
    take: (batch) => takeUpdates(taking, batch),
    bury: (arrived, reason) => {
      const { messenger, event } = arrived.incoming;
      return keepUnhandled(taking, { messenger, reason, body: letterBody(event), arrived });
    },
    handOver: handOver.give,
    onFailure: ({ kind, error }) => log.error('update-buried', { kind, ...errorFields(error) }),
    now: () => performance.now(),
  });
  const unknown: KeepUnknownDeps = {
    taking,
    handOver: handOver.give,
    onUnknown: (messenger) => log.warn('update-unknown', { messenger }),
    onFailure: (error) => log.error('update-buried', errorFields(error)),
  };
  const webhooks: WebhookDeps = {
    take: seen.traced('update', metrics.measured(intake.take)),
    keepUnknown: (receiver, parsed, body) => keepUnknown(unknown, receiver, parsed, body),
  };

  const app = await createApp({ origin, onFailure: (error) => log.error('request-failed', errorFields(error)) });
  metrics.watch(app);
  seen.needs({ database: () => database.pool.query('select 1').then(() => true), queues: queues.ready });
  healthRoutes(app, {
    ready: seen.ready,
    metrics: seen.registry,
    readers: { token: surroundings.telemetry.metricsToken, isPublic: !isLoopback(new URL(origin).hostname) },
  });
  const messengers = messengersOf(config);
  metrics.expectFrom(messengers);
  const secret = config.telegram.webhookSecret ?? keyedHash(keys.identity, 'telegram-webhook-secret').toString('hex');
  const telegram = messengers.telegram && telegramReceiver({ secret });
  const viber =
    messengers.viber && viberReceiver({ authToken: messengers.viber.token, name: messengers.viber.botName });
  if (telegram !== undefined) telegramWebhook(app, webhooks, telegram);
  if (viber !== undefined) viberWebhook(app, webhooks, viber);
  await app.register(async (pages) => {
    await securePages(pages);
    await assetRoutes(pages);
    pictureRoutes(pages, { q: consoleDatabase.pool });
    const names = botNames(messengers);
    publicSite(pages, {
      edition: async () => (await editions.current())?.edition,
      election,
      draw: createDrawStation({ editions, words: stationPictureWordsIn(catalogues), now }),
      bots: async () => botLinks(messengers, await names()),
      catalogues,
    });
    livePages(pages, { q: consoleDatabase.pool, live, catalogues, timeZone, now, origin });
    dataRoutes(pages, { editions, catalogues, now });
    apiRoutes(pages, { editions });
    recordPages(pages, { database: publicDatabase, catalogues, now, origin });
    await mountConsole(pages, {
      database: consoleDatabase,
      catalogues,
      now,
      routes: consoleRoutes({
        database: consoleDatabase,
        catalogues,
        now,
        origin,
        overview,
        handOver,
        timeZone,
        live,
        bots: names,
        sending: { keys, perSecond: broadcastPace(config), viberPrice: config.viber.messagePrice },
        photos: { reviewKey: keys.review, store: photoStore, audit: createAuditWriter(consoleDatabase) },
      }),
      badges: consoleBadges({ database: consoleDatabase }),
      origin,
      secret: keyedHash(keys.identity, 'console'),
      onFailure: (error) => log.error('request-failed', errorFields(error)),
    });
    if (messengers.playground) await playground(pages, messengers, await election());
  });
  await listen(app, config);

  const stopping = new AbortController();
  const setUps = setUpMessengers(config, log, messengers, { secret, texts: messengerTexts(catalogues) }).map((setUp) =>
    keepSettingUp(setUp, {
      signal: stopping.signal,
      onTrouble: (code) => log.warn('messenger-unreachable', { messenger: setUp.name, code }),
      onDone: () => log.info('messenger-set-up', { messenger: setUp.name }),
    }),
  );
  const polling =
    messengers.telegram !== undefined && telegram !== undefined && publicUrlOf(config, messengers) === undefined
      ? pollTelegram({
          ...messengers.telegram,
          take: (body) => takePolled(webhooks, telegram, body),
          signal: stopping.signal,
          onTrouble: (code) => log.warn('messenger-unreachable', { messenger: 'telegram', code }),
          onRecovered: () => log.info('messenger-recovered', { messenger: 'telegram' }),
        })
      : undefined;

  return {
    stop: async () => {
      stopping.abort();
      await app.close();
      await Promise.all([...setUps, polling]);
      await intake.idle();
      await handOver.flushed();
      await overview.stop();
      await queues.close();
      await publicDatabase.close();
      await consoleDatabase.close();
      await database.close();
      await seen.stop();
    },
  };
});

async function playground(
  app: FastifyInstance,
  { telegram, viber }: Messengers,
  election: ElectionView | undefined,
): Promise<void> {
  if (telegram === undefined || viber === undefined) return;
  // Never loaded where real messengers are.
  const { mountPlayground } = await import('../bots/playground/index.ts');
  const { renderBallot } = await import('../bots/playground/sample-ballots.ts');
  const name = election?.name.en ?? '';
  const choices = election?.choices.map((choice) => choice.name.en) ?? [];
  await mountPlayground(app, {
    telegramToken: telegram.token,
    viberToken: viber.token,
    ...(election !== undefined && {
      sampleChoices: choices,
      // Another seed each time: the same photo twice would be a duplicate.
      sampleBallot: (choiceIndex: number, side: 'front' | 'back') =>
        renderBallot({ election: { name, choices }, choiceIndex, side, seed: randomInt(2 ** 32) }),
    }),
  });
}

/** What the bots are called in links, asked once they answer. The playground's stand-ins have no links. */
function botNames({ telegram, viber, playground }: Messengers): () => Promise<BotNames> {
  let known: BotNames = {};
  return async () => {
    if (playground) return {};
    const signal = AbortSignal.timeout(BOT_NAME_TIMEOUT_MS);
    const [telegramName, viberName] = await Promise.all([
      known.telegram ?? (telegram && telegramBotName(telegram, signal)),
      known.viber ?? (viber && viberBotName({ authToken: viber.token, apiRoot: viber.apiRoot }, signal)),
    ]);
    known = { telegram: telegramName, viber: viberName };
    return known;
  };
}

/** Where people take part, for the page that nothing is published on yet. */
function botLinks({ playground }: Messengers, { telegram, viber }: BotNames): BotLink[] {
  return [
    ...(telegram === undefined ? [] : [{ name: 'telegram', href: `https://t.me/${telegram}` } as const]),
    ...(viber === undefined ? [] : [{ name: 'viber', href: `viber://pa?chatURI=${viber}` } as const]),
    ...(playground ? [{ name: 'playground', href: '/playground' } as const] : []),
  ];
}

async function listen(app: FastifyInstance, { host, port }: Config): Promise<void> {
  try {
    await app.listen({ host, port });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EADDRINUSE') throw new Error(`Port ${port} is taken. Stop what uses it, or set PORT to another one.`);
    if (code === 'EACCES') throw new Error(`Port ${port} may not be used by this user. Set PORT to one above 1023.`);
    throw error;
  }
}

/** Where messengers reach us. The playground's stand-ins are on this machine. */
function publicUrlOf(config: Config, { playground }: Messengers): string | undefined {
  return playground ? `http://127.0.0.1:${config.port}` : config.publicUrl;
}

function setUpMessengers(
  config: Config,
  log: Log,
  messengers: Messengers,
  { secret, texts }: { secret: string; texts: ReturnType<typeof messengerTexts> },
): SetUp[] {
  const { telegram, viber } = messengers;
  const publicUrl = publicUrlOf(config, messengers);
  const setUps: SetUp[] = [];
  if (telegram !== undefined) {
    const webhook = { url: `${publicUrl}/webhooks/telegram`, secret, maxConnections: TELEGRAM_CONNECTIONS };
    setUps.push(telegramSetUp({ ...telegram, texts, ...(publicUrl === undefined ? {} : { webhook }) }));
  }
  if (viber !== undefined) {
    if (publicUrl === undefined) log.warn('messenger-skipped', { messenger: 'viber', needs: 'PUBLIC_URL' });
    else
      setUps.push(
        viberSetUp({ authToken: viber.token, apiRoot: viber.apiRoot, webhookUrl: `${publicUrl}/webhooks/viber` }),
      );
  }
  return setUps;
}
