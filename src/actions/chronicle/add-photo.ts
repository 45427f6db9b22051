import { createHash } from 'node:crypto';
import { type ChroniclePhoto, MOST_PHOTOS, type Texts } from '../../domain/chronicle/content.ts';
import { dayOf } from '../../domain/days.ts';
import { addChroniclePicture } from '../../storage/chronicle-drafts.ts';
import { readPicture } from '../../storage/pictures.ts';
import { keepPicture } from '../keep-picture.ts';
import { loadSharp } from '../load-sharp.ts';
import { type ChronicleDeps, changeDraft, type DraftSaved } from './save-draft.ts';

export type PhotoAdded =
  | DraftSaved
  /** No JPEG, PNG or WebP, damaged, or far too large. */
  | { readonly kind: 'no-picture' }
  | { readonly kind: 'too-many' };

/** Rebuilds a picture from its pixels, without any metadata, and keeps it for the chronicle. */
export async function keepChroniclePhoto(
  { database, now }: ChronicleDeps,
  bytes: Uint8Array,
  alt: Texts,
): Promise<ChroniclePhoto | undefined> {
  const id = await keepPicture({ database, today: () => dayOf(now()) }, bytes, { opaque: true });
  const kept = id === undefined ? undefined : await readPicture(database.pool, id);
  if (id === undefined || kept === undefined) return undefined;
  const sharp = await loadSharp();
  const { width, height } = await sharp(kept.bytes).metadata();
  const sha256 = createHash('sha256').update(kept.bytes).digest('hex');
  return { id, mediaType: kept.mediaType, sha256, width, height, alt };
}

/** Adds an uploaded photo to a draft. */
export async function addPhoto(
  deps: ChronicleDeps,
  wanted: {
    readonly id: string;
    readonly revision: number;
    readonly by: string;
    readonly bytes: Uint8Array;
    readonly alt: Texts;
  },
): Promise<PhotoAdded> {
  const photo = await keepChroniclePhoto(deps, wanted.bytes, wanted.alt);
  if (photo === undefined) return { kind: 'no-picture' };
  let tooMany = false;
  try {
    const saved = await changeDraft(deps, {
      ...wanted,
      change: (content) => {
        tooMany = content.photos.length >= MOST_PHOTOS;
        // A new photo has to be looked at, too.
        return tooMany ? content : { ...content, photos: [...content.photos, photo], facesChecked: false };
      },
    });
    return saved.kind === 'saved' && tooMany ? { kind: 'too-many' } : saved;
  } finally {
    // A picture that nothing shows is destroyed with the next look. Where the record is away at this very moment it stays: under a
    // random id that nobody was told.
    await addChroniclePicture(deps.database.pool, photo.id);
  }
}
