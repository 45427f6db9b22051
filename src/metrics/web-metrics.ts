import type { FastifyInstance } from 'fastify';
import { Counter, Histogram, type Registry } from 'prom-client';
import { MESSENGERS, type MessengerName } from '../domain/people.ts';

/** The parts of what the web process serves. Addresses are never labels: there are as many as people like. */
export const SITE_PARTS = ['webhook', 'health', 'api', 'console', 'live', 'playground', 'data', 'site'] as const;

export type SitePart = (typeof SITE_PARTS)[number];

/** What the intake says of an update, or `failed`. */
type Answered = 'taken' | 'repeated' | 'unavailable' | 'flood';

export interface WebMetrics {
  /** Of these messengers updates are expected: one that never brings any has a zero, which an alert sees, not nothing. */
  expectFrom(messengers: Readonly<Partial<Record<MessengerName, unknown>>>): void;
  /** The same function, whose answers are counted and timed. */
  measured<I extends { readonly messenger: MessengerName }, R extends { readonly kind: Answered }>(
    take: (incoming: I) => Promise<R>,
  ): (incoming: I) => Promise<R>;
  /** Times every request from now on, by its route's pattern, not by what was asked for. */
  watch(app: FastifyInstance): void;
}

/** Numbers of the web process, in the registry of its process. */
export function createWebMetrics(registry: Registry): WebMetrics {
  const registers = [registry];
  const updates = new Counter({
    name: 'golos_updates_total',
    help: 'Updates answered, by what became of them',
    labelNames: ['messenger', 'result'],
    registers,
  });
  const duration = new Histogram({
    name: 'golos_update_seconds',
    help: 'From the arrival of an update to its answer',
    labelNames: ['messenger'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers,
  });
  const requests = new Histogram({
    name: 'golos_http_request_seconds',
    help: 'From a request to the end of its answer, by part of the site and class of status',
    labelNames: ['part', 'status'],
    buckets: [0.005, 0.025, 0.1, 0.25, 1, 5, 30],
    registers,
  });
  return {
    expectFrom(messengers) {
      for (const messenger of MESSENGERS)
        if (messengers[messenger] !== undefined) updates.inc({ messenger, result: 'taken' }, 0);
    },
    measured: (take) => async (incoming) => {
      const { messenger } = incoming;
      const answered = duration.startTimer({ messenger });
      const result = await take(incoming);
      updates.inc({ messenger, result: result.kind });
      answered();
      return result;
    },
    watch(app) {
      app.addHook('onResponse', (request, reply, done) => {
        // A stream lasts as long as somebody looks.
        if (!`${reply.raw.getHeader('content-type')}`.startsWith('text/event-stream')) {
          const labels = { part: partOf(request.routeOptions.url), status: `${Math.floor(reply.statusCode / 100)}xx` };
          requests.observe(labels, reply.elapsedTime / 1_000);
        }
        done();
      });
    },
  };
}

/** Which part of the site a route belongs to. */
export function partOf(route: string | undefined): SitePart {
  const first = /^\/([^/]*)/.exec(route ?? '')?.[1];
  switch (first) {
    case 'webhooks':
      return 'webhook';
    case 'healthz':
    case 'readyz':
    case 'metrics':
      return 'health';
    case 'api':
    case 'console':
    case 'live':
    case 'playground':
    case 'data':
      return first;
    default:
      return 'site';
  }
}
