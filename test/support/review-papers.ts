import { createHash } from 'node:crypto';
import sharp from 'sharp';
import type { Picture, Pictures } from '../../scripts/simulate/pictures.ts';
import { type BallotReading, choiceReading } from '../../src/domain/review/readings.ts';

/** A ballot paper as it lies before its photographer. */
export interface Paper {
  readonly number: number;
  /** What is to be seen on it, whatever its person says. */
  readonly reading: BallotReading;
}

/** Ballot papers that only their photos tell apart, so that whoever reads has nothing else to go by. */
export interface Papers extends Pictures {
  /** A photo of a paper on which this is to be seen. */
  photo(paper: Paper, side: Side): Picture;
  /** The paper that a photo shows. @throws Error when it is none of these papers */
  seenOn(photo: Buffer): Promise<Paper>;
  /** The paper of that number, which has been photographed. */
  paper(number: number): Paper | undefined;
}

type Side = 'front' | 'back';

/** Light and dark squares, so many in a row and in a column: 64 bits that no two papers share. */
const SQUARES = 8;
const [WIDTH, HEIGHT] = [320, 400];
/** Dark squares are below it, light ones above, by far more than saving a JPEG anew changes. */
const MIDDLE = 128;

/** Papers of an election; `truthOf` says what is on the one whose person says that this choice is marked. */
export function createPapers(
  choiceIds: readonly string[],
  truthOf: (number: number, said: string) => BallotReading = (_, said) => choiceReading(said),
): Papers {
  const papers = new Map<number, Paper>();
  const byPattern = new Map<string, Paper>();
  const photo = (paper: Paper, side: Side): Picture => {
    const squares = squaresOf(paper.number, side);
    papers.set(paper.number, paper);
    byPattern.set(patternOf([...squares]), paper);
    return () =>
      sharp(squares, { raw: { width: SQUARES, height: SQUARES, channels: 1 } })
        .resize(WIDTH, HEIGHT, { fit: 'fill', kernel: 'nearest' })
        .jpeg()
        .toBuffer();
  };
  return {
    photo,
    ballot: (number, side, choiceIndex) =>
      photo({ number, reading: truthOf(number, choiceIds[choiceIndex] ?? '') }, side),
    async seenOn(bytes) {
      const { data, info } = await sharp(bytes).toColourspace('b-w').raw().toBuffer({ resolveWithObject: true });
      const middles = Array.from({ length: SQUARES ** 2 }, (_, at) => {
        const x = Math.floor(((at % SQUARES) + 0.5) * (info.width / SQUARES));
        const y = Math.floor((Math.floor(at / SQUARES) + 0.5) * (info.height / SQUARES));
        return data[(y * info.width + x) * info.channels] ?? 0;
      });
      const paper = byPattern.get(patternOf(middles));
      if (paper === undefined) throw new Error('a photo shows no paper that anybody has photographed');
      return paper;
    },
    paper: (number) => papers.get(number),
    close: async () => undefined,
  };
}

/** Each square has a shade of its own, or neighbours alike would make perceptual hashes a matter of chance. */
function squaresOf(number: number, side: Side): Buffer {
  const digest = createHash('sha512').update(`paper ${number}, ${side}`).digest();
  return Buffer.from(digest.map((byte) => (byte & 1 ? MIDDLE + 32 : MIDDLE - 96) + (byte >> 2)));
}

function patternOf(squares: readonly number[]): string {
  return squares.map((shade) => (shade > MIDDLE ? '1' : '0')).join('');
}
