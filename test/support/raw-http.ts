import { once } from 'node:events';
import { connect } from 'node:net';

/** What a server wrote before it hung up, or fell silent. */
export interface RawAnswer {
  /** 0: no HTTP came back. */
  readonly status: number;
  readonly text: string;
  /** By their names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
}

/** However busy a machine is, an answer is there by then. */
const PATIENCE_MS = 20_000;

/** Writes bytes to a port of this machine, as they are, and reads one answer: no client puts anything right. */
export async function sendRaw(port: number, bytes: string | Buffer, { ends = false } = {}): Promise<RawAnswer> {
  const socket = connect(port, '127.0.0.1');
  const chunks: Buffer[] = [];
  const isWhole = (): boolean => {
    const answer = read(chunks);
    const length = answer.headers.get('content-length');
    const body = answer.text.slice(answer.text.indexOf('\r\n\r\n') + 4);
    return length !== undefined && body.length >= Number(length);
  };
  const done = new Promise<void>((resolve) => {
    socket.on('data', (chunk) => {
      chunks.push(chunk);
      if (isWhole()) resolve();
    });
    socket.on('close', () => resolve());
    // The server may have hung up while we were still writing: what it said counts.
    socket.on('error', () => resolve());
    socket.setTimeout(PATIENCE_MS, () => resolve());
  });
  await Promise.race([once(socket, 'connect'), done]).catch(() => undefined);
  if (ends) socket.end(bytes);
  else socket.write(bytes);
  await done;
  socket.destroy();
  return read(chunks);
}

function read(chunks: readonly Buffer[]): RawAnswer {
  const text = Buffer.concat(chunks).toString('latin1');
  const [head = ''] = text.split('\r\n\r\n', 1);
  const [first = '', ...lines] = head.split('\r\n');
  const headers = lines.map((line): [string, string] => {
    const at = line.indexOf(':');
    return [line.slice(0, at).toLowerCase(), line.slice(at + 1).trim()];
  });
  return { status: Number(/^HTTP\/1\.1 (\d{3})/.exec(first)?.[1] ?? 0), text, headers: new Map(headers) };
}
