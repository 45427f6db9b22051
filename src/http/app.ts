import type { OutgoingHttpHeaders } from 'node:http';
import helmet from '@fastify/helmet';
import Fastify, { type FastifyError, type FastifyInstance } from 'fastify';

export interface AppOptions {
  /** Told of every failure that no route expected. */
  readonly onFailure: (error: unknown) => void;
}

/** Proxies on this machine or its private network may say for whom they ask; nobody else is believed. */
const TRUSTED_PROXIES = ['loopback', 'linklocal', 'uniquelocal'];

/**
 * The web server, without routes. Bodies come as raw bytes: each route parses its own, once. Nobody is
 * ever shown a stack trace, and no address is logged.
 */
export async function createApp({ onFailure }: AppOptions): Promise<FastifyInstance> {
  const app = Fastify({ logger: false, forceCloseConnections: 'idle', trustProxy: TRUSTED_PROXIES });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.setErrorHandler((error: FastifyError, _request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) onFailure(error);
    const what = status === 413 ? 'Too large' : status < 500 ? 'Bad request' : 'Something went wrong here';
    void reply.code(status).type('text/plain; charset=utf-8').send(`${what}\n`);
  });
  return app;
}

/** Headers for pages that people look at: no inline script, nothing from anywhere else. */
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
    strictTransportSecurity: false,
  });
  // They are the same for every page. The library puts them together anew for each, which takes longer than sending one.
  let headers: OutgoingHttpHeaders | undefined;
  app.addHook('onRequest', (_request, reply, done) => {
    if (headers === undefined) {
      reply.helmet();
      headers = reply.raw.getHeaders();
    } else {
      reply.headers(headers);
    }
    done();
  });
}
