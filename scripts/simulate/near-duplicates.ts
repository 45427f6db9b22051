import { randomBytes } from 'node:crypto';
import sharp from 'sharp';
import { renderBallot } from '../../bots/playground/sample-ballots.ts';
import { processPhoto } from '../../src/actions/process-photo.ts';
import { hashDistance } from '../../src/domain/perceptual-hash.ts';
import { type BallotHashes, ballotDistance, isNearDuplicate } from '../../src/domain/review/near-duplicates.ts';

/** What the perceptual hash makes of rendered ballots of one form. */
export interface NearDuplicateMeasure {
  readonly ballots: number;
  /** Pairs of different ballots with the same choice marked. */
  readonly pairs: number;
  /** Of these, shown side by side for nothing. */
  readonly falseMatches: number;
  /** Pairs of different ballots at a distance of at most so many bits: one side, both sides; index is the distance. */
  readonly within: { readonly oneSide: readonly number[]; readonly bothSides: readonly number[] };
  /** Copies of a ballot by what was done to both of its photos. */
  readonly copies: readonly CopyMeasure[];
}

export interface CopyMeasure {
  readonly copied: string;
  readonly copies: number;
  /** Not shown to anybody. */
  readonly missed: number;
  /** Bits of both sides together. */
  readonly median: number;
}

/** Names as they would stand on a ballot paper: what is printed is the same on all of them. */
const FORM = {
  name: 'Election of the President',
  choices: ['Oak Andrej', 'Birch Volha', 'Linden Piotr', 'Rowan Hanna', 'Maple Siarhiej', 'Against all'],
};
const CHOICE = 3;

/** Longest distance that the tables show. */
const SHOWN = 16;

/** How somebody passes another's photo off as their own. Sizes are those of a quick rendering, 360 by 480. */
const COPIES: readonly { readonly copied: string; change(photo: Buffer): Promise<Buffer> }[] = [
  { copied: 'saved again, lower quality', change: (photo) => sharp(photo).jpeg({ quality: 50 }).toBuffer() },
  { copied: 'scaled to 80 %', change: (photo) => sharp(photo).resize(288).jpeg({ quality: 75 }).toBuffer() },
  { copied: 'contrast changed', change: (photo) => sharp(photo).gamma(1.6).jpeg().toBuffer() },
  { copied: 'brighter by a fifth', change: (photo) => sharp(photo).modulate({ brightness: 1.2 }).jpeg().toBuffer() },
  { copied: 'blurred', change: (photo) => sharp(photo).blur(2).jpeg().toBuffer() },
  { copied: 'turned by 1°', change: (photo) => sharp(photo).rotate(1, { background: '#777' }).jpeg().toBuffer() },
  { copied: 'edges cut by 2 %', change: (photo) => cut(photo, 0.02) },
  { copied: 'edges cut by 5 %', change: (photo) => cut(photo, 0.05) },
  { copied: 'turned by 3°', change: (photo) => sharp(photo).rotate(3, { background: '#777' }).jpeg().toBuffer() },
  { copied: 'mirrored', change: (photo) => sharp(photo).flop().jpeg().toBuffer() },
];

/** The same paper photographed once more: no copy of a photo. */
const SECOND_PHOTO = 'the same ballot photographed again';

/**
 * Renders ballots of one form with one choice marked, the hardest case there is, and compares each with each, and
 * some of them with copies of themselves.
 */
export async function measureNearDuplicates(
  options: { readonly ballots: number; readonly copied: number; readonly seed: number },
  tell: (done: number) => void = () => undefined,
): Promise<NearDuplicateMeasure> {
  const { ballots, copied, seed } = options;
  const key = randomBytes(32);
  const all: BallotHashes[] = [];
  const distances = new Map<string, number[]>();
  const missed = new Map<string, number>();
  const compare = (name: string, original: BallotHashes, copy: BallotHashes) => {
    distances.set(name, [...(distances.get(name) ?? []), ballotDistance(original, copy) ?? 0]);
    if (!isNearDuplicate(original, copy)) missed.set(name, (missed.get(name) ?? 0) + 1);
  };
  for (let number = 0; number < ballots; number += 1) {
    const photos = await photographed(seed * 1_000_000 + number);
    const hashes = await hashesOf(photos, key);
    all.push(hashes);
    if (number < copied) {
      for (const { copied: name, change } of COPIES) {
        compare(name, hashes, await hashesOf(await Promise.all(photos.map(change)), key));
      }
      compare(SECOND_PHOTO, hashes, await hashesOf(await photographed(seed * 1_000_000 + number, 1), key));
    }
    tell(number + 1);
  }
  return {
    ballots,
    ...compareAll(all),
    copies: [...distances].map(([name, of]) => ({
      copied: name,
      copies: of.length,
      missed: missed.get(name) ?? 0,
      median: of.sort((a, b) => a - b)[Math.floor(of.length / 2)] ?? 0,
    })),
  };
}

async function photographed(seed: number, take?: number): Promise<Buffer[]> {
  const sample = { election: FORM, choiceIndex: CHOICE, seed, quick: true, ...(take === undefined ? {} : { take }) };
  return Promise.all((['front', 'back'] as const).map((side) => renderBallot({ ...sample, side })));
}

/** By the way that a real photo goes: decoded, scaled, hashed. */
async function hashesOf(photos: readonly Buffer[], key: Buffer): Promise<BallotHashes> {
  return Promise.all(
    photos.map(async (photo) => {
      const processed = await processPhoto(photo, key);
      if (!processed.ok) throw new Error(`A rendered ballot was refused: ${processed.refusal}`);
      return processed.perceptualHash;
    }),
  );
}

function compareAll(all: readonly BallotHashes[]): Pick<NearDuplicateMeasure, 'pairs' | 'falseMatches' | 'within'> {
  const [oneSide, bothSides] = [new Array<number>(SHOWN + 1).fill(0), new Array<number>(SHOWN + 1).fill(0)];
  let [pairs, falseMatches] = [0, 0];
  for (const [index, a] of all.entries()) {
    for (const b of all.slice(index + 1)) {
      pairs += 1;
      if (isNearDuplicate(a, b)) falseMatches += 1;
      const sides = a.map((hash, side) => hashDistance(hash, b[side] ?? ~hash));
      upTo(oneSide, Math.min(...sides));
      upTo(
        bothSides,
        sides.reduce((sum, bits) => sum + bits, 0),
      );
    }
  }
  return { pairs, falseMatches, within: { oneSide, bothSides } };
}

/** Counts a distance in everything that it is within. */
function upTo(counts: number[], distance: number): void {
  for (let at = distance; at < counts.length; at += 1) counts[at] = (counts[at] ?? 0) + 1;
}

async function cut(photo: Buffer, share: number): Promise<Buffer> {
  const { width, height } = await sharp(photo).metadata();
  const [left, top] = [Math.round(width * share), Math.round(height * share)];
  return sharp(photo)
    .extract({ left, top, width: width - 2 * left, height: height - 2 * top })
    .jpeg({ quality: 88 })
    .toBuffer();
}
