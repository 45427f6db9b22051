import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { retire } from '../../src/actions/retire.ts';
import { sweepPhotos } from '../../src/actions/sweep-photos.ts';
import { type Database, openDatabase } from '../../src/storage/database.ts';
import { keepDeadLetter } from '../../src/storage/dead-letters.ts';
import { openFolderPhotoStore } from '../../src/storage/folder-photo-store.ts';
import type { PhotoStore } from '../../src/storage/photo-store.ts';
import { type ClonedDatabase, cloneDatabase } from '../support/database.ts';

const NOW = new Date('2031-05-17T02:00:00Z');

let clone: ClonedDatabase;
let database: Database;
let folder: string;
let store: PhotoStore;
const now = () => NOW;

beforeAll(async () => {
  clone = await cloneDatabase();
  database = openDatabase({ url: clone.url, max: 4 });
});

afterAll(async () => {
  await database.close();
  await clone.drop();
});

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'golos-retire-'));
  store = await openFolderPhotoStore({ folder, now });
  await database.pool.query('truncate photos, photo_keys, dead_letters, outbox cascade');
});

afterEach(() => rm(folder, { recursive: true }));

test('dead letters are kept for fourteen days', async () => {
  for (const day of ['2031-05-01', '2031-05-02', '2031-05-03', '2031-05-17']) {
    await keepDeadLetter(database.pool, { messenger: 'viber', reason: 'x', sealedBody: Buffer.from('x'), day });
  }
  await retire({ database, store, now });
  const { rows } = await database.pool.query<{ day: string }>('select day::text as day from dead_letters order by day');
  expect(rows.map(({ day }) => day)).toEqual(['2031-05-03', '2031-05-17']);
});

describe('photo files that no key can open', () => {
  /** Bytes that were put on a day, with or without a row and its key. */
  async function photo(day: string, row: 'with key' | 'without key' | 'none'): Promise<string> {
    const id = randomUUID();
    const then = await openFolderPhotoStore({ folder, now: () => new Date(`${day}T23:59:59Z`) });
    await then.put(id, Buffer.from('ciphertext'));
    if (row !== 'none') {
      await database.pool.query(
        `insert into photos (id, outcome, refusal, day) values ($1, 'refused', 'damaged', $2)`,
        [id, day],
      );
    }
    if (row === 'with key') {
      await database.pool.query('insert into photo_keys (photo_id, wrapped_key) values ($1, $2)', [
        id,
        Buffer.from('k'),
      ]);
    }
    return id;
  }

  async function left(): Promise<string[]> {
    const ids: string[] = [];
    for await (const id of store.ids()) ids.push(id);
    return ids.sort();
  }

  test('go when they are older than a day', async () => {
    const kept = [
      await photo('2031-05-15', 'with key'),
      // The day before: perhaps two hours ago.
      await photo('2031-05-16', 'none'),
      await photo('2031-05-17', 'none'),
    ];
    await photo('2031-05-15', 'none');
    await photo('2031-05-15', 'without key');
    expect(await sweepPhotos({ database, store, now })).toBe(2);
    expect(await left()).toEqual(kept.sort());
    expect(await sweepPhotos({ database, store, now })).toBe(0);
  });

  test('stay while a photo is still to be fetched: it may be one of them', async () => {
    await photo('2031-05-01', 'none');
    await database.pool.query(`insert into outbox (queue, payload) values ('photos', 'x')`);
    expect(await sweepPhotos({ database, store, now })).toBe(0);
    expect(await left()).toHaveLength(1);
    await database.pool.query('delete from outbox');
    expect(await sweepPhotos({ database, store, now })).toBe(1);
  });

  test('are looked for step by step, and no further than the process lives', async () => {
    // More than two steps can delete, whichever come first.
    for (let i = 0; i < 7; i += 1) await photo('2031-05-01', i === 0 ? 'with key' : 'none');
    const stopping = new AbortController();
    let queries = 0;
    const counted = {
      ...database,
      pool: {
        query: (...args: Parameters<typeof database.pool.query>) => {
          queries += 1;
          if (queries === 2) stopping.abort();
          return database.pool.query(...args);
        },
      } as typeof database.pool,
    };
    await sweepPhotos({ database: counted, store, now, step: 2, signal: stopping.signal });
    expect(queries).toBe(2);
    const after = await left();
    expect(after.length).toBeGreaterThan(1);
    expect(await sweepPhotos({ database, store, now, step: 2 })).toBe(after.length - 1);
    expect(await left()).toHaveLength(1);
  });
});
