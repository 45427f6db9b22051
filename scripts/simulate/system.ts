import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type StandIns, startStandIns } from '../../bots/playground/start-stand-ins.ts';
import type { Role } from '../../src/config/config.ts';
import { type Database, openDatabase } from '../../src/storage/database.ts';
import type { S3Place } from '../../src/storage/s3-photo-store.ts';
import { loadDemo } from '../demo/load-demo.ts';
import { startEmbeddedPostgres } from '../embedded-postgres.ts';
import { freePort } from '../free-port.ts';
import { prepareRoles } from '../postgres/roles.ts';
import { Problem } from '../problem.ts';
import { startRedis } from '../redis.ts';
import { prepare } from '../start/prepare.ts';
import { startProcesses } from './processes.ts';
import { type Closers, configOf, scratchEnvironment, startParts } from './scratch.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

const TELEGRAM_TOKEN = '700000001:simulation-simulation-simulation';
const VIBER_TOKEN = 'simulation-simulation-simulation';

/** The whole system, on scratch data of its own, with the messengers' stand-ins in this process. */
export interface ScratchSystem {
  readonly standIns: StandIns;
  readonly database: Database;
  readonly photoFolder: string;
  /** Where photos lie instead, if there. */
  readonly s3?: S3Place;
  /** Of the processes, their keyrings among it. */
  readonly dataDir: string;
  /** Where the pages are: `http://127.0.0.1:40123`. */
  readonly origin: string;
  /** Loses everything that Redis holds; without Redis there is nothing to lose. */
  loseQueues(): Promise<void>;
  /** Error lines of the three processes, counted: each is something that a person would have to act on. */
  readonly errors: ReadonlyMap<string, number>;
  /** `kill -9`; it is started again at once. */
  kill(role: Role): void;
  stop(): Promise<void>;
}

export interface ScratchOptions {
  readonly backend: 'postgres' | 'redis';
  /** The server on which a scratch database is made; embedded when undefined. */
  readonly databaseUrl?: string | undefined;
  readonly redisUrl?: string | undefined;
}

/** Starts it. What was started so far is stopped when something fails. @throws Problem */
export async function startScratchSystem(options: ScratchOptions): Promise<ScratchSystem> {
  return startParts((closers) => start(options, closers));
}

async function start(options: ScratchOptions, closers: Closers): Promise<Omit<ScratchSystem, 'stop'>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'golos-simulate-'));
  closers.push(() => rm(dataDir, { recursive: true, force: true }));
  const databaseUrl = await scratchDatabase(options.databaseUrl, dataDir, closers);
  const redisUrl = options.backend === 'redis' ? await scratchRedis(options.redisUrl, closers) : undefined;
  const standIns = await startStandIns({
    telegram: { token: TELEGRAM_TOKEN, resize: false },
    viber: { token: VIBER_TOKEN, resize: false },
  });
  closers.push(() => standIns.close());

  const port = await freePort();
  const env = scratchEnvironment({
    databaseUrl,
    redisUrl,
    dataDir,
    port,
    standIns,
    telegramToken: TELEGRAM_TOKEN,
    viberToken: VIBER_TOKEN,
  });
  await prepare(configOf(env), databaseUrl, join(ROOT, 'migrations'));
  const own = options.databaseUrl === undefined ? { databaseUrls: await prepareRoles(databaseUrl) } : {};
  const database = openDatabase({ url: databaseUrl, max: 4 });
  closers.push(() => database.close());
  await loadDemo(database);

  const processes = startProcesses({ root: ROOT, env, ...own });
  closers.push(processes.stop);
  await processes.ready;
  return {
    standIns,
    database,
    photoFolder: join(dataDir, 'photos'),
    dataDir,
    origin: env.PUBLIC_URL,
    loseQueues: async () => {
      if (redisUrl === undefined) return;
      const { flushRedis } = await import('./empty-redis.ts');
      await flushRedis(redisUrl);
    },
    errors: processes.errors,
    kill: processes.kill,
  };
}

async function scratchDatabase(server: string | undefined, dataDir: string, closers: Closers): Promise<string> {
  if (server === undefined) {
    const postgres = await startEmbeddedPostgres({ dataDir, durable: true });
    closers.push(() => postgres.stop());
    return postgres.url;
  }
  const name = `golos_simulate_${randomBytes(6).toString('hex')}`;
  const admin = openDatabase({ url: server, max: 1 });
  await admin.pool.query(`create database ${name}`).catch(async (error: unknown) => {
    await admin.close();
    const code = error instanceof Error && 'code' in error ? error.code : 'failed';
    throw new Problem(
      `A scratch database cannot be made on the server of DATABASE_URL (${code}). Unset it to use an embedded one.`,
    );
  });
  closers.push(async () => {
    await admin.pool.query(`drop database ${name} with (force)`);
    await admin.close();
  });
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

/** A server of our own where there is one on this machine: a Redis that others use is left alone. */
async function scratchRedis(configured: string | undefined, closers: Closers): Promise<string> {
  const redis = await startRedis();
  if (redis !== undefined) {
    closers.push(() => redis.stop());
    return redis.url;
  }
  if (configured === undefined)
    throw new Problem('There is no redis-server on this machine, and REDIS_URL is not set.');
  const { emptyRedis } = await import('./empty-redis.ts');
  const empty = await emptyRedis(configured);
  closers.push(empty.close);
  return empty.url;
}
