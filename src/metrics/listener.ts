import { createServer, type Server, type ServerResponse } from 'node:http';
import type { Registry } from 'prom-client';

/** What a process needs to do its work, by name, and whether it answers. */
export type Readiness = Readonly<Record<string, boolean>>;

export interface ListenerOptions {
  readonly host: string;
  /** 0: whichever is free. */
  readonly port: number;
  readonly registry: Registry;
  readonly ready: () => Promise<Readiness>;
}

export interface Listener {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Serves `/metrics` (Prometheus), `/healthz` (the process is up) and `/readyz` (what it needs answers) at a port of its
 * own, for those who watch over the process and for nobody else. Rejects when it cannot listen there.
 */
export async function listenForWatchers({ host, port, registry, ready }: ListenerOptions): Promise<Listener> {
  const server = createServer((request, response) => {
    answer(request.method, request.url, response).catch(() => {
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });

  async function answer(method: string | undefined, url: string | undefined, response: ServerResponse): Promise<void> {
    const path = (url ?? '').split('?')[0];
    if (method !== 'GET' && method !== 'HEAD') return void response.writeHead(405).end();
    if (path === '/metrics') {
      const text = await registry.metrics();
      return void response.writeHead(200, { 'content-type': registry.contentType }).end(text);
    }
    if (path === '/healthz') return json(response, 200, { up: true });
    if (path === '/readyz') {
      const parts = await ready();
      return json(response, Object.values(parts).every(Boolean) ? 200 : 503, parts);
    }
    response.writeHead(404).end();
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(new Error(`Cannot listen on METRICS_PORT ${port} (${error.code}): set it to one that is free.`)),
    );
    server.listen(port, host, resolve);
  });
  return { port: portOf(server, port), close: () => closeNow(server) };
}

function json(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}

function portOf(server: Server, wanted: number): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : wanted;
}

function closeNow(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
