import { makeUpGold } from '../../../scripts/review/made-up-gold.ts';
import { sweepPhotos } from '../../../src/actions/sweep-photos.ts';
import { parseReading } from '../../../src/domain/review/readings.ts';
import { loadElection } from '../../../src/storage/elections.ts';
import { decryptPhoto } from '../../../src/storage/photo-crypto.ts';
import { openReviewWorld, type ReviewWorld } from '../../support/review-care.ts';

let world: ReviewWorld;

beforeAll(async () => {
  world = await openReviewWorld();
});
afterAll(() => world.close());

test.each([
  // The lot: choice, seed, kind (below 7: a marked ballot).
  { name: 'a marked ballot', lot: 0, answer: 'choice:birch' },
  { name: 'two fronts', lot: 7, answer: 'back-missing' },
  { name: 'another election', lot: 8, answer: 'other-election' },
  { name: 'too blurred to be read', lot: 9, answer: 'unreadable' },
])('$name: photos that review can open, and no ballot', async ({ lot, answer }) => {
  const { database, keys, place } = world;
  const election = await loadElection(database.pool, place.electionId);
  if (election === undefined) throw new Error('no election');
  const stored = new Map<string, Buffer>();
  const drawn = [1, 5, lot, 77];
  const itemId = await makeUpGold(
    {
      database,
      reviewKey: keys.review,
      store: { put: async (id, bytes) => void stored.set(id, Buffer.from(bytes)) },
      random: () => drawn.shift() ?? 0,
      today: '2026-01-03',
    },
    election,
  );
  const { rows } = await database.pool.query<{ photo: string; key: Buffer }>(
    'select photo_id as photo, wrapped_key as key from review_photos where item_id = $1 order by position',
    [itemId],
  );
  expect(rows).toHaveLength(2);
  for (const { photo, key } of rows) {
    const opened = decryptPhoto(photo, stored.get(photo) ?? Buffer.alloc(0), key, keys.review);
    expect(opened.ok && opened.bytes.subarray(0, 2).equals(Buffer.from([0xff, 0xd8]))).toBe(true);
  }
  const known = await world.one<string>('select outcome from review_items where id = $1', itemId);
  expect(known).toBe(answer);
  expect(parseReading('gold', place.choiceIds, known)).toBe(answer);

  // They are in no table of photos: the daily sweep leaves them alone all the same.
  const deleted: string[] = [];
  const store = {
    ids: async function* () {
      yield* stored.keys();
    },
    dayOf: async () => '2026-01-01',
    get: async () => undefined,
    put: async () => undefined,
    delete: async (id: string) => void deleted.push(id),
  };
  const signal = new AbortController().signal;
  await sweepPhotos({ database, store, now: () => new Date('2026-01-09T00:00:00Z'), signal });
  expect(deleted).toEqual([]);
});
