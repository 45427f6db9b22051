import sharp from 'sharp';
import type { PhotoBytes } from './shown.ts';

/** One size of a photo, as the messenger keeps it. */
export interface PhotoSize {
  readonly width: number;
  readonly height: number;
  readonly bytes: PhotoBytes;
}

/** Longest sides of the sizes that Telegram makes of a photo, small one first. */
const SIDES = [320, 1_280] as const;
/** What is claimed of a photo that nobody has looked into (`resize: false`). */
const UNSEEN = { small: { width: 320, height: 240 }, large: { width: 1_280, height: 960 } };

/**
 * Makes of a photo what a messenger's app makes of it: turned upright, no metadata, scaled down, as JPEG.
 * With `resize` false the bytes stay as they are, which costs nothing.
 */
export async function photoSizes(bytes: PhotoBytes, resize: boolean): Promise<readonly PhotoSize[]> {
  if (!resize || typeof bytes === 'function') {
    return [
      { ...UNSEEN.small, bytes },
      { ...UNSEEN.large, bytes },
    ];
  }
  const sizes: PhotoSize[] = [];
  for (const side of SIDES) {
    const { data, info } = await sharp(bytes)
      .rotate()
      .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
      .jpeg({ quality: 86 })
      .toBuffer({ resolveWithObject: true });
    sizes.push({ width: info.width, height: info.height, bytes: data });
  }
  return sizes;
}

export async function readPhoto(bytes: PhotoBytes): Promise<Buffer> {
  return typeof bytes === 'function' ? await bytes() : bytes;
}
