import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { openFolderPhotoStore } from '../../src/storage/folder-photo-store.ts';
import { isPhotoId } from '../../src/storage/photo-store.ts';

const NOW = new Date('2031-05-17T14:23:45.678Z');
const ID = 'ab12cd34-0000-4000-8000-000000000001';

let folder: string;

beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'golos-photos-')), 'photos');
});

afterEach(() => rm(join(folder, '..'), { recursive: true }));

const openStore = (now = NOW) => openFolderPhotoStore({ folder, now: () => now });

async function idsOf(store: Awaited<ReturnType<typeof openStore>>): Promise<string[]> {
  const ids: string[] = [];
  for await (const id of store.ids()) ids.push(id);
  return ids.sort();
}

describe('the folder photo store', () => {
  test('gives back what was put, to another process too', async () => {
    const bytes = Buffer.from([0, 1, 2, 255]);
    await (await openStore()).put(ID, bytes);
    const another = await openStore();
    expect(await another.get(ID)).toEqual(bytes);
    expect(await idsOf(another)).toEqual([ID]);
  });

  test('knows the day on which bytes were last put', async () => {
    await (await openStore()).put(ID, Buffer.from('first'));
    expect(await (await openStore()).dayOf(ID)).toBe('2031-05-17');
    const later = await openStore(new Date('2031-05-18T00:00:01Z'));
    await later.put(ID, Buffer.from('second'));
    expect(await later.dayOf(ID)).toBe('2031-05-18');
  });

  test('has nothing under an unknown id', async () => {
    const store = await openStore();
    expect(await store.get(ID)).toBeUndefined();
    expect(await store.dayOf(ID)).toBeUndefined();
    expect(await idsOf(store)).toEqual([]);
  });

  test('put twice is put once; other bytes replace the old ones', async () => {
    const store = await openStore();
    await store.put(ID, Buffer.from('first, and longer'));
    await store.put(ID, Buffer.from('first, and longer'));
    await store.put(ID, Buffer.from('second'));
    expect(await store.get(ID)).toEqual(Buffer.from('second'));
    expect(await idsOf(store)).toEqual([ID]);
  });

  test('many at once, of which some share an id, are all whole', async () => {
    const store = await openStore();
    const ids = Array.from({ length: 10 }, () => randomUUID());
    await Promise.all([...ids, ...ids].map((id, n) => store.put(id, Buffer.alloc(50_000, n % 10))));
    expect(await idsOf(store)).toEqual([...ids].sort());
    for (const [n, id] of ids.entries()) expect(await store.get(id)).toEqual(Buffer.alloc(50_000, n));
    expect(await readdir(join(folder, 'unfinished'))).toEqual([]);
  });

  test('delete removes, and does not mind when there is nothing', async () => {
    const store = await openStore();
    await store.put(ID, Buffer.from('x'));
    await store.delete(ID);
    await store.delete(ID);
    expect(await store.get(ID)).toBeUndefined();
    await store.delete(randomUUID());
  });

  test('fans out in two levels, for the owner only, with no time but the day', async () => {
    await (await openStore()).put(ID, Buffer.from('x'));
    const file = await stat(join(folder, 'ab', '12', ID));
    expect(file.mode & 0o777).toBe(0o600);
    expect(file.mtime.toISOString()).toBe('2031-05-17T00:00:00.000Z');
    expect(file.atime.toISOString()).toBe('2031-05-17T00:00:00.000Z');
    for (const path of [folder, join(folder, 'ab'), join(folder, 'ab', '12'), join(folder, 'unfinished')]) {
      expect((await stat(path)).mode & 0o777).toBe(0o700);
    }
  });

  test('removes what a crash left half-written, and leaves what is being written', async () => {
    await openStore();
    const left = join(folder, 'unfinished', randomUUID());
    await writeFile(left, 'half');
    await utimes(left, 0, 0);
    await openStore(new Date());
    expect(await readdir(join(folder, 'unfinished'))).toHaveLength(1);
    await openStore(new Date(Date.now() + 2 * 60 * 60 * 1000));
    expect(await readdir(join(folder, 'unfinished'))).toEqual([]);
  });

  test('a put that fails throws and leaves nothing behind', async () => {
    const store = await openStore();
    await writeFile(join(folder, 'ab'), 'in the way');
    await expect(store.put(ID, Buffer.from('x'))).rejects.toThrow();
    expect(await readdir(join(folder, 'unfinished'))).toEqual([]);
  });

  test.each([
    ['a path upwards', '../../../etc/passwd'],
    ['a path after an id', `${ID}/../x`],
    ['an absolute path', '/etc/passwd'],
    ['upper case, which some file systems take for the same', ID.toUpperCase()],
    ['a NUL', `${ID.slice(0, -1)}\0`],
    ['a line break', `${ID}\n`],
    ['nothing', ''],
  ])('refuses %s for an id, and does not repeat it', async (_, id) => {
    const store = await openStore();
    for (const act of [() => store.put(id, Buffer.from('x')), () => store.get(id), () => store.delete(id)]) {
      await expect(act()).rejects.toThrow('Not a photo id: a photo store takes UUIDs in lower case');
    }
    expect(await readdir(folder)).toEqual(['unfinished']);
  });

  test('no id that is taken holds anything of a path', () => {
    fc.assert(fc.property(fc.uuid(), (id) => isPhotoId(id) && /^[0-9a-f-]{36}$/.test(id)));
    fc.assert(fc.property(fc.string(), (text) => !isPhotoId(text)));
  });
});
