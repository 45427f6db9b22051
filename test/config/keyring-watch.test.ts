import { mkdtemp, rm, truncate, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keyringStamp, stampOf, watchKeyring } from '../../src/config/keyring-watch.ts';
import { writeWhole } from '../../src/storage/keyring.ts';
import { wipeFile } from '../../src/storage/wipe-keys.ts';
import { until } from '../support/until.ts';

const PATIENCE_MS = 30_000;

let folder: string;
let path: string;
let told: string[];
let watch: { stop(): void };
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'golos-watch-'));
  path = join(folder, 'keyring.json');
  await writeWhole(path, '{"key":1}');
  told = [];
  const on = { gone: () => void told.push('gone'), changed: () => void told.push('changed') };
  watch = watchKeyring(path, on, 5, await keyringStamp(path));
});
afterEach(async () => {
  watch.stop();
  await rm(folder, { recursive: true, force: true });
});

test.each<[string, () => Promise<void>]>([
  ['is deleted', () => unlink(path)],
  ['is wiped', () => wipeFile(path)],
  ['is emptied', () => truncate(path, 0)],
  ['goes with its folder', () => rm(folder, { recursive: true })],
])('a keyring that %s is gone, which is said once', async (_how, destroy) => {
  await destroy();
  await until(() => told.includes('gone'), PATIENCE_MS);
  expect(told.filter((what) => what === 'gone')).toEqual(['gone']);
});

test('a keyring that was overwritten first, as a wipe does, is gone all the same', async () => {
  await writeFile(path, '{"key":2222}');
  await until(() => told.length > 0, PATIENCE_MS);
  await unlink(path);
  await until(() => told.length > 1, PATIENCE_MS);
  expect(told).toEqual(['changed', 'gone']);
});

test('a keyring that is replaced as a whole has changed, once, and is never gone in between', async () => {
  for (let i = 0; i < 50; i += 1) await writeWhole(path, `{"key":${i}}`);
  await until(() => told.length > 0, PATIENCE_MS);
  await writeWhole(path, '{"key":"again"}');
  await unlink(path);
  await until(() => told.includes('gone'), PATIENCE_MS);
  expect(told).toEqual(['changed', 'gone']);
});

test('a file that nobody can find any more by a name is gone, though a mount of it alone still shows it', () => {
  const file = { ino: 7, mtimeMs: 1, size: 900, nlink: 1 };
  expect(stampOf(file)).toBe('7 1 900');
  expect(stampOf({ ...file, nlink: 0 })).toBe('gone');
  expect(stampOf({ ...file, size: 0 })).toBe('gone');
});
