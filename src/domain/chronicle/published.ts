import { z } from 'zod';
import { type ChronicleContent, chronicleContent, chronicleNote, type Texts } from './content.ts';
import { type ListedEntry, summaryOf } from './timeline.ts';

const minute = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\dZ$/);

/** One version of an entry, as everybody may see it. */
const version = z.strictObject({
  version: z.int().min(1),
  /** UTC, to the minute: `2026-11-22T18:30Z`. */
  publishedAt: minute,
  /** What was corrected, or why it was withdrawn; null for a first version. */
  note: chronicleNote.nullable(),
  /** Null: it was withdrawn, or must not be shown any more. */
  content: chronicleContent.nullable(),
});

/** An entry with every version of it that was ever public. */
export const publishedEntry = z.strictObject({
  number: z.int().min(1),
  /** What feeds know it by. */
  uid: z.uuid(),
  versions: z.array(version).min(1),
});

export type PublishedVersion = z.infer<typeof version>;
export type PublishedEntry = z.infer<typeof publishedEntry>;

/** The whole chronicle as it is published, in the order of numbers: the content of `chronicle.json`. */
export const chronicleFile = z.strictObject({ format: z.literal(1), entries: z.array(publishedEntry) });

export type ChronicleFile = z.infer<typeof chronicleFile>;

/** A version as the record has it. */
export interface RecordedVersion {
  readonly version: number;
  readonly content: ChronicleContent | null;
  readonly note: Texts | null;
  readonly hidesEarlier: boolean;
  readonly publishedAt: Date;
}

/** What everybody may see of an entry. Versions before one that hides them say that they were, and no more: a note may name what it took out. */
export function publishEntry(
  { number, uid }: { readonly number: number; readonly uid: string },
  recorded: readonly RecordedVersion[],
): PublishedEntry {
  const from = recorded.findLastIndex(({ hidesEarlier }) => hidesEarlier);
  return {
    number,
    uid,
    versions: recorded.map(({ version: which, content, note, publishedAt }, at) => ({
      version: which,
      publishedAt: `${publishedAt.toISOString().slice(0, 16)}Z`,
      note: at < from ? null : note,
      content: at < from ? null : content,
    })),
  };
}

/** The version that is public now; undefined when the entry was withdrawn. */
export function currentVersion({
  versions,
}: PublishedEntry): (PublishedVersion & { readonly content: ChronicleContent }) | undefined {
  const last = versions.at(-1);
  return last?.content ? { ...last, content: last.content } : undefined;
}

/** Whether there is more to see than the entry as it is now. */
export function hasHistory({ versions }: PublishedEntry): boolean {
  return versions.length > 1;
}

/** What lists show of an entry; nothing of one that was withdrawn. */
export function listed(entry: PublishedEntry): readonly ListedEntry[] {
  const current = currentVersion(entry);
  return current === undefined
    ? []
    : [{ ...summaryOf(current.content), number: entry.number, version: current.version }];
}
