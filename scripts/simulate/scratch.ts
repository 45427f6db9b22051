import type { StandIns } from '../../bots/playground/start-stand-ins.ts';
import { type Config, loadConfig } from '../../src/config/config.ts';

/** What ends everything that was started so far; the last is called first. */
export type Closers = (() => Promise<unknown>)[];

/** Starts something that has many parts, of which each leaves what ends it. When one fails, those before it are ended. */
export async function startParts<T extends object>(
  start: (closers: Closers) => Promise<T>,
): Promise<T & { stop(): Promise<void> }> {
  const closers: Closers = [];
  const stop = async () => {
    for (const close of closers.splice(0).reverse()) await close();
  };
  try {
    return { ...(await start(closers)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

export interface ScratchPlaces {
  readonly databaseUrl: string;
  /** Queues are on Postgres without it. */
  readonly redisUrl: string | undefined;
  readonly dataDir: string;
  readonly port: number;
  readonly standIns: Pick<StandIns, 'telegramRoot' | 'viberRoot'>;
  readonly telegramToken: string;
  readonly viberToken: string;
}

/** The environment of the real processes on scratch data, with stand-ins for the messengers. */
export function scratchEnvironment(places: ScratchPlaces) {
  const { databaseUrl, redisUrl, dataDir, port, standIns, telegramToken, viberToken } = places;
  return {
    DATABASE_URL: databaseUrl,
    ...(redisUrl === undefined ? {} : { REDIS_URL: redisUrl }),
    DATA_DIR: dataDir,
    PORT: `${port}`,
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    LOG_LEVEL: 'warn',
    TELEGRAM_BOT_TOKEN: telegramToken,
    TELEGRAM_API_ROOT: standIns.telegramRoot,
    VIBER_AUTH_TOKEN: viberToken,
    VIBER_API_ROOT: standIns.viberRoot,
  };
}

/** What an environment of our own says; one that is wrong is a bug. */
export function configOf(env: Readonly<Record<string, string>>): Config {
  const loaded = loadConfig(env);
  if (!loaded.ok) throw new Error(loaded.problems.join('\n'));
  return loaded.config;
}
