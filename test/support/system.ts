import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type StandIns, type StandInsOptions, startStandIns } from '../../bots/playground/start-stand-ins.ts';
import { loadDemo } from '../../scripts/demo/load-demo.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../scripts/embedded-postgres.ts';
import { freePorts } from '../../scripts/free-port.ts';
import { prepareRoles } from '../../scripts/postgres/roles.ts';
import { type RunningRedis, startRedis } from '../../scripts/redis.ts';
import { startProcesses } from '../../scripts/simulate/processes.ts';
import { type Closers, configOf, startParts } from '../../scripts/simulate/scratch.ts';
import { prepare } from '../../scripts/start/prepare.ts';
import type { Role } from '../../src/config/config.ts';
import { type Database, openDatabase } from '../../src/storage/database.ts';
import type { S3Place } from '../../src/storage/s3-photo-store.ts';
import { startBalancer } from './balancer.ts';
import { startPgbouncer } from './pgbouncer.ts';

const ROOT = join(import.meta.dirname, '../..');
export const TELEGRAM_TOKEN = '700000001:system-test-system-test-system';
export const TELEGRAM_SECRET = 'system-test-webhook-secret';
export const VIBER_TOKEN = 'system-test-system-test-system';

/** A server that can be taken away and brought back, at the same address. */
export interface Server {
  readonly url: string;
  stop(): Promise<void>;
  start(): Promise<void>;
}

/** The real processes on servers of their own, with the messengers' stand-ins in this process. */
export interface SystemUnderTest {
  readonly standIns: StandIns;
  readonly database: Database;
  /** Of the web process. */
  readonly url: string;
  readonly dataDir: string;
  readonly photoFolder: string;
  readonly s3?: S3Place;
  /** Of each web process, past the balancer. */
  readonly webUrls: readonly string[];
  readonly postgres: Server;
  /** Undefined where queues are on Postgres. */
  readonly redis: Server | undefined;
  /** Every line that a process has written. */
  readonly lines: readonly { readonly role: Role; readonly line: string }[];
  /** Lines of level `error`, and whatever is no log line, counted. */
  readonly errors: ReadonlyMap<string, number>;
  kill(role: Role, which?: number): void;
  stop(): Promise<void>;
}

export interface SystemOptions {
  readonly backend: 'postgres' | 'redis';
  readonly logLevel?: string;
  readonly standIns?: StandInsOptions;
  readonly senders?: number;
  readonly workers?: number;
  /** Everything but what needs a session goes through pgbouncer in transaction mode, with so many connections a role. */
  readonly pooled?: number;
  /** More than one stand behind a balancer that gives each request to the next of them. */
  readonly webs?: number;
  /** Where photos lie; the data folder unless told. */
  readonly s3?: S3Place;
  /** A Redis, or nodes of a cluster, of the test's own. */
  readonly redis?: Server;
  /** Beside what it needs to run. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts everything; `stop` it in `afterAll` or `afterEach`. */
export async function startSystem(options: SystemOptions): Promise<SystemUnderTest> {
  return startParts((closers) => start(options, closers));
}

async function start(
  {
    backend,
    logLevel = 'info',
    standIns: standInsOptions = {},
    senders = 1,
    workers = 1,
    webs = 1,
    s3,
    env: more = {},
    pooled,
    ...given
  }: SystemOptions,
  closers: Closers,
): Promise<Omit<SystemUnderTest, 'stop'>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'golos-system-'));
  closers.push(() => rm(dataDir, { recursive: true, force: true }));
  const postgres = await postgresIn(dataDir);
  closers.push(postgres.stop);
  const redis = backend === 'redis' ? (given.redis ?? (await ownRedis())) : undefined;
  if (redis !== undefined) closers.push(redis.stop);
  const standIns = await startStandIns({
    ...standInsOptions,
    telegram: { token: TELEGRAM_TOKEN, resize: false, ...standInsOptions.telegram },
    viber: { token: VIBER_TOKEN, resize: false, ...standInsOptions.viber },
  });
  closers.push(() => standIns.close());

  const webPorts = await freePorts(webs);
  const [port = 0] = webPorts;
  const balancer = webs === 1 ? undefined : await startBalancer(webPorts);
  if (balancer !== undefined) closers.push(balancer.stop);
  const url = balancer?.url ?? `http://127.0.0.1:${port}`;
  const env = {
    DATABASE_URL: postgres.url,
    ...(redis === undefined ? {} : { REDIS_URL: redis.url }),
    DATA_DIR: dataDir,
    PORT: `${port}`,
    PUBLIC_URL: url,
    LOG_LEVEL: logLevel,
    TELEGRAM_BOT_TOKEN: TELEGRAM_TOKEN,
    TELEGRAM_WEBHOOK_SECRET: TELEGRAM_SECRET,
    TELEGRAM_API_ROOT: standIns.telegramRoot,
    VIBER_AUTH_TOKEN: VIBER_TOKEN,
    VIBER_API_ROOT: standIns.viberRoot,
    ...(s3 && environmentOf(s3)),
    ...more,
  };
  await prepare(configOf(env), postgres.url, join(ROOT, 'migrations'));
  const database = openDatabase({ url: postgres.url, max: 4 });
  closers.push(() => database.close());
  await loadDemo(database);

  const lines: { role: Role; line: string }[] = [];
  const roles = await prepareRoles(postgres.url);
  const pooler = pooled === undefined ? undefined : await startPgbouncer(Object.values(roles), pooled);
  if (pooler !== undefined) closers.push(pooler.stop);
  const addresses =
    pooler === undefined
      ? { databaseUrls: roles }
      : {
          databaseUrls: {
            web: pooler.through(roles.web),
            worker: pooler.through(roles.worker),
            sender: pooler.through(roles.sender),
          },
          sessionUrls: roles,
        };
  const processes = startProcesses({
    root: ROOT,
    env,
    senders,
    workers,
    webPorts,
    ...addresses,
    onLine: (role, line) => lines.push({ role, line }),
  });
  closers.push(processes.stop);
  await processes.ready;
  return {
    standIns,
    database,
    url,
    dataDir,
    photoFolder: join(dataDir, 'photos'),
    ...(s3 && { s3 }),
    webUrls: webPorts.map((webPort) => `http://127.0.0.1:${webPort}`),
    postgres,
    redis,
    lines,
    errors: processes.errors,
    kill: processes.kill,
  };
}

function environmentOf(s3: S3Place): Record<string, string> {
  return {
    S3_ENDPOINT: s3.endpoint ?? '',
    S3_BUCKET: s3.bucket,
    S3_REGION: s3.region,
    S3_ACCESS_KEY_ID: s3.accessKeyId,
    S3_SECRET_ACCESS_KEY: s3.secretAccessKey,
  };
}

async function postgresIn(dataDir: string): Promise<Server> {
  let running: EmbeddedPostgres | undefined = await startEmbeddedPostgres({ dataDir, durable: false });
  const { url, port } = running;
  return {
    url,
    async stop() {
      await running?.stop();
      running = undefined;
    },
    async start() {
      running ??= await startEmbeddedPostgres({ dataDir, durable: false, port });
    },
  };
}

async function ownRedis(): Promise<Server> {
  let running: RunningRedis | undefined = await startRedis();
  if (running === undefined) throw new Error('no redis-server on this machine: `npm test` installs one');
  const { url } = running;
  return {
    url,
    async stop() {
      await running?.stop();
      running = undefined;
    },
    async start() {
      running ??= await startRedis({ port: Number(new URL(url).port) });
    },
  };
}
