import { execFile } from 'node:child_process';
import { chown, mkdir, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { type Guarded, type GuardedOptions, spawnGuarded } from '../guarded.ts';
import { Problem } from '../problem.ts';
import { codeOf, type Place } from './place.ts';

interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** Starts one of Postgres's programs as whoever may own the cluster. */
export type Runner = (
  program: string,
  args: readonly string[],
  options: Omit<GuardedOptions, 'env'> & Partial<Pick<GuardedOptions, 'env'>>,
) => Guarded;

const run = promisify(execFile);

/** Makes the folder, and finds the account that may own a cluster in it: Postgres refuses to run as root. */
export async function prepareFolder(place: Place, postgres: string): Promise<Runner> {
  try {
    // Others may pass, not look: Postgres's own account is one of them when we are root.
    await mkdir(dirname(place.home), { recursive: true, mode: 0o711 });
    await mkdir(place.home, { recursive: true, mode: 0o700 });
    await writeFile(place.owner, '', { flag: 'a' });
  } catch (error) {
    throw new Problem(
      `Cannot write to ${place.home} (${codeOf(error)}): set DATA_DIR to a folder that can be written.`,
    );
  }
  if (process.getuid?.() !== 0) return (program, args, options) => spawnGuarded(program, args, { env: {}, ...options });

  const owner = await stat(place.data).catch(() => undefined);
  const account = owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : await postgresAccount();
  await chown(place.home, account.uid, account.gid);
  const reaches = ['sh', '-c', 'cd "$1" && test -r "$2"', 'sh', place.home, postgres];
  if (await succeeds(reaches, account)) {
    return (program, args, options) => spawnGuarded(program, args, { env: {}, ...options, ...account });
  }

  // Some folder above us is closed to that account (/root, a private temporary folder). It is let through
  // that door without becoming root: capabilities(7), CAP_DAC_OVERRIDE; access(2) heeds it only with the securebit.
  const as = [`--reuid=${account.uid}`, `--regid=${account.gid}`, '--clear-groups', '--securebits=+no_setuid_fixup'];
  const prefix = [...as, '--inh-caps=+dac_override', '--ambient-caps=+dac_override', '--'];
  if (await succeeds(['setpriv', ...prefix, ...reaches])) {
    return (program, args, options) => spawnGuarded('setpriv', [...prefix, program, ...args], { env: {}, ...options });
  }
  throw new Problem(
    `Postgres does not run as root, and the user "postgres" cannot enter ${place.home} or ${dirname(postgres)}: ` +
      'run as an ordinary user, or move the project and DATA_DIR to folders that everybody may enter, or set DATABASE_URL.',
  );
}

async function postgresAccount(): Promise<Account> {
  const find = async (): Promise<Account> => {
    const [uid, gid] = await Promise.all(['-u', '-g'].map((flag) => run('id', [flag, 'postgres'])));
    return { uid: Number(uid?.stdout), gid: Number(gid?.stdout) };
  };
  try {
    return await find();
  } catch {
    try {
      await run('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/bin/false', 'postgres']);
      return await find();
    } catch {
      throw new Problem('Postgres does not run as root: run as an ordinary user, or create a user "postgres".');
    }
  }
}

function succeeds([program = '', ...args]: readonly string[], account?: Account): Promise<boolean> {
  return run(program, args, { cwd: '/', ...account }).then(
    () => true,
    () => false,
  );
}
