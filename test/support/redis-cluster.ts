import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { freePorts } from '../../scripts/free-port.ts';
import { type Guarded, spawnGuarded, stopGuarded } from '../../scripts/guarded.ts';
import { until } from './until.ts';

const MASTERS = 3;
const SLOTS = 16_384;
const PATIENCE_MS = 60_000;

export interface RedisCluster {
  /** For `REDIS_URL`. */
  readonly url: string;
  readonly urls: readonly string[];
  /** `kill -9`; with everything that this master held. */
  kill(master: number): Promise<void>;
  /** The same, as soon as it holds keys of this form: they are counted while it stands still, and it never goes on. */
  killHolding(master: number, keys: RegExp): Promise<number>;
  /** It keeps its connections and answers nothing, until it is let go on or killed. */
  standStill(master: number): () => void;
  /** Whether no process of this master answers. */
  isAway(master: number): Promise<boolean>;
  /** The same master again, empty. */
  revive(master: number): Promise<void>;
  stop(): Promise<void>;
}

/** Three masters of a Redis Cluster on loopback ports, keeping nothing on disk but who is who. */
export async function startRedisCluster(): Promise<RedisCluster> {
  const folder = await mkdtemp(join(tmpdir(), 'golos-cluster-'));
  const ports = await freePorts(2 * MASTERS);
  const nodes = Array.from({ length: MASTERS }, (_, n) => ({
    port: ports[n] ?? 0,
    bus: ports[MASTERS + n] ?? 0,
    config: join(folder, `${n}.conf`),
  }));
  const running: (Guarded | undefined)[] = [];
  const start = (n: number) => {
    const node = nodes[n];
    if (node === undefined) throw new Error(`there is no master ${n}`);
    const guarded = spawnGuarded(
      'redis-server',
      [
        ...['--port', `${node.port}`, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
        ...['--maxmemory-policy', 'noeviction', '--cluster-enabled', 'yes', '--cluster-config-file', node.config],
        ...['--cluster-port', `${node.bus}`, '--cluster-node-timeout', '1500'],
        // The masters that are left go on.
        ...['--cluster-require-full-coverage', 'no'],
      ],
      { env: {}, stopSignal: 'SIGTERM', cwd: '/' },
    );
    guarded.child.stdout?.resume();
    guarded.child.stderr?.resume();
    running[n] = guarded;
  };
  const ask = async <T>(n: number, question: (redis: Redis) => Promise<T>): Promise<T | undefined> => {
    const redis = new Redis(nodes[n]?.port ?? 0, '127.0.0.1', { maxRetriesPerRequest: 0, retryStrategy: () => null });
    redis.on('error', () => undefined);
    try {
      return await question(redis);
    } catch {
      return undefined;
    } finally {
      redis.disconnect();
    }
  };
  const info = (n: number) => ask(n, (redis) => redis.cluster('INFO') as Promise<string>);
  const sees = (n: number) => until(async () => (await info(n))?.includes(`cluster_state:ok`), PATIENCE_MS);

  for (const [n] of nodes.entries()) start(n);
  for (const [n] of nodes.entries()) {
    await until(() => ask(n, (redis) => redis.ping()), PATIENCE_MS);
    const from = Math.ceil((n * SLOTS) / MASTERS);
    await ask(n, (redis) => redis.call('CLUSTER', 'ADDSLOTSRANGE', from, Math.ceil(((n + 1) * SLOTS) / MASTERS) - 1));
    await ask(n, (redis) => redis.call('CLUSTER', 'SET-CONFIG-EPOCH', n + 1));
  }
  for (const { port, bus } of nodes.slice(1))
    await ask(0, (redis) => redis.call('CLUSTER', 'MEET', '127.0.0.1', port, bus));
  for (const [n] of nodes.entries()) {
    await until(async () => (await info(n))?.includes(`cluster_known_nodes:${MASTERS}`), PATIENCE_MS);
    await until(async () => (await info(n))?.includes(`cluster_slots_assigned:${SLOTS}`), PATIENCE_MS);
    await sees(n);
  }
  const urls = nodes.map(({ port }) => `redis://127.0.0.1:${port}`);
  return {
    url: urls.join(','),
    urls,
    async kill(n) {
      running[n]?.child.kill('SIGKILL');
      await running[n]?.exited;
    },
    async killHolding(n, keys) {
      const counted = () =>
        ask(n, async (redis) => {
          // Nothing is added or taken from here on.
          await redis.call('CLIENT', 'PAUSE', '60000', 'WRITE');
          const held = (await redis.keys('*')).filter((key) => keys.test(key)).length;
          if (held > 0) return held;
          await redis.call('CLIENT', 'UNPAUSE');
          return undefined;
        });
      const held = await until(counted, PATIENCE_MS);
      running[n]?.child.kill('SIGKILL');
      await running[n]?.exited;
      return held;
    },
    standStill(n) {
      running[n]?.child.kill('SIGSTOP');
      return () => running[n]?.child.kill('SIGCONT');
    },
    isAway: async (n) => (await info(n)) === undefined,
    async revive(n) {
      start(n);
      await sees(n);
    },
    stop: async () => {
      for (const guarded of running) if (guarded !== undefined) await stopGuarded(guarded, 5_000);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
