import { once } from 'node:events';
import { Readable } from 'node:stream';
import type { ConsoleEvent } from '../route.ts';

export interface EventStreamOptions {
  readonly events: (signal: AbortSignal) => AsyncIterable<ConsoleEvent>;
  /** Ends the stream, and tells `events` so. */
  readonly stop: AbortController;
  /** Asked at every heartbeat; false ends the stream. */
  readonly alive: () => Promise<boolean>;
  readonly heartbeatMs: number;
}

/**
 * Server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html) as bytes. A comment now
 * and then keeps proxies from closing the connection, and finds out who has left.
 */
export function eventStream({ events, stop, alive, heartbeatMs }: EventStreamOptions): Readable {
  const stream = new Readable({
    read: () => void stream.emit('wanted'),
    destroy: (error, done) => {
      stop.abort();
      done(error);
    },
  });
  const heartbeat = setInterval(() => {
    alive().then(
      (still) => (still ? stream.push(': here\n\n') : stop.abort()),
      () => stop.abort(),
    );
  }, heartbeatMs);
  const end = () => {
    clearInterval(heartbeat);
    if (!stream.destroyed) stream.push(null);
  };
  stop.signal.addEventListener('abort', end, { once: true });
  pump(stream, events, stop.signal).then(
    () => stop.abort(),
    (error: Error) => stream.destroy(error),
  );
  return stream;
}

async function pump(stream: Readable, events: EventStreamOptions['events'], signal: AbortSignal): Promise<void> {
  try {
    for await (const { event, data } of events(signal)) {
      if (signal.aborted) return;
      const lines = data.split('\n').map((line) => `data: ${line}\n`);
      // A reader who cannot keep up is waited for.
      if (!stream.push(`event: ${event}\n${lines.join('')}\n`)) await once(stream, 'wanted', { signal });
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
