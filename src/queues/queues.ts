import {
  createPostgresBackend,
  type PostgresConnectionOptions,
  type PostgresQueueBackend,
  Queue,
  Worker,
  withBackend,
} from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';
import { type Backend, type Consumer, JOB_OPTIONS, type Producer, workerOptions } from './backend.ts';
import { QUEUES, type QueueContract, type RowIds, rowIds } from './contracts.ts';
import { neverStuck } from './never-stuck.ts';
import { isCluster, onRedisCluster } from './redis-cluster.ts';

export type QueueName = QueueContract['name'];

/** What became of one job, for whoever counts. */
export interface JobSeen {
  readonly queue: QueueName;
  readonly result: 'done' | 'failed';
  /** From its handing over until it was taken. */
  readonly waitedSeconds: number;
  readonly tookSeconds: number;
}

/** The queues, whichever backend carries them. Never the record: any of it may be lost at any moment. */
export interface Queues {
  /** Rejects when the backend is away; the sweeper then hands the rows over later. */
  add(queue: QueueName, jobs: readonly RowIds[]): Promise<void>;
  /** Starts taking jobs. A job whose handler throws is dropped: its rows are still open. */
  work(queue: QueueName, handler: (job: RowIds) => Promise<void>, onFailure: (error: unknown) => void): void;
  /** Jobs waiting or being worked on. */
  depth(queue: QueueName): Promise<number>;
  ready(): Promise<boolean>;
  /** Takes no more jobs. Resolves when those in hand are done; what they hand over is still taken. */
  stopWorking(): Promise<void>;
  /** Waits for jobs in hand, then closes. */
  close(): Promise<void>;
}

export interface QueueOptions {
  /** A Redis, or nodes of a cluster with commas between; when not given, the database itself. */
  readonly redisUrl?: string | undefined;
  readonly databaseUrl: string;
  /** Told when the backend's connection breaks; it is rebuilt by itself. */
  readonly onError: (error: Error) => void;
  /** Told when a job has ended. */
  readonly onJob?: (seen: JobSeen) => void;
  /** Separates test runs that share one Redis. */
  readonly prefix?: string;
}

export function openQueues(options: QueueOptions): Queues {
  const backend = backendOf(options);
  const producers = new Map<QueueName, Producer>();
  const consumers: Consumer[] = [];
  const producerOf = (queue: QueueName): Producer => {
    const known = producers.get(queue);
    if (known !== undefined) return known;
    const producer = backend.producer(queue);
    producer.on('error', options.onError);
    producers.set(queue, producer);
    return producer;
  };
  let stopped: Promise<unknown> | undefined;
  const stopWorking = async () => {
    stopped ??= Promise.all(consumers.map((consumer) => consumer.close()));
    await stopped;
  };
  return {
    async add(queue, jobs) {
      const [only] = jobs;
      // Mostly there is one, which is far cheaper by itself.
      if (jobs.length === 1 && only !== undefined) await producerOf(queue).add(queue, only, JOB_OPTIONS);
      else await producerOf(queue).addBulk(jobs.map((data) => ({ name: queue, data, opts: JOB_OPTIONS })));
    },
    work(queue, handler, onFailure) {
      const consumer = backend.consumer(QUEUES[queue], async (job) => {
        const start = performance.now();
        const waitedSeconds = Math.max(0, Date.now() - job.timestamp) / 1_000;
        let result: JobSeen['result'] = 'done';
        try {
          await handler(rowIds.parse(job.data));
        } catch (error) {
          result = 'failed';
          onFailure(error);
        }
        options.onJob?.({ queue, result, waitedSeconds, tookSeconds: (performance.now() - start) / 1_000 });
      });
      consumer.on('error', options.onError);
      consumers.push(consumer);
    },
    async depth(queue) {
      const counts = await producerOf(queue).getJobCounts('waiting', 'active', 'prioritized', 'delayed');
      return Object.values(counts).reduce((sum, n) => sum + n, 0);
    },
    ready: () => backend.ready(),
    stopWorking,
    async close() {
      await stopWorking();
      await Promise.all([...producers.values()].map((producer) => producer.close()));
      await backend.close();
    },
  };
}

function backendOf(options: QueueOptions): Backend {
  const { redisUrl } = options;
  if (redisUrl === undefined) return onPostgres(options);
  return isCluster(redisUrl) ? onRedisCluster(options, redisUrl) : onRedis(options, redisUrl);
}

function onRedis({ prefix = 'golos', onError }: QueueOptions, url: string): Backend {
  // Producers fail fast while Redis is away; consumers wait for it.
  const producing = new Redis(url, { maxRetriesPerRequest: 1, enableOfflineQueue: false, lazyConnect: false });
  const consuming = new Redis(url, { maxRetriesPerRequest: null });
  producing.on('error', onError);
  consuming.on('error', onError);
  const common = { prefix: `{${prefix}}` };
  return {
    producer: (queue) => new Queue(queue, { connection: producing, ...common, skipMetasUpdate: true }),
    consumer: (contract, handler) =>
      new Worker(contract.name, handler, { connection: consuming, ...common, ...workerOptions(contract) }),
    ready: async () => (await producing.ping().catch(() => '')) === 'PONG',
    async close() {
      producing.disconnect();
      consuming.disconnect();
    },
  };
}

/**
 * A connection that is cut between two statements of BullMQ's, when neither its pool nor a statement listens, would be
 * an unhandled 'error' event, which ends the process. Whoever uses it learns of it by their next statement.
 */
class HeardClient extends pg.Client {
  constructor(...config: ConstructorParameters<typeof pg.Client>) {
    super(...config);
    this.on('error', () => undefined);
  }
}

function onPostgres({ databaseUrl, onError }: QueueOptions): Backend {
  const { Queue: PostgresQueue, Worker: PostgresWorker } = withBackend<PostgresQueueBackend, PostgresConnectionOptions>(
    (...asked) => neverStuck(createPostgresBackend(...asked)),
  );
  const check = new pg.Pool({ connectionString: databaseUrl, max: 1, connectionTimeoutMillis: 5_000 });
  check.on('error', onError);
  const connection = { connectionString: databaseUrl, max: 3, connectionTimeoutMillis: 5_000, Client: HeardClient };
  return {
    producer: (queue) => new PostgresQueue(queue, { connection }),
    consumer: (contract, handler) =>
      new PostgresWorker(contract.name, handler, {
        connection: { ...connection, max: contract.concurrency + 1 },
        ...workerOptions(contract),
      }),
    ready: () =>
      check.query('select 1').then(
        () => true,
        () => false,
      ),
    close: () => check.end(),
  };
}
