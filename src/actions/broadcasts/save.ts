import { audience } from '../../domain/audience.ts';
import { broadcastContent, sendingHours } from '../../domain/broadcasts.ts';
import { insertBroadcast, lockBroadcast, updateBroadcast } from '../../storage/broadcasts.ts';
import type { Database, Queryable } from '../../storage/database.ts';
import { appendAudit } from '../audit.ts';

export interface SaveBroadcast {
  /** Undefined for a new one. */
  readonly id?: string;
  /** The revision that was edited; ignored for a new one. */
  readonly revision?: number;
  /** For the console only; nobody else reads it. */
  readonly title: string;
  /** `broadcastContent`: may be unfinished. */
  readonly content: unknown;
  /** `audience`. */
  readonly audience: unknown;
  /** Not before; null is at once. */
  readonly startsAt: Date | null;
  /** `sendingHours`; null is at any hour. */
  readonly hours: unknown;
  /** The organizer. */
  readonly by: string;
}

export type SavedBroadcast =
  | { readonly kind: 'saved'; readonly id: string; readonly revision: number }
  /** Somebody else has saved it meanwhile: nothing is overwritten. */
  | { readonly kind: 'conflict'; readonly revision: number }
  /** It is proposed or on its way, and is not changed any more. */
  | { readonly kind: 'not-a-draft' }
  | { readonly kind: 'unknown' };

/** Keeps a draft, with its audit entry. @throws when content, audience or hours are not of their shape: parse first. */
export function saveBroadcast(
  deps: { readonly database: Database; readonly now: () => Date },
  wanted: SaveBroadcast,
): Promise<SavedBroadcast> {
  return deps.database.transaction((client) => saveBroadcastIn(client, deps.now(), wanted));
}

/** The same in the caller's transaction. */
export async function saveBroadcastIn(q: Queryable, at: Date, wanted: SaveBroadcast): Promise<SavedBroadcast> {
  const draft = {
    title: wanted.title,
    content: broadcastContent.parse(wanted.content),
    audience: audience.parse(wanted.audience),
    startsAt: wanted.startsAt,
    hours: wanted.hours === null ? null : sendingHours.parse(wanted.hours),
  };
  let saved: { id: string; revision: number };
  if (wanted.id === undefined) saved = await insertBroadcast(q, draft);
  else {
    const there = await lockBroadcast(q, wanted.id);
    if (there === undefined) return { kind: 'unknown' };
    if (there.state !== 'draft') return { kind: 'not-a-draft' };
    if (there.revision !== wanted.revision) return { kind: 'conflict', revision: there.revision };
    saved = { id: wanted.id, ...(await updateBroadcast(q, wanted.id, draft)) };
  }
  await appendAudit(q, {
    at,
    organizerId: wanted.by,
    action: 'broadcast.save',
    subject: saved.id,
    detail: { revision: saved.revision },
  });
  return { kind: 'saved', ...saved };
}
