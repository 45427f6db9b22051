import type { Database } from '../../storage/database.ts';
import { decryptPhoto } from '../../storage/photo-crypto.ts';
import type { PhotoStore } from '../../storage/photo-store.ts';
import { reviewPhotoOf } from '../../storage/review-photos.ts';
import type { AuditWriter } from '../audit-writer.ts';
import { parseTurn } from './turn-name.ts';

export interface OpenPhotoDeps {
  readonly database: Pick<Database, 'pool'>;
  /** The keyring's `review` key. */
  readonly reviewKey: Buffer;
  readonly store: Pick<PhotoStore, 'get'>;
  readonly audit: AuditWriter;
  readonly now: () => Date;
}

export type Photo =
  | { readonly kind: 'photo'; readonly jpeg: Buffer }
  /** Not held by this person, not any more, or no such photo. */
  | { readonly kind: 'not-yours' }
  /** Its key or its bytes are gone: it can only be said to be unreadable. */
  | { readonly kind: 'destroyed' };

/**
 * Opens one photo of an item for the person who holds it, while they hold it, and not before the audit trail says so.
 * To be served with `Cache-Control: no-store`.
 */
export async function openPhoto(
  deps: OpenPhotoDeps,
  wanted: { readonly reviewerId: string; readonly turn: string; readonly position: number },
): Promise<Photo> {
  const key = parseTurn(wanted.turn, wanted.reviewerId);
  if (key === undefined || !Number.isInteger(wanted.position)) return { kind: 'not-yours' };
  const at = deps.now();
  const found = await reviewPhotoOf(deps.database.pool, key, wanted.position, at);
  if (found === undefined) return { kind: 'not-yours' };
  const [sealed] = await Promise.all([
    deps.store.get(found.photoId),
    deps.audit.append({
      at,
      organizerId: wanted.reviewerId,
      action: 'review.view-photo',
      subject: key.itemId,
      detail: { position: wanted.position },
    }),
  ]);
  if (sealed === undefined) return { kind: 'destroyed' };
  const opened = decryptPhoto(found.photoId, sealed, found.wrappedKey, deps.reviewKey);
  return opened.ok ? { kind: 'photo', jpeg: opened.bytes } : { kind: 'destroyed' };
}
