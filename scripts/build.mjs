import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { copyAssets } from './copy-assets.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(root, 'dist');
const stamp = join(dist, '.stamp');

/**
 * Brings dist/ up to date with the sources, when it is not. The new build is made in a folder of its own and
 * moved over file by file: two builds at once do not disturb each other, and nobody reads half a file.
 * Types are not checked here (`npm run types` does). Returns whether there was anything to do.
 */
export async function build() {
  const now = fingerprint();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return false;
  for (const name of readdirSync(root))
    if (isAbandoned(name)) rmSync(join(root, name), { recursive: true, force: true });
  const temporary = `${dist}.tmp-${process.pid}`;
  try {
    const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
    const args = ['-p', join(root, 'tsconfig.build.json'), '--outDir', temporary];
    const { status, stdout, stderr } = spawnSync(process.execPath, [tsc, ...args], { encoding: 'utf8' });
    if (status !== 0)
      throw Object.assign(new Error(`The sources do not compile:\n${stdout}${stderr}`), { name: 'Problem' });
    await copyAssets(root, temporary);
    const files = filesIn(temporary);
    for (const file of files) {
      mkdirSync(dirname(join(dist, file)), { recursive: true });
      renameSync(join(temporary, file), join(dist, file));
    }
    const wanted = new Set(files);
    for (const file of filesIn(dist)) if (!wanted.has(file) && !file.startsWith('.')) rmSync(join(dist, file));
    writeFileSync(stamp, now);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
  return true;
}

/** Changes whenever a source, or what it is compiled with, does. */
function fingerprint() {
  const hash = createHash('sha256');
  for (const name of [
    'src',
    'bots',
    'workers',
    'scripts',
    'tsconfig.json',
    'tsconfig.build.json',
    'package-lock.json',
  ]) {
    const path = join(root, name);
    const files = statSync(path).isDirectory() ? filesIn(path).map((file) => join(path, file)) : [path];
    for (const file of files.sort()) {
      const { mtimeMs, size } = statSync(file);
      hash.update(`${file} ${mtimeMs} ${size}\n`);
    }
  }
  return hash.digest('hex');
}

/** A half-made build whose maker was killed. */
function isAbandoned(name) {
  const pid = /^dist\.tmp-(\d+)$/.exec(name)?.[1];
  if (pid === undefined) return false;
  try {
    return !process.kill(Number(pid), 0);
  } catch {
    return true;
  }
}

function filesIn(folder) {
  return readdirSync(folder, { recursive: true }).filter((file) => statSync(join(folder, file)).isFile());
}
