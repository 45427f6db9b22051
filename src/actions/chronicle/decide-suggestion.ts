import { type ChroniclePhoto, EMPTY_ENTRY, LONGEST_TITLE } from '../../domain/chronicle/content.ts';
import type { Suggestion } from '../../domain/chronicle/suggestion.ts';
import { leadOf } from '../../domain/chronicle/timeline.ts';
import { dayOf } from '../../domain/days.ts';
import { addChroniclePicture, insertDraft } from '../../storage/chronicle-drafts.ts';
import { deleteSuggestion, photosOfSuggestion, readSuggestion } from '../../storage/chronicle-suggestions.ts';
import { appendAudit } from '../audit.ts';
import { type AuditedPhoto, type OpenAuditedPhotoDeps, openAuditedPhoto } from '../open-audited-photo.ts';
import { keepChroniclePhoto } from './add-photo.ts';
import type { ChronicleDeps } from './save-draft.ts';
import { openSuggestion } from './suggest.ts';

export interface DecideDeps extends ChronicleDeps {
  readonly photos: OpenAuditedPhotoDeps;
}

export interface OpenedSuggestion {
  readonly id: string;
  /** On which it came. */
  readonly day: string;
  readonly said: Suggestion;
  /** Positions of its photos, and whether they can be looked at. */
  readonly photos: readonly { readonly position: number; readonly isThere: boolean }[];
}

/** Opens a suggestion for an organizer; that they have is in the audit trail. Undefined when it is decided. */
export async function viewSuggestion(
  { database, now, photos: { reviewKey } }: DecideDeps,
  { id, by }: { readonly id: string; readonly by: string },
): Promise<OpenedSuggestion | undefined> {
  return database.transaction(async (client) => {
    const row = await readSuggestion(client, id);
    const said = row && openSuggestion(reviewKey, row);
    if (row === undefined || said === undefined) return undefined;
    const photos = await photosOfSuggestion(client, id);
    await appendAudit(client, { at: now(), organizerId: by, action: 'chronicle.view-suggestion', subject: id });
    return {
      id,
      day: row.day,
      said,
      photos: photos.map(({ position, wrappedKey }) => ({ position, isThere: wrappedKey !== null })),
    };
  });
}

/** Opens one photo of a suggestion. To be served with `Cache-Control: no-store`. */
export async function viewSuggestedPhoto(
  deps: DecideDeps,
  { id, position, by }: { readonly id: string; readonly position: number; readonly by: string },
): Promise<AuditedPhoto | undefined> {
  const photo = (await photosOfSuggestion(deps.database.pool, id)).find((one) => one.position === position);
  if (!photo?.wrappedKey) return undefined;
  return openAuditedPhoto(
    deps.photos,
    { photoId: photo.photoId, wrappedKey: photo.wrappedKey },
    { at: deps.now(), organizerId: by, action: 'chronicle.view-photo', subject: id, detail: { position } },
  );
}

/**
 * Makes a draft of a suggestion, with the photos that were chosen; what was sent is deleted. Resolves to the draft's id;
 * undefined when somebody else has decided.
 */
export async function acceptSuggestion(
  deps: DecideDeps,
  { id, positions, by }: { readonly id: string; readonly positions: readonly number[]; readonly by: string },
): Promise<string | undefined> {
  const { database, now } = deps;
  const opened = await viewSuggestion(deps, { id, by });
  if (opened === undefined) return undefined;
  const photos: ChroniclePhoto[] = [];
  const { day, place, text, language } = opened.said;
  try {
    for (const position of positions) {
      const photo = await viewSuggestedPhoto(deps, { id, position, by });
      const kept = photo?.kind === 'photo' ? await keepChroniclePhoto(deps, photo.jpeg, {}) : undefined;
      if (kept !== undefined) photos.push(kept);
    }
    return await database.transaction(async (client) => {
      if (!(await deleteSuggestion(client, id))) return undefined;
      const content = {
        ...EMPTY_ENTRY,
        day,
        place: place === '' ? {} : { [language]: place },
        title: { [language]: leadOf(text, LONGEST_TITLE / 2) },
        text: { [language]: text },
        photos,
      };
      const made = await insertDraft(client, { content, fromCitizen: true, day: dayOf(now()) });
      const detail = { draft: made, photos: photos.length };
      await appendAudit(client, {
        at: now(),
        organizerId: by,
        action: 'chronicle.accept-suggestion',
        subject: id,
        detail,
      });
      return made;
    });
  } finally {
    // Pictures that nothing shows are destroyed with the next look. Where the record is away at this very moment they stay: under
    // random ids that nobody was told.
    for (const photo of photos) await addChroniclePicture(database.pool, photo.id);
  }
}

/** Deletes a suggestion. False when somebody else has decided. */
export async function declineSuggestion(
  { database, now }: ChronicleDeps,
  { id, by }: { readonly id: string; readonly by: string },
): Promise<boolean> {
  return database.transaction(async (client) => {
    if (!(await deleteSuggestion(client, id))) return false;
    await appendAudit(client, { at: now(), organizerId: by, action: 'chronicle.decline-suggestion', subject: id });
    return true;
  });
}
