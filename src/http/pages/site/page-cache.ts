import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { SitePage } from './page.tsx';

/** A page as it leaves: rendered, hashed and packed once. */
export interface ReadyPage {
  readonly status: number;
  readonly body: Buffer;
  readonly packed: Buffer;
  readonly etag: string;
}

export interface PageCache {
  get(key: string, render: () => SitePage): ReadyPage;
}

/**
 * Keeps the pages that were asked for last, up to so many bytes. Those that are not there are not kept, so that made-up
 * addresses push out nothing.
 */
export function createPageCache(mostBytes: number): PageCache {
  // In the order of their use: what was not asked for longest comes first.
  const kept = new Map<string, ReadyPage>();
  let bytes = 0;
  return {
    get(key, render) {
      const known = kept.get(key);
      if (known !== undefined) {
        kept.delete(key);
        kept.set(key, known);
        return known;
      }
      const page = readyPage(render());
      if (page.status !== 200) return page;
      kept.set(key, page);
      bytes += sizeOf(page);
      for (const [old, { body, packed }] of kept) {
        if (bytes <= mostBytes) break;
        kept.delete(old);
        bytes -= body.length + packed.length;
      }
      return page;
    },
  };
}

/** A page with what a browser compares, and smaller for whoever can unpack it. */
export function readyPage({ status, html }: SitePage): ReadyPage {
  const body = Buffer.from(html);
  // Weak: packed or not, it is the same page.
  const etag = `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  return { status, body, packed: gzipSync(body), etag };
}

function sizeOf({ body, packed }: ReadyPage): number {
  return body.length + packed.length;
}
