import type { FastifyRequest } from 'fastify';
import type { ConsoleSession } from '../route.ts';
import { tokenHashOf } from './session-store.ts';

/** A request's session, as pages may use it. */
export function visitorSession(request: FastifyRequest): ConsoleSession {
  return {
    get tokenHash() {
      return tokenHashOf(request.session.sessionId);
    },
    kept: (name) => request.session.kept?.[name],
    keep(name, value) {
      const { [name]: _old, ...others } = request.session.kept ?? {};
      request.session.kept = value === undefined ? others : { ...others, [name]: value };
    },
    async signIn(organizerId, how) {
      // Another token: one that somebody knew before is worth nothing.
      await request.session.regenerate();
      request.session.organizerId = organizerId;
      if (how?.underForce === true) request.session.underForce = true;
    },
    async signOut() {
      await request.session.destroy();
    },
  };
}
