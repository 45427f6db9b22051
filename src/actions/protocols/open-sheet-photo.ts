import type { Database } from '../../storage/database.ts';
import { type EntryKey, sheetPhotoOf } from '../../storage/protocol-entries.ts';
import { type AuditedPhoto, type OpenAuditedPhotoDeps, openAuditedPhoto } from '../open-audited-photo.ts';

export interface OpenSheetPhotoDeps extends OpenAuditedPhotoDeps {
  readonly database: Pick<Database, 'pool'>;
  readonly now: () => Date;
}

export type SheetPhoto =
  | AuditedPhoto
  /** Not in this person's hands, not any more, or no such photo. */
  | { readonly kind: 'not-yours' };

/**
 * Opens one photo of a sheet for the person who has it in hand, while they have it, and not before the audit trail says
 * so. To be served with `Cache-Control: no-store`.
 */
export async function openSheetPhoto(
  deps: OpenSheetPhotoDeps,
  { position, ...key }: EntryKey & { readonly position: number },
): Promise<SheetPhoto> {
  const at = deps.now();
  const found = await sheetPhotoOf(deps.database.pool, key, position, at);
  if (found === undefined) return { kind: 'not-yours' };
  const { reviewerId: organizerId, protocolId: subject } = key;
  return openAuditedPhoto(deps, found, {
    at,
    organizerId,
    action: 'protocol.view-photo',
    subject,
    detail: { position },
  });
}
