import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import type { Queryable } from '../../src/storage/database.ts';
import { encryptPhoto } from '../../src/storage/photo-crypto.ts';
import type { PhotoStore } from '../../src/storage/photo-store.ts';
import type { Place } from './builders.ts';

/** A photo store in memory, and the review key under which `add` puts its photos. */
export interface ReviewItems {
  readonly reviewKey: Buffer;
  readonly store: Pick<PhotoStore, 'get'>;
  /** An item that waits for reviewers, with these photos. */
  add(photos: readonly Buffer[], options?: { kind?: 'ballot' | 'pair' }): Promise<string>;
  /** The photos' bytes are gone. */
  destroy(itemId: string): Promise<void>;
}

/** Items for reviewers, as the worker makes them. */
export function reviewItems(q: Queryable, { electionId, stationIds, choiceIds }: Place): ReviewItems {
  const reviewKey = randomBytes(32);
  const stored = new Map<string, Buffer>();

  async function ballot(): Promise<string> {
    const { rows } = await q.query<{ id: string }>(
      `insert into ballots (id, election_id, station_id, choice_id, tier, kind, state, day)
       values ($1, $2, $3, $4, 'verified', 'photographed', 'handed-in', '2020-08-09') returning id`,
      [randomUUID(), electionId, stationIds[0], choiceIds[0]],
    );
    return rows[0]?.id ?? '';
  }

  return {
    reviewKey,
    store: { get: async (id) => stored.get(id) },
    async add(photos, { kind = 'ballot' } = {}) {
      const itemId = randomUUID();
      await q.query(
        `insert into review_items (id, election_id, kind, ballot_id, other_ballot_id, station_id, pick, day)
         values ($1, $2, $3, $4, $5, $6, $7, '2020-08-09')`,
        [
          itemId,
          electionId,
          kind,
          await ballot(),
          kind === 'pair' ? await ballot() : null,
          stationIds[0],
          randomInt(2 ** 31 - 1),
        ],
      );
      for (const [position, bytes] of photos.entries()) {
        const photoId = randomUUID();
        const { sealed, wrappedKey } = encryptPhoto(photoId, bytes, reviewKey);
        stored.set(photoId, sealed);
        await q.query('insert into review_photos (item_id, position, photo_id, wrapped_key) values ($1, $2, $3, $4)', [
          itemId,
          position,
          photoId,
          wrappedKey,
        ]);
      }
      return itemId;
    },
    async destroy(itemId) {
      const { rows } = await q.query<{ id: string }>('select photo_id as id from review_photos where item_id = $1', [
        itemId,
      ]);
      for (const { id } of rows) stored.delete(id);
    },
  };
}
