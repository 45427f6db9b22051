import { telegramDeliverer } from '../bots/telegram/deliverer.ts';
import { viberDeliverer } from '../bots/viber/deliverer.ts';
import { SEND_TIMEOUT_MS } from '../src/actions/deliver.ts';
import { databaseUrlOf, keyringPath } from '../src/config/config.ts';
import { errorFields } from '../src/config/log.ts';
import { messengersOf } from '../src/config/messengers.ts';
import { runProcess } from '../src/config/run-process.ts';
import { sharedTimeout } from '../src/messaging/shared-timeout.ts';
import { openQueues } from '../src/queues/queues.ts';
import { openDatabase } from '../src/storage/database.ts';
import { readKeyring } from '../src/storage/keyring.ts';
import { loadOpener, remembering } from '../src/storage/sealing.ts';
import { jobFailed } from './job-failed.ts';
import { deliverJob } from './jobs/deliver.ts';
import { createPacer } from './pacer.ts';
import { enterSendersPlace } from './senders-place.ts';

/** Telegram's own limit for a bot's messages to many people. https://core.telegram.org/bots/faq */
const TELEGRAM_PER_SECOND = 30;

/** Viber names no limit for single messages; it answers with status 12 when it is too much. */
const VIBER_PER_SECOND = 100;

/** Of the people who are talking now. They are forgotten with the process, or when others come. */
const ADDRESSES_REMEMBERED = 4_096;

/** The sender process: the only one that can open a person's address, and the only one that sends. */
await runProcess('sender', async (config, log) => {
  const keys = await readKeyring(keyringPath(config, 'sender'), 'sender');
  const databaseUrl = databaseUrlOf(config);
  const database = openDatabase({ url: databaseUrl, max: 11, onIdleError: () => log.warn('database-away') });
  const queues = openQueues({
    databaseUrl,
    redisUrl: config.redisUrl,
    onError: (error) => log.warn('queues-away', errorFields(error)),
  });
  const { telegram, viber } = messengersOf(config);
  const deliverers = {
    telegram: telegram && telegramDeliverer(telegram),
    viber: viber && viberDeliverer({ authToken: viber.token, apiRoot: viber.apiRoot, name: viber.botName }),
  };
  const pacer = createPacer(
    { telegram: paceOf(telegram?.apiRoot, TELEGRAM_PER_SECOND), viber: paceOf(viber?.apiRoot, VIBER_PER_SECOND) },
    () => performance.now(),
  );
  const deliver = deliverJob({
    database,
    keys,
    openAddress: remembering(await loadOpener(keys.addressPublic, keys.addressPrivate), ADDRESSES_REMEMBERED),
    deliverer: (name) => deliverers[name],
    turn: pacer.turn,
    timeout: sharedTimeout(SEND_TIMEOUT_MS, () => performance.now()),
    pause: (messenger, seconds) => {
      log.warn('send-paused', { messenger, seconds });
      pacer.pause(messenger, seconds);
    },
    onFailure: jobFailed(log),
    onOutcome: ({ messenger, outcome, code }) => {
      if (outcome === 'failed') log.error('send-failed', { messenger, code });
    },
    today: () => new Date().toISOString().slice(0, 10),
  });
  const place = await enterSendersPlace(database, () => log.warn('database-away'));
  queues.work('sends', deliver, jobFailed(log));
  return {
    stop: async () => {
      await queues.close();
      place.leave();
      await database.close();
    },
  };
});

/** Messages a second. Stand-ins on this machine set their own limits, if any. */
function paceOf(apiRoot: string | undefined, perSecond: number): number {
  const isHere = apiRoot !== undefined && ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(apiRoot).hostname);
  return isHere ? Number.POSITIVE_INFINITY : perSecond;
}
