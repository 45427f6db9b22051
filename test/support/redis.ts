import { randomBytes } from 'node:crypto';

export interface IsolatedRedis {
  /** The run's Redis server. */
  readonly url: string;
  /** For BullMQ's `prefix` option: no other test uses it. */
  readonly prefix: string;
}

/** The run's Redis, and a key prefix of its own. A machine without Redis fails here, and says how to get one. */
export function isolatedRedis(): IsolatedRedis {
  const url = process.env.GOLOS_TEST_REDIS;
  if (url === undefined) throw new Error('no Redis: install redis-server, or set REDIS_URL (`npm test` installs one)');
  return { url, prefix: `golos-test-${randomBytes(8).toString('hex')}` };
}
