import { z } from 'zod';
import {
  type ContentProblem,
  chronicleContent,
  chronicleNote,
  contentProblems,
  type Texts,
} from '../../domain/chronicle/content.ts';
import { indexedTexts } from '../../domain/chronicle/search.ts';
import { summaryOf } from '../../domain/chronicle/timeline.ts';
import { addVersion, addWithdrawal, lockEntry, nextEntryNumber } from '../../storage/chronicle.ts';
import {
  deleteDraft,
  goOnFrom,
  lockDraft,
  lockDraftsOf,
  pictureHashes,
  setDraftState,
  takePhotosFromDrafts,
} from '../../storage/chronicle-drafts.ts';
import type { Database } from '../../storage/database.ts';
import { appendAudit } from '../audit.ts';
import { type ProposalKind, prepareProposalIn, type TwoPeopleDeps } from '../two-people.ts';

/** What the second person is shown of an entry, and what is then public. */
export const chronicleProposal = z.strictObject({
  revision: z.int(),
  /** Of the entry that is corrected; null: a new one. */
  number: z.int().nullable(),
  basedOn: z.int(),
  content: chronicleContent,
  /** What was corrected; null for a new entry. */
  note: chronicleNote.nullable(),
  hidesEarlier: z.boolean(),
});

export type ChronicleProposal = z.infer<typeof chronicleProposal>;

/** Subject: the draft's id. Approved, it is public, and the draft is gone. */
export const publishChronicleKind: ProposalKind<ChronicleProposal> = {
  kind: 'chronicle.publish',
  permission: 'chronicle.publish',
  content: chronicleProposal,
  async carryOut(client, { id, subject, content: wanted, decidedAt }) {
    const { content, note, hidesEarlier, revision, basedOn } = wanted;
    if (wanted.number !== null) await lockDraftsOf(client, wanted.number);
    const draft = await lockDraft(client, subject);
    if (draft?.state !== 'proposed' || draft.revision !== revision) return 'changed';
    const entry = wanted.number === null ? undefined : await lockEntry(client, wanted.number);
    if ((entry?.version ?? 0) !== basedOn) return 'changed';
    const hashes = await pictureHashes(
      client,
      content.photos.map((photo) => photo.id),
    );
    if (content.photos.some((photo) => hashes.get(photo.id) !== photo.sha256)) return 'changed';
    await addVersion(client, {
      number: wanted.number ?? (await nextEntryNumber(client)),
      version: basedOn + 1,
      content,
      note,
      hidesEarlier,
      proposalId: id,
      publishedAt: decidedAt,
      summary: summaryOf(content),
      words: indexedTexts(content),
    });
    await deleteDraft(client, subject);
    if (wanted.number !== null && hidesEarlier) await takePhotosFromDrafts(client, wanted.number, [...hashes.keys()]);
    return undefined;
  },
  async letGo(client, subject) {
    if ((await lockDraft(client, subject)) !== undefined) await setDraftState(client, subject, 'draft');
  },
};

export interface ProposeEntry {
  readonly id: string;
  /** That was looked at. */
  readonly revision: number;
  /** What was corrected; needed for a correction. */
  readonly note: Texts;
  readonly hidesEarlier: boolean;
  readonly by: string;
}

export type EntryProposed =
  | { readonly kind: 'proposed' }
  | { readonly kind: 'problems'; readonly problems: readonly ContentProblem[] }
  /** Another version has become public since it was begun. It goes on from that one now, to be looked at and handed over again. */
  | { readonly kind: 'overtaken'; readonly version: number }
  | { readonly kind: 'no-note' | 'conflict' | 'not-a-draft' | 'unknown' };

/** Hands a draft to a second person: from now on it is not edited. */
export async function proposeEntry(
  deps: Pick<TwoPeopleDeps, 'kinds' | 'now'> & { readonly database: Database },
  { id, revision, note, hidesEarlier, by }: ProposeEntry,
): Promise<EntryProposed> {
  return deps.database.transaction(async (client): Promise<EntryProposed> => {
    const draft = await lockDraft(client, id);
    if (draft === undefined) return { kind: 'unknown' };
    if (draft.state !== 'draft') return { kind: 'not-a-draft' };
    if (draft.revision !== revision) return { kind: 'conflict' };
    const problems = contentProblems(draft.content);
    if (problems.length > 0) return { kind: 'problems', problems };
    const entry = draft.entryNumber === null ? undefined : await lockEntry(client, draft.entryNumber);
    if (entry !== undefined && entry.version !== draft.basedOn) {
      await goOnFrom(client, id, entry.version);
      return { kind: 'overtaken', version: entry.version };
    }
    const isCorrection = draft.entryNumber !== null;
    if (isCorrection && Object.keys(note).length === 0) return { kind: 'no-note' };
    await setDraftState(client, id, 'proposed');
    const content = {
      revision,
      number: draft.entryNumber,
      basedOn: draft.basedOn,
      content: draft.content,
      note: isCorrection ? note : null,
      hidesEarlier: isCorrection && hidesEarlier,
    };
    await prepareProposalIn(client, deps, { kind: publishChronicleKind.kind, subject: id, content, by });
    return { kind: 'proposed' };
  });
}

/**
 * Takes an entry from the public at once, by one person: somebody may be in danger. Its pictures are destroyed by the
 * worker; corrections that are being written lose them, too. It comes back by a correction, which takes two. False when it is not public.
 */
export async function withdrawEntry(
  { database, now }: { readonly database: Database; readonly now: () => Date },
  { number, note, by }: { readonly number: number; readonly note: Texts; readonly by: string },
): Promise<boolean> {
  return database.transaction(async (client) => {
    await lockDraftsOf(client, number);
    const entry = await lockEntry(client, number);
    if (entry === undefined || entry.withdrawn) return false;
    const version = entry.version + 1;
    await addWithdrawal(client, { number, version, note, at: now() });
    await takePhotosFromDrafts(client, number, []);
    const detail = { version };
    await appendAudit(client, {
      at: now(),
      organizerId: by,
      action: 'chronicle.withdraw',
      subject: `${number}`,
      detail,
    });
    return true;
  });
}
