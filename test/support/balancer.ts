import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Balancer {
  readonly url: string;
  /** Requests that each of them was given. */
  readonly given: readonly number[];
  stop(): Promise<void>;
}

/**
 * Gives each request to the next web process, whoever sends it: what one person sends lands on different ones. A
 * process that is away is 502, as with any other balancer.
 */
export async function startBalancer(ports: readonly number[]): Promise<Balancer> {
  const agent = new Agent({ keepAlive: true });
  const given = ports.map(() => 0);
  let turn = 0;
  const server = createServer((incoming: IncomingMessage, response: ServerResponse) => {
    turn = (turn + 1) % ports.length;
    given[turn] = (given[turn] ?? 0) + 1;
    const { method, url, headers } = incoming;
    const onward = request({ agent, host: '127.0.0.1', port: ports[turn], method, path: url, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => {
      if (!response.headersSent) response.writeHead(502);
      response.end();
    });
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    given,
    stop: async () => {
      server.closeAllConnections();
      agent.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
