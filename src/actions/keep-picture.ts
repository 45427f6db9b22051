import { randomUUID } from 'node:crypto';
import { MAX_PHOTO_BYTES, MAX_PHOTO_PIXELS } from '../domain/photos.ts';
import type { Database } from '../storage/database.ts';
import { addPicture, type Picture } from '../storage/pictures.ts';
import { loadSharp } from './load-sharp.ts';

/** As wide as a phone shows it, and safely below Viber's megabyte. */
const LONGEST_SIDE = 1_280;
const VIBER_BYTES = 1_000_000;
const QUALITIES = [85, 70, 50];
const FORMATS: readonly string[] = ['jpeg', 'png', 'webp'];

/**
 * Keeps a picture that an organizer has uploaded: rebuilt from its pixels, upright and scaled down, without
 * any metadata. `opaque`: on white where it is transparent, because a logo may be dark and a chat as well.
 * Resolves to its id; undefined when it is no JPEG, PNG or WebP, damaged or far too large.
 */
export async function keepPicture(
  { database, today }: { readonly database: Pick<Database, 'pool'>; readonly today: () => string },
  bytes: Uint8Array,
  { opaque = false }: { readonly opaque?: boolean } = {},
): Promise<string | undefined> {
  const picture = await rebuild(bytes, opaque);
  if (picture === undefined) return undefined;
  const id = randomUUID();
  await addPicture(database.pool, id, picture, today());
  return id;
}

async function rebuild(bytes: Uint8Array, onWhite: boolean): Promise<Picture | undefined> {
  if (bytes.length > MAX_PHOTO_BYTES) return undefined;
  const sharp = await loadSharp();
  try {
    const input = sharp(bytes, { limitInputPixels: MAX_PHOTO_PIXELS, failOn: 'error' });
    const { format, hasAlpha } = await input.metadata();
    if (!FORMATS.includes(format)) return undefined;
    const pixels = input
      .autoOrient()
      .resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true });
    if (hasAlpha && !onWhite) {
      const png = await pixels.clone().png({ palette: true }).toBuffer();
      if (png.length <= VIBER_BYTES) return { mediaType: 'image/png', bytes: png };
    }
    const opaque = pixels.flatten({ background: '#ffffff' });
    for (const quality of QUALITIES) {
      const jpeg = await opaque.clone().jpeg({ quality }).toBuffer();
      if (jpeg.length <= VIBER_BYTES) return { mediaType: 'image/jpeg', bytes: jpeg };
    }
    return undefined;
  } catch {
    // Whatever the decoder says about it: these bytes are no picture that can be shown.
    return undefined;
  }
}
