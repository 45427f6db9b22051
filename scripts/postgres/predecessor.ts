import { execFile } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { Problem } from '../problem.ts';
import { codeOf, exists, type Place } from './place.ts';

/** Returns when nobody runs on this cluster: an orphan's guard has already told it to end. */
export async function waitForPredecessor(place: Place): Promise<void> {
  for (let waited = 0; ; waited += 100) {
    const server = await liveServer(place);
    if (server === undefined) return forgetStranger(place);
    const owner = Number(await readFile(place.owner, 'utf8').catch(() => ''));
    if (owner !== process.pid && isAlive(owner)) {
      throw new Problem(
        `${dirname(place.home)} is in use by another golos (process ${owner}): stop it, or set DATA_DIR.`,
      );
    }
    if (waited === 3_000) process.kill(server.pid, 'SIGINT');
    if (waited === 15_000) process.kill(server.pid, 'SIGQUIT');
    if (waited > 20_000) throw new Problem(`An old Postgres (process ${server.pid}) does not end: kill it.`);
    await new Promise((later) => setTimeout(later, 100));
  }
}

/**
 * A killed server leaves its number behind, which may belong to any program by now. Postgres would take that
 * program for itself. A number that is nobody's it copes with alone.
 */
async function forgetStranger(place: Place): Promise<void> {
  const [pid] = await readPidFile(place);
  if (isAlive(Number(pid))) await rm(pidFile(place), { force: true });
}

/** The server that runs on this cluster now. */
export async function liveServer(place: Place): Promise<{ pid: number; port: number; ready: boolean } | undefined> {
  const [number, , , port, , , , state] = await readPidFile(place);
  const pid = Number(number);
  if (!isAlive(pid) || !(await commandLine(pid)).includes(place.data)) return undefined;
  return { pid, port: Number(port), ready: state?.trim() === 'ready' };
}

/** Process, folder, start time, port, socket folder, address, shared memory, state; empty when there is none. */
async function readPidFile(place: Place): Promise<readonly string[]> {
  return (await readFile(pidFile(place), 'utf8').catch(() => '')).split('\n');
}

function pidFile(place: Place): string {
  return join(place.data, 'postmaster.pid');
}

async function commandLine(pid: number): Promise<string> {
  if (await exists('/proc/self/cmdline')) return readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return promisify(execFile)('ps', ['-o', 'args=', '-p', String(pid)]).then(
    (result) => result.stdout,
    () => '',
  );
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}
