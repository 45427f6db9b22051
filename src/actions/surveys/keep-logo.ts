import type { Queryable } from '../../storage/database.ts';
import { addPicture } from '../../storage/pictures.ts';

export type KeptLogo =
  | { readonly kind: 'kept'; readonly id: string }
  /** `not-an-image`: no JPEG, PNG or WebP, or damaged. */
  | { readonly kind: 'refused'; readonly why: 'too-many-bytes' | 'too-large' | 'not-an-image' };

/** Bytes that somebody may upload. */
export const MAX_LOGO_BYTES = 5 * 1024 * 1024;

/** Pixels that are decoded at most: a few bytes can claim to be a huge picture. */
const MAX_PIXELS = 25_000_000;

/** The kept picture's longer side at most. */
const SIDE = 640;

/**
 * Makes a picture for the chats of an uploaded one and keeps it: a new PNG of its pixels alone, on white,
 * because Viber shows what is transparent as black.
 */
export async function keepLogo(q: Queryable, bytes: Uint8Array, id: string, day: string): Promise<KeptLogo> {
  if (bytes.length > MAX_LOGO_BYTES) return { kind: 'refused', why: 'too-many-bytes' };
  if (!isRaster(bytes)) return { kind: 'refused', why: 'not-an-image' };
  const png = await rebuilt(bytes);
  if (png === 'too-large' || png === 'not-an-image') return { kind: 'refused', why: png };
  await addPicture(q, id, { mediaType: 'image/png', bytes: png }, day);
  return { kind: 'kept', id };
}

/** By their first bytes: JPEG, PNG, WebP. Vector pictures can load what they like, and are left out. */
function isRaster(bytes: Uint8Array): boolean {
  const text = (from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to));
  return (
    (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) ||
    text(0, 8) === '\x89PNG\r\n\x1a\n' ||
    (text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP')
  );
}

async function rebuilt(bytes: Uint8Array): Promise<Buffer | 'too-large' | 'not-an-image'> {
  const options = { limitInputPixels: MAX_PIXELS, failOn: 'error' } as const;
  // Twenty megabytes of the web process' memory, for what is needed now and then.
  const { default: sharp } = await import('sharp');
  try {
    const { width, height } = await sharp(bytes, { limitInputPixels: false }).metadata();
    if (width * height > MAX_PIXELS) return 'too-large';
    return await sharp(bytes, options)
      .rotate()
      .resize(SIDE, SIDE, { fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .png({ compressionLevel: 9, palette: true })
      .toBuffer();
  } catch {
    // Whatever a decoder stumbles over is somebody's bytes, never a bug here.
    return 'not-an-image';
  }
}
