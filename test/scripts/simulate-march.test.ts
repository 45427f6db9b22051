import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { isPlausible } from '../../scripts/simulate/march/reconcile-march.ts';
import type { MarchSimulation } from '../../scripts/simulate/march/run.ts';
import { createWalkLedger } from '../../scripts/simulate/march/walk-ledger.ts';

jest.setTimeout(600_000);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'golos-march-test-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('a small march, its worker killed and its Redis emptied: the series is the ledger, and nobody is left in it', async () => {
  const options = ['--walkers', '150', '--zones', '2', '--backend', 'redis', '--seed', '3', '--json'];
  const child = spawn(
    process.execPath,
    [join(process.cwd(), 'scripts/run.mjs'), 'golos', 'simulate', 'march', ...options],
    {
      cwd: folder,
      env: {
        PATH: process.env.PATH,
        TMPDIR: folder,
        ...(process.env.REDIS_URL === undefined ? {} : { REDIS_URL: process.env.REDIS_URL }),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let [printed, noted] = ['', ''];
  child.stdout.on('data', (chunk) => {
    printed += chunk;
  });
  child.stderr.on('data', (chunk) => {
    noted += chunk;
  });
  const [code] = await once(child, 'exit');
  const result = JSON.parse(printed || '{}') as MarchSimulation;
  expect({ code, differences: result.differences, noted: code === 0 ? '' : noted }).toEqual({
    code: 0,
    differences: [],
    noted: '',
  });
  expect(result.pageUpdates).toBeGreaterThan(1);
  expect(await readdir(folder)).toEqual([]);
});

test('the ledger tells a wrong number from a right one', async () => {
  const ledger = createWalkLedger(() => true);
  for (let walker = 0; walker < 200; walker += 1) await ledger.goes(walker, 0, async () => undefined);
  await ledger.goes(0, 1, async () => undefined);
  await ledger.goes(1, null, async () => undefined);
  expect([ledger.finally(0), ledger.finally(1)]).toEqual([198, 1]);
  const later = Date.now() + 60_000;
  expect(ledger.between(0, later, 1_000)).toEqual({ least: 198, most: 198 });
  // A moment ago: whatever was asked for may be counted, or not yet.
  expect(ledger.between(0, Date.now(), 60_000)).toEqual({ least: 0, most: 200 });
  expect(isPlausible(200, 198, 198, 10)).toBe(true);
  expect(isPlausible(220, 198, 198, 10)).toBe(false);
  expect(isPlausible(null, 198, 198, 10)).toBe(false);
  expect(isPlausible(null, 40, 40, 10)).toBe(true);
});
