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

/** Who holds a session, as they are now. */
export interface SessionHolder {
  readonly id: string;
  readonly alias: string;
  readonly role: Role;
  readonly language: Language;
}

/** A session that is not over. */
export interface FoundSession {
  readonly data: SessionData;
  /** Undefined: nobody has signed in, or they were removed. */
  readonly holder: SessionHolder | undefined;
  /** To the minute. */
  readonly seenAt: Date;
}

/** What belongs to a session that is not over, and to whom it belongs: one question, asked at every request. */
export async function findSession(
  q: Queryable,
  tokenHash: Buffer,
  { startedAfter, seenAfter }: SessionLimits,
): Promise<FoundSession | undefined> {
  const { rows } = await q.query<{ data: SessionData; seenAt: Date; holder: SessionHolder | null }>({
    // By name: planning it anew takes longer than carrying it out.
    name: 'find-session',
    text: `select data, seen_at as "seenAt", case when o.id is not null then jsonb_build_object(
             'id', o.id, 'alias', o.alias, 'role', o.role, 'language', o.language) end as holder
           from sessions left join organizers o on o.id = organizer_id and o.active
           where token_hash = $1 and started_at > $2 and seen_at > $3`,
    values: [tokenHash, startedAfter, seenAfter],
  });
  const [row] = rows;
  return row && { ...row, holder: row.holder ?? undefined };
}

/** Notes that a session's holder was seen. */
export async function noteSeen(q: Queryable, tokenHash: Buffer, at: Date): Promise<void> {
  await q.query('update sessions set seen_at = $2 where token_hash = $1 and seen_at < $2', [tokenHash, at]);
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
