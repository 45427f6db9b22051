import { telegramDeliverer } from '../bots/telegram/deliverer.ts';
import { viberDeliverer } from '../bots/viber/deliverer.ts';
import { SEND_TIMEOUT_MS } from '../src/actions/deliver.ts';
import { createEditionReader } from '../src/actions/editions/current-edition.ts';
import { createDrawStation, withStationPictures } from '../src/actions/editions/station-pictures.ts';
import { picturesFor } from '../src/actions/pictures.ts';
import { timeZoneReader } from '../src/actions/time-zone.ts';
import { databaseUrlOf, keyringPath, sessionDatabaseUrlOf } from '../src/config/config.ts';
import { useOwnFonts } from '../src/config/fonts.ts';
import { errorFields } from '../src/config/log.ts';
import { messengersOf } from '../src/config/messengers.ts';
import { paceOf } from '../src/config/pace.ts';
import { runProcess } from '../src/config/run-process.ts';
import { dayOf } from '../src/domain/days.ts';
import { maySend } from '../src/domain/sending-time.ts';
import { loadCatalogues } from '../src/i18n/catalogues.ts';
import { stationPictureWordsIn } from '../src/i18n/station-picture-words.ts';
import { type HttpClient, httpClient } from '../src/messaging/http-client.ts';
import { sharedTimeout } from '../src/messaging/shared-timeout.ts';
import { observe } from '../src/metrics/observe.ts';
import { createSenderMetrics, type SendKind } from '../src/metrics/sender-metrics.ts';
import { openQueues } from '../src/queues/queues.ts';
import { openDatabase } from '../src/storage/database.ts';
import { readKeyring } from '../src/storage/keyring.ts';
import { loadOpener, remembering } from '../src/storage/sealing.ts';
import { jobFailed } from './job-failed.ts';
import { deliverJob } from './jobs/deliver.ts';
import { sendBroadcastJob } from './jobs/send-broadcast.ts';
import { createPacer } from './pacer.ts';
import { pauseBot } from './pause-bot.ts';
import { enterSendersPlace } from './senders-place.ts';

/** Of the people who are talking now. They are forgotten with the process, or when others come. */
const ADDRESSES_REMEMBERED = 4_096;

/** For broadcasts, to each messenger. */
const BULK_CONNECTIONS = 64;

/** The sender process: the only one that can open a person's address, and the only one that sends. */
await runProcess('sender', async (config, plainLog, surroundings) => {
  const seen = await observe('sender', plainLog, surroundings);
  const { log } = seen;
  const metrics = createSenderMetrics(seen.registry, seen.traced);
  const keys = await readKeyring(keyringPath(config, 'sender'), 'sender');
  const databaseUrl = databaseUrlOf(config);
  const database = openDatabase({ url: databaseUrl, max: 16, onIdleError: () => log.warn('database-away') });
  const queues = openQueues({
    databaseUrl: sessionDatabaseUrlOf(config),
    redisUrl: config.redisUrl,
    onError: (error) => log.warn('queues-away', errorFields(error)),
    onJob: seen.onJob,
  });
  const messengers = messengersOf(config);
  const { telegram, viber } = messengers;
  const now = () => new Date();
  await useOwnFonts(config.dataDir);
  const publicUrl = config.publicUrl ?? `http://127.0.0.1:${config.port}`;
  const pictures = withStationPictures(picturesFor(database, publicUrl), {
    draw: createDrawStation({
      editions: createEditionReader({ database, now }),
      words: stationPictureWordsIn(loadCatalogues()),
      now,
    }),
    publicUrl,
  });
  const deliverersOver = (http: HttpClient) => ({
    telegram: telegram && telegramDeliverer({ ...telegram, http, pictures }),
    viber:
      viber && viberDeliverer({ authToken: viber.token, apiRoot: viber.apiRoot, name: viber.botName, http, pictures }),
  });
  const measured = ({ telegram, viber }: ReturnType<typeof deliverersOver>, kind: SendKind) => ({
    telegram: telegram && metrics.measured(telegram, kind),
    viber: viber && metrics.measured(viber, kind),
  });
  const deliverers = measured(deliverersOver(httpClient()), 'reply');
  // Connections of its own: a reply never waits for one that bulk has.
  const uncounted = deliverersOver(httpClient({ maxSockets: BULK_CONNECTIONS }));
  const bulkDeliverers = measured(uncounted, 'broadcast');
  const pacer = createPacer({
    q: database.pool,
    perSecond: paceOf(config, messengers),
    now: () => performance.now(),
    onAway: () => log.warn('database-away'),
  });
  const open = await loadOpener(keys.addressPublic, keys.addressPrivate);
  // One that is held for as long as this process lives: no pooler has such.
  const sessions = openDatabase({
    url: sessionDatabaseUrlOf(config),
    max: 1,
    onIdleError: () => log.warn('database-away'),
  });
  const place = await enterSendersPlace(sessions, () => log.warn('database-away'));
  const shared = {
    database,
    holder: place.holder,
    timeout: sharedTimeout(SEND_TIMEOUT_MS, () => performance.now()),
    pause: pauseBot({ log, metrics, pacer }),
    today: () => dayOf(now()),
  };
  const deliver = deliverJob({
    ...shared,
    keys,
    openAddress: remembering(open, ADDRESSES_REMEMBERED),
    deliverer: (name) => deliverers[name],
    turn: pacer.turn,
    onFailure: jobFailed(log),
    onOutcome: ({ messenger, outcome, code }) => {
      if (outcome === 'failed') log.error('send-failed', { messenger, code });
    },
  });
  const stopping = new AbortController();
  const timeZone = timeZoneReader(database, now);
  const sendBroadcast = sendBroadcastJob({
    ...shared,
    openAddresses: (sealed) => Promise.resolve(sealed.map(open)),
    // A metric would tell how many are at a march.
    deliverer: (name, ofMarch) => (ofMarch ? uncounted : bulkDeliverers)[name],
    places: pacer.places,
    maySend: async (hours) => hours === null || maySend(hours, await timeZone(), now()),
    stopping: stopping.signal,
    onFailed: (messenger, code) => log.error('send-failed', { messenger, code }),
  });
  const failed = jobFailed(log);
  queues.work('sends', seen.traced('job sends', deliver), failed);
  queues.work('broadcasts-telegram', seen.traced('job broadcast', sendBroadcast), failed);
  queues.work('broadcasts-viber', seen.traced('job broadcast', sendBroadcast), failed);
  seen.watchPool('sender', database.pool);
  seen.needs({ database: () => database.pool.query('select 1').then(() => true), queues: queues.ready });
  return {
    stop: async () => {
      stopping.abort();
      await queues.close();
      await place.leave();
      await sessions.close();
      await database.close();
      await seen.stop();
    },
  };
});
