import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

export interface ReadyProxy {
  readonly url: string;
  /** Those that get requests now. */
  readonly ready: () => readonly number[];
  /** From now on these ports are asked whether they are ready. */
  watch(ports: readonly number[]): void;
  stop(): Promise<void>;
}

const ASK_EVERY_MS = 100;

/**
 * What stands before several web processes: asks each again and again on `/readyz`, gives requests in turn to those that
 * say they are ready, and repeats none. As a load balancer does, and no more.
 */
export async function startReadyProxy(): Promise<ReadyProxy> {
  let watched: readonly number[] = [];
  let ready: readonly number[] = [];
  let turn = 0;
  const stopping = new AbortController();
  const server = createServer((incoming, outgoing) => {
    turn += 1;
    const port = ready[turn % Math.max(1, ready.length)];
    if (port === undefined) return void outgoing.writeHead(502).end();
    const { method, url, headers } = incoming;
    const passed = request({ host: '127.0.0.1', port, method, path: url, headers, agent: false }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    passed.on('error', () => outgoing.headersSent || outgoing.writeHead(502).end());
    incoming.pipe(passed);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const asking = (async () => {
    while (!stopping.signal.aborted) {
      const answers = await Promise.all(
        watched.map(async (port) => {
          const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined);
          await answer?.body?.cancel();
          return answer?.ok === true ? [port] : [];
        }),
      );
      ready = answers.flat();
      await pause(ASK_EVERY_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  })();
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ready: () => ready,
    watch(ports) {
      watched = ports;
    },
    async stop() {
      stopping.abort();
      await asking;
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
