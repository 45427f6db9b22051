import { type ChronicleContent, type ChronicleDraft, chronicleDraft } from '../../domain/chronicle/content.ts';
import { dayOf } from '../../domain/days.ts';
import { lockEntry, readVersions } from '../../storage/chronicle.ts';
import { deleteDraft, insertDraft, lockDraft, updateDraft } from '../../storage/chronicle-drafts.ts';
import type { Database } from '../../storage/database.ts';
import { appendAudit } from '../audit.ts';

export interface ChronicleDeps {
  readonly database: Database;
  readonly now: () => Date;
}

export type DraftSaved =
  | { readonly kind: 'saved'; readonly id: string }
  /** Somebody else has saved it since. */
  | { readonly kind: 'conflict'; readonly revision: number }
  /** It waits for a second person, and is not edited meanwhile. */
  | { readonly kind: 'not-a-draft' }
  | { readonly kind: 'unknown' };

/** Begins a new entry. */
export async function createDraft(
  { database, now }: ChronicleDeps,
  { content, by }: { readonly content: ChronicleDraft; readonly by: string },
): Promise<{ readonly id: string }> {
  return database.transaction(async (client) => {
    const id = await insertDraft(client, { content: chronicleDraft.parse(content), day: dayOf(now()) });
    await appendAudit(client, { at: now(), organizerId: by, action: 'chronicle.begin', subject: id });
    return { id };
  });
}

/** Changes a draft as `change` says; `revision` is the one that was edited. */
export async function changeDraft(
  { database, now }: ChronicleDeps,
  wanted: {
    readonly id: string;
    readonly revision: number;
    readonly by: string;
    readonly change: (content: ChronicleDraft) => ChronicleDraft;
  },
): Promise<DraftSaved> {
  const { id, revision, by, change } = wanted;
  return database.transaction(async (client): Promise<DraftSaved> => {
    const draft = await lockDraft(client, id);
    if (draft === undefined) return { kind: 'unknown' };
    if (draft.state !== 'draft') return { kind: 'not-a-draft' };
    if (draft.revision !== revision) return { kind: 'conflict', revision: draft.revision };
    const saved = await updateDraft(client, id, chronicleDraft.parse(change(draft.content)));
    const detail = { revision: saved };
    await appendAudit(client, { at: now(), organizerId: by, action: 'chronicle.save', subject: id, detail });
    return { kind: 'saved', id };
  });
}

/** Throws a draft away. False when it waits for a second person, or is gone. */
export async function discardDraft(
  { database, now }: ChronicleDeps,
  { id, by }: { readonly id: string; readonly by: string },
): Promise<boolean> {
  return database.transaction(async (client) => {
    const draft = await lockDraft(client, id);
    if (draft?.state !== 'draft') return false;
    await deleteDraft(client, id);
    await appendAudit(client, { at: now(), organizerId: by, action: 'chronicle.discard', subject: id });
    return true;
  });
}

/** Begins a correction of an entry, from what is public of it; undefined when there is no such entry. */
export async function correctEntry(
  { database, now }: ChronicleDeps,
  { number, by }: { readonly number: number; readonly by: string },
): Promise<{ readonly id: string } | undefined> {
  return database.transaction(async (client) => {
    const entry = await lockEntry(client, number);
    if (entry === undefined) return undefined;
    const versions = (await readVersions(client, [number])).get(number) ?? [];
    // What was withdrawn can come back, told in another way.
    const last = versions.findLast(
      (version): version is typeof version & { content: ChronicleContent } => version.content !== null,
    );
    if (last === undefined) return undefined;
    // Its pictures were destroyed when it was withdrawn.
    const content = entry.withdrawn ? { ...last.content, photos: [], facesChecked: false } : last.content;
    const id = await insertDraft(client, { content, entryNumber: number, basedOn: entry.version, day: dayOf(now()) });
    const detail = { draft: id, version: entry.version };
    await appendAudit(client, {
      at: now(),
      organizerId: by,
      action: 'chronicle.correct',
      subject: `${number}`,
      detail,
    });
    return { id };
  });
}
