import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** `reset` cuts the connection once the request has arrived; `hang` never answers. */
export type Scripted =
  | 'reset'
  | 'hang'
  | {
      readonly status?: number;
      readonly headers?: Record<string, string>;
      readonly json?: unknown;
      readonly bytes?: Buffer | string;
    };

export interface ScriptedServer {
  readonly root: string;
  readonly received: Received[];
  /** Connections that were opened so far. */
  connections(): number;
  /** How the next requests are answered; the last rule stays. */
  answer(rule: (request: Received) => Scripted | Promise<Scripted>): void;
  close(): Promise<void>;
}

/** A server on loopback that answers as a test says. */
export async function scriptedServer(): Promise<ScriptedServer> {
  const received: Received[] = [];
  let connections = 0;
  let rule: (request: Received) => Scripted | Promise<Scripted> = () => ({ status: 500 });
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', async () => {
      const request = {
        method: incoming.method ?? '',
        path: incoming.url ?? '',
        headers: incoming.headers,
        body: Buffer.concat(chunks),
      };
      received.push(request);
      const scripted = await rule(request);
      if (scripted === 'hang') return;
      if (scripted === 'reset') {
        incoming.socket.destroy();
        return;
      }
      outgoing.writeHead(scripted.status ?? 200, scripted.headers);
      outgoing.end(scripted.bytes ?? JSON.stringify(scripted.json ?? {}));
    });
  });
  server.on('connection', () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    root: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    connections: () => connections,
    answer(next) {
      rule = next;
    },
    close() {
      server.closeAllConnections();
      return new Promise((resolve, reject) => server.close((error) => (error ? reject(error) : resolve())));
    },
  };
}

/** An address where nobody listens. */
export async function deadRoot(): Promise<string> {
  const server = await scriptedServer();
  await server.close();
  return server.root;
}
