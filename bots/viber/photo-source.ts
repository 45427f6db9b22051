import { isIP } from 'node:net';
import { type HttpClient, httpClient, retryAfterSeconds } from '../../src/messaging/http-client.ts';
import type { Fetched, PhotoSource } from '../../src/messaging/messenger.ts';
import { isLoopback, isPublicAddress, publicLookup } from './public-addresses.ts';

export interface ViberPhotoSourceOptions {
  /** While Viber itself is a stand-in on this machine, photos may be on it too. */
  readonly apiRoot: string;
  readonly http?: HttpClient;
}

const MAX_REDIRECTS = 3;

/**
 * Fetches photos by the URL that Viber gave, good for one hour. Only from public addresses, only https on
 * its own port, and redirected at most within the same host.
 */
export function viberPhotoSource({ apiRoot, http }: ViberPhotoSourceOptions): PhotoSource {
  const isStandIn = isLoopback(new URL(apiRoot).hostname);
  const client = http ?? httpClient(isStandIn ? {} : { lookup: publicLookup });

  async function fetchFrom(url: URL, maxBytes: number, signal: AbortSignal, redirects: number): Promise<Fetched> {
    if (!isAllowed(url, isStandIn)) return { ok: false, reason: 'gone', code: 'address-refused' };
    const answer = await client.request({ method: 'GET', url, maxBytes, signal });
    if (answer.kind === 'too-large') return { ok: false, reason: 'too-large', code: 'download-too-large' };
    if (answer.kind === 'no-answer') {
      return answer.code === 'enotpublic'
        ? { ok: false, reason: 'gone', code: 'address-refused' }
        : { ok: false, reason: 'retry', code: answer.code };
    }
    const { status, headers, body } = answer;
    if (status === 200) return { ok: true, bytes: body };
    if (status >= 300 && status < 400) {
      const next = URL.canParse(headers.location ?? '', url) ? new URL(headers.location ?? '', url) : undefined;
      if (next === undefined || next.host !== url.host || redirects === 0) {
        return { ok: false, reason: 'gone', code: 'redirect-refused' };
      }
      return fetchFrom(next, maxBytes, signal, redirects - 1);
    }
    const code = `download-http-${status}`;
    const seconds = retryAfterSeconds(headers);
    if (status >= 500 || status === 429 || status === 408) {
      return { ok: false, reason: 'retry', code, ...(seconds === undefined ? {} : { seconds }) };
    }
    // 403 is what a signed address answers once its hour is over.
    return { ok: false, reason: 'gone', code };
  }

  return {
    name: 'viber',
    async fetch(photo, maxBytes, signal) {
      if (photo.bytes !== undefined && photo.bytes > maxBytes) {
        return { ok: false, reason: 'too-large', code: 'declared-too-large' };
      }
      if (!URL.canParse(photo.ref)) return { ok: false, reason: 'gone', code: 'address-refused' };
      return fetchFrom(new URL(photo.ref), maxBytes, signal, MAX_REDIRECTS);
    },
  };
}

function isAllowed(url: URL, isStandIn: boolean): boolean {
  if (url.username !== '' || url.password !== '') return false;
  if (isStandIn && isLoopback(url.hostname)) return url.protocol === 'http:' || url.protocol === 'https:';
  if (url.protocol !== 'https:' || url.port !== '') return false;
  // A literal address is connected to without being looked up.
  const literal = url.hostname.replace(/^\[|\]$/g, '');
  return isIP(literal) === 0 || isPublicAddress(literal);
}
