import { type FileHandle, mkdtemp, open, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { createKeyrings, readKeyring, writeWhole } from '../../src/storage/keyring.ts';

type Content = Record<string, string>;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'golos-keys-'));
});
afterEach(() => rm(folder, { recursive: true }));

const pathOf = (role: string) => join(folder, `${role}.json`);
const contentOf = async (role: string): Promise<Content> => JSON.parse(await readFile(pathOf(role), 'utf8'));
const write = (role: string, content: Content) => writeFile(pathOf(role), JSON.stringify(content), { mode: 0o600 });

/** As a version from before review left it. */
async function takeOut(role: string, name: string): Promise<Content> {
  const { [name]: _taken, ...content } = await contentOf(role);
  await write(role, content);
  return content;
}

test('each process gets its keys, and those that several have are the same', async () => {
  expect(await createKeyrings(folder)).toBe('created');
  const [web, worker] = [await readKeyring(pathOf('web'), 'web'), await readKeyring(pathOf('worker'), 'worker')];
  expect(web.review).toEqual(worker.review);
  expect(web.link).toEqual(worker.link);
  expect(web.review).not.toEqual(worker.photo);
  expect(Object.keys(await contentOf('web'))).not.toContain('photo');
  expect(Object.keys(await contentOf('sender'))).not.toContain('review');
  expect(await createKeyrings(folder)).toBe('present');
});

describe('keyrings from before review', () => {
  test('get its key, the same in both, and nothing else changes', async () => {
    await createKeyrings(folder);
    const before = [await takeOut('web', 'review'), await takeOut('worker', 'review'), await contentOf('sender')];
    await expect(readKeyring(pathOf('web'), 'web')).rejects.toThrow('keys create" adds it');
    expect(await createKeyrings(folder)).toBe('extended');
    const { review } = await contentOf('web');
    expect(await contentOf('web')).toEqual({ ...before[0], review });
    expect(await contentOf('worker')).toEqual({ ...before[1], review });
    expect(await contentOf('sender')).toEqual(before[2]);
    expect((await stat(pathOf('web'))).mode & 0o777).toBe(0o600);
    expect(await createKeyrings(folder)).toBe('present');
  });

  test('of which one has it already, as after a break in the middle: it is copied, not made anew', async () => {
    await createKeyrings(folder);
    const { review } = await contentOf('web');
    await takeOut('worker', 'review');
    expect(await createKeyrings(folder)).toBe('extended');
    expect((await contentOf('worker')).review).toBe(review);
    expect((await contentOf('web')).review).toBe(review);
  });
});

test.each(['photo', 'link', 'identity'])('a key that was always there (%s) is never made anew', async (name) => {
  await createKeyrings(folder);
  const role = name === 'identity' ? 'web' : 'worker';
  await takeOut(role, name);
  expect(await createKeyrings(folder)).toBe('present');
  await expect(readKeyring(pathOf(role), role)).rejects.toThrow(`look at ${name}`);
});

test('a set of which some are missing, or one that is no JSON, is left as it is', async () => {
  await createKeyrings(folder);
  await writeFile(pathOf('worker'), 'broken');
  await takeOut('web', 'review');
  expect(await createKeyrings(folder)).toBe('extended');
  expect(await readFile(pathOf('worker'), 'utf8')).toBe('broken');
  await rm(pathOf('worker'));
  await expect(createKeyrings(folder)).rejects.toThrow('Put the backup back');
});

test('a keyring is on the disk before it takes the old one’s place, and its name before anything goes on', async () => {
  const path = pathOf('web');
  await writeFile(path, 'old');
  const inode = async (of: string) => (await stat(of).catch(() => undefined))?.ino;
  const flushed: unknown[] = [];
  const handle = await open(folder);
  const handles: Pick<FileHandle, 'sync'> = Object.getPrototypeOf(handle);
  await handle.close();
  const { sync } = handles;
  const spy = jest.spyOn(handles, 'sync').mockImplementation(async function (this: FileHandle) {
    const { ino } = await this.stat();
    const what =
      ino === (await inode(folder)) ? 'folder' : ino === (await inode(`${path}.new`)) ? 'new file' : 'another';
    flushed.push({
      what,
      written: await readFile(`${path}.new`, 'utf8').catch(() => null),
      inPlace: await readFile(path, 'utf8'),
    });
    return sync.call(this);
  });
  try {
    await writeWhole(path, 'new');
  } finally {
    spy.mockRestore();
  }
  expect(flushed).toEqual([
    { what: 'new file', written: 'new', inPlace: 'old' },
    { what: 'folder', written: null, inPlace: 'new' },
  ]);
});
