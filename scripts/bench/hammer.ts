import { connect, type Socket } from 'node:net';

export interface HammerOptions {
  readonly port: number;
  /** Of a POST. */
  readonly path?: string;
  /** Asks instead: the lines are paths. */
  readonly get?: boolean;
  readonly headers: Readonly<Record<string, string>>;
  /** Bodies of one connection after another: each list is sent in its order, one at a time. */
  readonly lines: readonly (readonly string[])[];
  /** Connections at once. */
  readonly connections: number;
}

export interface Hammered {
  readonly answers: number;
  readonly perSecond: number;
  /** Milliseconds at 50, 95 and 99 per cent. */
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  /** Answers other than 200. */
  readonly refused: number;
}

/**
 * Sends HTTP requests over bare sockets, so that the load costs little beside what is measured: on two
 * cores they share. A list of bodies is one person's: the next leaves when the last was answered.
 */
export async function hammer(options: HammerOptions): Promise<Hammered> {
  const lines = options.lines.values();
  const latencies: number[] = [];
  let refused = 0;
  const start = performance.now();
  await Promise.all(
    Array.from({ length: options.connections }, async () => {
      const socket = await open(options.port);
      const exchange = exchangeOn(socket);
      for (const line of lines) {
        for (const body of line) {
          const sent = performance.now();
          const status = await exchange(request(options, body));
          latencies.push(performance.now() - sent);
          if (status !== 200) refused += 1;
        }
      }
      socket.destroy();
    }),
  );
  return hammered(latencies, performance.now() - start, refused);
}

/** What came of it: milliseconds of each answer, and of all of them. */
export function hammered(latencies: readonly number[], tookMs: number, refused: number): Hammered {
  const sorted = [...latencies].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return {
    answers: sorted.length,
    perSecond: (sorted.length * 1_000) / tookMs,
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    refused,
  };
}

export function request({ port, path, headers, get = false }: Omit<HammerOptions, 'lines'>, body: string): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  if (get) return `GET ${body} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\n${lines.join('')}\r\n`;
  return `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncontent-type: application/json\r\n${lines.join('')}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

export function open(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket));
    socket.once('error', reject);
    socket.setNoDelay(true);
  });
}

/** One request at a time; resolves to the status of its answer. */
export function exchangeOn(socket: Socket): (request: string) => Promise<number> {
  let settle: { resolve: (status: number) => void; reject: (error: Error) => void } | undefined;
  let received = '';
  socket.setEncoding('latin1');
  socket.on('data', (chunk: string) => {
    received += chunk;
    const end = received.indexOf('\r\n\r\n');
    if (end < 0) return;
    const length = Number(/content-length: (\d+)/i.exec(received)?.[1] ?? 0);
    if (received.length < end + 4 + length) return;
    const status = Number(received.slice(9, 12));
    received = '';
    settle?.resolve(status);
  });
  socket.on('error', (error) => settle?.reject(error));
  socket.on('close', () => settle?.reject(new Error('The server hung up')));
  return (text) =>
    new Promise((resolve, reject) => {
      settle = { resolve, reject };
      socket.write(text);
    });
}
