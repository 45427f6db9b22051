import { Redis } from 'ioredis';
import { Problem } from '../problem.ts';

const LAST_DATABASE = 15;

/** An empty database of a Redis server, emptied again at the end. @throws Problem when there is none. */
export async function emptyRedis(server: string): Promise<{ readonly url: string; close(): Promise<void> }> {
  for (let number = LAST_DATABASE; number > 0; number -= 1) {
    const url = new URL(server);
    url.pathname = `/${number}`;
    const redis = new Redis(url.href, { maxRetriesPerRequest: 1 });
    redis.on('error', () => undefined);
    const size = await redis.dbsize().catch(() => undefined);
    if (size === 0) {
      const close = async () => {
        await redis.flushdb();
        redis.disconnect();
      };
      return { url: url.href, close };
    }
    redis.disconnect();
  }
  throw new Problem('The server of REDIS_URL has no empty database among 1 to 15.');
}

/** Empties a database of a Redis server, whatever is using it. */
export async function flushRedis(url: string): Promise<void> {
  const redis = new Redis(url, { maxRetriesPerRequest: 1 });
  try {
    await redis.flushdb();
  } finally {
    redis.disconnect();
  }
}
