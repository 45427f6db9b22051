import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from './sources.ts';

const run = promisify(execFile);
const git = async (...args: string[]) => (await run('git', args, { cwd: ROOT })).stdout;

interface Journal {
  readonly entries: readonly { readonly idx: number; readonly tag: string; readonly when: number }[];
}

const JOURNAL = 'migrations/meta/_journal.json';

/** A migration younger than this, in hours before the newest commit, is still being written. */
const STILL_WRITTEN = 3;

test('the journal names every migration once, in order', async () => {
  const { entries } = JSON.parse(await readFile(join(ROOT, JOURNAL), 'utf8')) as Journal;
  const files = (await readdir(join(ROOT, 'migrations'))).filter((name) => name.endsWith('.sql')).sort();
  expect(entries.map(({ tag }) => `${tag}.sql`)).toEqual(files);
  // drizzle passes over an entry that is older than the newest applied one.
  expect(entries.map(({ when }) => when)).toEqual(entries.map(({ when }) => when).sort((a, b) => a - b));
});

test('a merged migration is never edited, moved or removed', async () => {
  const old = await mergedCommit();
  if (old === undefined) return;
  const listed = await git('ls-tree', '-r', '--name-only', old, '--', 'migrations');
  const merged = listed.split('\n').filter((path) => path.endsWith('.sql'));
  for (const path of merged) {
    const now = await readFile(join(ROOT, path), 'utf8').catch(() => 'removed');
    expect({ path, text: now }).toEqual({ path, text: await git('show', `${old}:${path}`) });
  }
  if (merged.length === 0) return;
  const before = JSON.parse(await git('show', `${old}:${JOURNAL}`)) as Journal;
  const { entries } = JSON.parse(await readFile(join(ROOT, JOURNAL), 'utf8')) as Journal;
  expect(entries.slice(0, before.entries.length)).toEqual(before.entries);
});

test('the migrations make the schema that the sources describe', async () => {
  // Inside the project, because drizzle-kit takes only paths relative to it.
  const copy = await mkdtemp(join(ROOT, 'node_modules', '.migrations-'));
  try {
    await cp(join(ROOT, 'migrations'), copy, { recursive: true });
    const kit = join(ROOT, 'node_modules', 'drizzle-kit', 'bin.cjs');
    const args = ['generate', '--dialect=postgresql', '--schema=./src/storage/schema/index.ts'];
    await run(process.execPath, [kit, ...args, `--out=./${relative(ROOT, copy)}`], { cwd: ROOT });
    const added = (await readdir(copy)).filter((name) => name.endsWith('.sql')).length;
    const present = (await readdir(join(ROOT, 'migrations'))).filter((name) => name.endsWith('.sql')).length;
    // When this fails: npm run migration.
    expect(added - present).toBe(0);
  } finally {
    await rm(copy, { recursive: true });
  }
});

/** The newest commit that is old enough; undefined in a young or shallow history, or outside of one. */
async function mergedCommit(): Promise<string | undefined> {
  try {
    const head = Number(await git('log', '-1', '--format=%ct'));
    const before = new Date((head - STILL_WRITTEN * 3_600) * 1_000).toISOString();
    return (await git('log', '-1', '--format=%H', `--before=${before}`)).trim() || undefined;
  } catch {
    return undefined;
  }
}
