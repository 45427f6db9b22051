import { setTimeout as pause } from 'node:timers/promises';
import { httpClient } from '../../src/messaging/http-client.ts';
import { type Signal, type TelegramAccess, telegramApi } from './api.ts';
import { toSendError } from './send-errors.ts';
import { ALLOWED_UPDATES } from './updates.ts';

export interface PollTelegramOptions {
  readonly token: string;
  readonly apiRoot: string;
  /** Takes one update as a webhook would bring it. True only once it is committed. */
  readonly take: (body: Buffer) => Promise<boolean>;
  /** Ends the polling at once. */
  readonly signal: AbortSignal;
  /** Telegram cannot be reached, or refuses: said once, until it answers again. */
  readonly onTrouble: (code: string) => void;
  readonly onRecovered?: () => void;
  /** Delay after the first failure, doubled after each further one up to the last. In milliseconds. */
  readonly delays?: { readonly first: number; readonly last: number };
  readonly http?: TelegramAccess['http'];
}

/** How long Telegram holds a request open while nothing happens. */
const HOLD_SECONDS = 25;

/** After that, the connection is dead. */
const TIMEOUT_MS = (HOLD_SECONDS + 15) * 1000;

type Step = { readonly ok: true } | { readonly ok: false; readonly seconds?: number };

/**
 * Reads updates by long polling and hands them to the same intake as the webhook. An update is
 * acknowledged, by asking for later ones, only when it and all before it are committed: what was not
 * comes again. Resolves when `signal` aborts, and never rejects.
 * https://core.telegram.org/bots/api#getupdates
 */
export async function pollTelegram(options: PollTelegramOptions): Promise<void> {
  const { token, apiRoot, take, signal, delays = { first: 1_000, last: 60_000 }, http = httpClient() } = options;
  const api = telegramApi({ token, apiRoot, http });
  let offset = 0;
  let hasWebhook = true;
  let isInTrouble = false;

  /** One request and what it brought. */
  async function step(): Promise<Step> {
    const bounded = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]) as Signal;
    try {
      if (hasWebhook) {
        await api.deleteWebhook({ drop_pending_updates: false }, bounded);
        hasWebhook = false;
      }
      const updates = await api.getUpdates(
        { offset, timeout: HOLD_SECONDS, allowed_updates: ALLOWED_UPDATES },
        bounded,
      );
      if (isInTrouble) options.onRecovered?.();
      isInTrouble = false;
      const isTaken = await Promise.all(updates.map((update) => isCommitted(take, update)));
      const failed = isTaken.indexOf(false);
      const next = failed === -1 ? updates.at(-1) : updates[failed - 1];
      if (next !== undefined) offset = next.update_id + 1;
      return { ok: failed === -1 };
    } catch (error) {
      const trouble = toSendError(error);
      if (!isInTrouble && !signal.aborted) options.onTrouble(trouble.code);
      isInTrouble = true;
      return trouble.next === 'wait' ? { ok: false, seconds: trouble.seconds } : { ok: false };
    }
  }

  const aborted = new Promise<Step>((resolve) => {
    if (signal.aborted) resolve({ ok: true });
    else signal.addEventListener('abort', () => resolve({ ok: true }), { once: true });
  });
  let delay = delays.first;
  while (!signal.aborted) {
    const result = await Promise.race([step(), aborted]);
    if (result.ok) {
      delay = delays.first;
      continue;
    }
    const wait = Math.max(delay, (result.seconds ?? 0) * 1000);
    await pause(wait, undefined, { signal }).catch(() => undefined);
    delay = Math.min(delay * 2, delays.last);
  }
}

async function isCommitted(take: PollTelegramOptions['take'], update: object): Promise<boolean> {
  try {
    return await take(Buffer.from(JSON.stringify(update)));
  } catch {
    return false;
  }
}
