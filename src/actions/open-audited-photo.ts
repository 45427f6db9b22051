import { decryptPhoto } from '../storage/photo-crypto.ts';
import type { PhotoStore } from '../storage/photo-store.ts';
import type { AuditEntry } from './audit.ts';
import type { AuditWriter } from './audit-writer.ts';

export interface OpenAuditedPhotoDeps {
  /** The keyring's `review` key. */
  readonly reviewKey: Buffer;
  readonly store: Pick<PhotoStore, 'get'>;
  readonly audit: AuditWriter;
}

export type AuditedPhoto =
  | { readonly kind: 'photo'; readonly jpeg: Buffer }
  /** Its key or its bytes are gone: it can only be said to be unreadable. */
  | { readonly kind: 'destroyed' };

/** Opens a photo that is under review, not before the audit trail says so. Who may see it, the caller has checked. */
export async function openAuditedPhoto(
  { reviewKey, store, audit }: OpenAuditedPhotoDeps,
  { photoId, wrappedKey }: { readonly photoId: string; readonly wrappedKey: Buffer },
  entry: AuditEntry,
): Promise<AuditedPhoto> {
  const [sealed] = await Promise.all([store.get(photoId), audit.append(entry)]);
  if (sealed === undefined) return { kind: 'destroyed' };
  const opened = decryptPhoto(photoId, sealed, wrappedKey, reviewKey);
  return opened.ok ? { kind: 'photo', jpeg: opened.bytes } : { kind: 'destroyed' };
}
