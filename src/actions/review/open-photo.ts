import type { Database } from '../../storage/database.ts';
import { reviewPhotoOf } from '../../storage/review-photos.ts';
import { type AuditedPhoto, type OpenAuditedPhotoDeps, openAuditedPhoto } from '../open-audited-photo.ts';
import { parseTurn } from './turn-name.ts';

export interface OpenPhotoDeps extends OpenAuditedPhotoDeps {
  readonly database: Pick<Database, 'pool'>;
  readonly now: () => Date;
}

export type Photo =
  | AuditedPhoto
  /** Not held by this person, not any more, or no such photo. */
  | { readonly kind: 'not-yours' };

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
  return openAuditedPhoto(deps, found, {
    at,
    organizerId: wanted.reviewerId,
    action: 'review.view-photo',
    subject: key.itemId,
    detail: { position: wanted.position },
  });
}
