import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { ALLOCATOR, nodeFlagsFor } from '../../src/config/process-environment.ts';
import { freePort } from '../free-port.ts';
import { prepareRoles, type RoleAddresses } from '../postgres/roles.ts';

/** A database, queues and keys for one backend, and the processes to measure on them. */
export interface BenchContext {
  readonly backend: 'postgres' | 'redis';
  /** As the tables' owner, for filling. */
  readonly databaseUrl: string;
  /** As each process's own role. */
  readonly databaseUrls: RoleAddresses;
  readonly redisUrl: string | undefined;
  readonly dataDir: string;
  readonly electionId: string;
  readonly stationId: string;
  readonly stationCode: string;
  readonly choiceId: string;
  /** Of the sizes of the long benchmarks, 1 unless told: less for a try. */
  readonly share: number;
  /** The real web process. */
  startWeb(): Promise<{ port: number; secret: string; pid: number; stop(): Promise<void> }>;
  startBareServer(): Promise<{ port: number; stop(): Promise<void> }>;
  /** A bare server with the pages of a JSON file. */
  startBarePages(file: string): Promise<{ port: number; stop(): Promise<void> }>;
}

const SECRET = 'bench-bench-bench-bench';

export async function createContext(options: {
  backend: 'postgres' | 'redis';
  databaseUrl: string;
  redisUrl: string | undefined;
  dataDir: string;
  share: number;
}): Promise<BenchContext> {
  const { backend, databaseUrl, redisUrl, dataDir, share } = options;
  const databaseUrls = await prepareRoles(databaseUrl);
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const station = await client.query<{ id: string; code: string; election_id: string }>(
    'select id, code, election_id from stations order by code limit 1',
  );
  const choice = await client.query<{ id: string }>('select id from choices order by position limit 1');
  await client.end();
  return {
    backend,
    databaseUrl,
    databaseUrls,
    redisUrl,
    dataDir,
    share,
    electionId: station.rows[0]?.election_id ?? '',
    stationId: station.rows[0]?.id ?? '',
    stationCode: station.rows[0]?.code ?? '',
    choiceId: choice.rows[0]?.id ?? '',
    async startWeb() {
      const port = await freePort();
      const child = fork(entry('../../src/main.js'), {
        env: {
          ...ALLOCATOR,
          DATABASE_URL: databaseUrls.web,
          ...(redisUrl === undefined ? {} : { REDIS_URL: redisUrl }),
          DATA_DIR: dataDir,
          PORT: `${port}`,
          LOG_LEVEL: 'error',
          TELEGRAM_BOT_TOKEN: '1:benchbenchbenchbenchbench',
          // Nobody is there: set-up keeps trying in the background, as it would.
          TELEGRAM_API_ROOT: 'http://127.0.0.1:9',
          TELEGRAM_WEBHOOK_SECRET: SECRET,
          PUBLIC_URL: `http://127.0.0.1:${port}`,
        },
        execArgv: [...nodeFlagsFor('web')],
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      });
      await once(child, 'message');
      return { port, secret: SECRET, pid: child.pid ?? 0, stop: () => stop(child) };
    },
    startBareServer: () => startBare('./bare-server.js', databaseUrl),
    startBarePages: (file) => startBare('./bare-pages.js', file),
  };
}

/** A process of its own that prints its port. */
async function startBare(script: string, argument: string): Promise<{ port: number; stop(): Promise<void> }> {
  const child = spawn(process.execPath, [entry(script), argument], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  return { port: Number(line), stop: () => stop(child) };
}

function entry(relative: string): string {
  return fileURLToPath(new URL(relative, import.meta.url));
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  await exited;
}
