import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import type { SimulationResult } from '../../scripts/simulate/run.ts';
import { until } from '../support/until.ts';

jest.setTimeout(300_000);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'golos-simulate-test-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

interface Run {
  readonly child: ChildProcess;
  readonly printed: () => string;
  readonly noted: () => string;
}

/** The command as a person runs it, with a temporary folder of its own to look into afterwards. */
function simulate(...options: string[]): Run {
  let [printed, noted] = ['', ''];
  const child = spawn(process.execPath, [join(process.cwd(), 'scripts/run.mjs'), 'golos', 'simulate', ...options], {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      TMPDIR: folder,
      ...(process.env.REDIS_URL === undefined ? {} : { REDIS_URL: process.env.REDIS_URL }),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout?.on('data', (chunk) => {
    printed += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    noted += chunk;
  });
  return { child, printed: () => printed, noted: () => noted };
}

test.each(['postgres', 'redis'])('thirty citizens reconcile on %s, whatever is killed', async (backend) => {
  const run = simulate(
    '--citizens',
    '30',
    '--backend',
    backend,
    '--kill',
    'web,worker,sender',
    '--survey',
    '--seed',
    '7',
    '--json',
  );
  const [code] = await once(run.child, 'exit');
  const result = JSON.parse(run.printed() || '{}') as SimulationResult;
  expect({ code, differences: result.differences, noted: code === 0 ? '' : run.noted() }).toEqual({
    code: 0,
    differences: [],
    noted: '',
  });
  expect([...result.killed].sort()).toEqual(['sender', 'sender', 'web', 'web', 'worker', 'worker']);
  expect(result.reconciled.find(({ what }) => what === 'ballots')?.stored).toBeGreaterThan(20);
  expect(result.reconciled.find(({ what }) => what === 'answers to the survey')?.stored).toBeGreaterThan(15);
  expect(await readdir(folder)).toEqual([]);
});

test('stopped in the middle, it leaves nothing behind', async () => {
  const run = simulate('--citizens', '500');
  await until(() => run.noted().includes('Citizens') || run.child.exitCode !== null, 60_000);
  run.child.kill('SIGINT');
  const [code] = await once(run.child, 'exit');
  expect([code, run.noted()]).toEqual([1, expect.stringContaining('Stopped.')]);
  await until(async () => (await readdir(folder)).length === 0, 20_000);
});

test.each([
  ['no citizens', ['--citizens', '0']],
  ['another messenger', ['--messenger', 'pigeon']],
  ['a process that is none', ['--kill', 'postgres']],
])('%s is bad usage', async (_, options) => {
  const run = simulate(...options);
  const [code] = await once(run.child, 'exit');
  expect(code).toBe(2);
});
