import { randomBytes, randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { renderBallot } from '../../bots/playground/sample-ballots.ts';
import { processPhoto } from '../../src/actions/process-photo.ts';
import { PICKS } from '../../src/actions/review/next-item.ts';
import type { Election } from '../../src/domain/elections.ts';
import { type BallotReading, choiceReading } from '../../src/domain/review/readings.ts';
import type { Database } from '../../src/storage/database.ts';
import { insertGoldItem } from '../../src/storage/gold-items.ts';
import { encryptPhoto } from '../../src/storage/photo-crypto.ts';
import type { PhotoStore } from '../../src/storage/photo-store.ts';
import { type WrappedPhoto, writeReviewPhotos } from '../../src/storage/review-photos.ts';

export interface MadeUpGoldDeps {
  readonly database: Pick<Database, 'transaction'>;
  /** The keyring's review key. */
  readonly reviewKey: Buffer;
  readonly store: Pick<PhotoStore, 'put'>;
  /** A whole number from 0 to below `limit`, drawn by lot. */
  readonly random: (limit: number) => number;
  /** UTC, YYYY-MM-DD. */
  readonly today: string;
}

/** Of ten made-up items, how many are marked ballots; the others are no good, each in its own way. */
const MARKED = 7;

interface MadeUp {
  readonly answer: BallotReading;
  readonly photos: readonly Buffer[];
}

/**
 * Makes one gold item of a rendered ballot of this election: its photos in the store, under a key that only review has,
 * and nothing that points to any ballot. Resolves to the item's id.
 */
export async function makeUpGold(deps: MadeUpGoldDeps, election: Election): Promise<string> {
  const { database, reviewKey, store, random, today: day } = deps;
  const { answer, photos } = await madeUp(election, random);
  const kept: Omit<WrappedPhoto, 'itemId'>[] = [];
  for (const [position, photo] of photos.entries()) {
    // Rebuilt as a real one, so that nothing in its bytes tells them apart.
    const processed = await processPhoto(photo, randomBytes(32));
    if (!processed.ok) throw new Error(`A rendered ballot was refused: ${processed.refusal}`);
    const photoId = randomUUID();
    const { sealed, wrappedKey } = encryptPhoto(photoId, processed.jpeg, reviewKey);
    await store.put(photoId, sealed);
    kept.push({ position, photoId, wrappedKey });
  }
  return database.transaction(async (client) => {
    const item = { electionId: election.id, answer, state: 'open', pick: random(PICKS), day } as const;
    const itemId = await insertGoldItem(client, item);
    await writeReviewPhotos(
      client,
      kept.map((photo) => ({ ...photo, itemId })),
    );
    return itemId;
  });
}

async function madeUp({ name, choices, photoSides }: Election, random: (limit: number) => number): Promise<MadeUp> {
  const choiceIndex = random(choices.length);
  const seed = random(2 ** 31);
  const form = { name: name.be, choices: choices.map((choice) => choice.name.be) };
  const render = (side: 'front' | 'back', take?: number, election = form) =>
    renderBallot({ election, choiceIndex, side, seed, ...(take === undefined ? {} : { take }) });
  const both = async (election = form) =>
    Promise.all((['front', 'back'] as const).slice(0, photoSides).map((side) => render(side, undefined, election)));
  const lot = random(10);
  const answer = choiceReading(choices[choiceIndex]?.id ?? '');
  if (lot < MARKED) return { answer, photos: await both() };
  if (lot === MARKED && photoSides > 1) {
    return { answer: 'back-missing', photos: await Promise.all([render('front'), render('front', 1)]) };
  }
  if (lot === MARKED + 1) {
    // The same names under another heading: who reads the names only is found out.
    const other = { ...form, name: 'Мясцовыя выбары, прабны бюлетэнь' };
    return { answer: 'other-election', photos: await both(other) };
  }
  const blurred = (photo: Buffer) => sharp(photo).blur(14).jpeg().toBuffer();
  return { answer: 'unreadable', photos: await Promise.all((await both()).map(blurred)) };
}
