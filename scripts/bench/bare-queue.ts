import { createInterface } from 'node:readline';
import { createPostgresBackend, Queue, Worker, withBackend } from 'bullmq';
import { Redis } from 'ioredis';
import { QUEUES } from '../../src/queues/contracts.ts';
import { chunks } from '../../src/queues/hand-over.ts';

/**
 * The limit of queue to store, in a process of its own: BullMQ with an empty processor, one job each.
 * Reads a number of jobs a line, prints the milliseconds from adding the first to having done the last.
 */
const [databaseUrl = '', redisUrl] = process.argv.slice(2);
const NAME = 'bare';
const AT_ONCE = 1_000;
const { concurrency } = QUEUES.intents;
let left = 0;
let finished: () => void = () => undefined;
const processor = async () => {
  left -= 1;
  if (left === 0) finished();
};
const { queue, worker } = open();
worker.on('error', (error) => process.stderr.write(`${error}\n`));
await worker.waitUntilReady();

for await (const line of createInterface(process.stdin)) {
  const jobs = Array.from({ length: Number(line) }, (_, i) => ({
    name: NAME,
    data: { ids: [`${i}`] },
    opts: { removeOnComplete: true, removeOnFail: true, attempts: 1 },
  }));
  left = jobs.length;
  const done = new Promise<void>((resolve) => {
    finished = resolve;
  });
  const start = performance.now();
  await Promise.all(chunks(jobs, AT_ONCE).map((part) => queue.addBulk(part)));
  await done;
  process.stdout.write(`${performance.now() - start}\n`);
}

function open() {
  const options = { concurrency, removeOnComplete: { count: 0 }, removeOnFail: { count: 0 } };
  if (redisUrl !== undefined) {
    const producing = new Redis(redisUrl, { maxRetriesPerRequest: null });
    const consuming = new Redis(redisUrl, { maxRetriesPerRequest: null });
    const common = { prefix: '{bare}' };
    return {
      queue: new Queue(NAME, { connection: producing, ...common }),
      worker: new Worker(NAME, processor, { connection: consuming, ...common, ...options }),
    };
  }
  const { Queue: PostgresQueue, Worker: PostgresWorker } = withBackend(createPostgresBackend);
  const connection = { connectionString: databaseUrl, max: concurrency + 1 };
  return {
    queue: new PostgresQueue(NAME, { connection }),
    worker: new PostgresWorker(NAME, processor, { connection, ...options }),
  };
}
