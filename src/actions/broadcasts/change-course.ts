import { allows, type BroadcastState, type Transition } from '../../domain/broadcasts.ts';
import { lockBroadcast, setBroadcastState } from '../../storage/broadcasts.ts';
import type { Database, Queryable } from '../../storage/database.ts';
import { appendAudit } from '../audit.ts';

export interface CourseDeps {
  readonly database: Database;
  readonly now: () => Date;
}

export interface ChangeCourse {
  readonly id: string;
  /** The organizer. */
  readonly by: string;
}

export type CourseChanged =
  | { readonly kind: 'done'; readonly state: BroadcastState }
  /** It is past that; the state says where. */
  | { readonly kind: 'refused'; readonly state: BroadcastState }
  | { readonly kind: 'unknown' };

/** Moves a broadcast into another state where that is allowed, with its audit entry. */
export function changeCourse(
  { database, now }: CourseDeps,
  { id, by }: ChangeCourse,
  transition: Extract<Transition, 'pause' | 'resume' | 'cancel'>,
  to: (q: Queryable) => Promise<BroadcastState>,
): Promise<CourseChanged> {
  return database.transaction(async (client): Promise<CourseChanged> => {
    const there = await lockBroadcast(client, id);
    if (there === undefined) return { kind: 'unknown' };
    if (!allows(there.state, transition)) return { kind: 'refused', state: there.state };
    const state = await to(client);
    await setBroadcastState(client, id, state);
    await appendAudit(client, { at: now(), organizerId: by, action: `broadcast.${transition}`, subject: id });
    return { kind: 'done', state };
  });
}
