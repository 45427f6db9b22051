import { httpClient } from '../../src/messaging/http-client.ts';
import type { SetUp } from '../../src/messaging/messenger.ts';
import { callViber, type ViberAccess } from './api.ts';
import { EVENT_TYPES } from './callbacks.ts';

export interface ViberSetUpOptions {
  readonly authToken: string;
  readonly apiRoot: string;
  /** https only. Viber calls it while it is being set, so the web process must be listening. */
  readonly webhookUrl: string;
  readonly http?: ViberAccess['http'];
}

/** Checks the token and sets the webhook. Doing it again changes nothing. */
export function viberSetUp({ authToken, apiRoot, webhookUrl, http = httpClient() }: ViberSetUpOptions): SetUp {
  const access = { authToken, apiRoot, http };
  return {
    name: 'viber',
    async setUp(signal) {
      const account = await callViber(access, 'get_account_info', {}, signal);
      if (!account.ok) return account;
      // No receipts, and no names or photos of people: what is not sent cannot be kept.
      const webhook = { url: webhookUrl, event_types: EVENT_TYPES, send_name: false, send_photo: false };
      const called = await callViber(access, 'set_webhook', webhook, signal);
      return called.ok ? { ok: true } : called;
    },
  };
}
