import sharp from 'sharp';
import { drawBack, drawCreases, drawFront, emptyDrawing, type Form } from './sample-ballots/form.ts';
import { type Canvas, newCanvas } from './sample-ballots/raster.ts';
import { chooseSetting, paintScene } from './sample-ballots/scene.ts';
import { type Seeded, seeded } from './sample-ballots/seeded.ts';

export interface SampleBallot {
  /** What is printed: the election's name and its choices' names, in any one language. */
  readonly election: Form;
  /** Which box is marked. */
  readonly choiceIndex: number;
  readonly side: 'front' | 'back';
  /** Any integer. Both sides of one ballot share table, paper and pen when they share a seed. */
  readonly seed: number;
  /** Which photo of that very ballot it is: another one has the same paper and mark, held and lit in another way. */
  readonly take?: number;
  /** A small and plainer picture, several times cheaper, for simulations of thousands. */
  readonly quick?: boolean;
}

type Size = Pick<Canvas, 'width' | 'height'>;

const FULL: Size = { width: 960, height: 1_280 };
const QUICK: Size = { width: 360, height: 480 };

/**
 * A JPEG like a phone's photo of a marked paper ballot on a table: perspective, bent paper, uneven
 * light, grain and blur. Another seed is another picture; the same arguments give the same bytes on
 * the same sharp. Needs no font on the machine.
 */
export async function renderBallot({
  election,
  choiceIndex,
  side,
  seed,
  take,
  quick = false,
}: SampleBallot): Promise<Buffer> {
  if (election.choices[choiceIndex] === undefined) throw new RangeError('There is no choice of that index');
  const frame = quick ? QUICK : FULL;
  const canvas = newCanvas(frame);
  const random = seeded(`photo ${seed} ${side}`);
  const drawing = emptyDrawing();
  drawCreases(drawing, random);
  if (side === 'front') drawFront(drawing, election, choiceIndex, random);
  else drawBack(drawing, election, random);
  const shot = take === undefined ? random : seeded(`photo ${seed} ${side} ${take}`);
  paintScene(canvas, drawing, chooseSetting(seeded(`ballot ${seed}`)), shot);
  expose(canvas, shot);

  const photo = sharp(canvas.bytes, { raw: { ...frame, channels: 3 } });
  // The grain is blurred too, as a phone's own smoothing does.
  if (!quick) photo.blur(random.between(0.5, 0.9));
  return photo.jpeg({ quality: Math.round(random.between(80, 92)) }).toBuffer();
}

/** What light, lens and sensor do: brighter to one side, dark corners, somebody's shadow, a tint, grain. */
function expose({ width, height, pixels }: Canvas, random: Seeded): void {
  const light = random.between(0.78, 1);
  const corners = random.between(0.05, 0.35);
  const across = slope(width, random.between(-0.3, 0.3), corners);
  const down = slope(height, random.between(-0.3, 0.3), corners);
  const size = height * random.between(0.35, 0.7);
  const shadowAcross = farFrom(width, random.pick([-0.05, 0.3, 1.05]) * width, size);
  const shadowDown = farFrom(height, random.between(0.75, 1.15) * height, size);
  const dark = random.between(0.1, 0.45);
  const warmth = random.between(-0.07, 0.07);
  const noise = grain(random.between(4, 13), random);
  for (let y = 0, at = 0; y < height; y++) {
    const row = (down[y] ?? 1) * light * 256;
    let speck = Math.floor(random.next() * noise.length);
    for (let left = 0; left < width; left += STEP) {
      const near = 1 - (shadowDown[y] ?? 1) - (shadowAcross[left] ?? 1);
      const here = row * (across[left] ?? 1) * (near > 0 ? 1 - dark * near * (2 - near) : 1);
      const red = (here * (1 + warmth)) | 0;
      const green = here | 0;
      const blue = (here * (1 - warmth)) | 0;
      for (let x = 0; x < STEP; x++, at += 3, speck++) {
        const shade = noise[speck & NOISE_MASK] ?? 0;
        const tint = (noise[(speck * 5) & NOISE_MASK] ?? 0) >> 1;
        pixels[at] = (((pixels[at] ?? 0) * red) >> 8) + shade + tint;
        pixels[at + 1] = (((pixels[at + 1] ?? 0) * green) >> 8) + shade;
        pixels[at + 2] = (((pixels[at + 2] ?? 0) * blue) >> 8) + shade - tint;
      }
    }
  }
}

/** So many pixels have the same light; both widths are multiples of it. */
const STEP = 8;

const NOISE_MASK = 2 ** 13 - 1;

/** What a sensor adds, of a given spread. Three numbers summed are close enough to a bell curve. */
function grain(spread: number, random: Seeded): Int8Array {
  return Int8Array.from(
    { length: NOISE_MASK + 1 },
    () => (random.next() + random.next() + random.next() - 1.5) * 2 * spread,
  );
}

/** Squared distance from a point, in sizes. */
function farFrom(length: number, point: number, size: number): Float32Array {
  return Float32Array.from({ length }, (_, at) => ((at - point) / size) ** 2);
}

/** Brightness along one side of the picture: rising or falling, and less towards both ends. */
function slope(length: number, rise: number, corners: number): Float32Array {
  return Float32Array.from({ length }, (_, at) => {
    const off = at / length - 0.5;
    return (1 + rise * off) * (1 - corners * off * off * 2);
  });
}
