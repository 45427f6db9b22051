import type { IncomingHttpHeaders } from 'node:http';
import type { LookupFunction } from 'node:net';
import { Agent, util } from 'undici';

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** Longest answer that is read, in bytes. */
  readonly maxBytes: number;
  /** Bounds everything: connecting, sending and reading. */
  readonly signal: AbortSignal;
}

/** `no-answer` carries whether the other side may have got the request: only then is the outcome unknown. */
export type HttpAnswer =
  | { readonly kind: 'answer'; readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: Buffer }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'no-answer'; readonly code: string; readonly sent: boolean };

export interface HttpClient {
  /** Never throws. Follows no redirect. */
  request(request: HttpRequest): Promise<HttpAnswer>;
  /** Closes the idle connections. */
  close(): void;
}

export interface HttpClientOptions {
  /** Connections to one host at once; what is above waits for a place. */
  readonly maxSockets?: number;
  /** Resolves host names in place of the system; an error from it refuses the address. */
  readonly lookup?: LookupFunction;
}

/**
 * How long an idle connection is kept: less than the 5 s after which the most impatient servers (Node's
 * default) hang up, because a request on a connection that is just being closed has an unknown outcome.
 */
const IDLE_MS = 4_000;

/**
 * The bots' way out: HTTP over connections that are kept alive. undici's own dispatching, below its `fetch`
 * and `request`: it costs half of what `node:http` does, and it tells a request that never left from one that
 * was cut off after it, which is the difference between sending again and sending twice.
 */
export function httpClient(options: HttpClientOptions = {}): HttpClient {
  const agent = new Agent({
    connections: options.maxSockets ?? 256,
    pipelining: 1,
    keepAliveTimeout: IDLE_MS,
    keepAliveMaxTimeout: IDLE_MS,
    // The signal bounds everything.
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: { timeout: 0, ...(options.lookup === undefined ? {} : { lookup: options.lookup }) },
  });
  const abortsOf = abortsBySignal();

  function request({ method, url, headers, body, maxBytes, signal }: HttpRequest): Promise<HttpAnswer> {
    return new Promise((resolve) => {
      if (signal.aborted) {
        resolve({ kind: 'no-answer', code: 'timeout', sent: false });
        return;
      }
      const aborts = abortsOf(signal);
      /** Set once the request has a connection: from then on it may have left. */
      let hangUp: (() => void) | undefined;
      let isSettled = false;
      let status = 0;
      let received: IncomingHttpHeaders = {};
      const chunks: Buffer[] = [];
      let length = 0;

      const settle = (answer: HttpAnswer): void => {
        isSettled = true;
        aborts.delete(onAbort);
        resolve(answer);
      };
      const onAbort = (): void => {
        settle({ kind: 'no-answer', code: 'timeout', sent: hangUp !== undefined });
        hangUp?.();
      };
      const refuse = (): void => {
        settle({ kind: 'too-large' });
        hangUp?.();
      };
      aborts.add(onAbort);

      agent.dispatch(
        { origin: url.origin, path: url.pathname + url.search, method, headers: headers ?? {}, body: body ?? null },
        {
          onConnect(abort) {
            hangUp = abort;
            if (isSettled) abort();
          },
          onHeaders(statusCode, raw) {
            status = statusCode;
            received = util.parseHeaders(raw);
            if (Number(received['content-length'] ?? 0) > maxBytes) refuse();
            return true;
          },
          onData(chunk) {
            length += chunk.length;
            if (length <= maxBytes) chunks.push(chunk);
            else if (!isSettled) refuse();
            return true;
          },
          onComplete() {
            const whole = chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
            if (!isSettled) settle({ kind: 'answer', status, headers: received, body: whole });
          },
          onError(error) {
            if (!isSettled) settle({ kind: 'no-answer', code: codeOf(error), sent: hangUp !== undefined });
          },
        },
      );
    });
  }

  return {
    request,
    close() {
      void agent.destroy();
    },
  };
}

/** The system's code in lower case. undici has one of its own for a connection that ends too early. */
function codeOf(error: Error): string {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : 'failed';
  return code === 'UND_ERR_SOCKET' ? 'econnreset' : code.toLowerCase();
}

/**
 * What is to be done when a signal aborts. One signal may bound many requests: a listener for each would be
 * searched for among all of them when its request is done.
 */
function abortsBySignal(): (signal: AbortSignal) => Set<() => void> {
  const known = new WeakMap<AbortSignal, Set<() => void>>();
  return (signal) => {
    const found = known.get(signal);
    if (found !== undefined) return found;
    const aborts = new Set<() => void>();
    signal.addEventListener(
      'abort',
      () => {
        for (const abort of aborts) abort();
      },
      { once: true },
    );
    known.set(signal, aborts);
    return aborts;
  };
}

/** The seconds of a `Retry-After` header that counts them, or undefined. */
export function retryAfterSeconds(headers: IncomingHttpHeaders): number | undefined {
  const value = headers['retry-after'];
  return value !== undefined && /^\d{1,6}$/.test(value) ? Number(value) : undefined;
}
