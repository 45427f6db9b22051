import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { MATRIX } from '../../scripts/faults/matrix.ts';
import type { RowResult } from '../../scripts/faults/run-row.ts';

jest.setTimeout(3_600_000);

/** The bounded form: some of each group, a few minutes. All of them: `npm run test:faults`. */
const ROWS = [
  'connections-cut',
  'dialogue-version',
  'kill-together',
  'late-24h',
  'messenger-500',
  'photos-full',
  'postgres-killed',
  'redis-emptied',
  'redis-killed',
  'serialization',
];

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'golos-faults-test-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** The command as a person runs it, with a temporary folder of its own to look into afterwards. */
async function faults(...options: string[]): Promise<{ code: number; printed: string; results: RowResult[] }> {
  const json = join(folder, 'results.json');
  const temporary = await mkdtemp(join(folder, 'tmp-'));
  const script = join(process.cwd(), 'scripts/run.mjs');
  const child = spawn(process.execPath, [script, 'faults', ...options, '--json', json], {
    cwd: folder,
    env: { PATH: process.env.PATH, TMPDIR: temporary },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      printed += chunk;
    });
  }
  const [code] = (await once(child, 'close')) as [number];
  const results = JSON.parse(await readFile(json, 'utf8').catch(() => '[]')) as RowResult[];
  expect(await readdir(temporary)).toEqual([]);
  return { code, printed, results };
}

test('whatever goes wrong, what was acknowledged is stored and counted once, and everything goes on by itself', async () => {
  const { code, printed, results } = await faults('--short', '--only', ROWS.join(','));
  const wrong = results.filter(({ differences }) => differences.length > 0);
  expect({
    code,
    wrong: wrong.map(({ id, differences }) => [id, ...differences]),
    printed: code === 0 ? '' : printed,
  }).toEqual({
    code: 0,
    wrong: [],
    printed: '',
  });
  expect(results.map(({ id }) => id).sort()).toEqual(ROWS);
  for (const { skipped, acknowledged, stored } of results) {
    // Where this machine lacks something, it says so in words.
    if (skipped === undefined) expect(acknowledged).toBeGreaterThan(0);
    else expect(skipped).toMatch(/\w+ \w+/);
    expect(stored).toBeGreaterThanOrEqual(acknowledged);
  }
});

test('the page has a line for every row on both backends, and nothing that does not hold', async () => {
  const page = await readFile(join(process.cwd(), 'docs/RELIABILITY.md'), 'utf8');
  const lines = page.split('\n').map((line) => line.slice(2).split(' | '));
  const measured = new Set(lines.map(([group, fault, backend]) => `${group}: ${fault}, on ${backend}`));
  const wanted = MATRIX.flatMap(({ group, fault, backends = ['postgres', 'redis'] }) =>
    backends.map((backend) => `${group}: ${fault}, on ${backend}`),
  );
  expect(wanted.filter((row) => !measured.has(row))).toEqual([]);
  expect(lines.filter(([, , , , , , , , result]) => result?.startsWith('**'))).toEqual([]);
});

test('a row that there is not is bad usage', async () => {
  const { code } = await faults('--only', 'meteorite');
  expect(code).toBe(2);
});
