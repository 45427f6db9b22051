import type { PoolClient } from 'pg';
import { MOST_A_DAY, MOST_WAITING, type Suggestion, suggestion } from '../../domain/chronicle/suggestion.ts';
import { deleteUnusedPictures } from '../../storage/chronicle-drafts.ts';
import {
  countSender,
  countSuggestions,
  firstRefusal,
  insertSuggestion,
  lockUnwrapped,
  setWrapped,
} from '../../storage/chronicle-suggestions.ts';
import type { Database } from '../../storage/database.ts';
import type { Keyring } from '../../storage/keyring.ts';
import { rewrapPhotoKey } from '../../storage/photo-crypto.ts';
import { decrypt, encrypt, keyedHash } from '../../storage/sealing.ts';
import type { Intent } from '../intents.ts';
import type { Notice } from '../notices.ts';

export type AddToChronicle = Extract<Intent, { do: 'add-to-chronicle' }>;

/** What a sealed suggestion is bound to. */
export const suggestionContext = (id: string) => `chronicle-suggestion:${id}`;

/**
 * Keeps what somebody sent for the chronicle, in the worker's transaction. Nothing in it leads back to them: not a
 * link, not a key. How much an account sent today is counted under a token that is deleted after the day. Resolves to what the sender
 * has to be told: that it was not taken, or which photo, come before it, is of no use.
 */
export async function takeSuggestion(
  client: PoolClient,
  keys: Pick<Keyring<'worker'>, 'link' | 'review'>,
  person: { readonly personKey: Buffer },
  { suggestionId, photoIds, ...wanted }: AddToChronicle,
  today: string,
): Promise<Notice | undefined> {
  if ((await countSuggestions(client)) >= MOST_WAITING) return { kind: 'chronicle-not-taken', why: 'full' };
  const token = keyedHash(keys.link, 'chronicle-sender', person.personKey, today);
  if ((await countSender(client, token, today)) > MOST_A_DAY) return { kind: 'chronicle-not-taken', why: 'often' };
  const sealed = encrypt(keys.review, JSON.stringify(suggestion.parse(wanted)), suggestionContext(suggestionId));
  await insertSuggestion(client, { id: suggestionId, sealed, photoIds }, today);
  const refusal = await firstRefusal(client, suggestionId);
  return refusal && { kind: 'chronicle-photo-refused', refusal };
}

/** What a suggestion says; undefined when it was sealed under another key. */
export function openSuggestion(
  reviewKey: Buffer,
  { id, sealed }: { readonly id: string; readonly sealed: Buffer },
): Suggestion | undefined {
  try {
    return suggestion.parse(JSON.parse(decrypt(reviewKey, sealed, suggestionContext(id)).toString('utf8')));
  } catch {
    return undefined;
  }
}

/** Photos whose keys are wrapped anew in one go. */
const AT_ONCE = 100;

/** Lets organizers open photos that have come: their keys, wrapped anew under the review key. The worker's. */
export async function wrapSuggestedPhotos(
  database: Database,
  keys: Pick<Keyring<'worker'>, 'photo' | 'review'>,
): Promise<void> {
  await database.transaction(async (client) => {
    for (const { photoId, wrappedKey } of await lockUnwrapped(client, AT_ONCE)) {
      const anew = rewrapPhotoKey(photoId, wrappedKey, keys.photo, keys.review);
      if (anew !== undefined) await setWrapped(client, photoId, anew);
    }
  });
}

/** Destroys pictures of the chronicle that nothing shows any more. */
export async function destroyUnusedPictures({ pool }: Pick<Database, 'pool'>): Promise<void> {
  await deleteUnusedPictures(pool);
}
