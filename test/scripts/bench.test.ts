import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { jest } from '@jest/globals';
import type { Result } from '../../scripts/bench/result.ts';
import { type DocsTable, mergeDocsTable } from '../../scripts/commands/docs-section.ts';

jest.setTimeout(300_000);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'golos-bench-test-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** The command as a person runs it, with a few hundredths of its load: what it loses does not depend on the machine. */
async function bench(...options: string[]): Promise<Result[]> {
  const json = join(folder, 'results.json');
  const script = join(process.cwd(), 'scripts/run.mjs');
  await promisify(execFile)(process.execPath, [script, 'bench', ...options, '--json', json], { cwd: folder });
  return JSON.parse(await readFile(json, 'utf8')) as Result[];
}

test.each([
  ['steady', 'postgres', '0.002', ['steady at 1000/s', 'steady at 200/s'], /^\d+ updates, 0 refused, 0 lost,/],
  ['backlog', 'redis', '0.002', ['backlog taken', 'backlog drained'], /67 ballots of 67 citizens, 0 updates lost$/],
])('what %s was told is stored, queues on %s', async (name, backend, share, figures, lost) => {
  const results = await bench('--only', name, '--backend', backend, '--share', share);
  expect(results.map((result) => result.name)).toEqual(figures);
  expect(results.at(-1)?.note).toMatch(lost);
});

/** Of three columns and the day. */
const RULE = '| --- | --- | --- | --- |';

describe('a table that is measured by parts', () => {
  const table = (rows: DocsTable['rows'], day: string): DocsTable => ({
    head: ['what', 'on', 'value'],
    keyCells: 2,
    rows,
    day,
  });
  const lines = async (file: string) =>
    (await readFile(file, 'utf8'))
      .split('\n')
      .filter((line) => line.startsWith('|') && !line.includes('what') && line !== RULE);

  test('keeps what was not measured again, in its place, and says of which day each is', async () => {
    const file = join(folder, 'page.md');
    await writeFile(file, 'Before\n\n<!-- measured: bench -->\n<!-- end -->\n\nAfter\n');
    const first = [
      ['a', 'x', '1'],
      ['a', 'y', '2'],
      ['b', 'x', '3'],
    ];
    await mergeDocsTable(file, 'bench', table(first, '2026-01-01'));
    await mergeDocsTable(
      file,
      'bench',
      table(
        [
          ['a', 'y', '9'],
          ['c', 'x', '4'],
        ],
        '2026-02-02',
      ),
    );
    expect(await lines(file)).toEqual([
      '| a | x | 1 | 2026-01-01 |',
      '| a | y | 9 | 2026-02-02 |',
      '| b | x | 3 | 2026-01-01 |',
      '| c | x | 4 | 2026-02-02 |',
    ]);
    const text = await readFile(file, 'utf8');
    expect(text.split(RULE)).toHaveLength(2);
    expect(text.startsWith('Before\n\n<!-- measured: bench -->\n\n| what | on | value | measured on |')).toBe(true);
    expect(text.endsWith('<!-- end -->\n\nAfter\n')).toBe(true);
  });

  test('a page without its place is not touched', async () => {
    const file = join(folder, 'page.md');
    await writeFile(file, 'Nothing here\n');
    await expect(mergeDocsTable(file, 'bench', table([], '2026-01-01'))).rejects.toThrow(
      'has no part that begins with',
    );
    expect(await readFile(file, 'utf8')).toBe('Nothing here\n');
  });
});
