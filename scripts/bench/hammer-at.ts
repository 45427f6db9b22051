import { exchangeOn, type Hammered, type HammerOptions, hammered, open, request } from './hammer.ts';

export interface HammerAtOptions extends Omit<HammerOptions, 'lines'> {
  /** One after the other, as long as there are some. */
  readonly bodies: Iterable<string>;
  readonly perSecond: number;
}

export interface HammeredAt extends Hammered {
  /** Answers that took more than a second. */
  readonly late: number;
}

const LATE_MS = 1_000;

/**
 * Sends requests at a fixed rate, whether or not the last ones are answered. The time of an answer counts from when
 * its request was due, so that a server that halts is charged for everything that it kept waiting.
 */
export async function hammerAt({ bodies, perSecond, ...options }: HammerAtOptions): Promise<HammeredAt> {
  const sockets = await Promise.all(Array.from({ length: options.connections }, () => open(options.port)));
  const due = bodies[Symbol.iterator]();
  const latencies: number[] = [];
  let refused = 0;
  let sent = 0;
  const start = performance.now();
  await Promise.all(
    sockets.map(async (socket) => {
      const exchange = exchangeOn(socket);
      for (let next = due.next(); !next.done; next = due.next()) {
        const at = start + (sent * 1_000) / perSecond;
        sent += 1;
        const early = at - performance.now();
        if (early > 0) await new Promise((later) => setTimeout(later, early));
        if ((await exchange(request(options, next.value))) !== 200) refused += 1;
        latencies.push(performance.now() - at);
      }
      socket.destroy();
    }),
  );
  return {
    ...hammered(latencies, performance.now() - start, refused),
    late: latencies.filter((ms) => ms > LATE_MS).length,
  };
}
