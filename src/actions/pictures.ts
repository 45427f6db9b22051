import type { Pictures } from '../messaging/messenger.ts';
import type { Database } from '../storage/database.ts';
import { readPicture, readPictureType } from '../storage/pictures.ts';

/** A picture may be a megabyte: the latest few, which everybody is being sent. */
const REMEMBERED = 8;

/**
 * Pictures for the deliverers, read once and remembered. `publicUrl`: where the web process is reached from
 * outside, which serves them at `picturePath`.
 */
export function picturesFor({ pool }: Pick<Database, 'pool'>, publicUrl: string): Pictures {
  const urls = new Map<string, string>();
  return {
    bytes: (id) => readPicture(pool, id),
    async url(id) {
      const known = urls.get(id);
      if (known !== undefined) return known;
      const type = await readPictureType(pool, id);
      if (type === undefined) return undefined;
      const url = `${publicUrl}${picturePath(id, type)}`;
      urls.set(id, url);
      if (urls.size > REMEMBERED)
        for (const oldest of urls.keys()) {
          urls.delete(oldest);
          break;
        }
      return url;
    },
  };
}

/** Viber wants an extension. */
export function picturePath(id: string, mediaType: 'image/png' | 'image/jpeg'): string {
  return `/pictures/${id}.${mediaType === 'image/png' ? 'png' : 'jpg'}`;
}
