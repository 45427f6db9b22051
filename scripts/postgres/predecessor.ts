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
    if (server === undefined) {
      // Left by a killed server. Its number may belong to any program by now, which Postgres cannot tell.
      await rm(join(place.data, 'postmaster.pid'), { force: true });
      return;
    }
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

/** postmaster.pid: process, folder, start time, port, socket folder, address, shared memory, state. */
export async function liveServer(place: Place): Promise<{ pid: number; port: number; ready: boolean } | undefined> {
  const lines = (await readFile(join(place.data, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  const pid = Number(lines[0]);
  if (!isAlive(pid) || !(await commandLine(pid)).includes(place.data)) return undefined;
  return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
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
