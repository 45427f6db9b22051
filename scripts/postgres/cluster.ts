import { randomBytes } from 'node:crypto';
import { chown, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '../problem.ts';
import type { Runner } from './account.ts';
import { lastLine, type Place, SUPERUSER } from './place.ts';

const MAJOR = '18';

/** Makes the cluster if there is none, all of it or nothing, and returns its password. */
export async function makeCluster(place: Place, runner: Runner, initdb: string): Promise<string> {
  const version = await readFile(join(place.data, 'PG_VERSION'), 'utf8').catch(() => undefined);
  if (version !== undefined && version.trim() !== MAJOR) {
    throw new Problem(
      `${place.data} was made by Postgres ${version.trim()}, this is ${MAJOR}: see docs/OPERATIONS.md.`,
    );
  }
  if (version !== undefined) return (await readFile(place.password, 'utf8')).trim();

  const half = `${place.data}.new`;
  await rm(half, { recursive: true, force: true });
  const password = randomBytes(24).toString('hex');
  await writeFile(place.password, `${password}\n`, { mode: 0o600 });
  const folder = await stat(place.home);
  await chown(place.password, folder.uid, folder.gid);
  // The built-in C.UTF-8 compares bytewise and knows every alphabet's upper and lower case. pg_trgm asks the
  // C library which characters are letters, so that LC_CTYPE must be some UTF-8 locale of this machine.
  for (const ctype of ['C.UTF-8', 'en_US.UTF-8', 'UTF-8']) {
    const guarded = runner(
      initdb,
      [
        ...[`--pgdata=${half}`, `--username=${SUPERUSER}`, `--pwfile=${place.password}`, '--auth=scram-sha-256'],
        ...['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
        ...['--locale=C', `--lc-ctype=${ctype}`, '--no-instructions'],
      ],
      { stopSignal: 'SIGTERM', cwd: place.home },
    );
    let said = '';
    guarded.child.stdout?.resume();
    guarded.child.stderr?.on('data', (chunk) => {
      said += chunk;
    });
    const { code } = await guarded.exited;
    if (code === 0) {
      await rename(half, place.data);
      return password;
    }
    await rm(half, { recursive: true, force: true });
    if (!said.includes('invalid locale')) throw new Problem(`Cannot make a Postgres cluster: ${lastLine(said)}`);
  }
  throw new Problem('This machine has no UTF-8 locale: install one (C.UTF-8 or en_US.UTF-8).');
}
