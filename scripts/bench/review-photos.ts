import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { renderBallot } from '../../bots/playground/sample-ballots.ts';
import { processPhoto } from '../../src/actions/process-photo.ts';
import type { Queryable } from '../../src/storage/database.ts';
import { openFolderPhotoStore } from '../../src/storage/folder-photo-store.ts';
import { encryptPhoto } from '../../src/storage/photo-crypto.ts';

/** One side of one of a few ballots, in the photo store. */
export interface BenchPhoto {
  readonly id: string;
  /** Under the review key, as the web process opens it. */
  readonly wrappedKey: Buffer;
  /** From 0; its sides are positions 0 and 1. */
  readonly ballot: number;
  readonly side: 0 | 1;
}

/** Ballots that are rendered: it takes a second or two each, and opening a photo costs the same whichever it is. */
const BALLOTS = 6;

/** Writes a few photos into a data folder's store as the worker keeps them: rebuilt, of full size, encrypted. */
export async function storeBenchPhotos(dataDir: string, reviewKey: Buffer): Promise<BenchPhoto[]> {
  const store = await openFolderPhotoStore({ folder: join(dataDir, 'photos') });
  const election = { name: 'Election of the benchmark', choices: ['Oak', 'Birch', 'Linden', 'Rowan'] };
  const photos: BenchPhoto[] = [];
  for (let ballot = 0; ballot < BALLOTS; ballot += 1) {
    for (const side of [0, 1] as const) {
      const choiceIndex = ballot % election.choices.length;
      const rendered = await renderBallot({
        election,
        choiceIndex,
        side: side === 0 ? 'front' : 'back',
        seed: ballot,
      });
      const kept = await processPhoto(rendered, randomBytes(32));
      if (!kept.ok) throw new Error(`A rendered ballot is ${kept.refusal}`);
      const id = randomUUID();
      const { sealed, wrappedKey } = encryptPhoto(id, kept.jpeg, reviewKey);
      await store.put(id, sealed);
      photos.push({ id, wrappedKey, ballot, side });
    }
  }
  return photos;
}

/** Gives every item that has no photos those of one of these ballots: the rows are each item's own, the bytes are shared. */
export async function showBenchPhotos(q: Queryable, photos: readonly BenchPhoto[]): Promise<void> {
  await q.query(
    `insert into review_photos (item_id, position, photo_id, wrapped_key)
     select i.id, p.side, p.id, p.key
     from review_items i join unnest($1::uuid[], $2::bytea[], $3::int[], $4::int[]) as p(id, key, ballot, side)
       on p.ballot = i.pick % $5::int
     where not exists (select from review_photos r where r.item_id = i.id)`,
    [
      photos.map(({ id }) => id),
      photos.map(({ wrappedKey }) => wrappedKey),
      photos.map(({ ballot }) => ballot),
      photos.map(({ side }) => side),
      BALLOTS,
    ],
  );
  await q.query('vacuum analyze review_photos');
}
