import { Queue, Worker } from 'bullmq';
import { Cluster, type ClusterOptions } from 'ioredis';
import { type Backend, type Consumer, type Producer, workerOptions } from './backend.ts';
import { QUEUES, type QueueContract } from './contracts.ts';

/**
 * Parts of each queue. Redis Cluster keeps all keys of one part on one master, because they share a hash tag, and
 * BullMQ's scripts touch one part only; several parts are spread over the masters, and a dead one takes along
 * some of each queue, never a whole one.
 */
const PARTS = 3;

/** A producer that waits for a dead master waits no longer than some tenths of a second, then takes another part. */
const PRODUCER_REDIRECTIONS = 3;

/**
 * A command that was under way when the last master went may never be answered. Whoever waits goes on then: a job
 * that gets there all the same does nothing the second time.
 */
const ANSWER_WITHIN_MS = 5_000;

/** For so long a part that was silent comes last: whatever else is handed over waits for its answer, too. */
const LAST_FOR_MS = 10_000;

/** How often each client looks which master has what. */
const LOOK_EVERY_MS = 2_000;

/** The longest pause before a client looks for the masters again. */
const RETRY_WITHIN_MS = 2_000;

/**
 * BullMQ asks for the server's version first, and where that fails, nothing of this queue ever works again: it keeps
 * the rejection. The first question often comes before the client has found its masters, or goes to a dead one.
 */
const UNASKED = { skipVersionCheck: true } as const;

export interface ClusterQueueOptions {
  readonly prefix?: string;
  readonly onError: (error: Error) => void;
}

/** Whether `REDIS_URL` names nodes of a cluster. */
export function isCluster(redisUrl: string): boolean {
  return redisUrl.includes(',');
}

/**
 * The queues on a Redis Cluster. Part of the cluster may be away: what is handed over goes to the parts that are
 * there, and rows that were in the others are handed over again by the sweeper, as after any loss.
 */
export function onRedisCluster({ prefix = 'golos', onError }: ClusterQueueOptions, urls: string): Backend {
  let isOver = false;
  // Workers have copies of a client, and one that is closed in the middle of a search for its masters would go on.
  const clusterRetryStrategy = (times: number) => (isOver ? null : Math.min(100 + 2 * times, RETRY_WITHIN_MS));
  const producing = connect(
    urls,
    { clusterRetryStrategy, enableOfflineQueue: false, maxRedirections: PRODUCER_REDIRECTIONS },
    1,
  );
  const consuming = connect(urls, { clusterRetryStrategy }, null);
  producing.on('error', onError);
  consuming.on('error', onError);
  const tags = (queue: QueueContract['name']) =>
    Array.from({ length: PARTS }, (_, part) => `{${prefix}-${queue}-${part}}`);
  return {
    producer: (queue) =>
      spread(
        tags(queue).map(
          (tag) => new Queue(queue, { ...UNASKED, connection: producing, prefix: tag, skipMetasUpdate: true }),
        ),
      ),
    consumer: (contract, handler) => {
      const options = { ...workerOptions(contract), ...UNASKED };
      const concurrency = Math.ceil(contract.concurrency / PARTS);
      const inHand = new Set<Promise<unknown>>();
      const counted: typeof handler = (job) => {
        const work = handler(job);
        inHand.add(work);
        return work.finally(() => inHand.delete(work));
      };
      return together(
        tags(contract.name).map(
          (tag) => new Worker(contract.name, counted, { ...options, concurrency, connection: consuming, prefix: tag }),
        ),
        inHand,
        onError,
      );
    },
    // Handing over works as long as one part of a queue does.
    ready: () =>
      inTime(Promise.any(tags(QUEUES.sends.name).map((tag) => producing.exists(`${tag}:ready`)))).then(
        () => true,
        () => false,
      ),
    async close() {
      isOver = true;
      producing.disconnect();
      consuming.disconnect();
    },
  };
}

function connect(urls: string, options: ClusterOptions, maxRetriesPerRequest: number | null): Cluster {
  const nodes = urls.split(',').map((url) => new URL(url));
  const [first] = nodes;
  return new Cluster(
    nodes.map(({ hostname, port }) => ({ host: hostname, port: Number(port) || 6379 })),
    {
      ...options,
      slotsRefreshInterval: LOOK_EVERY_MS,
      slotsRefreshTimeout: 2_000,
      redisOptions: {
        maxRetriesPerRequest,
        ...(first?.username && { username: decodeURIComponent(first.username) }),
        ...(first?.password && { password: decodeURIComponent(first.password) }),
        ...(first?.protocol === 'rediss:' && { tls: {} }),
      },
    },
  );
}

/**
 * Each hand-over goes to the next part; where that is away, to the one after it. Rejects when none is there. One that
 * is silent is asked again some seconds later, or when no other answers.
 */
function spread(parts: readonly Queue[]): Producer {
  let next = Math.floor(Math.random() * parts.length);
  const lastUntil = new Map<Queue, number>();
  const isLast = (part: Queue) => performance.now() < (lastUntil.get(part) ?? 0);
  const inTimeOf = <T>(part: Queue, work: Promise<T>): Promise<T> =>
    inTime(work, () => lastUntil.set(part, performance.now() + LAST_FOR_MS));
  const inTurn = async (act: (part: Queue) => Promise<unknown>): Promise<unknown> => {
    next = (next + 1) % parts.length;
    const turns = [...parts.slice(next), ...parts.slice(0, next)];
    let failed: unknown;
    for (const part of [...turns.filter((one) => !isLast(one)), ...turns.filter(isLast)]) {
      try {
        return await inTimeOf(part, act(part));
      } catch (error) {
        failed = error;
      }
    }
    throw failed;
  };
  return {
    add: (...job) => inTurn((part) => part.add(...job)),
    addBulk: (jobs) => inTurn((part) => part.addBulk(jobs)),
    async getJobCounts(...types) {
      const present = parts.filter((part) => !isLast(part));
      const asked = present.length > 0 ? present : parts;
      const counted = await Promise.allSettled(asked.map((part) => inTimeOf(part, part.getJobCounts(...types))));
      const counts = counted.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
      if (counts.length === 0) throw new Error('No part of the queue answers');
      return Object.fromEntries(types.map((type) => [type, counts.reduce((sum, each) => sum + (each[type] ?? 0), 0)]));
    },
    close: async () => {
      await Promise.all(parts.map((part) => part.close()));
    },
    on: (event, listener) => parts.map((part) => part.on(event, listener)),
  };
}

function together(
  parts: readonly Worker[],
  inHand: ReadonlySet<Promise<unknown>>,
  onError: (error: Error) => void,
): Consumer {
  return {
    async close() {
      // By force: a connection that waited for a job when its master went may never say that it is done. Jobs in hand
      // are waited for here; one that has not said that it is done comes again, and does nothing then.
      const closing = Promise.all(parts.map((part) => part.close(true)));
      while (inHand.size > 0) await Promise.allSettled(inHand);
      await inTime(closing).catch(onError);
    },
    on: (event, listener) => parts.map((part) => part.on(event, listener)),
  };
}

async function inTime<T>(work: Promise<T>, onLate?: () => void): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      onLate?.();
      reject(new Error('No master has answered in time'));
    }, ANSWER_WITHIN_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
