import { execFile, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface, type Interface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Role } from '../../src/config/config.ts';
import { ALLOCATOR, nodeFlagsFor } from '../../src/config/process-environment.ts';
import { freePort } from '../free-port.ts';
import type { BenchContext } from './context.ts';
import type { HammerOptions } from './hammer.ts';

export const TELEGRAM_TOKEN = '1:benchbenchbenchbenchbench';
export const VIBER_TOKEN = 'bench-bench-bench-bench';
const WEBHOOK_SECRET = 'bench-bench-bench-bench';

export interface BenchProcess {
  readonly pid: number;
  /** Lines that it prints. */
  readonly lines: Interface;
  /** Writes a line to it. */
  tell(line: string): void;
  stop(): Promise<void>;
}

const ENTRIES: Readonly<Record<Role, string>> = {
  web: '../../src/main.js',
  worker: '../../workers/main.js',
  sender: '../../workers/sender.js',
};

/** One of the real processes on the context's database and queues, ready. Both messengers are at `answerer`. */
export async function startReal(
  context: BenchContext,
  role: Role,
  answerer: number,
  env: Readonly<Record<string, string>> = {},
): Promise<BenchProcess> {
  const { databaseUrls, redisUrl, dataDir } = context;
  const child = fork(entry(ENTRIES[role]), {
    env: {
      ...ALLOCATOR,
      DATABASE_URL: databaseUrls[role],
      ...(redisUrl === undefined ? {} : { REDIS_URL: redisUrl }),
      DATA_DIR: dataDir,
      LOG_LEVEL: 'error',
      TELEGRAM_BOT_TOKEN: TELEGRAM_TOKEN,
      TELEGRAM_API_ROOT: `http://127.0.0.1:${answerer}`,
      VIBER_AUTH_TOKEN: VIBER_TOKEN,
      VIBER_API_ROOT: `http://127.0.0.1:${answerer}/pa`,
      ...env,
    },
    execArgv: [...nodeFlagsFor(role)],
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  await once(child, 'message');
  return running(child);
}

export interface BenchSystem {
  readonly processes: readonly (BenchProcess & { readonly role: Role })[];
  /** Where Telegram's updates go, and with what. */
  readonly webhook: Pick<HammerOptions, 'port' | 'path' | 'headers'>;
  stop(): Promise<void>;
}

/** Web, so many workers, and sender. */
export async function startSystem(context: BenchContext, answerer: number, workers = 1): Promise<BenchSystem> {
  const port = await freePort();
  const processes: (BenchProcess & { role: Role })[] = [];
  const start = async (role: Role, env?: Readonly<Record<string, string>>) => {
    processes.push({ role, ...(await startReal(context, role, answerer, env)) });
  };
  const stop = async () => {
    for (const one of processes.splice(0).reverse()) await one.stop();
  };
  try {
    const web = { PORT: `${port}`, PUBLIC_URL: `http://127.0.0.1:${port}`, TELEGRAM_WEBHOOK_SECRET: WEBHOOK_SECRET };
    await start('web', web);
    for (let n = 0; n < workers; n += 1) await start('worker');
    await start('sender');
  } catch (error) {
    await stop();
    throw error;
  }
  const headers = { 'x-telegram-bot-api-secret-token': WEBHOOK_SECRET };
  return { processes, webhook: { port, path: '/webhooks/telegram', headers }, stop };
}

/** A helper of a benchmark in a process of its own. */
export function startHelper(file: string, args: readonly string[]): BenchProcess {
  return running(spawn(process.execPath, [entry(file), ...args], { stdio: ['pipe', 'pipe', 'inherit'] }));
}

/** The next line that it prints. */
export async function nextLine({ lines }: BenchProcess): Promise<string> {
  const [line] = (await once(lines, 'line')) as [string];
  return line;
}

/** Lets a helper do so many; resolves to the milliseconds that it took. */
export async function timed(helper: BenchProcess, count: number): Promise<number> {
  const line = nextLine(helper);
  helper.tell(`${count}`);
  return Number(await line);
}

/** Resident memory of a process, in bytes. */
export async function residentMemory(pid: number): Promise<number> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', `${pid}`]);
  return Number(stdout.trim()) * 1024;
}

function entry(relative: string): string {
  return fileURLToPath(new URL(relative, import.meta.url));
}

type Child = ReturnType<typeof fork> | ReturnType<typeof spawn>;

function running(child: Child): BenchProcess {
  if (child.stdout === null) throw new Error('A process without output cannot be listened to');
  return {
    pid: child.pid ?? 0,
    lines: createInterface(child.stdout),
    tell: (line) => void child.stdin?.write(`${line}\n`),
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
    },
  };
}
