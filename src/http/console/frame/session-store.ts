import { createHash } from 'node:crypto';
import type { SessionStore } from '@fastify/session';
import type * as Fastify from 'fastify';
import { SESSION_HOURS } from '../../../domain/retention.ts';
import type { Queryable } from '../../../storage/database.ts';
import {
  addSession,
  changeSession,
  deleteSession,
  findSession,
  type SessionHolder,
  type SessionLimits,
} from '../../../storage/sessions.ts';

/** However busy somebody is, they sign in anew after `SESSION_HOURS`; and after this long without a request. */
const IDLE_MINUTES = 30;

/** Before which moments a session is over, at an instant. */
export function sessionLimits(now: Date): SessionLimits {
  return {
    startedAfter: new Date(now.getTime() - SESSION_HOURS * 3_600_000),
    seenAfter: new Date(now.getTime() - IDLE_MINUTES * 60_000),
  };
}

/** What the table knows instead of the cookie's token: whoever reads the table cannot become anybody. */
export function tokenHashOf(sessionId: string): Buffer {
  return createHash('sha256').update(sessionId).digest();
}

/** Sessions in the record, so that a web process can be replaced at any moment. */
export function createSessionStore({ q, now }: { readonly q: Queryable; readonly now: () => Date }): SessionStore {
  const told = (work: Promise<unknown>, callback: (error?: unknown) => void) => {
    work.then(
      () => callback(),
      (error: unknown) => callback(error),
    );
  };
  return {
    get(sessionId, callback) {
      findSession(q, tokenHashOf(sessionId), sessionLimits(now())).then(
        // `stored` tells `set` that the row is there: an ended session must not come back.
        (found) =>
          callback(
            null,
            found === undefined
              ? null
              : ({ ...found.data, stored: true, holder: found.holder, seenAt: found.seenAt } as Fastify.Session),
          ),
        (error: unknown) => callback(error),
      );
    },
    set(sessionId, session, callback) {
      const {
        stored,
        holder: _holder,
        seenAt: _seenAt,
        cookie: _cookie,
        ...data
      } = JSON.parse(JSON.stringify(session)) as Fastify.Session;
      const row = { tokenHash: tokenHashOf(sessionId), data, organizerId: data.organizerId ?? null };
      told(stored === true ? changeSession(q, row) : addSession(q, row, now()), callback);
    },
    destroy(sessionId, callback) {
      told(deleteSession(q, tokenHashOf(sessionId)), callback);
    },
  };
}

declare module 'fastify' {
  interface Session {
    /** Who is signed in. */
    organizerId?: string;
    /** Whether the record has a row of it. */
    stored?: boolean;
    /** Who holds it, as the record says at this request; never stored with it. */
    holder?: SessionHolder;
    /** When they were last seen; never stored with it. */
    seenAt?: Date;
    /** Shown once, on the next page. */
    flash?: string;
    /** Its holder was made to sign in: it looks like any other, and does nothing. */
    underForce?: boolean;
    /** What pages remember of a visitor. */
    kept?: Record<string, string>;
  }
}
