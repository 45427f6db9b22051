import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeDocsSection } from '../../../scripts/commands/docs-section.ts';
import { simulateReview } from '../../../scripts/simulate/review/run.ts';

const migrations = join(import.meta.dirname, '../../../migrations');
const common = { reviewers: 6, items: 40, slips: 0, seed: 3, migrations };
const signal = new AbortController().signal;

test('honest reviewers decide everything rightly, and the count is what a recount says', async () => {
  const options = { ...common, malicious: 0, goldPercent: 10, reopen: false };
  const outcome = await simulateReview(options, () => undefined, signal);
  expect(outcome).toMatchObject({ decided: 40, wrong: 0, honestPaused: 0, malicious: 0, differences: 0 });
}, 180_000);

test('malicious ones are found by gold items, and what they read is read again', async () => {
  const options = { ...common, malicious: 0.34, goldPercent: 50, reopen: true };
  const outcome = await simulateReview(options, () => undefined, signal);
  expect(outcome).toMatchObject({ decided: 40, wrong: 0, malicious: 2, maliciousPaused: 2, differences: 0 });
}, 180_000);

test('figures are put into their own place of a page', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'golos-docs-'));
  try {
    const file = join(folder, 'PAGE.md');
    await writeFile(
      file,
      'Before\n<!-- measured: one -->\nold\n<!-- end -->\nAfter <!-- measured: two -->\n<!-- end -->\n',
    );
    await writeDocsSection(file, 'one', ['new']);
    await writeDocsSection(file, 'one', ['newer']);
    expect(await readFile(file, 'utf8')).toBe(
      'Before\n<!-- measured: one -->\n\nnewer\n\n<!-- end -->\nAfter <!-- measured: two -->\n<!-- end -->\n',
    );
    await expect(writeDocsSection(file, 'three', [])).rejects.toThrow('has no part');
  } finally {
    await rm(folder, { recursive: true });
  }
});
