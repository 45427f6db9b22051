import { httpClient } from '../../src/messaging/http-client.ts';
import type { BroadcastSent, Deliverer, Pictures } from '../../src/messaging/messenger.ts';
import type { Outgoing } from '../../src/messaging/outgoing.ts';
import type { SendError } from '../../src/messaging/send-error.ts';
import { callViber, type ViberAccess } from './api.ts';
import { statusError } from './send-errors.ts';
import { shareToken } from './share-token.ts';
import { wireMessage } from './wire-message.ts';

export interface ViberDelivererOptions {
  readonly authToken: string;
  readonly apiRoot: string;
  /** Shown as the sender; cut to 28 characters. */
  readonly name: string;
  readonly http?: ViberAccess['http'];
  /** Without it, messages go out without their pictures. */
  readonly pictures?: Pick<Pictures, 'url'>;
}

/** Viber's limits for one `broadcast_message`. https://developers.viber.com/docs/api/rest-bot-api/#broadcast-message */
const MOST_RECEIVERS = 300;
const MOST_BYTES = 30_000;

/** Viber's sending side. Taps need no acknowledgement there, and no message can be deleted. */
export function viberDeliverer({
  authToken,
  apiRoot,
  name,
  http = httpClient(),
  pictures,
}: ViberDelivererOptions): Deliverer {
  const access = { authToken, apiRoot, http };

  async function wireOptions({ picture }: Outgoing): Promise<{ name: string; pictureUrl?: string }> {
    const pictureUrl = picture === undefined ? undefined : await pictures?.url(picture);
    return pictureUrl === undefined ? { name } : { name, pictureUrl };
  }

  return {
    name: 'viber',
    async send(address, message, signal) {
      const asksPhone = message.request?.what === 'contact';
      const phone = asksPhone ? { phoneBody: shareToken(authToken, address) } : {};
      const payload = { receiver: address, ...wireMessage(message, { ...(await wireOptions(message)), ...phone }) };
      const called = await callViber(access, 'send_message', payload, signal);
      if (!called.ok) return called;
      const { message_token: messageId } = called.answer;
      return { ok: true, ...(typeof messageId === 'string' ? { messageId } : {}) };
    },
    deleteMessages: () => Promise.resolve(false),
    broadcast: {
      most: MOST_RECEIVERS,
      async send(addresses, message, signal) {
        const wire = wireMessage(message, await wireOptions(message));
        const failed = new Map<string, SendError>();
        let reached = 0;
        for (const part of fitting(addresses, JSON.stringify(wire))) {
          const sent = await broadcastTo(part, wire, signal);
          if (sent.kind === 'not-opened' && reached === 0) return sent;
          if (sent.kind === 'sent') for (const [address, error] of sent.failed) failed.set(address, error);
          else if (sent.kind === 'failed') for (const address of part) failed.set(address, sent.error);
          else for (const address of part) failed.set(address, statusError(19));
          reached += part.length;
        }
        return { kind: 'sent', failed };
      },
    },
  };

  async function broadcastTo(
    addresses: readonly string[],
    wire: Record<string, unknown>,
    signal: AbortSignal,
  ): Promise<BroadcastSent> {
    const called = await callViber(access, 'broadcast_message', { ...wire, broadcast_list: addresses }, signal);
    if (called.ok) {
      const failed = called.answer.failed_list ?? [];
      return { kind: 'sent', failed: new Map(failed.map((f) => [f.receiver, receiverError(f.status)])) };
    }
    return called.error.code === NOT_OPENED ? { kind: 'not-opened' } : { kind: 'failed', error: called.error };
  }
}

/** `statusError`'s code of status 19. */
const NOT_OPENED = 'broadcast-not-authorized';

/** A person's own 12 is about the messages that they have not answered: it says nothing about the others. */
function receiverError(status: number): SendError {
  const error = statusError(status);
  return error.next === 'wait' ? { next: 'retry', code: error.code } : error;
}

/** Receivers in as many requests as Viber's limits want; nearly always one. */
function fitting(addresses: readonly string[], wire: string): string[][] {
  const room = MOST_BYTES - Buffer.byteLength(wire);
  const parts: string[][] = [];
  let part: string[] = [];
  let bytes = 0;
  for (const address of addresses) {
    // With its quotes and comma.
    const more = Buffer.byteLength(address) + 3;
    if (part.length > 0 && (part.length === MOST_RECEIVERS || bytes + more > room)) {
      parts.push(part);
      part = [];
      bytes = 0;
    }
    part.push(address);
    bytes += more;
  }
  return part.length === 0 ? parts : [...parts, part];
}
