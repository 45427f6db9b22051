import { once } from 'node:events';
import { connect } from 'node:net';
import { freePort } from './free-port.ts';
import { spawnGuarded, stopGuarded } from './guarded.ts';

export interface RunningRedis {
  readonly url: string;
  stop(): Promise<void>;
  /** Ends it at once, with everything that it holds. */
  kill(): Promise<void>;
}

/**
 * Starts the machine's `redis-server` on a loopback port (a free one unless told), keeping nothing on disk, for tests and
 * benchmarks; undefined when there is none. It never throws a key away to make room: BullMQ's jobs are keys.
 */
export async function startRedis(options: { readonly port?: number } = {}): Promise<RunningRedis | undefined> {
  const port = options.port ?? (await freePort());
  const guarded = spawnGuarded(
    'redis-server',
    [
      ...['--port', String(port), '--bind', '127.0.0.1', '--databases', '1024'],
      ...['--save', '', '--appendonly', 'no', '--maxmemory-policy', 'noeviction'],
    ],
    { env: {}, stopSignal: 'SIGTERM', cwd: '/' },
  );
  guarded.child.stdout?.resume();
  guarded.child.stderr?.resume();
  let gone = false;
  void guarded.exited.then(() => {
    gone = true;
  });
  while (!(await answers(port))) {
    if (gone) return undefined;
    await new Promise((later) => setTimeout(later, 20));
  }
  return {
    url: `redis://127.0.0.1:${port}`,
    stop: () => stopGuarded(guarded, 5_000),
    kill: async () => {
      guarded.child.kill('SIGKILL');
      await guarded.exited;
    },
  };
}

async function answers(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
