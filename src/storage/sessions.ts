import type { Language } from '../domain/languages.ts';
import type { Role } from '../domain/permissions.ts';
import type { Queryable } from './database.ts';

/** What a session carries, as JSON. */
export type SessionData = Readonly<Record<string, unknown>>;

/** A session is over when it is older than `startedAfter`, or was last seen before `seenAfter`. */
export interface SessionLimits {
  readonly startedAfter: Date;
  readonly seenAfter: Date;
}

/** What belongs to a session that is not over. */
export async function findSession(
  q: Queryable,
  tokenHash: Buffer,
  { startedAfter, seenAfter }: SessionLimits,
): Promise<SessionData | undefined> {
  const { rows } = await q.query<{ data: SessionData }>({
    name: 'find-session',
    text: 'select data from sessions where token_hash = $1 and started_at > $2 and seen_at > $3',
    values: [tokenHash, startedAfter, seenAfter],
  });
  return rows[0]?.data;
}

export interface SessionRow {
  readonly tokenHash: Buffer;
  readonly data: SessionData;
  readonly organizerId: string | null;
}

/** Adds a session, or writes what one that was just added carries. */
export async function addSession(q: Queryable, { tokenHash, data, organizerId }: SessionRow, at: Date): Promise<void> {
  await q.query(
    `insert into sessions (token_hash, data, organizer_id, started_at, seen_at) values ($1, $2, $3, $4, $4)
     on conflict (token_hash) do update set data = excluded.data, organizer_id = excluded.organizer_id`,
    [tokenHash, JSON.stringify(data), organizerId, at],
  );
}

/** Writes what a session carries. One that was ended meanwhile stays ended. */
export async function changeSession(q: Queryable, { tokenHash, data, organizerId }: SessionRow): Promise<void> {
  await q.query('update sessions set data = $2, organizer_id = $3 where token_hash = $1', [
    tokenHash,
    JSON.stringify(data),
    organizerId,
  ]);
}

export async function deleteSession(q: Queryable, tokenHash: Buffer): Promise<void> {
  await q.query('delete from sessions where token_hash = $1', [tokenHash]);
}

/** Ends all sessions of somebody, but for one that they keep. */
export async function deleteSessionsOf(q: Queryable, organizerId: string, except?: Buffer): Promise<void> {
  await q.query('delete from sessions where organizer_id = $1 and token_hash is distinct from $2', [
    organizerId,
    except ?? null,
  ]);
}

/** Deletes sessions that are over, and those of strangers who never signed in. */
export async function deleteOldSessions(q: Queryable, { startedAfter, seenAfter }: SessionLimits): Promise<void> {
  await q.query('delete from sessions where seen_at <= $2 or started_at <= $1', [startedAfter, seenAfter]);
}

export interface SessionHolder {
  readonly id: string;
  readonly alias: string;
  readonly role: Role;
  readonly language: Language;
}

/**
 * Who holds a session, as they are now; undefined once they were removed or the session is over. Notes that
 * they were seen at `at`, to the minute, unless it is undefined.
 */
export async function sessionHolder(
  q: Queryable,
  tokenHash: Buffer,
  { startedAfter, seenAfter }: SessionLimits,
  at: Date | undefined,
): Promise<SessionHolder | undefined> {
  // By name: it is asked at every request, and planning it anew takes longer than carrying it out.
  const { rows } = await q.query<SessionHolder>({
    name: 'session-holder',
    text: `with seen as (
             update sessions set seen_at = $4 where token_hash = $1 and $4 - seen_at > interval '1 minute'
               and started_at > $2 and seen_at > $3)
           select organizers.id, alias, role, language from sessions join organizers on organizers.id = organizer_id
           where token_hash = $1 and started_at > $2 and seen_at > $3 and active`,
    values: [tokenHash, startedAfter, seenAfter, at ?? null],
  });
  return rows[0];
}
