import { setMaxListeners } from 'node:events';
import { telegramPhotoSource } from '../bots/telegram/photo-source.ts';
import { viberPhotoSource } from '../bots/viber/photo-source.ts';
import { atMost } from '../src/actions/at-most.ts';
import { driveBroadcasts } from '../src/actions/broadcasts/drive.ts';
import { retire } from '../src/actions/retire.ts';
import { sweepOutbox } from '../src/actions/sweep-outbox.ts';
import { timeZoneReader } from '../src/actions/time-zone.ts';
import { databaseUrlOf, keyringPath, sessionDatabaseUrlOf } from '../src/config/config.ts';
import { errorFields } from '../src/config/log.ts';
import { messengersOf } from '../src/config/messengers.ts';
import { photoPlace } from '../src/config/photo-place.ts';
import { runProcess } from '../src/config/run-process.ts';
import { dayOf } from '../src/domain/days.ts';
import { PHOTOS_AT_ONCE } from '../src/domain/photos.ts';
import { loadCatalogues } from '../src/i18n/catalogues.ts';
import { observe } from '../src/metrics/observe.ts';
import { watchRecord } from '../src/metrics/record-metrics.ts';
import { createWorkerMetrics } from '../src/metrics/worker-metrics.ts';
import { createHandOver } from '../src/queues/hand-over.ts';
import { openQueues } from '../src/queues/queues.ts';
import { openDatabase } from '../src/storage/database.ts';
import { readKeyring } from '../src/storage/keyring.ts';
import { openPhotoStore } from '../src/storage/open-photo-store.ts';
import { jobFailed } from './job-failed.ts';
import { applyIntentsJob } from './jobs/apply-intents.ts';
import { keepPhotoJob } from './jobs/keep-photo.ts';
import { noticeText } from './notice-text.ts';
import { photosInThread } from './photos/in-thread.ts';
import { chronicleSchedule } from './schedules/chronicle.ts';
import { clockSchedule } from './schedules/clock.ts';
import { every } from './schedules/every.ts';
import { marchesSchedule } from './schedules/marches.ts';
import { officialSchedule } from './schedules/official.ts';
import { orphansSchedule } from './schedules/orphans.ts';
import { protocolsSchedule } from './schedules/protocols.ts';
import { reviewSchedule } from './schedules/review.ts';
import { reviewCareSchedule } from './schedules/review-care.ts';
import { surveysSchedule } from './schedules/surveys.ts';

const SWEEP_EVERY_MS = 2_000;
const DRIVE_EVERY_MS = 300;
const RETIRE_EVERY_MS = 3_600_000;

/** The worker process: carries out what people want, fetches and keeps photos, hands over what is left. */
await runProcess('worker', async (config, plainLog, surroundings) => {
  const seen = await observe('worker', plainLog, surroundings);
  const { log } = seen;
  const metrics = createWorkerMetrics(seen.registry, seen.traced);
  const now = () => new Date();
  const keys = await readKeyring(keyringPath(config, 'worker'), 'worker');
  const databaseUrl = databaseUrlOf(config);
  const database = openDatabase({ url: databaseUrl, max: 12, onIdleError: () => log.warn('database-away') });
  const queues = openQueues({
    databaseUrl: sessionDatabaseUrlOf(config),
    redisUrl: config.redisUrl,
    onError: (error) => log.warn('queues-away', errorFields(error)),
    onJob: seen.onJob,
  });
  const queuesAway = (error: unknown) => log.warn('queues-away', errorFields(error));
  const handOver = createHandOver(queues, queuesAway);
  const store = await openPhotoStore(photoPlace(config));
  const photoThread = photosInThread();
  const { telegram, viber } = messengersOf(config);
  const sources = {
    telegram: telegram && metrics.measuredSource(telegramPhotoSource(telegram)),
    viber: viber && metrics.measuredSource(viberPhotoSource(viber)),
  };
  const catalogues = loadCatalogues();
  const shared = {
    database,
    keys,
    store,
    handOver,
    log,
    text: noticeText(catalogues),
    today: () => dayOf(now()),
  };
  const failed = jobFailed(log);
  queues.work('intents', seen.traced('job intents', applyIntentsJob({ ...shared, onFailure: failed })), failed);
  queues.work(
    'photos',
    seen.traced(
      'job photos',
      keepPhotoJob({
        ...shared,
        source: (name) => sources[name],
        process: atMost(PHOTOS_AT_ONCE, metrics.measuredProcess(photoThread.process)),
      }),
    ),
    failed,
  );

  let fresh = true;
  let retired: Date | undefined;
  const stopping = new AbortController();
  // Every schedule listens for the end.
  setMaxListeners(0, stopping.signal);
  const clock = { signal: stopping.signal, timed: metrics.timed };
  const timeZone = timeZoneReader(database, now);
  const schedules = [
    every(
      'sweep',
      SWEEP_EVERY_MS,
      clock,
      async () => {
        const swept = await sweepOutbox({ database, queues, handOver, fresh });
        fresh = false;
        if (swept > 0) log.info('handed-over-again', { rows: swept });
      },
      failed,
    ),
    every(
      'broadcasts',
      DRIVE_EVERY_MS,
      clock,
      async () => {
        const { begun, finished } = await driveBroadcasts({
          database,
          queues,
          keys,
          signal: stopping.signal,
          timeZone,
          now,
          onQueuesAway: queuesAway,
        });
        if (begun > 0) log.info('broadcasts-begun', { broadcasts: begun });
        if (finished > 0) log.info('broadcasts-finished', { broadcasts: finished });
      },
      failed,
    ),
    every(
      'retention',
      RETIRE_EVERY_MS,
      clock,
      async () => {
        const begun = now();
        const photos = await retire({ database, store, now, last: retired });
        retired = begun;
        if (photos > 0) log.info('photos-abandoned', { photos });
      },
      failed,
    ),
    reviewSchedule({ ...shared, ...clock, now, onFailure: failed }),
    chronicleSchedule({ ...clock, database, keys, onFailure: failed }),
    protocolsSchedule({ ...shared, ...clock, now, onFailure: failed }),
    orphansSchedule({ database, store, log, ...clock, onFailure: failed }),
    marchesSchedule({
      database,
      keys,
      catalogues,
      log,
      ...clock,
      onFailure: failed,
    }),
    officialSchedule({ database, log, ...clock, now, onFailure: failed }),
    surveysSchedule({ database, log, ...clock, onFailure: failed }),
    clockSchedule({ database, log, ...clock, onFailure: failed }),
    reviewCareSchedule({ database, keys, log, ...clock, onFailure: failed }),
  ];
  seen.watchPool('worker', database.pool);
  watchRecord(seen.registry, {
    q: database.pool,
    queues,
    now: () => performance.now(),
  });
  seen.needs({ database: () => database.pool.query('select 1').then(() => true), queues: queues.ready });
  return {
    stop: async () => {
      stopping.abort();
      // What schedules and jobs in hand still hand over is told to the queues before these close.
      await Promise.all([...schedules, queues.stopWorking()]);
      await handOver.flushed();
      await queues.close();
      await photoThread.stop();
      await database.close();
      await seen.stop();
    },
  };
});
