import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import sharp from 'sharp';
import type { SampleBallot } from '../../bots/playground/sample-ballots.ts';
import { Problem } from '../problem.ts';

/** A photo to be sent: the same every time that it is asked for, so that nobody needs to hold it. */
export type Picture = () => Promise<Buffer>;

export interface Pictures {
  /** One side of one ballot. Another `number` is another picture. */
  ballot(number: number, side: 'front' | 'back', choiceIndex: number): Picture;
  close(): Promise<void>;
}

interface Election {
  readonly name: string;
  readonly choices: readonly string[];
}

/** Ballots rendered in a thread of their own, so that the citizens' clock does not wait for them. */
export function renderedPictures(election: Election): Pictures {
  const thread = new Worker(new URL('./picture-thread.js', import.meta.url));
  const waiting = new Map<number, { resolve: (bytes: Buffer) => void; reject: (error: Error) => void }>();
  let last = 0;
  thread.on('message', ({ id, bytes }: { id: number; bytes: Uint8Array }) => {
    waiting.get(id)?.resolve(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    waiting.delete(id);
  });
  thread.on('error', (error) => {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  });
  const render = (sample: SampleBallot) =>
    new Promise<Buffer>((resolve, reject) => {
      last += 1;
      waiting.set(last, { resolve, reject });
      thread.postMessage({ id: last, sample });
    });
  return {
    ballot: (seed, side, choiceIndex) => () => render({ election, choiceIndex, side, seed, quick: true }),
    close: async () => {
      await thread.terminate();
    },
  };
}

const IMAGES = ['.jpg', '.jpeg', '.png', '.webp'];

/**
 * Photos of a folder, in turn. Each is cut at its edges by a few pixels that follow from the ballot's
 * number: what two people send must not be the same picture, or it would rightly be called a copy.
 *
 * @throws Problem when the folder has none.
 */
export async function picturesOf(folder: string): Promise<Pictures> {
  const entries = await readdir(folder).catch(() => {
    throw new Problem(`Cannot read the folder ${folder}.`);
  });
  const names = entries.filter((name) => IMAGES.includes(extname(name).toLowerCase())).sort();
  if (names.length === 0) throw new Problem(`There are no photos (${IMAGES.join(', ')}) in ${folder}.`);
  return {
    ballot: (number, side) => async () => {
      const index = number * 2 + (side === 'front' ? 0 : 1);
      const bytes = await readFile(join(folder, names[index % names.length] ?? ''));
      return cutEdges(bytes, Math.floor(index / names.length));
    },
    close: async () => undefined,
  };
}

/** The same picture with edges cut off, differently for each of some 60,000 turns. */
async function cutEdges(bytes: Buffer, turn: number): Promise<Buffer> {
  const [left, top, right, bottom] = [turn % 16, (turn >> 4) % 16, (turn >> 8) % 16, (turn >> 12) % 16];
  const { width, height } = await sharp(bytes).metadata();
  return sharp(bytes)
    .extract({ left, top, width: width - left - right, height: height - top - bottom })
    .jpeg({ quality: 88 })
    .toBuffer();
}
