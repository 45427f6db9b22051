import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type StandIns, startStandIns } from '../../bots/playground/start-stand-ins.ts';
import { createPoster, type Post } from '../../bots/playground/wire.ts';
import type { Role } from '../../src/config/config.ts';
import { type Database, openDatabase } from '../../src/storage/database.ts';
import { loadDemo } from '../demo/load-demo.ts';
import { freePort } from '../free-port.ts';
import { prepareRoles } from '../postgres/roles.ts';
import { errorWords, WARNING_LEVEL } from '../simulate/error-words.ts';
import { type Processes, startProcesses } from '../simulate/processes.ts';
import { type Closers, configOf, scratchEnvironment, startParts } from '../simulate/scratch.ts';
import { prepare } from '../start/prepare.ts';
import { type Clock, clockEnvironment, openClock } from './clock.ts';
import { DIED_AT, flagsFor, type InsidePlan } from './inside.ts';
import { type LabPostgres, type LabRedis, startLabPostgres, startLabRedis } from './servers.ts';
import { mountSmallDisk, type SmallDisk } from './small-disk.ts';

export type Backend = 'postgres' | 'redis';

const TELEGRAM_TOKEN = '700000001:faults-faults-faults-faults';
const VIBER_TOKEN = 'faults-faults-faults-faults';

/** Postgres with its log of changes, and photos. */
const MEGABYTES = { postgres: 700, photos: 64 } as const;

/** Messengers come again soon, so that what takes minutes elsewhere takes seconds here. */
const retryDelay = (failures: number): number => Math.min(failures * 300, 2_000);

/** The whole system on servers of its own, with a lever for everything that can go wrong. */
export interface Lab {
  readonly backend: Backend;
  readonly root: string;
  readonly standIns: StandIns;
  /** For looking; the processes have their own connections. */
  readonly database: Database;
  readonly origin: string;
  readonly photoFolder: string;
  readonly postgres: LabPostgres;
  /** Undefined where queues are on Postgres. */
  readonly redis: LabRedis | undefined;
  /** Or why there is none. */
  readonly disks: Readonly<Record<'postgres' | 'photos', SmallDisk | { readonly unavailable: string }>>;
  /** Of all processes and of Postgres. */
  readonly clock: Clock | { readonly unavailable: string };
  readonly processes: Processes;
  /** Warnings and errors of the log, with the role before them, counted. */
  readonly said: ReadonlyMap<string, number>;
  /** Delivers once more what was taken since the last row, until it is taken again; resolves to what came of each. */
  repeatDeliveries(): Promise<readonly Repeated[]>;
  /** Deliveries that were not taken so far, each time that they came. */
  refusedDeliveries(): number;
  /** What was delivered so far is not repeated any more. */
  forgetDeliveries(): void;
  /** Starts a process again with something wrong inside; with nothing wrong unless told. */
  restartWith(role: Role, plan?: InsidePlan): Promise<void>;
  /** What is wrong inside a process the next time that it starts. */
  plan(role: Role, plan: InsidePlan | undefined): void;
  /** Called whenever a process has died at the step of its plan. */
  onDeath(listener: (role: Role, step: string) => void): void;
  stop(): Promise<void>;
}

export interface LabOptions {
  /** The project's folder, built. */
  readonly root: string;
  readonly backend: Backend;
  /** Whether the clock can be moved: costs a little at each look at it. */
  readonly clock: boolean;
}

/** How a delivery that came once more was answered at last, and how often it was to come again. */
interface Repeated {
  readonly status: number;
  readonly again: number;
}

/** "Come again", or no answer at all. */
const COME_AGAIN = new Set([0, 429, 503]);
const MOST_TRIES = 20;

/** Posts as messengers do: whoever is told to come again, or not answered, does so. */
async function postUntilTaken(post: Post, delivery: Parameters<Post>): Promise<Repeated> {
  for (let again = 0; ; again += 1) {
    const { status } = await post(...delivery);
    if (!COME_AGAIN.has(status) || again === MOST_TRIES) return { status, again };
    await pause(retryDelay(again + 1));
  }
}

/** Starts it; what was started so far is stopped when something fails. @throws Problem */
export async function startLab(options: LabOptions): Promise<Lab> {
  return startParts((closers) => start(options, closers));
}

async function start({ root, backend, clock: wantsClock }: LabOptions, closers: Closers): Promise<Omit<Lab, 'stop'>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'golos-faults-'));
  closers.push(() => rm(dataDir, { recursive: true, force: true }));
  const photoFolder = join(dataDir, 'photos');
  const disks = {
    postgres: await mountSmallDisk(join(dataDir, 'postgres'), MEGABYTES.postgres),
    photos: await mountSmallDisk(photoFolder, MEGABYTES.photos),
  };
  for (const disk of Object.values(disks)) if ('unmount' in disk) closers.push(disk.unmount);
  const clock = wantsClock ? await openClock(dataDir) : { unavailable: 'the clock of this one is real' };
  const clockEnv = 'file' in clock ? clockEnvironment(clock) : {};
  const postgres = await startLabPostgres({ dataDir, durable: true, env: clockEnv });
  closers.push(postgres.stop);
  const redis = backend === 'redis' ? await startLabRedis() : undefined;
  if (redis !== undefined) closers.push(redis.stop);
  const poster = createPoster();
  closers.push(async () => poster.close());
  const taken: Parameters<Post>[] = [];
  let refused = 0;
  const post: Post = async (...delivery) => {
    const answer = await poster.post(...delivery);
    if (answer.status === 200) taken.push(delivery);
    else refused += 1;
    return answer;
  };
  const standIns = await startStandIns({
    telegram: { token: TELEGRAM_TOKEN, resize: false, retryDelay, post },
    viber: { token: VIBER_TOKEN, resize: false, limits: { broadcast: true }, retryDelay, post },
  });
  closers.push(() => standIns.close());

  const port = await freePort();
  const env = {
    ...scratchEnvironment({
      databaseUrl: postgres.url,
      redisUrl: redis?.url,
      dataDir,
      port,
      standIns,
      telegramToken: TELEGRAM_TOKEN,
      viberToken: VIBER_TOKEN,
    }),
    ...clockEnv,
  };
  await prepare(configOf(env), postgres.url, join(root, 'migrations'));
  const database = openDatabase({ url: postgres.url, max: 4 });
  closers.push(() => database.close());
  await loadDemo(database);

  const plans = new Map<Role, InsidePlan>();
  const listeners: ((role: Role, step: string) => void)[] = [];
  const said = new Map<string, number>();
  const inside = new URL(`file://${join(root, 'dist/scripts/faults/inside.js')}`).href;
  const processes = startProcesses({
    root,
    env,
    databaseUrls: await prepareRoles(postgres.url),
    flags: (role) => {
      const plan = plans.get(role);
      return plan === undefined ? [] : flagsFor(inside, plan);
    },
    onLine: (role, line) => {
      const words = errorWords(line, WARNING_LEVEL);
      if (words !== undefined) said.set(`${role}: ${words}`, (said.get(`${role}: ${words}`) ?? 0) + 1);
      const step = line.includes(DIED_AT) ? (JSON.parse(line) as { step: string }).step : undefined;
      if (step !== undefined) for (const listener of listeners) listener(role, step);
    },
  });
  closers.push(processes.stop);
  await processes.ready;
  const plan = (role: Role, next: InsidePlan | undefined) => {
    if (next === undefined) plans.delete(role);
    else plans.set(role, next);
  };
  return {
    backend,
    root,
    standIns,
    database,
    origin: env.PUBLIC_URL,
    photoFolder,
    postgres,
    redis,
    disks,
    clock,
    processes,
    said,
    plan,
    repeatDeliveries: () => Promise.all(taken.map((delivery) => postUntilTaken(poster.post, delivery))),
    refusedDeliveries: () => refused,
    forgetDeliveries: () => void taken.splice(0),
    async restartWith(role, next) {
      plan(role, next);
      await processes.restart(role);
    },
    onDeath: (listener) => listeners.push(listener),
  };
}
