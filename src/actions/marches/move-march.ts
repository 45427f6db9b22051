import { deleteDraftMarch, lockMarch, type MarchRow, marchAtThatTime, setMarchState } from '../../storage/marches.ts';
import { appendAudit } from '../audit.ts';
import type { MarchDeps } from './save-march.ts';

interface Move {
  readonly id: string;
  /** The organizer. */
  readonly by: string;
}

export type ScheduledMarch =
  | { readonly kind: 'scheduled' }
  | { readonly kind: 'unknown' | 'not-a-draft' | 'conflict' | 'past' }
  /** Another one is on at that time: people would not know which they mean. */
  | { readonly kind: 'collides'; readonly with: string };

/** Lets a draft open at its time; from now on it stays as it is. Where its time has come, it opens within a second. */
export function scheduleMarch(
  { database, now }: MarchDeps,
  { id, by, revision }: Move & { readonly revision: number },
): Promise<ScheduledMarch> {
  return database.transaction(async (client): Promise<ScheduledMarch> => {
    const march = await lockMarch(client, id);
    if (march === undefined) return { kind: 'unknown' };
    if (march.state !== 'draft') return { kind: 'not-a-draft' };
    // What was seen is what is opened.
    if (march.revision !== revision) return { kind: 'conflict' };
    if (march.endsAt <= now()) return { kind: 'past' };
    const other = await marchAtThatTime(client, march);
    if (other !== undefined) return { kind: 'collides', with: other };
    await setMarchState(client, id, 'scheduled');
    await appendAudit(client, { at: now(), organizerId: by, action: 'march.open', subject: id });
    return { kind: 'scheduled' };
  });
}

/** Makes a draft again of a march that has not opened yet. False when it is something else. */
export function withdrawMarch(deps: MarchDeps, move: Move): Promise<boolean> {
  return moved(deps, move, 'scheduled', 'draft', 'march.withdraw');
}

/**
 * Ends an open march now: it takes nothing more. Within moments its last window is published, and key, tokens and
 * draws are destroyed (`driveMarches`). False when it is not open: it was ended already.
 */
export function endMarch(deps: MarchDeps, move: Move): Promise<boolean> {
  return moved(deps, move, 'open', 'closing', 'march.end');
}

function moved(
  { database, now }: MarchDeps,
  { id, by }: Move,
  from: MarchRow['state'],
  to: MarchRow['state'],
  action: string,
): Promise<boolean> {
  return database.transaction(async (client) => {
    const march = await lockMarch(client, id);
    if (march?.state !== from) return false;
    await setMarchState(client, id, to, to === 'closing' ? now() : undefined);
    await appendAudit(client, { at: now(), organizerId: by, action, subject: id });
    return true;
  });
}

/** Deletes a draft. False when it is none. */
export function deleteMarch({ database, now }: MarchDeps, { id, by }: Move): Promise<boolean> {
  return database.transaction(async (client) => {
    if (!(await deleteDraftMarch(client, id))) return false;
    await appendAudit(client, { at: now(), organizerId: by, action: 'march.delete', subject: id });
    return true;
  });
}
