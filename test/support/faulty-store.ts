import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { S3Place } from '../../src/storage/s3-photo-store.ts';

/** What goes wrong with one request to a store of photos. */
export type StoreFault =
  /** The connection breaks before anything was taken. */
  | 'refusing'
  /** No room is left. */
  | 'full'
  /** It is done, and the connection breaks before anybody is told. */
  | 'unheard'
  /** It is done; the answer stops in its middle, and the connection stays. */
  | 'stopping'
  | 'slow';

export interface FaultyStore {
  /** Of the store, past the faults that are left. */
  readonly place: S3Place;
  /** Faults that no request has met yet. */
  left(): number;
  stop(): Promise<void>;
}

const SLOW_MS = 1_500;
const FULL = '<Error><Code>InsufficientStorage</Code><Message>no room is left</Message></Error>';

/**
 * Stands before a real store: the first photo to be put meets the first fault, and so on; an undefined one, all after the
 * last, and whatever else is asked, none.
 */
export async function startFaultyStore(
  place: S3Place,
  faults: readonly (StoreFault | undefined)[],
): Promise<FaultyStore> {
  const waiting = [...faults];
  const { hostname, port } = new URL(place.endpoint ?? '');

  async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const fault = incoming.method === 'PUT' ? waiting.shift() : undefined;
    if (fault === 'refusing') return void incoming.destroy();
    if (fault === 'full') {
      incoming.resume().on('end', () => outgoing.writeHead(507, { 'content-type': 'application/xml' }).end(FULL));
      return;
    }
    if (fault === 'slow') await pause(SLOW_MS);
    // The host stays what was asked for: it is signed.
    const { method, url, headers } = incoming;
    const passed = request({ hostname, port, method, path: url, headers, agent: false }, (answered) => {
      if (fault === 'unheard') return void answered.resume().on('end', () => outgoing.destroy());
      if (fault === 'stopping') {
        const promised = Number(answered.headers['content-length'] ?? 0) + 1_000;
        outgoing.writeHead(answered.statusCode ?? 502, { ...answered.headers, 'content-length': promised });
        outgoing.flushHeaders();
        return void answered.pipe(outgoing, { end: false });
      }
      outgoing.writeHead(answered.statusCode ?? 502, answered.headers);
      answered.pipe(outgoing);
    });
    passed.on('error', () => outgoing.destroy());
    incoming.pipe(passed);
  }

  const server = createServer((incoming, outgoing) => void answer(incoming, outgoing));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    place: { ...place, endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}` },
    left: () => waiting.filter((fault) => fault !== undefined).length,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
