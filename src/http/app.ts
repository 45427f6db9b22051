import type { OutgoingHttpHeaders } from 'node:http';
import helmet from '@fastify/helmet';
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { dropBrokenHeaders } from './broken-headers.ts';
import { limitPlaces, NEAR_NETWORKS } from './limits.ts';

export interface AppOptions {
  /** Told of every failure that no route expected. */
  readonly onFailure: (error: unknown) => void;
  /** Where people find us, such as `https://example.org`. With https, browsers are told to stay with it. */
  readonly origin?: string;
}

/** Half a year: a browser that was here once does not try without encryption again. */
const HSTS = { 'strict-transport-security': 'max-age=15552000' };

/** What no page of ours asks a browser for. */
const NOT_NEEDED = 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()';

/** For what is no page: shown as a page all the same, it does nothing. */
const BARE = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
};

const PLAIN = 'text/plain; charset=utf-8';

/** A body that takes longer is not waited for: an organizer's largest upload needs less on a slow line. */
const REQUEST_TIMEOUT_MS = 300_000;

/** What a broken request is told before there is anything to answer it with; of no server in particular. */
const BROKEN = 'HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n';

/**
 * The web server, without routes. Bodies come as raw bytes: each route parses its own, once. Nobody is
 * ever shown a stack trace, or what the server is made of, and no address is logged.
 */
export async function createApp({ onFailure, origin = '' }: AppOptions): Promise<FastifyInstance> {
  const fail = (error: FastifyError, _request: FastifyRequest, reply: FastifyReply): void => {
    const status = error.statusCode ?? 500;
    if (status >= 500) onFailure(error);
    dropBrokenHeaders(reply);
    void reply.code(status).type(PLAIN).send(wordsFor(status));
  };
  const common = { ...BARE, ...(origin.startsWith('https:') ? HSTS : {}) };
  const app = Fastify({
    logger: false,
    forceCloseConnections: 'idle',
    trustProxy: NEAR_NETWORKS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    routerOptions: { querystringParser: firstValues },
    // What is no address, or no HTTP at all, is answered by the same few words, not by the library's own.
    frameworkErrors: (error, request, reply) => {
      void reply.headers(common);
      fail(error, request, reply);
    },
    clientErrorHandler: (error: NodeJS.ErrnoException, socket) => {
      if (error.code === 'ECONNRESET' || !socket.writable) socket.destroy();
      else socket.end(BROKEN);
    },
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(common);
    // A zero byte is in no path of ours, and Postgres takes none in a text.
    if (!/^[^?]*%00/.test(request.url)) done();
    else void reply.code(400).type(PLAIN).send(wordsFor(400));
  });
  app.setErrorHandler(fail);
  return app;
}

/** An address's query. Of a name that is there more than once, the first value: no page of ours asks for a list. */
function firstValues(query: string): Record<string, string> {
  const values: Record<string, string> = Object.create(null);
  for (const [name, value] of new URLSearchParams(query)) values[name] ??= value;
  return values;
}

function wordsFor(status: number): string {
  if (status >= 500) return 'Something went wrong here\n';
  if (status === 413) return 'Too large\n';
  return status === 429 ? 'Too many requests\n' : 'Bad request\n';
}

/** For pages that people look at: no inline script, nothing from anywhere else, and not too much for one place. */
export async function securePages(app: FastifyInstance): Promise<void> {
  await app.register(helmet, {
    global: false,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        baseUri: ["'none'"],
        connectSrc: ["'self'"],
        fontSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
    // The server's own hook says it, on every answer.
    strictTransportSecurity: false,
    // These protect nobody today, and all of them together name the library.
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
  });
  await limitPlaces(app);
  // They are the same for every page. The library puts them together anew for each, which takes longer than sending one.
  let headers: OutgoingHttpHeaders | undefined;
  app.addHook('onRequest', (_request, reply, done) => {
    if (headers === undefined) {
      reply.helmet();
      headers = { ...reply.raw.getHeaders(), 'permissions-policy': NOT_NEEDED };
    }
    reply.headers(headers);
    done();
  });
}
