import type { PhotoRefusal } from '../domain/photos.ts';
import type { Talk } from './dialogue.ts';

export interface RefusedPhoto {
  readonly photoId: string;
  readonly refusal: PhotoRefusal;
}

/** Those of these photos that are known by now to be of no use, and why. `when` names this look among a dialogue's own. */
export function refusedPhotos(talk: Talk, when: string, photos: readonly string[]): Promise<readonly RefusedPhoto[]> {
  return talk.once(when, async (look) => {
    const outcomes = await look.photoOutcomes(photos);
    const refused = outcomes.filter(({ outcome }) => outcome === 'refused');
    return refused.map(({ photoId, refusal }) => ({ photoId, refusal: refusal ?? 'damaged' }));
  });
}

/** Says which of these photos are of no use, by their numbers, and why; resolves to the others. Undefined: none is known to be. */
export async function goodPhotos(
  talk: Talk,
  when: string,
  photos: readonly string[],
): Promise<readonly string[] | undefined> {
  const { t } = talk;
  const bad = await refusedPhotos(talk, when, photos);
  if (bad.length === 0) return undefined;
  for (const { photoId, refusal } of bad) {
    const number = photos.indexOf(photoId) + 1;
    await talk.say(`${t('protocols-chat-photo-refused', { number })} ${t(`photo-refused-${refusal}`)}`);
  }
  return photos.filter((photoId) => !bad.some((photo) => photo.photoId === photoId));
}
