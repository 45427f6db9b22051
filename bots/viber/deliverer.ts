import { httpClient } from '../../src/messaging/http-client.ts';
import type { Deliverer } from '../../src/messaging/messenger.ts';
import { callViber, type ViberAccess } from './api.ts';
import { shareToken } from './share-token.ts';
import { wireMessage } from './wire-message.ts';

export interface ViberDelivererOptions {
  readonly authToken: string;
  readonly apiRoot: string;
  /** Shown as the sender; cut to 28 characters. */
  readonly name: string;
  readonly http?: ViberAccess['http'];
}

/** Viber's sending side. Taps need no acknowledgement there, and no message can be deleted. */
export function viberDeliverer({ authToken, apiRoot, name, http = httpClient() }: ViberDelivererOptions): Deliverer {
  return {
    name: 'viber',
    async send(address, message, signal) {
      const asksPhone = message.request?.what === 'contact';
      const phone = asksPhone ? { phoneBody: shareToken(authToken, address) } : {};
      const payload = { receiver: address, ...wireMessage(message, { name, ...phone }) };
      const called = await callViber({ authToken, apiRoot, http }, 'send_message', payload, signal);
      if (!called.ok) return called;
      const { message_token: messageId } = called.answer;
      return { ok: true, ...(typeof messageId === 'string' ? { messageId } : {}) };
    },
    deleteMessages: () => Promise.resolve(false),
  };
}
