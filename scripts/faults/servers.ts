import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { type EmbeddedPostgres, type EmbeddedPostgresOptions, startEmbeddedPostgres } from '../embedded-postgres.ts';
import { placeIn } from '../postgres/place.ts';
import { Problem } from '../problem.ts';
import { type RunningRedis, startRedis } from '../redis.ts';

/** A Postgres of our own to be hurt. It is started again when it dies, as `npm start` does, unless it is held down. */
export interface LabPostgres {
  readonly url: string;
  /** `kill -9` of the server. */
  kill(): Promise<void>;
  /** Ends it in order and keeps it away until `start`. */
  stop(): Promise<void>;
  start(): Promise<void>;
}

const AGAIN_AFTER_MS = 500;

export async function startLabPostgres(options: EmbeddedPostgresOptions): Promise<LabPostgres> {
  let isHeld = false;
  let restarting: Promise<void> | undefined;
  let current: EmbeddedPostgres = await startEmbeddedPostgres(options);
  const { url, port } = current;
  const watch = (server: EmbeddedPostgres) => {
    void server.exited.then(() => {
      if (!isHeld) restarting = again();
    });
  };
  async function again(): Promise<void> {
    while (!isHeld) {
      await pause(AGAIN_AFTER_MS);
      if (isHeld) return;
      try {
        current = await startEmbeddedPostgres({ ...options, port });
        watch(current);
        return;
      } catch (error) {
        // Its disk is full still, or its last processes are leaving.
        if (!(error instanceof Problem)) throw error;
      }
    }
  }
  watch(current);
  return {
    url,
    async kill() {
      const [pid] = (await readFile(`${placeIn(options.dataDir).data}/postmaster.pid`, 'utf8')).split('\n');
      process.kill(Number(pid), 'SIGKILL');
    },
    async stop() {
      isHeld = true;
      await restarting;
      await current.stop();
    },
    async start() {
      isHeld = false;
      current = await startEmbeddedPostgres({ ...options, port });
      watch(current);
    },
  };
}

/** A Redis of our own to be hurt. */
export interface LabRedis {
  readonly url: string;
  /** `kill -9`; it stays away until `start`, and has forgotten everything then. */
  kill(): Promise<void>;
  start(): Promise<void>;
  /** One command: `FLUSHALL`, `CLIENT PAUSE 300 ALL`. */
  command(name: string, ...args: string[]): Promise<void>;
  stop(): Promise<void>;
}

export async function startLabRedis(): Promise<LabRedis> {
  let running: RunningRedis | undefined = await startRedis();
  if (running === undefined) throw new Problem('There is no redis-server on this machine.');
  const { url } = running;
  return {
    url,
    async kill() {
      await running?.kill();
      running = undefined;
    },
    async start() {
      running ??= await startRedis({ port: Number(new URL(url).port) });
    },
    async command(name, ...args) {
      const client = new Redis(url, { maxRetriesPerRequest: 1 });
      client.on('error', () => undefined);
      try {
        await client.call(name, ...args);
      } finally {
        client.disconnect();
      }
    },
    async stop() {
      await running?.stop();
      running = undefined;
    },
  };
}
