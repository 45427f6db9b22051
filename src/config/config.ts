import { join, resolve } from 'node:path';
import { z } from 'zod';
import type { ProcessName } from '../domain/processes.ts';
import { parseEnvironment } from './parse-environment.ts';

const url = (protocols: RegExp) => z.url({ protocol: protocols });

const S3_KEYS = ['S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const;

const environment = z.object({
  DATABASE_URL: url(/^postgres(ql)?$/).optional(),
  REPLICA_DATABASE_URL: url(/^postgres(ql)?$/).optional(),
  SESSION_DATABASE_URL: url(/^postgres(ql)?$/).optional(),
  WEB_DATABASE_URL: url(/^postgres(ql)?$/).optional(),
  WORKER_DATABASE_URL: url(/^postgres(ql)?$/).optional(),
  SENDER_DATABASE_URL: url(/^postgres(ql)?$/).optional(),
  REDIS_URL: z
    .string()
    .refine(
      (list) => list.split(',').every((each) => url(/^rediss?$/).safeParse(each).success),
      'must be redis://… or rediss://…, or several with commas between for a cluster',
    )
    .optional(),
  DATA_DIR: z.string().default('.data'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3_000),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: url(/^https?$/).optional(),
  TELEGRAM_BOT_TOKEN: z
    .string()
    .regex(/^\d+:[A-Za-z0-9_-]{20,}$/, 'is not a bot token such as 123456:AA…')
    .optional(),
  TELEGRAM_API_ROOT: url(/^https?$/).default('https://api.telegram.org'),
  TELEGRAM_WEBHOOK_SECRET: z
    .string()
    .regex(/^[A-Za-z0-9_-]{16,256}$/, 'must be 16 to 256 of A-Z a-z 0-9 _ -')
    .optional(),
  TELEGRAM_PER_SECOND: z.coerce
    .number()
    .min(0.1, 'is less than 0.1')
    .max(1_000, 'is more than Telegram allows')
    .optional(),
  VIBER_MESSAGE_PRICE: z
    .string()
    .regex(/^\d{1,6}(\.\d{1,6})? [A-Z]{3}$/, 'must be an amount and a currency, such as 0.005 EUR')
    .optional(),
  VIBER_AUTH_TOKEN: z.string().min(16, 'is too short to be a Viber token').optional(),
  VIBER_API_ROOT: url(/^https?$/).default('https://chatapi.viber.com/pa'),
  VIBER_BOT_NAME: z.string().min(1).max(28, 'is longer than the 28 characters that Viber allows').default('Golos'),
  TRUSTED_PHONE_PREFIXES: z
    .string()
    .default('+375')
    .transform((list) => list.split(',').map((prefix) => prefix.trim()))
    .pipe(z.array(z.string().regex(/^\+[1-9]\d{0,7}$/, 'must be prefixes such as +375, separated by commas'))),
  S3_ENDPOINT: url(/^https?$/).optional(),
  S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'is not a name of a bucket')
    .optional(),
  S3_REGION: z.string().optional(),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  KEYRING_FILE: z.string().optional(),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
});

/** Everything that the environment decides, parsed once. `.env.example` documents each variable. */
export interface Config {
  /** Undefined: the embedded Postgres in the data folder. */
  readonly databaseUrl?: string;
  /** Past a pooler that `databaseUrl` leads through. Undefined: it leads through none. */
  readonly sessionDatabaseUrl?: string;
  /** A copy that is behind by moments, for public pages. Undefined: they read the record itself. */
  readonly replicaDatabaseUrl?: string;
  /**
   * The same database, as a role of each process's own; for `npm start`, which gives it to the process in place of
   * `databaseUrl`. The embedded Postgres has such roles anyway.
   */
  readonly roleDatabaseUrls: Readonly<Partial<Record<ProcessName, string>>>;
  /** Nodes of a cluster have commas between. Undefined: queues on Postgres. */
  readonly redisUrl?: string;
  /** Absolute. */
  readonly dataDir: string;
  readonly port: number;
  readonly host: string;
  readonly publicUrl?: string;
  readonly telegram: {
    readonly token?: string;
    readonly apiRoot: string;
    readonly webhookSecret?: string;
    /** Messages a second; undefined: 30, and as many as it takes for a stand-in on this machine. */
    readonly perSecond?: number;
  };
  readonly viber: {
    readonly token?: string;
    readonly apiRoot: string;
    readonly botName: string;
    /** Of one message that the bot begins, for estimates. */
    readonly messagePrice?: { readonly amount: number; readonly currency: string };
  };
  readonly trustedPhonePrefixes: readonly string[];
  readonly keyringFile?: string;
  /** Undefined: photos lie in the data folder. */
  readonly s3?: {
    /** Undefined: Amazon's own. */
    readonly endpoint?: string;
    readonly bucket: string;
    readonly region: string;
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
  };
  readonly logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'silent';
}

export type LoadedConfig =
  | { readonly ok: true; readonly config: Config }
  /** One line for each variable that cannot be used; values are never repeated. */
  | { readonly ok: false; readonly problems: readonly string[] };

/** Reads the environment. An empty value counts as unset. */
export function loadConfig(env: NodeJS.ProcessEnv = process.env): LoadedConfig {
  const parsed = parseEnvironment(environment, env);
  if (!parsed.ok) return parsed;
  const e = parsed.data;
  const lacking = lackingOfS3(e);
  if (lacking.length > 0) return { ok: false, problems: lacking };
  return {
    ok: true,
    config: Object.freeze({
      ...databaseUrlsOf(e),
      ...(e.REPLICA_DATABASE_URL === undefined ? {} : { replicaDatabaseUrl: e.REPLICA_DATABASE_URL }),
      roleDatabaseUrls: Object.freeze({
        ...(e.WEB_DATABASE_URL === undefined ? {} : { web: e.WEB_DATABASE_URL }),
        ...(e.WORKER_DATABASE_URL === undefined ? {} : { worker: e.WORKER_DATABASE_URL }),
        ...(e.SENDER_DATABASE_URL === undefined ? {} : { sender: e.SENDER_DATABASE_URL }),
      }),
      ...(e.REDIS_URL === undefined ? {} : { redisUrl: e.REDIS_URL }),
      dataDir: resolve(e.DATA_DIR),
      port: e.PORT,
      host: e.HOST,
      ...(e.PUBLIC_URL === undefined ? {} : { publicUrl: e.PUBLIC_URL.replace(/\/$/, '') }),
      telegram: Object.freeze({
        ...(e.TELEGRAM_BOT_TOKEN === undefined ? {} : { token: e.TELEGRAM_BOT_TOKEN }),
        apiRoot: e.TELEGRAM_API_ROOT.replace(/\/$/, ''),
        ...(e.TELEGRAM_WEBHOOK_SECRET === undefined ? {} : { webhookSecret: e.TELEGRAM_WEBHOOK_SECRET }),
        ...(e.TELEGRAM_PER_SECOND === undefined ? {} : { perSecond: e.TELEGRAM_PER_SECOND }),
      }),
      viber: Object.freeze({
        ...(e.VIBER_AUTH_TOKEN === undefined ? {} : { token: e.VIBER_AUTH_TOKEN }),
        apiRoot: e.VIBER_API_ROOT.replace(/\/$/, ''),
        botName: e.VIBER_BOT_NAME,
        ...(e.VIBER_MESSAGE_PRICE === undefined ? {} : { messagePrice: price(e.VIBER_MESSAGE_PRICE) }),
      }),
      trustedPhonePrefixes: Object.freeze(e.TRUSTED_PHONE_PREFIXES),
      ...(e.KEYRING_FILE === undefined ? {} : { keyringFile: e.KEYRING_FILE }),
      ...s3Of(e),
      logLevel: e.LOG_LEVEL,
    }),
  };
}

type Environment = z.infer<typeof environment>;

/** Part of a bucket's access is none: photos would lie where nobody expects them. */
function lackingOfS3(e: Environment): string[] {
  const wanted = S3_KEYS.some((key) => e[key] !== undefined) || e.S3_ENDPOINT !== undefined;
  const lacking = S3_KEYS.filter((key) => e[key] === undefined);
  return wanted ? lacking.map((key) => `${key} is not set, but other S3_… are`) : [];
}

function s3Of(e: Environment): Pick<Config, 's3'> {
  if (e.S3_BUCKET === undefined || e.S3_ACCESS_KEY_ID === undefined || e.S3_SECRET_ACCESS_KEY === undefined) return {};
  return {
    s3: Object.freeze({
      ...(e.S3_ENDPOINT === undefined ? {} : { endpoint: e.S3_ENDPOINT }),
      bucket: e.S3_BUCKET,
      region: e.S3_REGION ?? 'us-east-1',
      accessKeyId: e.S3_ACCESS_KEY_ID,
      secretAccessKey: e.S3_SECRET_ACCESS_KEY,
    }),
  };
}

/** One setting says both: where a session is to be had, and that `DATABASE_URL` gives none (`openDatabase` reads the mark). */
function databaseUrlsOf(e: Environment): Pick<Config, 'databaseUrl' | 'sessionDatabaseUrl'> {
  if (e.DATABASE_URL === undefined) return {};
  if (e.SESSION_DATABASE_URL === undefined) return { databaseUrl: e.DATABASE_URL };
  const pooled = new URL(e.DATABASE_URL);
  pooled.searchParams.set('pool_mode', 'transaction');
  return { databaseUrl: pooled.href, sessionDatabaseUrl: e.SESSION_DATABASE_URL };
}

function price(written: string): { amount: number; currency: string } {
  const [amount = '0', currency = ''] = written.split(' ');
  return { amount: Number(amount), currency };
}

/** The process that asks decides which keys it is given. */
export type Role = ProcessName;

/** Where a process finds its keys: its own file, unless `KEYRING_FILE` names one. */
export function keyringPath(config: Config, role: Role): string {
  return config.keyringFile ?? join(config.dataDir, 'keys', `${role}.json`);
}

/** Where encrypted photos lie while no S3 is configured. */
export function photoFolder(config: Config): string {
  return join(config.dataDir, 'photos');
}

/** The database's address. Set by `npm start` when it runs its own. */
export function databaseUrlOf(config: Config): string {
  if (config.databaseUrl === undefined) {
    throw new Error('DATABASE_URL is not set. "npm start" runs a database of its own and sets it.');
  }
  return config.databaseUrl;
}

/** The same database with a session to oneself: for what is held, or listened to, between transactions. */
export function sessionDatabaseUrlOf(config: Config): string {
  return config.sessionDatabaseUrl ?? databaseUrlOf(config);
}
