import { Redis } from 'ioredis';
import { openDatabase } from '../../src/storage/database.ts';
import { cloneDatabase } from './database.ts';
import { isolatedRedis } from './redis.ts';

describe('cloneDatabase', () => {
  test('gives each caller a migrated database of its own', async () => {
    const clones = await Promise.all([cloneDatabase(), cloneDatabase()]);
    const [one, other] = clones.map(({ url }) => openDatabase({ url, max: 1 }));
    await one?.pool.query('create table only_here (id int)');
    const tables = await other?.pool.query(
      "select to_regclass('only_here') as private, to_regclass('ballots') as shared",
    );
    expect(tables?.rows).toEqual([{ private: null, shared: 'ballots' }]);
    await one?.close();
    await other?.close();
    await Promise.all(clones.map((clone) => clone.drop()));
  });

  test('knows the lower case and the letters of every alphabet', async () => {
    const clone = await cloneDatabase();
    const database = openDatabase({ url: clone.url, max: 1 });
    const { rows } = await database.pool.query(
      "select lower('ЖЁЎІ') as lowered, cardinality(show_trgm('Школа')) as trigrams, 'ё' ilike 'Ё' as alike",
    );
    expect(rows).toEqual([{ lowered: 'жёўі', trigrams: 6, alike: true }]);
    await database.close();
    await clone.drop();
  });
});

test('isolatedRedis reaches a server that never evicts', async () => {
  const { url, prefix } = isolatedRedis();
  const redis = new Redis(url);
  expect(await redis.config('GET', 'maxmemory-policy')).toEqual(['maxmemory-policy', 'noeviction']);
  expect(prefix).not.toBe(isolatedRedis().prefix);
  await redis.quit();
});
