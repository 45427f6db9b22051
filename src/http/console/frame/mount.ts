import cookie from '@fastify/cookie';
import csrf from '@fastify/csrf-protection';
import formbody from '@fastify/formbody';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import session from '@fastify/session';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isDatabaseAway } from '../../../actions/take-updates.ts';
import { may } from '../../../domain/permissions.ts';
import type { Catalogues } from '../../../i18n/catalogues.ts';
import type { Database } from '../../../storage/database.ts';
import { findSession, noteSeen, type SessionHolder } from '../../../storage/sessions.ts';
import { dropBrokenHeaders } from '../../broken-headers.ts';
import { createPlaceKey, SILENT } from '../../limits.ts';
import { placeKeyOf } from '../../place.ts';
import type { ConsoleRequest, ConsoleRoute, Organizer } from '../route.ts';
import { bareFrame, sendAway } from './bare-frame.ts';
import { sendComeBack } from './come-back.tsx';
import { eventStream } from './event-stream.ts';
import { formValues, queryValues, readForm, type SentForm } from './form.ts';
import { isHarmless } from './harmless.ts';
import type { Frame } from './layout.tsx';
import { countBadges, navigationFor, startPageFor } from './navigation.ts';
import { headerOf, isOldPage, isOurForm, languageOf, organizerOf, pathOf, problemKey, searchOf } from './request.ts';
import { sendProblem, sendReply } from './send.tsx';
import { SendAgain } from './send-again.tsx';
import { createSessionStore, sessionLimits, tokenHashOf } from './session-store.ts';
import { visitorSession } from './visitor-session.ts';

export interface ConsoleDeps {
  readonly database: Pick<Database, 'pool'>;
  readonly catalogues: Catalogues;
  readonly now: () => Date;
  readonly routes: readonly ConsoleRoute[];
  /** Where people open the console, such as `https://example.org`. */
  readonly origin: string;
  /** Signs the session's cookie, and hashes where somebody tries to sign in from, for all web processes alike; 32 bytes. */
  readonly secret: Buffer;
  /** Told of every failure that no route expected. */
  readonly onFailure: (error: unknown) => void;
  /** How much waits behind a menu entry, by its path. */
  readonly badges?: ReadonlyMap<string, (organizer: Organizer) => Promise<number>>;
  /** Between two signs of life of an event stream. */
  readonly heartbeatMs?: number;
}

/** What is known of a request before its route is asked. */
interface Visit {
  readonly organizer: SessionHolder | undefined;
  sent: SentForm;
}

const NOTHING_SENT: SentForm = { form: formValues([]), files: new Map() };
const DEFAULT_MAX_BYTES = 12 * 1024 * 1024;
/** Names, codes and what a passkey says: nobody who has not signed in has more to send. */
const STRANGERS_MAX_BYTES = 64 * 1024;
/** When somebody was last seen is known to the minute. */
const SEEN_EVERY_MS = 60_000;
/** Of one place, on pages for everybody. */
const STRANGERS_A_MINUTE = 120;
const MAX_FORM_BYTES = 2 * 1024 * 1024;

/** The cookie's name. A browser lets nobody but this very host set one that begins with `__Host-`. */
export function sessionCookieName(origin: string): string {
  return origin.startsWith('https:') ? '__Host-golos' : 'golos-console';
}

/**
 * The console below `/console`: sessions, permissions, forms, and the frame around every page. `app` must have
 * the pages' security headers.
 */
export async function mountConsole(app: FastifyInstance, deps: ConsoleDeps): Promise<void> {
  await app.register(async (scope) => consoleScope(scope, deps), { prefix: '/console' });
}

async function consoleScope(scope: FastifyInstance, deps: ConsoleDeps): Promise<void> {
  const { database, now, origin, secret } = deps;
  const q = database.pool;
  const visits = new WeakMap<FastifyRequest, Visit>();
  const paths = new Set(deps.routes.filter(({ method }) => method === 'GET').map(({ path }) => path));
  const streams = new Set<AbortController>();

  await scope.register(cookie);
  await scope.register(session, {
    secret: secret.toString('hex'),
    cookieName: sessionCookieName(origin),
    cookie: { path: '/', httpOnly: true, sameSite: 'strict', secure: origin.startsWith('https:') },
    store: createSessionStore({ q, now }),
    saveUninitialized: false,
    rolling: false,
  });
  await scope.register(csrf, {
    sessionPlugin: '@fastify/session',
    getToken: (request) => visits.get(request)?.sent.form.get('_csrf') ?? headerOf(request, 'x-csrf-token'),
  });
  // The text as it came: which value was sent first matters, and names may repeat.
  await scope.register(formbody, { parser: (text) => ({ text }), bodyLimit: MAX_FORM_BYTES });
  await scope.register(multipart);
  // Every stranger without a cookie is given a session: not a million of them to one place.
  const placeOf = createPlaceKey();
  await scope.register(rateLimit, {
    global: false,
    keyGenerator: (request) => placeOf(request.ip),
    ...SILENT,
  });

  const visitOf = (request: FastifyRequest): Visit => {
    const visit = visits.get(request);
    return visit ?? { organizer: undefined, sent: NOTHING_SENT };
  };

  /** `withForms`: for a visitor who has not signed in but may send something. Nobody else gets a session. */
  const frameOf = async (request: FastifyRequest, reply: FastifyReply, withForms = false): Promise<Frame> => {
    const holder = visitOf(request).organizer;
    const organizer = holder && organizerOf(holder);
    const language = languageOf(request, holder);
    const flash = request.session?.flash;
    const isHtmx = headerOf(request, 'hx-request') === 'true';
    if (flash !== undefined && !isHtmx && request.method === 'GET') delete request.session.flash;
    return {
      organizer,
      language,
      t: deps.catalogues.translator(language),
      csrf: request.session !== null && (withForms || organizer !== undefined) ? reply.generateCsrf() : '',
      isHtmx,
      path: pathOf(request),
      search: searchOf(request),
      navigation: organizer === undefined ? [] : navigationFor(organizer, paths),
      startPage: organizer === undefined ? '/console/sign-in' : startPageFor(organizer, paths),
      badges:
        organizer === undefined || isHtmx || request.session.underForce === true
          ? new Map()
          : await countBadges(deps.badges, organizer, paths),
      flash,
    };
  };

  scope.setErrorHandler(async (error: FastifyError, request, reply) => {
    dropBrokenHeaders(reply);
    // Without the record there is no session: the page says so without asking it again.
    if (isDatabaseAway(error)) return sendAway(request, reply, deps.catalogues);
    const status = error.statusCode ?? 500;
    if (status >= 500) deps.onFailure(error);
    const frame = request.session === null ? bareFrame(request, deps.catalogues) : await frameOf(request, reply);
    const message = frame.t(problemKey(error, status));
    const again = isOldPage(error.code) && isOurForm(request) ? sendAgain(request, frame) : undefined;
    return sendProblem(reply, { status, message, again }, frame);
  });

  scope.setNotFoundHandler(
    { preHandler: (request, _reply, done) => void meet(request, true).then(() => done(), done) },
    async (request, reply) => {
      const frame = await frameOf(request, reply);
      return sendProblem(reply, { status: 404, message: frame.t('console-problem-not-here') }, frame);
    },
  );

  scope.addHook('preClose', (done) => {
    for (const stop of streams) stop.abort();
    done();
  });

  for (const route of deps.routes) mountRoute(route);

  async function meet(request: FastifyRequest, counts: boolean): Promise<Visit> {
    const { organizerId, sessionId, holder, seenAt } = request.session;
    const visit: Visit = { organizer: organizerId === undefined ? undefined : holder, sent: NOTHING_SENT };
    const at = now();
    if (counts && visit.organizer !== undefined && at.getTime() - (seenAt?.getTime() ?? 0) > SEEN_EVERY_MS) {
      await noteSeen(q, tokenHashOf(sessionId), at);
    }
    visits.set(request, visit);
    return visit;
  }

  function mountRoute(route: ConsoleRoute): void {
    const maxBytes = route.maxBytes ?? (route.permission === 'signed-out' ? STRANGERS_MAX_BYTES : DEFAULT_MAX_BYTES);
    scope.route({
      method: route.method,
      url: route.path === '' ? '/' : route.path,
      bodyLimit: maxBytes + 64 * 1024,
      ...(route.permission === 'signed-out' && {
        config: { rateLimit: { max: STRANGERS_A_MINUTE, timeWindow: 60_000 } },
      }),
      onRequest: (request, reply, done) => {
        guard(request, reply).then((passed) => passed && done(), done);
      },
      preHandler:
        route.method === 'GET'
          ? []
          : [
              async (request, reply) => {
                const visit = visitOf(request);
                visit.sent = await readForm(request, maxBytes);
                if (!may(visit.organizer?.role, route.permission)) await giveBack(request, reply);
              },
              scope.csrfProtection,
            ],
      handler: async (request, reply) => {
        const frame = await frameOf(request, reply, true);
        const result = await route.handle(consoleRequest(request, frame));
        // Whoever has just signed out or in has another session now.
        if (result.kind === 'redirect' && result.flash !== undefined && request.session) {
          request.session.flash = result.flash;
        }
        return sendReply(reply, result, frame, { open: (events) => openStream(request, events) });
      },
    });

    /** Lets a request through to its route, or answers it. */
    async function guard(request: FastifyRequest, reply: FastifyReply): Promise<boolean> {
      const { organizer } = await meet(request, route.background !== true);
      if (route.permission === 'signed-out' && origin.startsWith('https:') && request.protocol !== 'https') {
        // The cookie would not be set, and whoever signs in would not be in, without a word.
        const frame = bareFrame(request, deps.catalogues);
        sendProblem(reply, { status: 421, message: frame.t('console-problem-no-https') }, frame);
        return false;
      }
      if (request.session.underForce === true && organizer !== undefined && !isHarmless(route)) {
        // Whoever stands behind its holder sees what everybody sees now and then.
        sendAway(request, reply, deps.catalogues);
        return false;
      }
      if (may(organizer?.role, route.permission)) return true;
      const frame = await frameOf(request, reply);
      if (organizer !== undefined) {
        sendProblem(reply, { status: 403, message: frame.t('console-problem-not-yours') }, frame);
      } else if (route.method === 'GET' && headerOf(request, 'sec-fetch-site') === 'cross-site') {
        // The cookie stays at home when a link elsewhere leads here; asked from this page, it comes along.
        sendComeBack(reply, request.url, frame);
      } else if (frame.isHtmx) {
        void reply.code(401).header('hx-redirect', '/console/sign-in').send();
      } else if (route.method === 'GET' && headerOf(request, 'accept')?.includes('text/event-stream') !== true) {
        void reply.redirect(`/console/sign-in?next=${encodeURIComponent(request.url)}`, 303);
      } else if (route.method === 'POST' && isOurForm(request)) {
        // Its form is read first, and given back.
        return true;
      } else {
        sendProblem(reply, { status: 401, message: frame.t('console-problem-signed-out') }, frame);
      }
      return false;
    }
  }

  /** Who was signed out while they wrote loses nothing: signed in again, they send it once more. */
  async function giveBack(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const frame = await frameOf(request, reply);
    const message = frame.t('console-problem-signed-out-kept');
    sendProblem(reply, { status: 401, message, again: sendAgain(request, frame) }, frame);
  }

  function sendAgain(request: FastifyRequest, frame: Frame) {
    return SendAgain({ frame, url: request.url, form: visitOf(request).sent.form });
  }

  function consoleRequest(request: FastifyRequest, frame: Frame): ConsoleRequest {
    const { sent } = visitOf(request);
    return {
      organizer: frame.organizer,
      language: frame.language,
      t: frame.t,
      params: request.params as Readonly<Record<string, string>>,
      query: queryValues(request.url),
      form: sent.form,
      files: sent.files,
      isHtmx: frame.isHtmx,
      csrf: frame.csrf,
      session: visitorSession(request),
      startPage: frame.startPage,
      place: placeKeyOf(secret, request.ip),
    };
  }

  function openStream(request: FastifyRequest, events: Parameters<typeof eventStream>[0]['events']) {
    const stop = new AbortController();
    streams.add(stop);
    stop.signal.addEventListener('abort', () => streams.delete(stop), { once: true });
    const tokenHash = tokenHashOf(request.session.sessionId);
    return eventStream({
      events,
      stop,
      alive: async () => (await findSession(q, tokenHash, sessionLimits(now())))?.holder !== undefined,
      heartbeatMs: deps.heartbeatMs ?? 15_000,
    });
  }
}
