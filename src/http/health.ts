import type { FastifyInstance } from 'fastify';
import type { Registry } from 'prom-client';

export interface HealthDeps {
  readonly databaseReady: () => Promise<boolean>;
  readonly queuesReady: () => Promise<boolean>;
  readonly metrics: Registry;
}

/** `/healthz`: the process is up. `/readyz`: its database and queues answer. `/metrics`: Prometheus. */
export function healthRoutes(app: FastifyInstance, deps: HealthDeps): void {
  app.get('/healthz', async () => ({ up: true }));
  app.get('/readyz', async (_request, reply) => {
    const [database, queues] = await Promise.all([deps.databaseReady(), deps.queuesReady()]);
    return reply.code(database && queues ? 200 : 503).send({ database, queues });
  });
  app.get('/metrics', async (_request, reply) =>
    reply.type(deps.metrics.contentType).send(await deps.metrics.metrics()),
  );
}
