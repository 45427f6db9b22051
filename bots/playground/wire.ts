import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';

/** The bot's answer to a delivery. `status` 0: there was none (refused, reset, timed out). */
export interface Posted {
  readonly status: number;
  /** Seconds, from the `Retry-After` header. */
  readonly retryAfter?: number;
  readonly body: string;
}

/** Posts JSON to the bot's webhook. Never rejects. */
export type Post = (url: string, headers: Readonly<Record<string, string>>, body: Buffer) => Promise<Posted>;

/** How much of an answer is read: a webhook's answer is a status, or one small message. */
const MAX_ANSWER_BYTES = 65_536;

export interface Poster {
  readonly post: Post;
  close(): void;
}

/** Posts over kept-alive connections; `timeout` in milliseconds for a whole answer. */
export function createPoster(timeout = 60_000): Poster {
  const httpAgent = new HttpAgent({ keepAlive: true });
  const httpsAgent = new HttpsAgent({ keepAlive: true });
  return {
    post: (url, headers, body) =>
      new Promise((resolve) => {
        const target = new URL(url);
        const secure = target.protocol === 'https:';
        const options = {
          method: 'POST',
          agent: secure ? httpsAgent : httpAgent,
          headers: { ...headers, 'content-type': 'application/json', 'content-length': body.byteLength },
          timeout,
        };
        const failed = () => resolve({ status: 0, body: '' });
        const onResponse = (response: IncomingMessage) => void readAnswer(response).then(resolve, failed);
        const request = secure ? httpsRequest(target, options, onResponse) : httpRequest(target, options, onResponse);
        request.on('error', failed);
        request.on('timeout', () => request.destroy(new Error('The webhook did not answer in time.')));
        request.end(body);
      }),
    close() {
      httpAgent.destroy();
      httpsAgent.destroy();
    },
  };
}

async function readAnswer(response: IncomingMessage): Promise<Posted> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of response) {
    if (!Buffer.isBuffer(part)) continue;
    size += part.byteLength;
    if (size <= MAX_ANSWER_BYTES) parts.push(part);
  }
  const retryAfter = Number(response.headers['retry-after']);
  return {
    status: response.statusCode ?? 0,
    body: Buffer.concat(parts).toString('utf8'),
    ...(Number.isFinite(retryAfter) && retryAfter > 0 ? { retryAfter } : {}),
  };
}

/** A webhook may be https anywhere; plain http only on this very machine, which the real messengers refuse. */
export function isWebhookAddress(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  if (protocol === 'https:') return true;
  return protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
}
