import type { ServerResponse } from 'node:http';
import { setImmediate as breathe } from 'node:timers/promises';
import type { Language } from '../../../domain/languages.ts';

/** What there is to tell. */
export interface LiveNews {
  readonly version: string;
  /** Nothing will follow: whoever has heard it is let go. */
  readonly isLast: boolean;
  render(language: Language): string;
}

export interface EventHubDeps {
  /** What there is to tell now, by its version; undefined: nothing. Asked about once a second while anybody listens. */
  readonly look: () => Promise<LiveNews | undefined>;
  readonly everyMs: number;
  /** Streams that are open at once, at most. */
  readonly most: number;
}

export interface EventHub {
  /** Whether so many listen that nobody else may join. */
  isFull(): boolean;
  /** Lets somebody listen who has seen `version`. */
  join(response: ServerResponse, language: Language, version: string): void;
  /** Ends every stream. */
  close(): void;
}

/** A comment now and then keeps proxies from closing the connection, and finds out who has left. */
const HEARTBEAT_MS = 20_000;

/** Streams written to before others get a turn. */
const AT_ONCE = 100;

/** Whoever has so much waiting for them does not read. */
const MOST_UNREAD_BYTES = 256 * 1_024;

interface Listener {
  readonly response: ServerResponse;
  readonly language: Language;
  version: string;
}

/**
 * Server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html) for very many who all see the
 * same: each version is rendered once a language, and its bytes are shared by all streams.
 */
export function createEventHub({ look, everyMs, most }: EventHubDeps): EventHub {
  const listeners = new Set<Listener>();
  let timer: NodeJS.Timeout | undefined;
  let heardAt = performance.now();
  let telling = false;

  async function tell(): Promise<void> {
    if (telling) return;
    telling = true;
    try {
      const now = await look();
      const bytes = new Map<Language, Buffer>();
      const bytesFor = (language: Language) => {
        const known =
          bytes.get(language) ?? Buffer.from(now === undefined ? '' : eventOf(now.version, now.render(language)));
        bytes.set(language, known);
        return known;
      };
      const isBeat = performance.now() - heardAt >= HEARTBEAT_MS;
      if (isBeat) heardAt = performance.now();
      let written = 0;
      for (const listener of listeners) {
        if (now !== undefined && listener.version !== now.version) {
          write(listener, bytesFor(listener.language));
          listener.version = now.version;
          if (now.isLast) listener.response.end();
          written += 1;
        } else if (isBeat) {
          write(listener, BEAT);
          written += 1;
        }
        if (written % AT_ONCE === AT_ONCE - 1) await breathe();
      }
    } catch {
      // The database is away: the next look will tell.
    } finally {
      telling = false;
    }
  }

  function write({ response }: Listener, bytes: Buffer): void {
    if (response.writableLength > MOST_UNREAD_BYTES) response.destroy();
    else response.write(bytes);
  }

  return {
    isFull: () => listeners.size >= most,
    join(response, language, version) {
      const listener: Listener = { response, language, version };
      listeners.add(listener);
      const leave = () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        clearInterval(timer);
        timer = undefined;
      };
      response.once('close', leave);
      response.once('error', leave);
      timer ??= setInterval(() => void tell(), everyMs);
    },
    close() {
      for (const { response } of listeners) response.end();
    },
  };
}

const BEAT = Buffer.from(': here\n\n');

function eventOf(version: string, html: string): string {
  const lines = html.split('\n').map((line) => `data: ${line}\n`);
  return `id: ${version}\nevent: live\n${lines.join('')}\n`;
}
