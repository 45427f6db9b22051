import { randomBytes, randomInt } from 'node:crypto';
import fc from 'fast-check';
import { pairNearDuplicates } from '../../../src/actions/review/pair-near-duplicates.ts';
import { isNearDuplicate } from '../../../src/domain/review/near-duplicates.ts';
import { type Database, openDatabase } from '../../../src/storage/database.ts';
import { decryptPhoto, encryptPhoto } from '../../../src/storage/photo-crypto.ts';
import { addElection, type Place, testKeys } from '../../support/builders.ts';
import { type ClonedDatabase, cloneDatabase } from '../../support/database.ts';
import { addBallotUnderReview } from '../../support/review-ballots.ts';

const keys = testKeys();
const random = (limit: number) => randomInt(limit);

let clone: ClonedDatabase;
let database: Database;
let place: Place;

beforeEach(async () => {
  clone = await cloneDatabase();
  database = openDatabase({ url: clone.url, max: 4, onIdleError: () => undefined });
  place = await addElection(database.pool);
});
afterEach(async () => {
  await database.close();
  await clone.drop();
});

const add = (hashes: readonly bigint[], station = 0) =>
  addBallotUnderReview(database.pool, keys, place, { hashes, station });

async function pairs(): Promise<{ id: string; ballot: string; other: string }[]> {
  const { rows } = await database.pool.query<{ id: string; ballot: string; other: string }>(
    `select id, ballot_id as ballot, other_ballot_id as other from review_items where kind = 'pair'`,
  );
  return rows;
}

/** The hash with some of its bits turned over. */
function near(of: bigint, bits: number): bigint {
  return BigInt.asIntN(64, of ^ (2n ** BigInt(bits) - 1n));
}

const [front, back] = [0x123456789abcdefn, -0x7edcba987654321n];

test('two that look alike are shown side by side, once, with all photos of both under the review key', async () => {
  const first = await add([front, back]);
  await pairNearDuplicates({ database, keys, random });
  expect(await pairs()).toEqual([]);
  const second = await add([near(front, 4), near(back, 5)]);
  expect(await pairNearDuplicates({ database, keys, random })).toEqual({ compared: 1, pairs: 1 });
  const [pair] = await pairs();
  expect(pair).toMatchObject({ ballot: second.ballotId, other: first.ballotId });
  const { rows } = await database.pool.query<{ photo: string; key: Buffer }>(
    'select photo_id as photo, wrapped_key as key from review_photos where item_id = $1 order by position',
    [pair?.id],
  );
  expect(rows.map(({ photo }) => photo)).toEqual([...second.photoIds, ...first.photoIds]);
  for (const { photo, key } of rows) {
    // Not the same as in the record: the web process's key opens it.
    const sealed = encryptPhoto(photo, Buffer.from('x'), keys.review).sealed;
    expect(decryptPhoto(photo, sealed, key, keys.photo)).toEqual({ ok: false, reason: 'unreadable' });
  }
  expect(await pairNearDuplicates({ database, keys, random })).toEqual({ compared: 0, pairs: 0 });
});

test.each([
  { name: 'one bit more than near', hashes: [near(front, 5), near(back, 5)], station: 0, found: 0 },
  { name: 'the same front with another back', hashes: [front, near(back, 40)], station: 0, found: 1 },
  { name: 'nearly the same at another station', hashes: [near(front, 1), back], station: 1, found: 0 },
  { name: 'the same at another station', hashes: [front, back], station: 1, found: 1 },
  { name: 'one photo instead of two', hashes: [front], station: 0, found: 0 },
])('$name: $found pairs', async ({ hashes, station, found }) => {
  await add([front, back]);
  await add(hashes, station);
  await pairNearDuplicates({ database, keys, random });
  expect(await pairs()).toHaveLength(found);
});

test('a ballot that was rejected or set aside is no neighbour', async () => {
  const { ballotId } = await add([front, back]);
  await database.pool.query(`update ballots set state = 'rejected' where id = $1`, [ballotId]);
  await add([front, back]);
  await pairNearDuplicates({ database, keys, random });
  expect(await pairs()).toEqual([]);
});

test('many copies of one photo: each is shown beside two others at most', async () => {
  for (let i = 0; i < 12; i++) await add([front, back]);
  await pairNearDuplicates({ database, keys, random });
  expect((await pairs()).length).toBeLessThanOrEqual(24);
  expect((await pairs()).length).toBeGreaterThanOrEqual(11);
});

test('the record is compared by the rule of the domain', async () => {
  // Hashes of a few bits, so that neighbours come up often.
  const hash = fc.integer({ min: 0, max: 2 ** 14 - 1 }).map((bits) => BigInt.asIntN(64, BigInt(bits) << 25n));
  const drawn = fc.sample(fc.tuple(hash, hash), { numRuns: 12, seed: 7 });
  const ids = new Map<string, readonly bigint[]>();
  for (const hashes of drawn) ids.set((await add(hashes)).ballotId, hashes);
  await pairNearDuplicates({ database, keys, random });
  const shown = await pairs();
  for (const { ballot, other } of shown)
    expect(isNearDuplicate(ids.get(ballot) ?? [], ids.get(other) ?? [])).toBe(true);
  for (const [id, hashes] of ids) {
    const hasNeighbour = [...ids].some(([other, of]) => other !== id && isNearDuplicate(hashes, of));
    expect(shown.some(({ ballot, other }) => ballot === id || other === id)).toBe(hasNeighbour);
  }
});

test('two workers at once: nothing is compared twice', async () => {
  for (let i = 0; i < 6; i++) await add([randomBytes(8).readBigInt64BE(), back]);
  const both = await Promise.all([1, 2].map(() => pairNearDuplicates({ database, keys, random })));
  expect(both.reduce((sum, { compared }) => sum + compared, 0)).toBe(6);
});
