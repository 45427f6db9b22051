import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import { keyringStamp, watchKeyring } from '../../src/config/keyring-watch.ts';
import { PROCESSES } from '../../src/domain/processes.ts';
import { createKeyrings, readKeyring } from '../../src/storage/keyring.ts';
import { announceKey } from '../../src/storage/keyring-rotation.ts';
import { until } from '../support/until.ts';

const PATIENCE_MS = 30_000;
const SCRIPT = 'deploy/hand-out-keyrings.sh';

let root: string;
let watches: { stop(): void }[];
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'golos-deploy-'));
  watches = [];
  await mkdir(join(root, 'deploy'));
  await copyFile(SCRIPT, join(root, SCRIPT));
  for (const folder of ['keys', ...PROCESSES]) await mkdir(join(root, 'secrets', folder), { recursive: true });
  await createKeyrings(join(root, 'secrets/keys'));
});
afterEach(async () => {
  for (const watch of watches) watch.stop();
  await rm(root, { recursive: true });
});

const shell = (line: string) => promisify(execFile)('sh', ['-c', line], { cwd: root });
const keyringOf = (role: string) => join(root, 'secrets', role, 'keyring.json');

/** The folders that compose.yaml mounts, watched as the processes in them do. */
async function watchAll(): Promise<string[]> {
  const { services } = parse(await readFile('compose.yaml', 'utf8'), { merge: true }) as {
    services: Record<string, { volumes: string[] }>;
  };
  const told: string[] = [];
  for (const role of PROCESSES) {
    const folder = services[role]?.volumes.find((one) => one.includes(':/keys'))?.split(':')[0] ?? 'none';
    const path = join(root, folder, 'keyring.json');
    const on = { gone: () => void told.push(`${role} gone`), changed: () => void told.push(`${role} changed`) };
    watches.push(watchKeyring(path, on, 10, await keyringStamp(path)));
  }
  return told;
}

test('each process is handed its own keyring, whole, and hears of a rotation; one that did not change is left alone', async () => {
  expect((await shell(`sh ${SCRIPT}`)).stdout.split('\n')).toHaveLength(4);
  for (const role of PROCESSES) {
    await readKeyring(keyringOf(role), role);
    expect((await stat(keyringOf(role))).mode & 0o777).toBe(0o600);
  }
  const told = await watchAll();
  await announceKey(join(root, 'secrets/keys'), 'review');
  expect((await shell(`sh ${SCRIPT}`)).stdout).toBe('web has another keyring.\nworker has another keyring.\n');
  await until(() => told.length === 2, PATIENCE_MS);
  expect(told.sort()).toEqual(['web changed', 'worker changed']);
  expect((await readdir(join(root, 'secrets/web'))).sort()).toEqual(['keyring.json']);
});

test('the line for a wipe in docs/OPERATIONS.md leaves no keyring, and every process hears of it', async () => {
  const [line] = /^.*\bshred .*$/m.exec(await readFile('docs/OPERATIONS.md', 'utf8')) ?? [];
  const [, command] = /sudo sh -c '([^']+)'/.exec(line ?? '') ?? [];
  if (command === undefined) throw new Error('docs/OPERATIONS.md has no such line');
  // Part of every Linux; on other systems the line is not for them either.
  if ((await shell('command -v shred').catch(() => undefined)) === undefined) return;
  await shell(`sh ${SCRIPT}`);
  await copyFile(keyringOf('web'), `${keyringOf('web')}.new`);
  const told = await watchAll();
  await shell(command);
  await until(() => told.filter((what) => what.endsWith('gone')).length === PROCESSES.length, PATIENCE_MS);
  for (const folder of ['keys', ...PROCESSES]) expect(await readdir(join(root, 'secrets', folder))).toEqual([]);
});

test.each(PROCESSES)('Kubernetes mounts the keyring of %s with its folder, which follows its Secret', async (role) => {
  const text = await readFile(`deploy/kubernetes/${role}.yaml`, 'utf8');
  expect(text).toContain('{ name: keys, mountPath: /keys, readOnly: true }');
  expect(text).not.toContain('subPath');
});
