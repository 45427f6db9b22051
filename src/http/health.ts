import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';

export interface HealthDeps {
  /** What the process needs, by name, and whether it answers. Anybody may ask: it has to be cheap. */
  readonly ready: () => Promise<Readonly<Record<string, boolean>>>;
  readonly metrics: { readonly contentType: string; metrics(): Promise<string> };
  /** Who may read the metrics here. */
  readonly readers: MetricsReaders;
}

export interface MetricsReaders {
  /** Whoever sends it as a bearer token may. Without one, only who asks from this machine, and only while it is not public. */
  readonly token?: string | undefined;
  /** Whether this port is reached from outside, by way of a proxy. */
  readonly isPublic: boolean;
}

/**
 * `/healthz`: the process is up. `/readyz`: its database and queues answer, and it was not asked to stop; which of
 * these it is not is for those who watch over it, at the metrics port. `/metrics`: Prometheus, for its readers; for
 * everybody else there is no such page.
 */
export function healthRoutes(app: FastifyInstance, { ready, metrics, readers }: HealthDeps): void {
  app.get('/healthz', async () => ({ up: true }));
  app.get('/readyz', async (_request, reply) => {
    const isReady = Object.values(await ready()).every(Boolean);
    return reply
      .code(isReady ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ ready: isReady });
  });
  app.get('/metrics', async (request, reply) => {
    if (!mayRead(request, readers)) return reply.callNotFound();
    return reply.type(metrics.contentType).send(await metrics.metrics());
  });
}

/** Whether an address is this machine's. */
export function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?|::ffff:127(\.\d{1,3}){3})$/.test(host);
}

function mayRead({ headers, socket }: FastifyRequest, { token, isPublic }: MetricsReaders): boolean {
  if (token !== undefined) return sameText(headers.authorization ?? '', `Bearer ${token}`);
  // A proxy on this machine asks from here, too: it says for whom.
  const isHandedOn = ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip'].some((name) => headers[name] !== undefined);
  return !isPublic && !isHandedOn && isLoopback(socket.remoteAddress ?? '');
}

/** In a time that does not tell how much of it is right. */
function sameText(a: string, b: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(a), hash(b));
}
