import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnGuarded, stopGuarded } from '../../scripts/guarded.ts';
import { supervise } from '../../scripts/start/supervisor.ts';
import { isRunning, until } from '../support/until.ts';

const sleep = () => spawnGuarded('sleep', ['1000'], { env: {}, stopSignal: 'SIGTERM' });

describe('spawnGuarded', () => {
  test('gives the program its own pid, nothing of our environment, and its exit code', async () => {
    const guarded = spawnGuarded('sh', ['-c', 'echo $$ $A $HOME; exit 7'], { env: { A: 'b' }, stopSignal: 'SIGTERM' });
    let said = '';
    guarded.child.stdout?.on('data', (chunk) => {
      said += chunk;
    });
    await once(guarded.child, 'close');
    expect(said).toBe(`${guarded.child.pid} b\n`);
    expect(await guarded.exited).toEqual({ code: 7, signal: null });
  });

  test.each([
    ['ends the program', 'sleep', ['1000']],
    ['makes a program end that does not listen', 'sh', ['-c', 'trap "" INT; echo up; while :; do sleep 0.1; done']],
  ])('%s, and removes its folder, when its parent is killed', async (_, program, args) => {
    const folder = await mkdtemp(join(tmpdir(), 'golos-guarded-'));
    const options = { env: {}, stopSignal: 'SIGINT', removeAfter: folder, patienceOnceAlone: 500 };
    const script = `
      const { spawnGuarded } = await import(${JSON.stringify(join(process.cwd(), 'dist/scripts/guarded.js'))});
      const { child } = spawnGuarded(...${JSON.stringify([program, args, options])});
      if (${args.length > 1}) await new Promise((resolve) => child.stdout.once('data', resolve));
      console.log(child.pid);
      setInterval(() => {}, 1_000);`;
    const parent = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = await once(parent.stdout, 'data');
    const pid = Number(String(line));
    expect(isRunning(pid)).toBe(true);
    parent.kill('SIGKILL');
    await until(() => !isRunning(pid) && !existsSync(folder));
  });

  test('is killed when it does not listen', async () => {
    const guarded = spawnGuarded('sh', ['-c', 'trap "" TERM; echo up; while :; do sleep 0.1; done'], {
      env: {},
      stopSignal: 'SIGTERM',
    });
    if (guarded.child.stdout) await once(guarded.child.stdout, 'data');
    await stopGuarded(guarded, 100);
    expect(await guarded.exited).toEqual({ code: null, signal: 'SIGKILL' });
  });

  test('a program that is not there has ended', async () => {
    expect((await spawnGuarded('no-such-program', [], { env: {}, stopSignal: 'SIGTERM' }).exited).code).toBe(127);
  });
});

describe('supervise', () => {
  test('starts again what dies, with a growing wait, until it is stopped', async () => {
    const pids: number[] = [];
    const waits: number[] = [];
    const supervised = supervise({
      patience: 1_000,
      firstWait: 10,
      spawn: () => {
        const guarded = sleep();
        pids.push(guarded.child.pid ?? 0);
        return guarded;
      },
      onDeath: ({ signal }, wait) => {
        expect(signal).toBe('SIGKILL');
        waits.push(wait);
      },
    });
    for (const n of [1, 2, 3]) {
      await until(() => pids.length === n);
      process.kill(pids[n - 1] ?? 0, 'SIGKILL');
    }
    await until(() => pids.length === 4);
    expect(waits).toEqual([10, 20, 40]);
    await supervised.stop();
    expect(pids.filter(isRunning)).toEqual([]);
    expect(waits).toHaveLength(3);
  });
});
