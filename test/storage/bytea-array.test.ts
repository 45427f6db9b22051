import fc from 'fast-check';
import { byteaArray } from '../../src/storage/bytea-array.ts';
import { type Database, openDatabase } from '../../src/storage/database.ts';
import { type ClonedDatabase, cloneDatabase } from '../support/database.ts';

let clone: ClonedDatabase;
let database: Database;

beforeAll(async () => {
  clone = await cloneDatabase();
  database = openDatabase({ url: clone.url, max: 1 });
});

afterAll(async () => {
  await database.close();
  await clone.drop();
});

test('any list of bytes and nulls comes out of Postgres as it went in', async () => {
  const bytes = fc.option(fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array)));
  await fc.assert(
    fc.asyncProperty(fc.array(bytes, { maxLength: 20 }), async (values) => {
      const result = await database.pool.query<{ v: Buffer | null }>({
        name: 'round-trip',
        text: 'select v from unnest($1::bytea[]) with ordinality as n(v, i) order by i',
        values: [byteaArray(values)],
      });
      expect(result.rows.map((row) => row.v)).toEqual(values);
    }),
    { numRuns: 50 },
  );
});
