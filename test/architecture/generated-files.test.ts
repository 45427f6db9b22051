import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from './sources.ts';

/** What each generator writes, from what it reads; both relative to the folder that it runs in. */
const GENERATED: Readonly<Record<string, { readonly reads: readonly string[]; readonly writes: readonly string[] }>> = {
  'generate-text-keys': { reads: ['src/i18n'], writes: ['src/i18n/keys.ts'] },
  'generate-dialogues-doc': { reads: ['docs'], writes: ['docs/DIALOGUES.md'] },
};

test('every generator is on the list', async () => {
  const scripts = (await readdir(join(ROOT, 'scripts'))).filter((name) => name.startsWith('generate-'));
  expect(scripts.map((name) => name.replace(/\.tsx?$/, '')).sort()).toEqual(Object.keys(GENERATED).sort());
});

// When this fails: npm run build && node dist/scripts/NAME.js
test.each(Object.entries(GENERATED))('%s would change nothing', async (name, { reads, writes }) => {
  const folder = await mkdtemp(join(tmpdir(), 'golos-generated-'));
  try {
    for (const path of reads) await cp(join(ROOT, path), join(folder, path), { recursive: true });
    await promisify(execFile)(process.execPath, [join(ROOT, 'dist', 'scripts', `${name}.js`)], { cwd: folder });
    for (const path of writes) {
      expect(await readFile(join(folder, path), 'utf8')).toBe(await readFile(join(ROOT, path), 'utf8'));
    }
  } finally {
    await rm(folder, { recursive: true });
  }
});
