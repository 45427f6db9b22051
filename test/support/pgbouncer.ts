import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { freePort } from '../../scripts/free-port.ts';
import { spawnGuarded, stopGuarded } from '../../scripts/guarded.ts';
import { until } from './until.ts';

const program = process.env.GOLOS_TEST_PGBOUNCER ?? '';

export const hasPgbouncer = program !== '';

/** `describe` where there is a pgbouncer; skipped elsewhere. */
export const withPgbouncer = hasPgbouncer ? describe : describe.skip;

export interface Pgbouncer {
  /** The same database and role, through the pooler. */
  through(url: string): string;
  stop(): Promise<void>;
}

/** pgbouncer in transaction mode before a Postgres, with `connections` of them for each role at most. */
export async function startPgbouncer(urls: readonly string[], connections: number): Promise<Pgbouncer> {
  const folder = await mkdtemp(join(tmpdir(), 'golos-pgbouncer-'));
  const port = await freePort();
  const [first = ''] = urls;
  const { hostname, port: postgresPort } = new URL(first);
  const users = urls.map((url) => new URL(url)).map(({ username, password }) => `"${username}" "${password}"\n`);
  await writeFile(join(folder, 'users.txt'), users.join(''));
  await writeFile(
    join(folder, 'pgbouncer.ini'),
    `[databases]
* = host=${hostname} port=${postgresPort}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = plain
auth_file = ${join(folder, 'users.txt')}
pool_mode = transaction
default_pool_size = ${connections}
max_client_conn = 1000
`,
  );
  // It refuses to run as root, and reads its files as whom it becomes.
  const asRoot = process.getuid?.() === 0;
  if (asRoot) await chmod(folder, 0o755);
  const args = [...(asRoot ? ['-u', 'nobody'] : []), join(folder, 'pgbouncer.ini')];
  const guarded = spawnGuarded(program, args, { env: {}, stopSignal: 'SIGINT', cwd: '/' });
  let said = '';
  for (const stream of [guarded.child.stdout, guarded.child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      said = `${said}${chunk.toString()}`.slice(-2_000);
    });
  }
  const through = (url: string) => {
    const pooled = new URL(url);
    pooled.hostname = '127.0.0.1';
    pooled.port = `${port}`;
    return pooled.href;
  };
  await until(async () => {
    if (guarded.child.exitCode !== null) throw new Error(`pgbouncer did not start: ${said}`);
    const client = new pg.Client({ connectionString: through(first) });
    client.on('error', () => undefined);
    return client.connect().then(
      async () => {
        await client.end();
        return true;
      },
      () => false,
    );
  }, 60_000);
  return {
    through,
    stop: async () => {
      await stopGuarded(guarded, 5_000);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
