import type { Database } from '../../storage/database.ts';
import { decryptPhoto } from '../../storage/photo-crypto.ts';
import type { PhotoStore } from '../../storage/photo-store.ts';
import { type EntryKey, sheetPhotoOf } from '../../storage/protocol-entries.ts';
import type { AuditWriter } from '../audit-writer.ts';

export interface OpenSheetPhotoDeps {
  readonly database: Pick<Database, 'pool'>;
  /** The keyring's `review` key. */
  readonly reviewKey: Buffer;
  readonly store: Pick<PhotoStore, 'get'>;
  readonly audit: AuditWriter;
  readonly now: () => Date;
}

export type SheetPhoto =
  | { readonly kind: 'photo'; readonly jpeg: Buffer }
  /** Not in this person's hands, not any more, or no such photo. */
  | { readonly kind: 'not-yours' }
  /** Its key or its bytes are gone. */
  | { readonly kind: 'destroyed' };

/**
 * Opens one photo of a sheet for the person who has it in hand, while they have it, and not before the audit trail says
 * so. To be served with `Cache-Control: no-store`.
 */
export async function openSheetPhoto(
  { database, reviewKey, store, audit, now }: OpenSheetPhotoDeps,
  { position, ...key }: EntryKey & { readonly position: number },
): Promise<SheetPhoto> {
  const at = now();
  const found = await sheetPhotoOf(database.pool, key, position, at);
  if (found === undefined) return { kind: 'not-yours' };
  const { reviewerId: organizerId, protocolId: subject } = key;
  const [sealed] = await Promise.all([
    store.get(found.photoId),
    audit.append({ at, organizerId, action: 'protocol.view-photo', subject, detail: { position } }),
  ]);
  if (sealed === undefined) return { kind: 'destroyed' };
  const opened = decryptPhoto(found.photoId, sealed, found.wrappedKey, reviewKey);
  return opened.ok ? { kind: 'photo', jpeg: opened.bytes } : { kind: 'destroyed' };
}
